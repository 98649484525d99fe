import type { Grant } from '../../../models/grant.ts';
import type { Dossier } from '../dossiers.ts';
import type { World } from '../survey-world.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** Whether Instroom may take an item from somebody. */
export type IsManaged = (personKey: string, itemKey: string) => boolean;

/**
 * What the policy names is managed for everybody. What only a grant names is managed for whom it was granted, from the day it began: others
 * who have it got it from somebody else, and keep it. So does whoever had left before it began, or for whom it was ended before.
 * @param around.now - epoch ms
 */
export function createManaged(
  policyKeys: ReadonlySet<string>,
  grants: readonly Grant[],
  { items, now, dossierOf }: { items: ItemCatalogue; now: number; dossierOf: World['dossierOf'] },
): IsManaged {
  const granted = new Map<string, Set<string>>();
  for (const grant of grants) {
    if (!hasBegun(grant, now) || hadLeft(dossierOf(grant.personKey), grant)) continue;
    const keys = granted.get(grant.personKey) ?? new Set<string>();
    for (const item of items.of(grant.items)) keys.add(item.key);
    granted.set(grant.personKey, keys);
  }
  return (personKey, itemKey) => policyKeys.has(itemKey) || granted.get(personKey)?.has(itemKey) === true;
}

function hasBegun({ startsAt, endsAt }: Grant, now: number): boolean {
  const from = Date.parse(startsAt);
  return from <= now && (endsAt === null || from < Date.parse(endsAt));
}

function hadLeft(dossier: Dossier | undefined, { startsAt }: Grant): boolean {
  const { phase, endedOn, calendar } = dossier?.standing ?? {};
  if (phase !== 'ended' || calendar === undefined || !endedOn) return false;
  return calendar.instantOf(calendar.plusDays(endedOn, 1)) <= Date.parse(startsAt);
}
