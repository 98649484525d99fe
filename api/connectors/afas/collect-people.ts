import type { Employment, Person, PersonKind, SetAside, Unit } from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection, type SetAsideCollection } from '../collect-set-aside.ts';
import type { EmploymentRow, LeaveRow, PersonRow, UnitRow } from './schema.ts';
import { personKeyOf, type Reading, toEmployment, toLeave, toPerson } from './to-person.ts';

/** All rows of a reading. */
export interface Rows {
  persons: PersonRow[];
  employments: EmploymentRow[];
  leaves: LeaveRow[];
  units: UnitRow[];
}

export interface CollectSettings {
  sourceId: string;
  texts: SourceTexts;
  kinds: Readonly<Record<string, PersonKind>>;
  byPerson: boolean;
  /** The person of each employee, as far as it is known from earlier readings; what these rows say is added. */
  employees: Map<string, string>;
}

/** People with their employments and leaves, and units; who cannot be used is set aside, and nobody else suffers for it. */
export function collectPeople(
  rows: Rows,
  settings: CollectSettings,
): { people: Person[]; units: Unit[]; setAside: SetAside[] } {
  const { employees, ...rest } = settings;
  for (const { Medewerker, Persoonsnummer } of [...rows.persons, ...rows.employments])
    if (Medewerker !== undefined && Persoonsnummer !== undefined) employees.set(Medewerker, Persoonsnummer);
  const personOf = (employee: string) => (settings.byPerson ? employees.get(employee) : employee);
  const reading: Reading = { ...rest, personOf };
  const setAside = createSetAsideCollection(settings.texts);
  const people = collectPersons(rows.persons, reading, setAside);
  addEmployments(rows.employments, people, { reading, setAside });
  addLeaves(rows.leaves, people, { reading, setAside });
  return {
    people: [...people.values()].filter(({ personKey }) => !setAside.has(personKey)),
    units: collectUnits(rows.units, reading, setAside),
    setAside: setAside.list(),
  };
}

const keyOf = (row: { Persoonsnummer?: string | undefined; Medewerker?: string | undefined }, { byPerson }: Reading) =>
  byPerson ? row.Persoonsnummer : row.Medewerker;

function collectPersons(
  rows: readonly PersonRow[],
  reading: Reading,
  setAside: SetAsideCollection,
): Map<string, Person> {
  const { texts } = reading;
  const people = new Map<string, Person>();
  for (const row of rows) {
    const key = keyOf(row, reading);
    const where = `Medewerker ${row.Medewerker ?? '?'}`;
    if (key === undefined) {
      const text = texts.noKey(reading.byPerson ? 'Persoonsnummer' : 'Medewerker', where);
      setAside.add(null, [{ reason: 'no-key', text, where }]);
      continue;
    }
    const { person, problems } = toPerson(row, key, reading);
    setAside.add(key, problems);
    const known = people.get(key);
    // One person with several employees comes once for each.
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(person))
      setAside.add(key, [
        { reason: 'conflicting-rows', text: texts.conflictingRows([where, where], differing(known, person)), where },
      ]);
    people.set(key, known ?? person);
  }
  return people;
}

const differing = (one: Person, other: Person): string[] =>
  Object.keys({ ...one, ...other }).filter(
    (name) => JSON.stringify(one[name as keyof Person]) !== JSON.stringify(other[name as keyof Person]),
  );

interface Around {
  reading: Reading;
  setAside: SetAsideCollection;
}

