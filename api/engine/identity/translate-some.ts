import type { Person } from '../../../models/person.ts';
import { recordId } from '../../../models/same-people.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { inOurKeys } from './in-our-keys.ts';
import type { FreshRecord, KnownIndex, KnownWorld } from './join-some.ts';

/** Puts managers and units of some people in our keys without everybody of their source. */
export interface Translation {
  /** Null where a manager may be somebody of whom only a look at everybody tells. */
  translate(person: Person, sourceId: string): Person | null;
  /** Whether each unit is known to be the source's that says so, or one in which it has people. */
  isPlaced(person: Person): boolean;
}

interface Unusable {
  /** Keys of those whose rows could not be used. */
  unusable: ReadonlySet<string | null>;
}

/**
 * A source's own people and units go before another's of the same key. What is not known of the source may be new to it, and then is not what
 * another source calls so.
 */
export function* createTranslation(
  fresh: readonly FreshRecord[],
  { rules, people, unitSources, unusable, linkOf, isLinked, personOf }: KnownWorld & KnownIndex & Unusable,
): Steps<Translation> {
  const used = yield* findUsed(people);
  const freshIds = new Set(fresh.map(recordId));
  const ownKey = (sourceId: string, recordKey: string): string | null => {
    const link = linkOf({ sourceId, recordKey });
    if (link !== undefined) return link.personKey;
    const personKey = rules.prefixOf(sourceId) + recordKey;
    if (freshIds.has(recordId({ sourceId, recordKey }))) return personKey;
    return !isLinked(personKey) && personOf(personKey)?.sourceId === sourceId ? personKey : null;
  };
  const isUnsure = (sourceId: string, recordKey: string): boolean => {
    const keys = rules.sources.map((one) => rules.prefixOf(one) + recordKey);
    if (keys.some((key) => unusable.has(key))) return true;
    return rules.sources.some((one) => one !== sourceId && ownKey(one, recordKey) !== null);
  };
  const personKeys = (sourceId: string, recordKey: string): string =>
    ownKey(sourceId, recordKey) ?? rules.prefixOf(sourceId) + recordKey;
  const keyOf = (sourceId: string, unitKey: string): string => {
    const renamed = `${sourceId}:${unitKey}`;
    return unitSources.get(unitKey) !== sourceId && unitSources.get(renamed) === sourceId ? renamed : unitKey;
  };
  const owners = new Set(unitSources.values());
  const isKnown = (sourceId: string, unitKey: string): boolean => {
    const owner = unitSources.get(unitKey);
    // A source that has no units of its own speaks of those of others.
    if (owner === sourceId || (owner !== undefined && !owners.has(sourceId))) return true;
    return used.get(sourceId)?.has(unitKey) === true;
  };
  return {
    translate: (person, sourceId) => {
      const managers = person.employments.flatMap(({ managerPersonKey }) => managerPersonKey ?? []);
      if (managers.some((key) => ownKey(sourceId, key) === null && isUnsure(sourceId, key))) return null;
      return inOurKeys(person, sourceId, { units: { keyOf }, personKeys });
    },
    isPlaced: ({ sourceId, employments }) =>
      employments.every(
        ({ unitKey, statedBy }) => unitKey === undefined || isKnown(statedBy?.sourceId ?? sourceId, unitKey),
      ),
  };
}

/** The units in which each source has people, in our keys. */
function* findUsed(people: readonly Person[]): Steps<Map<string, Set<string>>> {
  const used = new Map<string, Set<string>>();
  yield* eachStep(people, (person) => {
    for (const { unitKey, statedBy } of person.employments) {
      if (unitKey === undefined) continue;
      const sourceId = statedBy?.sourceId ?? person.sourceId;
      const own = used.get(sourceId);
      if (own === undefined) used.set(sourceId, new Set([unitKey]));
      else own.add(unitKey);
    }
  });
  return used;
}
