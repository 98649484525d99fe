import { DateTime } from 'luxon';
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
import { changeField, EmploymentRow, LeaveRow, PersonRow, UnitRow } from './schema.ts';

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
  const where: Condition = { field: changeField, operator: 2, values: [toProfitTime(since)] };
  const { persons, employments, leaves } = desk.source.connectors;
  const numbers = new Set<string>();
  for (const connector of [persons, employments, ...(leaves === null ? [] : [leaves])])
    for await (const rows of readRows(
      { connector, schema: PersonRow, order: ['Persoonsnummer', 'Medewerker'], where },
      desk.client,
    )) {
      for (const { Persoonsnummer } of rows) if (Persoonsnummer !== undefined) numbers.add(Persoonsnummer);
      if (numbers.size > mostChanged) return null;
    }
  const units = await readUnits(desk);
  const rows = await readNumbers([...numbers], 'Persoonsnummer', { units, desk });
  // Employments that are no longer seen would be taken for people who left: reading everybody tells.
  if (rows.persons.length > 0 && rows.employments.length === 0) return null;
  const { people, setAside, units: read } = collectPeople(rows, settings(desk));
  return { readAt, changedAt: null, people, setAside, gone: [], units: read };
}

/** These people alone. */
export async function readSomePeople(personKeys: readonly string[], desk: AfasDesk): Promise<PeopleReading> {
  // Managers and heads are told by employee number, which says whose it is only where everybody was read.
  if (desk.employees.size === 0) await readEverybody(desk);
  const readAt = desk.parts.clock.now().toISOString();
  const field = desk.source.personKey === 'person' ? 'Persoonsnummer' : 'Medewerker';
  const rows = await readNumbers(personKeys, field, { units: await readUnits(desk), desk });
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

async function readNumbers(
  numbers: readonly string[],
  field: string,
  { units, desk }: { units: UnitRow[]; desk: AfasDesk },
): Promise<Rows> {
  const all: Rows = { persons: [], employments: [], leaves: [], units };
  for (const values of splitValues(numbers, field)) {
    const some = await readTables(desk, { field, operator: 1, values }, []);
    all.persons.push(...some.persons);
    all.employments.push(...some.employments);
    all.leaves.push(...some.leaves);
  }
  return all;
}

/** The rows of these people in the GetConnector of persons, by person key. */
export async function readPersonRows(personKeys: readonly string[], desk: AfasDesk): Promise<Map<string, PersonRow>> {
  const field = desk.source.personKey === 'person' ? 'Persoonsnummer' : 'Medewerker';
  const found = new Map<string, PersonRow>();
  for (const values of splitValues(personKeys, field)) {
    const ask = {
      connector: desk.source.connectors.persons,
      schema: PersonRow,
      order: ['Persoonsnummer', 'Medewerker'] as [string, string],
      where: { field, operator: 1 as const, values },
    };
    for (const row of await collect(readRows(ask, desk.client))) if (row[field]) found.set(row[field], row);
  }
  return found;
}

/** The tables, two at a time as the line lets them; units too, unless they are given. */
async function readTables(desk: AfasDesk, where: Condition | undefined, units?: UnitRow[]): Promise<Rows> {
  const { connectors } = desk.source;
  const table = { ...(where === undefined ? {} : { where }) };
  const order = ['Persoonsnummer', 'Medewerker'] as const;
  const [persons, employments, leaves, unitRows] = await Promise.all([
    collect(readRows({ connector: connectors.persons, schema: PersonRow, order: [...order], ...table }, desk.client)),
    collect(
      readRows(
        {
          connector: connectors.employments,
          schema: EmploymentRow,
          order: [...order, 'Dienstverband', 'ExternalID'],
          ...table,
        },
        desk.client,
      ),
    ),
    connectors.leaves === null
      ? []
      : collect(
          readRows(
            { connector: connectors.leaves, schema: LeaveRow, order: [...order, 'Begindatum', 'Einddatum'], ...table },
            desk.client,
          ),
        ),
    units ?? readUnits(desk),
  ]);
  return { persons, employments, leaves, units: unitRows };
}

const readUnits = ({ source, client }: AfasDesk): Promise<UnitRow[]> =>
  collect(readRows({ connector: source.connectors.units, schema: UnitRow, order: ['ExternalId'] }, client));

async function collect<Row>(pages: AsyncGenerator<Row[]>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const page of pages) for (const row of page) all.push(row);
  return all;
}

/** Filters take local times without a zone: https://docs.afas.help/profit/nl/get-connector */
const toProfitTime = (instant: string): string =>
  DateTime.fromISO(instant, { zone: profitZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
