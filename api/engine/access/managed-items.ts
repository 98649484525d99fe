import type { Grant } from '../../../models/grant.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** Whether Instroom may take an item from somebody. */
export type IsManaged = (personKey: string, itemKey: string) => boolean;

/**
 * What the policy names is managed for everybody. What only a grant names is managed for whom it was granted, from the day it began: others
 * who have it got it from somebody else, and keep it.
 * @param now - epoch ms
 */
export function createManaged(
  policyKeys: ReadonlySet<string>,
  grants: readonly Grant[],
  { items, now }: { items: ItemCatalogue; now: number },
): IsManaged {
  const granted = new Map<string, Set<string>>();
  for (const grant of grants) {
    if (Date.parse(grant.startsAt) > now) continue;
    const keys = granted.get(grant.personKey) ?? new Set<string>();
    for (const item of items.of(grant.items)) keys.add(item.key);
    granted.set(grant.personKey, keys);
  }
  return (personKey, itemKey) => policyKeys.has(itemKey) || granted.get(personKey)?.has(itemKey) === true;
}
