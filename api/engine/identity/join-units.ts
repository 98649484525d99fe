import type { HrReading, Unit } from '../../../models/person.ts';
import type { IdentityRules } from './identity-rules.ts';

/** The units of all sources, and what the units of a source are called among them. */
export interface JoinedUnits {
  /** Those of a source; one that several share is with the source that counts most. */
  of(sourceId: string): Unit[];
  /** The key that a unit has here which a source calls so. What the source has no unit of is another's, by the same key. */
  keyOf(sourceId: string, unitKey: string): string;
}

/**
 * Units of several sources. A source's own unit goes before another's of the same key: the one of the source that counts more keeps the key,
 * and the other's gets its source before it. With `units: shared` they are one, and what the first leaves out the next may say.
 * @param headOf - who somebody is here whom a source calls so
 */
export function joinUnits(
  readings: readonly HrReading[],
  rules: IdentityRules,
  headOf: (sourceId: string, recordKey: string) => string,
): JoinedUnits {
  const sorted = [...readings].sort((a, b) => rules.rankOf(a.sourceId) - rules.rankOf(b.sourceId));
  const units = new Map<string, { unit: Unit; sourceId: string }>();
  const renamed = new Map<string, Map<string, string>>();
  for (const { sourceId, units: own } of sorted) {
    const names = new Map<string, string>();
    for (const { unitKey } of own)
      if (rules.units === 'own' && units.has(unitKey)) names.set(unitKey, freeKey(sourceId, unitKey, units));
    renamed.set(sourceId, names);
    for (const unit of own) {
      const here = translate(unit, names, (key) => headOf(sourceId, key));
      const known = units.get(here.unitKey);
      if (known === undefined) units.set(here.unitKey, { unit: here, sourceId });
      else known.unit = { ...here, ...known.unit };
    }
  }
  const bySource = new Map<string, Unit[]>(readings.map(({ sourceId }) => [sourceId, []]));
  for (const { unit, sourceId } of units.values()) bySource.get(sourceId)?.push(unit);
  return {
    of: (sourceId) => bySource.get(sourceId) as Unit[],
    keyOf: (sourceId, unitKey) => renamed.get(sourceId)?.get(unitKey) ?? unitKey,
  };
}

function freeKey(sourceId: string, unitKey: string, taken: ReadonlyMap<string, unknown>): string {
  let free = `${sourceId}:${unitKey}`;
  while (taken.has(free)) free = `${sourceId}:${free}`;
  return free;
}

function translate(unit: Unit, names: ReadonlyMap<string, string>, headOf: (recordKey: string) => string): Unit {
  const { unitKey, parentKey, headPersonKey, ...rest } = unit;
  return {
    ...rest,
    unitKey: names.get(unitKey) ?? unitKey,
    ...(parentKey === undefined ? {} : { parentKey: names.get(parentKey) ?? parentKey }),
    ...(headPersonKey === undefined ? {} : { headPersonKey: headOf(headPersonKey) }),
  };
}
