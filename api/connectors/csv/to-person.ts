import {
  type Employment,
  employmentTextFields,
  type Leave,
  NameUse,
  type Person,
  personTextFields,
  type Unit,
} from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { RowReader } from './read-cells.ts';
import { CsvKind } from './schema.ts';

const employmentTexts = [...employmentTextFields, 'managerPersonKey'] as const;

/** The personal part of a row, still without employments and leaves. Empty cells are left out. */
export function toPerson(row: RowReader, personKey: string, sourceId: string): Person {
  const person: Person = {
    personKey,
    sourceId,
    nameUse: row.word('nameUse', NameUse.options) ?? 'birth',
    employments: [],
    leaves: [],
  };
  for (const field of personTextFields) {
    const text = row.text(field);
    if (text !== undefined) person[field] = text;
  }
  const isActive = row.truth('active');
  if (isActive !== undefined) person.isActive = isActive;
  return person;
}

/** The employment in a row. A missing start or unit is no problem here: the person waits for it later. */
export function toEmployment(row: RowReader, employmentKey: string, texts: SourceTexts): Employment {
  const employment: Employment = { employmentKey, kind: row.word('kind', CsvKind.options) ?? 'employee' };
  for (const field of employmentTexts) {
    const text = row.text(field);
    if (text !== undefined) employment[field] = text;
  }
  const [startsOn, endsOn] = [row.date('startDate'), row.date('endDate')];
  if (startsOn !== undefined) employment.startsOn = startsOn;
  if (endsOn !== undefined) employment.endsOn = endsOn;
  const lastWorkingDayOn = row.date('lastWorkingDay');
  if (lastWorkingDayOn !== undefined) employment.lastWorkingDayOn = lastWorkingDayOn;
  const [isPrimary, fte] = [row.truth('primary'), row.fraction('fte')];
  if (isPrimary !== undefined) employment.isPrimary = isPrimary;
  if (fte !== undefined) employment.fte = fte;
  refuseReversed(row, employment, texts);
  return employment;
}

/** The leave in a row, or null when its dates cannot be used (the row then holds the problem). */
export function toLeave(row: RowReader, texts: SourceTexts): Leave | null {
  const [startsOn, endsOn, kind] = [row.date('startDate'), row.date('endDate'), row.text('kind')];
  if (startsOn === undefined) {
    if (row.problems.length === 0) {
      row.problems.push({ reason: 'unknown-date', text: texts.leaveWithoutStart(row.where), where: row.where });
    }
    return null;
  }
  refuseReversed(row, { startsOn, endsOn }, texts);
  return { startsOn, ...(endsOn === undefined ? {} : { endsOn }), ...(kind === undefined ? {} : { kind }) };
}

/** The unit in a row of `units.csv`, or null when it has no name. */
export function toUnit(row: RowReader, unitKey: string): Unit | null {
  const [name, parentKey, headPersonKey] = [row.text('name'), row.text('parentKey'), row.text('headPersonKey')];
  if (name === undefined) return null;
  return {
    unitKey,
    name,
    ...(parentKey === undefined ? {} : { parentKey }),
    ...(headPersonKey === undefined ? {} : { headPersonKey }),
  };
}

function refuseReversed(
  row: RowReader,
  period: { startsOn?: string | undefined; endsOn?: string | undefined },
  texts: SourceTexts,
): void {
  const { startsOn, endsOn } = period;
  if (startsOn === undefined || endsOn === undefined || endsOn >= startsOn) return;
  const text = texts.endBeforeStart(startsOn, endsOn, row.where);
  row.problems.push({ reason: 'unknown-date', text, where: row.where });
}
