import { fieldsOfHeader, isNeedless, type MappedField } from './header-words.ts';
import type { Why } from './proposal.ts';
import type { ColumnStudy, Shape } from './study-column.ts';
import { activeWords, plainValue } from './value-words.ts';

/** A column that may be a field, and how sure. */
export interface Candidate {
  study: ColumnStudy;
  field: MappedField;
  score: number;
}

const keyShapes: readonly Shape[] = ['number', 'code', 'fraction', 'truth', 'phone', 'date', 'empty'];
const dateFields: readonly MappedField[] = ['startDate', 'endDate', 'lastWorkingDay'];
/** Keys of people have no spaces; those of units may be names. */
const keyFields: readonly MappedField[] = ['personKey', 'employeeNumber', 'employmentKey', 'managerPersonKey'];
const nameFields: readonly MappedField[] = ['birthName', 'partnerName', 'callName', 'givenName'];

/** Columns whose name says nothing, by what their cells look like and little else does. */
const byShape: Readonly<Partial<Record<Shape, MappedField>>> = {
  email: 'workEmail',
  initials: 'initials',
  prefix: 'birthNamePrefix',
};
const scoreOfShape = 30;

/** What a column may be, by its name and its cells; with why it is nothing, when it is nothing. */
export function candidatesOf(study: ColumnStudy): { candidates: Candidate[]; whyNot: Why } {
  if (isNeedless(study.column)) return { candidates: [], whyNot: { kind: 'needless' } };
  const named = [...fieldsOfHeader(study.column)];
  const candidates: Candidate[] = [];
  let whyNot: Why = { kind: 'unknown' };
  for (const [field, score] of named) {
    if (fits(field, study)) candidates.push({ study, field, score });
    else if (whyNot.kind === 'unknown') whyNot = { kind: 'unfit', field, shape: study.shape };
  }
  const guessed = byShape[study.shape];
  if (named.length === 0 && guessed !== undefined) candidates.push({ study, field: guessed, score: scoreOfShape });
  return { candidates, whyNot };
}

/** Whether the cells can be what the name says. A column without a cell can be anything but a key. */
function fits(field: MappedField, study: ColumnStudy): boolean {
  const { shape, filled, rows } = study;
  if (field === 'personKey') return filled >= rows * 0.9 && keyShapes.includes(shape) && shape !== 'empty';
  if (shape === 'empty') return field !== 'startDate' && field !== 'unitKey' && field !== 'active';
  if (dateFields.includes(field)) return shape === 'date';
  if (keyFields.includes(field)) return keyShapes.includes(shape);
  if (field === 'fte') return isShare(study);
  if (field === 'workEmail') return shape === 'email';
  if (nameFields.includes(field))
    return shape === 'text' || shape === 'prefix' || shape === 'initials' || shape === 'code';
  if (field === 'active') return isStatus(study);
  if (field === 'primary') return shape === 'truth';
  return !(field === 'kind' || field === 'nameUse') || isClosedList(study);
}

/** Few values that come again, or so few that they are a list all the same: nobody's own words. */
const isClosedList = ({ values, filled, longest }: ColumnStudy): boolean =>
  values !== null && longest <= 60 && (values.size * 2 <= filled || values.size <= 8);

/** `80` without a percent sign would be eighty full weeks, and 36 is hours. */
const isShare = ({ shape, largest }: ColumnStudy): boolean =>
  shape === 'percent' || ((shape === 'fraction' || shape === 'truth') && (largest ?? 1) <= 2);

/** Any cell that is not named means no, so every one has to be known. */
function isStatus({ values }: ColumnStudy): boolean {
  const meanings = [...(values?.keys() ?? [])].map((value) => activeWords.get(plainValue(value)));
  return meanings.includes('yes') && !meanings.includes(undefined);
}
