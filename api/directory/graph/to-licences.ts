import type { AccountLicence } from '../../../models/account.ts';
import type { GraphUser } from './schema.ts';

type Licences = Pick<GraphUser, 'assignedLicenses' | 'licenseAssignmentStates'>;

/**
 * The licences of an account, in the order of their ids, or null when a delta says nothing of them. `licenseAssignmentStates` tells who
 * assigned what; a server that does not have it leaves `assignedLicenses`, which then count as direct.
 * A licence by group that is in error (no seat left) is not held; a direct one stays assigned whatever its state.
 * https://learn.microsoft.com/graph/api/resources/licenseassignmentstate
 */
export function toLicences({ assignedLicenses, licenseAssignmentStates }: Licences): AccountLicence[] | null {
  if (assignedLicenses === undefined && licenseAssignmentStates === undefined) return null;
  const held = new Map<string, AccountLicence>();
  const open = (skuId: string): AccountLicence => {
    const licence = held.get(skuId) ?? { skuId, direct: false, groupIds: [] };
    held.set(skuId, licence);
    return licence;
  };
  for (const { skuId, assignedByGroup, state } of licenseAssignmentStates ?? []) {
    if (typeof skuId !== 'string') continue;
    if (typeof assignedByGroup !== 'string') open(skuId).direct = true;
    else if (state?.toLowerCase() !== 'error') open(skuId).groupIds.push(assignedByGroup);
  }
  for (const { skuId } of assignedLicenses ?? [])
    if (typeof skuId === 'string' && !held.has(skuId)) open(skuId).direct = true;
  return [...held.values()]
    .map((licence) => ({ ...licence, groupIds: licence.groupIds.toSorted() }))
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
}

/** Whether an entry of a delta says that licences changed without saying who assigned them: then the account has to be read itself. */
export function leavesLicencesOpen({ assignedLicenses, licenseAssignmentStates }: Licences): boolean {
  return assignedLicenses !== undefined && licenseAssignmentStates === undefined;
}
