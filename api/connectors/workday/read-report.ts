import {
  type Employment,
  employmentTextFields,
  type HrReading,
  NameUse,
  type Person,
  PersonKind,
  personTextFields,
  type Unit,
} from '../../../models/person.ts';
import { type SourceTexts, sourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection, type SetAsideCollection } from '../collect-set-aside.ts';
import { unreadable } from '../unreadable.ts';
import type { WorkdayDesk } from './desk.ts';
import { type Mapping, type ReportRow, readRow, toMapping, toRow } from './report-rows.ts';

interface Reading {
  sourceId: string;
  mapping: Mapping;
  texts: SourceTexts;
  setAside: SetAsideCollection;
}

/** Everybody in the report. A row is one employment of one person, as in a flat file. */
export async function readReport(desk: WorkdayDesk): Promise<HrReading> {
  const { source, parts, client } = desk;
  const readAt = parts.clock.now().toISOString();
  const { name = '', prompts = {}, parts: portions = [{}] } = source.report ?? {};
  const mapping = source.columns === undefined ? [] : toMapping(source.columns);
  const rows: ReportRow[] = [];
  for (const portion of portions) {
    const entries = await client.report({ ...prompts, ...portion });
    if (entries.length === 0) throw gaveNobody(source.id, [name, ...Object.entries(portion).flat()].join(' '));
    for (const entry of entries) rows.push(toRow(entry, `${name}, entry ${rows.length + 1}`, mapping));
  }
  refuseSilence(rows, { mapping, name, sourceId: source.id });
  const texts = sourceTexts(parts.language);
  const reading: Reading = { sourceId: source.id, mapping, texts, setAside: createSetAsideCollection(texts) };
  const people = collectPeople(rows, reading);
  const units = collectUnits(rows, reading);
  return {
    sourceId: source.id,
    readAt,
    changedAt: null,
    people: people.filter(({ personKey }) => !reading.setAside.has(personKey)),
    units,
    setAside: reading.setAside.list(),
  };
}

const gaveNobody = (sourceId: string, what: string) =>
  unreadable(
    `${sourceId}: the report ${what} gave nobody at all.`,
    'Check its filter and prompts, and that the integration system user may see the workers; an empty report is never believed. A part that has nobody is to be left out of parts.',
  );

/** Columns of which silence would say something about everybody. */
const deciding: readonly string[] = ['personKey', 'unitKey', 'startDate', 'active', 'managerPersonKey'];
const fewRows = 2;

function refuseSilence(
  rows: readonly ReportRow[],
  { mapping, name, sourceId }: { mapping: Mapping; name: string; sourceId: string },
): void {
  const silent = mapping.filter(
    ({ field }) =>
      deciding.includes(field) &&
      (field !== 'managerPersonKey' || rows.length > fewRows) &&
      !rows.some(({ cells }) => cells[field] !== undefined),
  );
  if (silent.length === 0) return;
  throw unreadable(
    `${sourceId}: no entry of the report ${name} has a column ${silent.map(({ column }) => column).join(', ')}.`,
    'Check the column aliases of the report (Column Heading Override XML Alias) and the rights of the integration system user to these fields.',
  );
}

/** Mapped columns that no entry has: it may be so, or an alias is wrong. */
export function silentColumns(reading: HrReading, mapping: Mapping): string[] {
  const optional = new Set<string>([...personTextFields, ...employmentTextFields]);
  const names = new Map<string, string>([
    ['endDate', 'endsOn'],
    ['lastWorkingDay', 'lastWorkingDayOn'],
    ['fte', 'fte'],
  ]);
  const has = (field: string) =>
    reading.people.some((person) => field in person || person.employments.some((one) => field in one));
  return mapping
    .filter(({ field }) => (optional.has(field) || names.has(field)) && !has(names.get(field) ?? field))
    .map(({ column }) => column);
}

function collectPeople(rows: readonly ReportRow[], reading: Reading): Person[] {
  const byPerson = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = row.cells.personKey;
    if (key === undefined) {
      const text = reading.texts.noKey(columnOf('personKey', reading), row.where);
      reading.setAside.add(null, [{ reason: 'no-key', text, where: row.where }]);
      continue;
    }
    const known = byPerson.get(key);
    if (known === undefined) byPerson.set(key, [row]);
    else known.push(row);
  }
  return [...byPerson].map(([personKey, own]) => toPerson(personKey, withoutRepetitions(own), reading));
}

const columnOf = (field: string, { mapping }: Reading): string =>
  mapping.find((one) => one.field === field)?.column ?? field;

const withoutRepetitions = (rows: readonly ReportRow[]): ReportRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row.cells), row])).values(),
];

const personFields = [...personTextFields, 'nameUse', 'active'] as const;

