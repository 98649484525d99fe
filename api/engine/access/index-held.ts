import type { DirectoryMirror } from '../../../models/account.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { appRoleKey, groupKey, licenceKey } from './items.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** What accounts hold of the items that Instroom manages. */
export interface HeldItems {
  /** Item keys, by account id. */
  of(accountId: string): ReadonlySet<string>;
  /** What a removal of an app role has to name; null when the account does not have it. */
  assignmentId(accountId: string, itemKey: string): string | null;
}

const nothing: ReadonlySet<string> = new Set();

/** Indexes memberships, direct licences and app roles of managed items. */
export function* indexHeld(
  directory: Pick<DirectoryMirror, 'accounts' | 'groups' | 'applications'>,
  items: ItemCatalogue,
): Steps<HeldItems> {
  const held = new Map<string, Set<string>>();
  const assignments = new Map<string, string>();
  const hold = (accountId: string, key: string): void => {
    const keys = held.get(accountId);
    if (keys === undefined) held.set(accountId, new Set([key]));
    else keys.add(key);
  };
  for (const { id, memberIds } of directory.groups) {
    const key = groupKey(id);
    if (items.byKey.has(key)) yield* eachStep(memberIds ?? [], (memberId) => hold(memberId, key));
  }
  yield* eachStep(directory.accounts, ({ id, licences }) => {
    for (const { skuId, direct } of licences) {
      if (direct && items.byKey.has(licenceKey(skuId))) hold(id, licenceKey(skuId));
    }
  });
  for (const application of directory.applications) {
    yield* eachStep(application.assignments, ({ id, principalId, appRoleId }) => {
      const key = appRoleKey(application.id, appRoleId);
      if (!items.byKey.has(key)) return;
      hold(principalId, key);
      assignments.set(`${principalId} ${key}`, id);
    });
  }
  return {
    of: (accountId) => held.get(accountId) ?? nothing,
    assignmentId: (accountId, itemKey) => assignments.get(`${accountId} ${itemKey}`) ?? null,
  };
}
