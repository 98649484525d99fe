import type { RawTable } from '../raw-table.ts';
import { fieldsOfHeader, type MappedField } from './header-words.ts';
import type { Candidate } from './judge-fit.ts';
import type { Why } from './proposal.ts';
import type { ColumnStudy } from './study-column.ts';

/** Which column was chosen for which field. */
export interface Places {
  fields: Map<MappedField, ColumnStudy>;
  /** Why a column that might have been something is left out. */
  refused: Map<ColumnStudy, Why>;
  /** Columns whose name says nothing. */
  byShape: Set<ColumnStudy>;
  isOneRowEach: boolean;
}

type Rows = Pick<RawTable, 'rows'>;

/** Gives each field the column that fits best, the surest first; then mends what columns say of each other. */
export function choosePlaces(candidates: readonly Candidate[], table: Rows): Places {
  const places: Places = { fields: new Map(), refused: new Map(), byShape: new Set(), isOneRowEach: false };
  const taken = new Set<ColumnStudy>();
  for (const { study, field } of [...candidates].sort((a, b) => b.score - a.score)) {
    if (taken.has(study)) continue;
    if (places.fields.has(field)) {
      places.refused.set(study, { kind: 'other-column', field });
      continue;
    }
    places.fields.set(field, study);
    places.refused.delete(study);
    taken.add(study);
    if (fieldsOfHeader(study.column).size === 0) places.byShape.add(study);
  }
  shareNumber(places);
  shareUnit(places);
  refuseStrangeManagers(places, table);
  refuseSeveralNames(places, table);
  places.isOneRowEach = isOneRowEach(places, table);
  return places;
}

/** One number for a person does for both: what tells people apart, and what becomes employeeId, which holds 16 characters. */
function shareNumber({ fields }: Places): void {
  const [person, number] = [fields.get('personKey'), fields.get('employeeNumber')];
  if (person === undefined && number !== undefined && number.filled >= number.rows * 0.9)
    fields.set('personKey', number);
  if (number === undefined && person !== undefined && person.longest <= 16) fields.set('employeeNumber', person);
}

/** Where units have only a name, the name is the key. */
function shareUnit({ fields }: Places): void {
  const name = fields.get('unitName');
  if (fields.has('unitKey') || name === undefined) return;
  fields.set('unitKey', name);
  fields.delete('unitName');
}

/** Managers are found by the keys that people have in this file; a name or a number of another kind finds nobody. */
function refuseStrangeManagers({ fields, refused }: Places, { rows }: Rows): void {
  const [keys, numbers, managers] = [
    fields.get('personKey'),
    fields.get('employeeNumber'),
    fields.get('managerPersonKey'),
  ];
  if (managers === undefined) return;
  const named = rows.map((row) => cellAt(row, managers)).filter((cell) => cell !== '');
  const areOf = (study: ColumnStudy | undefined): boolean => {
    const known = new Set(study === undefined ? [] : rows.map((row) => cellAt(row, study)));
    return named.filter((cell) => known.has(cell)).length >= named.length * 0.8;
  };
  if (keys !== undefined && areOf(keys)) return;
  fields.delete('managerPersonKey');
  const others = numbers !== undefined && areOf(numbers) ? { others: numbers.column } : {};
  refused.set(managers, { kind: 'no-keys', field: 'managerPersonKey', ...others });
}

/** A unit with two names is not used, so its people would wait: then the key is its name. */
function refuseSeveralNames({ fields, refused }: Places, { rows }: Rows): void {
  const [keys, names] = [fields.get('unitKey'), fields.get('unitName')];
  if (keys === undefined || names === undefined) return;
  const nameOf = new Map<string, string>();
  for (const row of rows) {
    const [unit, called] = [cellAt(row, keys), cellAt(row, names)];
    if (unit === '' || (nameOf.get(unit) ?? called) === called) {
      nameOf.set(unit, called);
      continue;
    }
    fields.delete('unitName');
    refused.set(names, { kind: 'not-one-name', field: 'unitName' });
    return;
  }
}

function isOneRowEach({ fields }: Places, { rows }: Rows): boolean {
  const keys = fields.get('personKey');
  if (keys === undefined) return false;
  const cells = rows.map((row) => cellAt(row, keys)).filter((cell) => cell !== '');
  return new Set(cells).size === cells.length;
}

/** The trimmed cell of a column; empty when there is no such column. */
export const cellAt = ({ fields }: { fields: readonly string[] }, study: ColumnStudy | undefined): string =>
  study === undefined ? '' : (fields[study.index]?.trim() ?? '');
