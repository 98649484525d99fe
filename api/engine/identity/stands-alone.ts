import type { Person } from '../../../models/person.ts';
import type { IdentityLink } from '../../../models/same-people.ts';
import { nameKeysOf, namesOf, phoneKey } from '../matching/match-keys.ts';
import { numbersOf } from '../matching/numbers-of.ts';

/** Says of somebody, as their source has them now and as they are known here, whether they still are that source's alone. */
export type StandsAlone = (now: Person, known: Person) => boolean;

interface Own {
  people: Set<string>;
  units: Set<string>;
}

/**
 * Whether a source can change somebody by itself, where there are several: they are known from it alone, nothing by which records are found
 * to be one person is otherwise than before, and whom and what it names is called the same here. Whatever else there is to say takes a look
 * at all sources.
 * @param people - everybody as known here
 * @param links - whose records are whose; whoever has none is known from one source alone
 */
export function createStandsAlone(people: readonly Person[], links: readonly IdentityLink[]): StandsAlone {
  const linked = new Set(links.map(({ personKey }) => personKey));
  const renamed = new Set(links.map(({ sourceId, recordKey }) => JSON.stringify([sourceId, recordKey])));
  const bySource = new Map<string, Own>();
  for (const { personKey, sourceId, employments } of people) {
    if (linked.has(personKey)) continue;
    const own = bySource.get(sourceId) ?? { people: new Set(), units: new Set() };
    bySource.set(sourceId, own);
    own.people.add(personKey);
    for (const { unitKey } of employments) if (unitKey !== undefined) own.units.add(unitKey);
  }
  return (now, known) => {
    const { personKey, sourceId } = now;
    const own = bySource.get(sourceId);
    if (own === undefined || !own.people.has(personKey) || known.sourceId !== sourceId) return false;
    if (renamed.has(JSON.stringify([sourceId, personKey])) || whoOf(now) !== whoOf(known)) return false;
    return now.employments.every(
      ({ unitKey: unit, managerPersonKey: manager }) =>
        (unit === undefined || own.units.has(unit)) &&
        (manager === undefined || (own.people.has(manager) && !renamed.has(JSON.stringify([sourceId, manager])))),
    );
  };
}

/** All by which records of two sources are, or may be, one person. */
function whoOf(person: Person): string {
  const phones = [person.mobilePhone, person.workPhone].map((phone) => phoneKey(phone ?? ''));
  const names = nameKeysOf(namesOf(person));
  return JSON.stringify([numbersOf(person), person.workEmail?.trim().toLowerCase() ?? '', phones, names]);
}
