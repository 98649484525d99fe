import type { Employment, Person } from '../../../models/person.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { JoinedUnits } from './join-units.ts';

/** Who somebody is here whom a source calls so. */
export type PersonKeyOf = (sourceId: string, recordKey: string) => string;

/**
 * A source speaks of its own people first. Whom it does not have, it may know from another source, unless its keys have a prefix and so are
 * nobody else's.
 * @param known - the key of a record here, null when there is no such record
 */
export function createPersonKeys(
  known: (sourceId: string, recordKey: string) => string | null,
  rules: IdentityRules,
): PersonKeyOf {
  return (sourceId, recordKey) => {
    const own = known(sourceId, recordKey);
    if (own !== null) return own;
    const prefix = rules.prefixOf(sourceId);
    if (prefix !== '') return prefix + recordKey;
    for (const other of rules.sources) {
      const found = known(other, recordKey);
      if (found !== null) return found;
    }
    return recordKey;
  };
}

/** Managers and units as they are called here. What is called so already stays the very same object. */
export function inOurKeys(
  person: Person,
  sourceId: string,
  { units, personKeys }: { units: Pick<JoinedUnits, 'keyOf'>; personKeys: PersonKeyOf },
): Person {
  const employments = person.employments.map((employment) => {
    const { managerPersonKey: manager, unitKey: unit } = employment;
    const changed: Partial<Employment> = {};
    if (manager !== undefined) {
      const here = personKeys(sourceId, manager);
      if (here !== manager) changed.managerPersonKey = here;
    }
    if (unit !== undefined) {
      const here = units.keyOf(sourceId, unit);
      if (here !== unit) changed.unitKey = here;
    }
    return Object.keys(changed).length === 0 ? employment : { ...employment, ...changed };
  });
  const isAsBefore = employments.every((employment, at) => employment === person.employments[at]);
  return isAsBefore ? person : { ...person, employments };
}
