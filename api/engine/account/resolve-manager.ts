import type { Employment, Person, Unit } from '../../../models/person.ts';

/**
 * Who the manager is, as far as HR tells. `unknown`: HR names somebody who is not there, so nothing is guessed and nothing
 * is changed. `unitName` says of which unit the manager is the head, or is null when HR names the manager directly.
 */
export type ManagerAnswer =
  | { kind: 'person'; personKey: string; unitName: string | null }
  | { kind: 'none' }
  | { kind: 'own-manager' }
  | { kind: 'unknown'; personKey: string; unitName: string | null };

/**
 * The manager of a person in an employment: the one HR names, else the head of the unit, else the head of the nearest
 * ancestor that is not the person. A cycle in the units ends the search.
 * @param known - tells whether a person key is somebody HR knows
 */
export function resolveManager(
  person: Person,
  employment: Employment,
  world: { units: ReadonlyMap<string, Unit>; known: (personKey: string) => boolean },
): ManagerAnswer {
  const named = employment.managerPersonKey;
  if (named !== undefined) {
    if (named === person.personKey) return { kind: 'own-manager' };
    return { kind: world.known(named) ? 'person' : 'unknown', personKey: named, unitName: null };
  }
  let visited: Set<string> | null = null;
  let unit = employment.unitKey === undefined ? undefined : world.units.get(employment.unitKey);
  while (unit !== undefined && !visited?.has(unit.unitKey)) {
    const head = unit.headPersonKey;
    if (head !== undefined && head !== person.personKey) {
      return { kind: world.known(head) ? 'person' : 'unknown', personKey: head, unitName: unit.name };
    }
    // Nearly always the first unit has a head.
    visited ??= new Set();
    visited.add(unit.unitKey);
    unit = unit.parentKey === undefined ? undefined : world.units.get(unit.parentKey);
  }
  return { kind: 'none' };
}