/** Several rows are several employments when each has its own key and all say the same of the person. */
function toPerson(personKey: string, rows: readonly ReportRow[], reading: Reading): Person {
  const { texts, setAside, mapping } = reading;
  const places = rows.map(({ where }) => where);
  const differing = personFields.filter((field) => new Set(rows.map(({ cells }) => cells[field])).size > 1);
  const keys = rows.map(({ cells }) => cells.employmentKey ?? personKey);
  if (differing.length > 0 || new Set(keys).size < rows.length) {
    const columns = (differing.length > 0 ? differing : (['employmentKey'] as const)).map((one) =>
      columnOf(one, reading),
    );
    const text = texts.conflictingRows(places, columns);
    setAside.add(personKey, [{ reason: 'conflicting-rows', text, where: places.join(', ') }]);
  }
  const person: Person = { personKey, sourceId: reading.sourceId, nameUse: 'as-given', employments: [], leaves: [] };
  for (const [index, row] of rows.entries()) {
    const reader = readRow(row, mapping, texts);
    if (index === 0) {
      person.nameUse = reader.word('nameUse', NameUse.options) ?? usualUse(reading);
      for (const field of personTextFields) {
        const text = reader.text(field);
        if (text !== undefined) person[field] = text;
      }
      const isActive = reader.truth('active');
      if (isActive !== undefined) person.isActive = isActive;
    }
    person.employments.push(toEmployment(row, keys[index] ?? personKey, { reader, personKey, reading }));
    setAside.add(personKey, reader.problems);
  }
  return person;
}

/** Without a column for it the names are used as they come. */
const usualUse = ({ mapping }: Reading): NameUse =>
  mapping.some(({ field }) => field === 'nameUse') ? 'birth' : 'as-given';

function toEmployment(
  { where }: ReportRow,
  employmentKey: string,
  { reader, personKey, reading }: { reader: ReturnType<typeof readRow>; personKey: string; reading: Reading },
): Employment {
  const employment: Employment = { employmentKey, kind: reader.word('kind', PersonKind.options) ?? 'employee' };
  for (const field of employmentTextFields) {
    const text = reader.text(field);
    if (text !== undefined) employment[field] = text;
  }
  const manager = reader.text('managerPersonKey');
  if (manager !== undefined && manager !== personKey) employment.managerPersonKey = manager;
  const [startsOn, endsOn, lastDayOn] = [reader.day('startDate'), reader.day('endDate'), reader.day('lastWorkingDay')];
  if (startsOn !== undefined) employment.startsOn = startsOn;
  if (endsOn !== undefined) employment.endsOn = endsOn;
  if (lastDayOn !== undefined) employment.lastWorkingDayOn = lastDayOn;
  const [isPrimary, fte] = [reader.truth('primary'), reader.fraction('fte')];
  if (isPrimary !== undefined) employment.isPrimary = isPrimary;
  if (fte !== undefined) employment.fte = fte;
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    reader.problems.push({
      reason: 'unknown-date',
      text: reading.texts.endBeforeStart(startsOn, endsOn, where),
      where,
    });
  return employment;
}

/** The units that rows name. One that has two names is not used, so its people wait; a unit above counts when all rows agree. */
function collectUnits(rows: readonly ReportRow[], reading: Reading): Unit[] {
  const found = new Map<string, { names: Set<string>; parents: Set<string>; where: string[] }>();
  for (const row of rows) {
    const reader = readRow(row, reading.mapping, reading.texts);
    const unitKey = reader.text('unitKey');
    if (unitKey === undefined) continue;
    const unit = found.get(unitKey) ?? { names: new Set(), parents: new Set(), where: [] };
    found.set(unitKey, unit);
    const [name, parentKey] = [reader.text('unitName'), reader.text('parentUnitKey')];
    if (name !== undefined && !unit.names.has(name)) unit.where.push(row.where);
    if (name !== undefined) unit.names.add(name);
    if (parentKey !== undefined && parentKey !== unitKey) unit.parents.add(parentKey);
  }
  for (const { parents } of [...found.values()])
    for (const key of parents) if (!found.has(key)) found.set(key, { names: new Set(), parents: new Set(), where: [] });
  return [...found].flatMap(([unitKey, { names, parents, where }]) => {
    if (names.size > 1) {
      const text = reading.texts.conflictingUnits(unitKey, where, [columnOf('unitName', reading)]);
      reading.setAside.add(null, [{ reason: 'conflicting-rows', text, where: where.join(', ') }]);
      return [];
    }
    const [name = unitKey] = names;
    const [parentKey] = parents.size === 1 ? parents : [];
    return [{ unitKey, name, ...(parentKey === undefined ? {} : { parentKey }) }];
  });
}
