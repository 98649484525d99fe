import { DateTime } from 'luxon';
import type { z } from 'zod';
import type { PeopleReading } from '../../../models/hr-connector.ts';
import type { HrReading } from '../../../models/person.ts';
import type { AfasSource } from '../../../models/sources/afas-source.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import type { Changes } from '../keep-reading.ts';
import { unreadable } from '../unreadable.ts';
import type { AfasClient } from './client.ts';
import { collectPeople, type Rows } from './collect-people.ts';
import { type Condition, readRows, splitValues } from './read-rows.ts';
import { changeField, EmploymentRow, LeaveRow, mandatoryFields, PersonRow, UnitRow } from './schema.ts';

/** What a reading needs. */
export interface AfasDesk {
  source: AfasSource;
  parts: ConnectorParts;
  client: AfasClient;
  /** The person of each employee: managers and heads are told by their employee number. */
  employees: Map<string, string>;
}

/** More changed people than this are a reason to read everybody. */
const mostChanged = 2_000;

/** Profit speaks of local Dutch time and does not say so. */
const profitZone = 'Europe/Amsterdam';

export async function readEverybody(desk: AfasDesk): Promise<HrReading> {
  const readAt = desk.parts.clock.now().toISOString();
  const rows = await readTables(desk, undefined);
  const empty = (['persons', 'employments', 'units'] as const).find((table) => rows[table].length === 0);
  if (empty !== undefined)
    throw unreadable(
      `${desk.source.id}: ${desk.source.connectors[empty]} gave nothing at all.`,
      "Check the GetConnector's filter, and that the user of the token may see the rows; an empty list is never believed.",
    );
  desk.employees.clear();
  const { people, units, setAside } = collectPeople(rows, settings(desk));
  return { sourceId: desk.source.id, readAt, changedAt: null, people, units, setAside };
}

/** Everybody of whom a row changed, read anew; null when only reading everybody will do, or does as well because they are many. */
export async function readChangedPeople(since: string, desk: AfasDesk): Promise<Changes | null> {
  const readAt = desk.parts.clock.now().toISOString();
  const where: Condition = { field: changeField, operator: 2, values: [toProfitTime(since, readAt)] };
  const numbers = new Set<string>();
  for (const { connector, order } of changingTables(desk))
    for await (const rows of readRows(
      { connector, schema: PersonRow, order, mandatory: ['Persoonsnummer'], where },
      desk.client,
    )) {
      for (const { Persoonsnummer } of rows) if (Persoonsnummer !== undefined) numbers.add(Persoonsnummer);
      if (numbers.size > mostChanged) return null;
    }
  const units = await readUnits(desk);
  const { rows, isWithoutWork } = await readNumbers([...numbers], 'Persoonsnummer', { units, desk });
  // What is no longer seen would be taken for people who left, and units that are gone: reading everybody tells.
  if (units.length === 0 || isWithoutWork) return null;
  const { people, setAside, units: read } = collectPeople(rows, settings(desk));
  return { readAt, changedAt: null, people, setAside, gone: [], units: read };
}

/** These people alone. */
export async function readSomePeople(personKeys: readonly string[], desk: AfasDesk): Promise<PeopleReading> {
  // Managers and heads are told by employee number, which says whose it is only where everybody was read.
  if (desk.employees.size === 0) await readEverybody(desk);
  const readAt = desk.parts.clock.now().toISOString();
  const field = desk.source.personKey === 'person' ? 'Persoonsnummer' : 'Medewerker';
  const { rows } = await readNumbers(personKeys, field, { units: [], desk });
  const { people, setAside } = collectPeople(rows, settings(desk));
  return { sourceId: desk.source.id, readAt, changedAt: null, people, setAside };
}

const settings = ({ source, parts, employees }: AfasDesk) => ({
  employees,
  sourceId: source.id,
  texts: sourceTexts(parts.language),
  kinds: source.kinds,
  byPerson: source.personKey === 'person',
});

