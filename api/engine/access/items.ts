import type { Application, Group, Sku } from '../../../models/account.ts';
import type { Reason } from '../../../models/plan.ts';

/** One thing that somebody can have, found in the directory. `key` tells items of all kinds apart. */
export type Item =
  | { key: string; kind: 'group'; group: Group }
  | { key: string; kind: 'licence'; sku: Sku }
  | { key: string; kind: 'app-role'; application: Application; roleId: string; roleName: string };

/** An item that somebody should have, with everything that gives it. */
export interface WantedItem {
  item: Item;
  reasons: readonly Reason[];
}

/** What somebody should have, by item key. Many people share one: never change it. */
export type Wanted = ReadonlyMap<string, WantedItem>;

export const groupKey = (groupId: string): string => `group ${groupId}`;
export const isGroupKey = (key: string): boolean => key.startsWith('group ');
export const licenceKey = (skuId: string): string => `licence ${skuId}`;
export const appRoleKey = (applicationId: string, roleId: string): string => `app ${applicationId} ${roleId}`;

/** Adds a reason to what is wanted; the same reason twice is said once. */
export function want(wanted: Map<string, WantedItem>, item: Item, reason: Reason): void {
  const known = wanted.get(item.key);
  if (known === undefined) wanted.set(item.key, { item, reasons: [reason] });
  else if (!known.reasons.some((other) => other.text === reason.text && other.source === reason.source))
    wanted.set(item.key, { item, reasons: [...known.reasons, reason] });
}

/** How an item is called among people. */
export function nameOf(item: Item): string {
  if (item.kind === 'group') return item.group.displayName;
  if (item.kind === 'licence') return item.sku.skuPartNumber;
  return `${item.application.displayName}: ${item.roleName}`;
}
