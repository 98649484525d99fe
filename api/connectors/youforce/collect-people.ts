import type { CalendarDate, Employment, Person, SetAside } from '../../../models/person.ts';
import { createSetAsideCollection, type SetAsideCollection } from '../collect-set-aside.ts';
import { isYetToHold } from './read-dates.ts';
import type { Rows } from './read-table.ts';
import type { Reading } from './reading.ts';
import type { AssignmentRow, CostRow, EmploymentRow, PersonRow } from './schema.ts';
import { toEmployments } from './to-employments.ts';
import { toPerson } from './to-person.ts';

/** Rows of people, put together by whose they are as they come in. */
export interface Gathering {
  persons: Map<string, PersonRow[]>;
  /** By person, then by employment. */
  employments: Map<string, Map<string, EmploymentRow[]>>;
  assignments: Map<string, AssignmentRow[]>;
  costCentres: Map<string, string>;
  setAside: SetAsideCollection;
}

export interface Collected {
  people: Person[];
  setAside: SetAside[];
  /** The day on which another name or number of somebody begins to hold, by person. */
  turns: Map<string, CalendarDate>;
}

type Settings = Pick<Reading, 'source' | 'texts'>;

export const startGathering = ({ texts }: Settings): Gathering => ({
  persons: new Map(),
  employments: new Map(),
  assignments: new Map(),
  costCentres: new Map(),
  setAside: createSetAsideCollection(texts),
});

export function addPersons({ rows, broken }: Rows<PersonRow>, gathering: Gathering, settings: Settings): void {
  const { people } = settings.source;
  addBroken(broken, gathering, settings);
  for (const row of rows) {
    if (row.personCode === undefined) addNobodys(`${people} ${row.id ?? '?'}`, gathering, settings);
    else push(gathering.persons, row.personCode, row);
  }
}

export function addEmployments({ rows, broken }: Rows<EmploymentRow>, gathering: Gathering, settings: Settings): void {
  addBroken(broken, gathering, settings);
  for (const row of rows) {
    const key = keyOf(row, settings);
    if (row.personCode === undefined || key === undefined) {
      addNobodys(`employments ${row.id ?? '?'}`, gathering, settings, row.personCode);
      continue;
    }
    const own = gathering.employments.get(row.personCode) ?? new Map<string, EmploymentRow[]>();
    gathering.employments.set(row.personCode, own);
    push(own, key, row);
  }
}

export function addAssignments({ rows, broken }: Rows<AssignmentRow>, gathering: Gathering, settings: Settings): void {
  addBroken(broken, gathering, settings);
  for (const row of rows) {
    const key = lineKey(row);
    if (key === undefined) addNobodys(`assignments ${row.id ?? '?'}`, gathering, settings, row.personCode);
    else push(gathering.assignments, key, row);
  }
}

/** Of several cost centres the first by its code: none of them is marked. */
export function addCosts({ rows, broken }: Rows<CostRow>, gathering: Gathering, settings: Settings): void {
  addBroken(broken, gathering, settings);
  for (const row of rows) {
    const [key, code] = [lineKey(row), row.costCenterCode];
    if (key === undefined || code === undefined) continue;
    const known = gathering.costCentres.get(key);
    if (known === undefined || code < known) gathering.costCentres.set(key, code);
  }
}

/** People with their employments; who cannot be used is set aside, and nobody else suffers for it. Takes the rows out as it goes: they are many. */
export function collectPeople(gathering: Gathering, reading: Reading): Collected {
  const { setAside } = gathering;
  const people: Person[] = [];
  const turns = new Map<string, CalendarDate>();
  for (const [personKey, rows] of gathering.persons) {
    const { person, problems } = toPerson(rows, personKey, reading);
    setAside.add(personKey, problems);
    person.employments = collectEmployments(personKey, gathering, reading);
    if (!setAside.has(personKey)) people.push(person);
    const turn = nextTurn(rows, reading.today);
    if (turn !== null) turns.set(personKey, turn);
    gathering.persons.delete(personKey);
    gathering.employments.delete(personKey);
  }
  addStrangers(gathering, reading);
  return { people, setAside: setAside.list(), turns };
}

function collectEmployments(personKey: string, gathering: Gathering, reading: Reading): Employment[] {
  const before = reading.before(personKey)?.employments ?? [];
  const all: Employment[] = [];
  for (const [key, rows] of gathering.employments.get(personKey) ?? []) {
    const beside = {
      assignments: gathering.assignments.get(key) ?? [],
      costCentre: gathering.costCentres.get(key),
      before: before.filter(({ employmentKey }) => employmentKey === key || employmentKey.startsWith(`${key}@`)),
    };
    const { employments, problems } = toEmployments(key, rows, { reading, beside });
    gathering.setAside.add(personKey, problems);
    all.push(...employments);
  }
  return all;
}

/** What is left over is of people who are not among the persons: it sets them aside. */
function addStrangers({ employments, setAside }: Gathering, { source, texts }: Reading): void {
  for (const [personKey, own] of employments) {
    if (setAside.has(personKey)) continue;
    const where = `employments ${[...own.keys()][0] ?? personKey}`;
    setAside.add(personKey, [{ reason: 'unknown-person', text: texts.unknownPerson(source.people, where), where }]);
  }
}

function nextTurn(rows: readonly PersonRow[], today: CalendarDate): CalendarDate | null {
  const days = rows.filter((row) => isYetToHold(row, today)).map(({ validFrom }) => validFrom?.slice(0, 10) ?? '');
  return days.sort()[0] ?? null;
}

/** Beaufort numbers the employments of a person; HR Core Business gives each an id of its own. */
function keyOf(row: EmploymentRow, { source }: Settings): string | undefined {
  return source.core === 'business' ? row.id : (lineKey(row) ?? row.id);
}

function lineKey({
  personCode,
  employmentCode,
}: {
  personCode?: string | undefined;
  employmentCode?: string | undefined;
}) {
  return personCode === undefined || employmentCode === undefined ? undefined : `${personCode}_${employmentCode}`;
}

function addBroken(broken: Rows<unknown>['broken'], { setAside }: Gathering, { texts }: Settings): void {
  for (const { personCode, where } of broken)
    setAside.add(personCode, [{ reason: 'broken-row', text: texts.unreadableRow(where), where }]);
}

function addNobodys(where: string, { setAside }: Gathering, { texts }: Settings, personCode?: string): void {
  const missing = personCode === undefined ? 'personCode' : 'employmentCode';
  setAside.add(personCode ?? null, [{ reason: 'no-key', text: texts.noKey(missing, where), where }]);
}

function push<Row>(map: Map<string, Row[]>, key: string, row: Row): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [row]);
  else known.push(row);
}