/** @returns `isWithoutWork`: of some of them asked for together no employment is seen at all */
async function readNumbers(
  numbers: readonly string[],
  field: string,
  { units, desk }: { units: UnitRow[]; desk: AfasDesk },
): Promise<{ rows: Rows; isWithoutWork: boolean }> {
  const rows: Rows = { persons: [], employments: [], leaves: [], units };
  let isWithoutWork = false;
  for (const values of splitValues(numbers, field)) {
    const some = await readTables(desk, { field, operator: 1, values }, []);
    isWithoutWork ||= some.persons.length > 0 && some.employments.length === 0;
    rows.persons.push(...some.persons);
    rows.employments.push(...some.employments);
    rows.leaves.push(...some.leaves);
  }
  return { rows, isWithoutWork };
}

/** The rows of these people in the GetConnector of persons, by person key. */
export async function readPersonRows(personKeys: readonly string[], desk: AfasDesk): Promise<Map<string, PersonRow>> {
  const field = desk.source.personKey === 'person' ? 'Persoonsnummer' : 'Medewerker';
  const found = new Map<string, PersonRow>();
  for (const values of splitValues(personKeys, field)) {
    const ask = {
      connector: desk.source.connectors.persons,
      schema: PersonRow,
      order: orders.persons,
      mandatory: mandatoryFields.persons,
      where: { field, operator: 1 as const, values },
    };
    for (const row of await collect(readRows(ask, desk.client))) if (row[field]) found.set(row[field], row);
  }
  return found;
}

/** What puts every row of a table in one place. */
const orders = {
  persons: ['Persoonsnummer', 'Medewerker'],
  employments: ['Persoonsnummer', 'Medewerker', 'Dienstverband', 'ExternalID'],
  leaves: ['Persoonsnummer', 'Medewerker', 'Begindatum', 'Einddatum'],
  units: ['ExternalId'],
} as const;

/** The tables of which a row says whose it is. */
const changingTables = ({ source: { connectors } }: AfasDesk) =>
  (['persons', 'employments', 'leaves'] as const).flatMap((table) => {
    const connector = connectors[table];
    return connector === null ? [] : [{ connector, order: orders[table] }];
  });

/** The tables, two at a time as the line lets them; units too, unless they are given. */
async function readTables(desk: AfasDesk, where: Condition | undefined, units?: UnitRow[]): Promise<Rows> {
  const { client, source } = desk;
  const read = <Schema extends z.ZodType>(table: 'persons' | 'employments' | 'leaves', schema: Schema) => {
    const connector = source.connectors[table];
    if (connector === null) return [];
    const ask = { connector, schema, order: orders[table], mandatory: mandatoryFields[table] };
    return collect(readRows(where === undefined ? ask : { ...ask, where }, client));
  };
  const [persons, employments, leaves, unitRows] = await Promise.all([
    read('persons', PersonRow),
    read('employments', EmploymentRow),
    read('leaves', LeaveRow),
    units ?? readUnits(desk),
  ]);
  return { persons, employments, leaves, units: unitRows };
}

function readUnits({ source, client }: AfasDesk): Promise<UnitRow[]> {
  const { units: connector } = source.connectors;
  return collect(
    readRows({ connector, schema: UnitRow, order: orders.units, mandatory: mandatoryFields.units }, client),
  );
}

async function collect<Row>(pages: AsyncGenerator<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const page of pages) for (const row of page) all.push(row);
  return all;
}

/**
 * Filters take local times without a zone: https://docs.afas.help/profit/nl/get-connector. Where summer time has ended since, an hour came
 * twice, and what changed in the second one has an earlier time than that.
 */
function toProfitTime(since: string, now: string): string {
  const [then, today] = [since, now].map((instant) => DateTime.fromISO(instant, { zone: profitZone })) as [
    DateTime,
    DateTime,
  ];
  const turnedBack = Math.max(0, then.offset - today.offset);
  return then.minus({ minutes: turnedBack }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}