function addEmployments(
  rows: readonly EmploymentRow[],
  people: Map<string, Person>,
  { reading, setAside }: Around,
): void {
  const seen = new Map<string, string>();
  const outside: { person: Person; employment: Employment }[] = [];
  for (const row of rows) {
    const person = findOwner(row, people, { reading, setAside });
    if (person === null) continue;
    const { employment, problems, isOutside } = toEmployment(row, reading);
    setAside.add(person.personKey, problems);
    const text = JSON.stringify(employment);
    const before = seen.get(employment.employmentKey);
    seen.set(employment.employmentKey, text);
    if (before === text) continue;
    if (before !== undefined) {
      const where = `Medewerker ${row.Medewerker}`;
      const clause = reading.texts.conflictingEmployments(employment.employmentKey, [where, where], []);
      setAside.add(person.personKey, [{ reason: 'conflicting-rows', text: clause, where }]);
      continue;
    }
    if (isOutside) outside.push({ person, employment });
    else person.employments.push(employment);
  }
  // What is planned for after the end of a contract does not come to pass; the contract itself counts.
  for (const { person, employment } of outside)
    if (person.employments.length === 0) person.employments.push(employment);
}

function addLeaves(rows: readonly LeaveRow[], people: Map<string, Person>, { reading, setAside }: Around): void {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const person = findOwner(row, people, { reading, setAside });
    if (person === null) continue;
    const { leave, problems } = toLeave(row, reading);
    setAside.add(person.personKey, problems);
    if (leave === null) continue;
    const text = JSON.stringify(leave);
    const key = `${person.personKey} ${leave.leaveKey ?? text}`;
    const before = seen.get(key);
    seen.set(key, text);
    if (before === undefined) person.leaves.push(leave);
    else if (before !== text) {
      const where = `Medewerker ${row.Medewerker}, Volgnummer ${row.Volgnummer}`;
      const clause = reading.texts.conflictingRows([where, where], []);
      setAside.add(person.personKey, [{ reason: 'conflicting-rows', text: clause, where }]);
    }
  }
}

/** Whose row it is; a row of somebody who is not among the persons sets that one aside, and one without a key whoever has its employee. */
function findOwner(
  row: { Persoonsnummer?: string | undefined; Medewerker?: string | undefined },
  people: Map<string, Person>,
  { reading, setAside }: Around,
): Person | null {
  const key = keyOf(row, reading);
  const where = `Medewerker ${row.Medewerker ?? '?'}`;
  const person = key === undefined ? undefined : people.get(key);
  if (person !== undefined) return person;
  const owner = key === undefined && row.Medewerker !== undefined ? reading.personOf(row.Medewerker) : undefined;
  if (owner !== undefined) {
    setAside.add(owner, [{ reason: 'no-key', text: reading.texts.noKey('Persoonsnummer', where), where }]);
    return null;
  }
  setAside.add(key ?? null, [
    { reason: 'unknown-person', text: reading.texts.unknownPerson('the persons', where), where },
  ]);
  return null;
}

/** Of two different rows for one unit neither is used, so the people of that unit wait. */
function collectUnits(rows: readonly UnitRow[], reading: Reading, setAside: SetAsideCollection): Unit[] {
  const { texts } = reading;
  const units = new Map<string, Unit | null>();
  for (const { ExternalId, DisplayName, ParentExternalId, ManagerExternalId } of rows) {
    const where = `unit ${ExternalId ?? DisplayName ?? '?'}`;
    if (ExternalId === undefined) {
      setAside.add(null, [{ reason: 'no-key', text: texts.noKey('ExternalId', where), where }]);
      continue;
    }
    if (DisplayName === undefined) {
      setAside.add(null, [{ reason: 'broken-row', text: texts.unitWithoutName(ExternalId, where), where }]);
      continue;
    }
    const head = ManagerExternalId === undefined ? undefined : personKeyOf(ManagerExternalId, reading);
    const unit: Unit = {
      unitKey: ExternalId,
      name: DisplayName,
      ...(ParentExternalId === undefined ? {} : { parentKey: ParentExternalId }),
      ...(head === undefined ? {} : { headPersonKey: head }),
    };
    const known = units.get(ExternalId);
    const isOther = known !== undefined && JSON.stringify(known) !== JSON.stringify(unit);
    if (isOther && known !== null)
      setAside.add(null, [
        { reason: 'conflicting-rows', text: texts.conflictingUnits(ExternalId, [where, where], []), where },
      ]);
    units.set(ExternalId, isOther ? null : unit);
  }
  return [...units.values()].filter((unit) => unit !== null);
}
