import type { Account, AccountLicence, Sku } from '../../models/account.ts';
import type { Operation } from '../../models/plan.ts';
import type { FakeWorld } from './create-fake-directory.ts';
import { already, done, type Ending, fail } from './fake-endings.ts';

/** Licences, app roles and provisioning of one account, as Entra would take them. */
export function changeAccess(operation: Operation, account: Account, world: FakeWorld): Ending {
  switch (operation.kind) {
    case 'assign-licence':
      return assignLicence(operation, account, world);
    case 'remove-licence':
      return removeLicence(operation, account);
    case 'assign-app-role':
    case 'remove-app-role':
      return changeRole(operation, account, world);
    case 'provision-app':
      return provision(operation, account, world);
    default:
      return notSupported(operation, account.id);
  }
}

/** Seats that nobody holds; one that comes two ways takes one seat. */
export function freeSeats({ accounts }: Pick<FakeWorld, 'accounts'>, { skuId, seats }: Omit<Sku, 'free'>): number {
  const holders = [...accounts.values()].filter(({ licences }) => licences.some((held) => held.skuId === skuId));
  return Math.max(0, seats - holders.length);
}

function assignLicence({ target, kind }: Operation, account: Account, world: FakeWorld): Ending {
  if (target.skuId === undefined) return notSupported({ kind }, account.id);
  const sku = world.skus.find(({ skuId }) => skuId === target.skuId);
  if (sku === undefined) return fail(account.id, 'Request_BadRequest', 'There is no such licence.');
  if (account.attributes.usageLocation === null)
    return fail(account.id, 'Request_BadRequest', 'The account has no usage location.');
  const held = account.licences.find(({ skuId }) => skuId === sku.skuId);
  if (held === undefined && freeSeats(world, sku) === 0)
    return fail(account.id, 'Request_BadRequest', 'There is no free seat of this licence.');
  setLicence(account, { skuId: sku.skuId, direct: true, groupIds: held?.groupIds ?? [] });
  return done(account.id);
}

function removeLicence({ target, kind }: Operation, account: Account): Ending {
  if (target.skuId === undefined) return notSupported({ kind }, account.id);
  const held = account.licences.find(({ skuId }) => skuId === target.skuId);
  if (held === undefined) return already(account.id);
  if (!held.direct) return fail(account.id, 'Request_BadRequest', 'The licence comes through a group.');
  setLicence(account, { ...held, direct: false });
  return done(account.id);
}

/** Puts a licence in the place of the one before; one that comes no way at all is gone. */
function setLicence(account: Account, licence: AccountLicence): void {
  const others = account.licences.filter(({ skuId }) => skuId !== licence.skuId);
  const kept = licence.direct || licence.groupIds.length > 0 ? [...others, licence] : others;
  account.licences = kept.toSorted((a, b) => (a.skuId < b.skuId ? -1 : 1));
}

/** A group with licences gives them to its members, and takes them when they leave. */
export function passLicencesOn(world: FakeWorld, groupId: string, accountId: string): void {
  const account = world.accounts.get(accountId);
  const isMember = world.groups.get(groupId)?.memberIds.includes(accountId) ?? false;
  if (account === undefined) return;
  for (const skuId of world.groupLicences.get(groupId) ?? []) {
    const held = account.licences.find((licence) => licence.skuId === skuId);
    const sku = world.skus.find((one) => one.skuId === skuId);
    if (isMember && held === undefined && (sku === undefined || freeSeats(world, sku) === 0)) continue;
    const others = (held?.groupIds ?? []).filter((id) => id !== groupId);
    const groupIds = isMember ? [...others, groupId].toSorted() : others;
    setLicence(account, { skuId, direct: held?.direct ?? false, groupIds });
  }
}

function changeRole({ kind, target }: Operation, account: Account, world: FakeWorld): Ending {
  const app = world.applications.get(target.appId ?? '');
  if (app === undefined || target.appRoleId === undefined) return notSupported({ kind }, account.id);
  const isIt = (other: { principalId: string; appRoleId: string }) =>
    other.principalId === account.id && other.appRoleId === target.appRoleId;
  const isThere = app.assignments.some(isIt);
  if (isThere === (kind === 'assign-app-role')) return already(account.id);
  if (isThere) app.assignments = app.assignments.filter((other) => !isIt(other));
  else
    app.assignments.push({
      id: `assignment-${app.id}-${account.id}-${target.appRoleId}`,
      principalId: account.id,
      appRoleId: target.appRoleId,
    });
  return done(account.id);
}

function provision({ target, after }: Operation, account: Account, world: FakeWorld): Ending {
  const app = world.applications.get(target.appId ?? '');
  if (app?.syncJob === undefined || app.syncJob === null || app.syncJob.id !== after?.jobId)
    return fail(account.id, 'Request_ResourceNotFound', 'There is no such job.');
  if (!app.assignments.some(({ principalId }) => principalId === account.id))
    return fail(account.id, 'NotEffectivelyEntitled', 'The app does not see the assignment.');
  const ids = world.provisionedIds.get(app.id) ?? [];
  world.provisionedIds.set(app.id, [...new Set([...ids, account.id])]);
  return done(account.id);
}

/** The rule of a group, or its being paused; members stay as they are, because Entra takes its time. */
export function changeRule({ target, after }: Operation, world: FakeWorld): Ending {
  const group = world.groups.get(target.groupId ?? '');
  if (group === undefined) return fail(null, 'Request_ResourceNotFound', 'There is no such group.');
  const isDynamic = after?.dynamic !== false;
  const membershipRule = isDynamic ? String(after?.membershipRule) : null;
  const ruleProcessing = isDynamic ? (after?.processing as 'on' | 'paused') : null;
  const wanted = { barrier: isDynamic ? ('dynamic' as const) : null, membershipRule, ruleProcessing };
  const isSo =
    group.barrier === wanted.barrier &&
    group.membershipRule === wanted.membershipRule &&
    group.ruleProcessing === wanted.ruleProcessing;
  if (isSo) return already(null);
  Object.assign(group, wanted);
  return done(null);
}

function notSupported({ kind }: Pick<Operation, 'kind'>, accountId: string): Ending {
  return fail(accountId, 'not-supported', `This version cannot carry out ${kind} as it is planned.`);
}
