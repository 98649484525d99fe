import type { PlanInput } from '../../api/engine/survey-world.ts';
import type { Account } from '../../models/account.ts';
import type { LicencePolicy } from '../../models/entitlements.ts';

type Directory = PlanInput['directory'];

/**
 * What Entra does after a while: whoever is a member of a group that carries a licence has it by that group, and nobody else does.
 * Seats are counted by account, however many ways the licence comes.
 */
export function giveGroupLicences(directory: Directory, licences: readonly LicencePolicy[]): Directory {
  let { accounts, skus } = directory;
  for (const { sku: name, group: groupName } of licences) {
    const isNamed = (known: string) => known.toLowerCase() === name.toLowerCase();
    const sku = skus.find(({ skuPartNumber, skuId }) => isNamed(skuPartNumber) || isNamed(skuId));
    const group = directory.groups.find(({ displayName }) => displayName === groupName);
    if (sku === undefined || group === undefined) continue;
    const members = new Set(group.memberIds ?? []);
    const given = accounts.map((account) => giveOne(account, { skuId: sku.skuId, groupId: group.id, members }));
    const holders = (list: readonly Account[]) =>
      list.filter((account) => account.licences.some(({ skuId }) => skuId === sku.skuId)).length;
    const taken = holders(given) - holders(accounts);
    accounts = given;
    skus = skus.map((entry) => (entry === sku ? { ...entry, free: entry.free - taken } : entry));
  }
  return { ...directory, accounts, skus };
}

function giveOne(
  account: Account,
  { skuId, groupId, members }: { skuId: string; groupId: string; members: ReadonlySet<string> },
): Account {
  const before = account.licences.find((licence) => licence.skuId === skuId);
  const others = account.licences.filter((licence) => licence !== before);
  const elsewhere = (before?.groupIds ?? []).filter((id) => id !== groupId);
  const groupIds = members.has(account.id) ? [...elsewhere, groupId] : elsewhere;
  const direct = before?.direct ?? false;
  return { ...account, licences: direct || groupIds.length > 0 ? [...others, { skuId, direct, groupIds }] : others };
}
