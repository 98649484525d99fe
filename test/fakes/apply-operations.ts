import { isDeepStrictEqual } from 'node:util';
import type { PlanInput } from '../../api/engine/survey-world.ts';
import type { Account, AccountAttributes, Application, Group, Sku } from '../../models/account.ts';
import { type Operation, personOf } from '../../models/plan.ts';
import { applyAccess, freeAllSeats } from './apply-access.ts';
import { buildAccount } from './create-fake-directory.ts';
import { impossible } from './impossible.ts';

type Directory = PlanInput['directory'];

/**
 * What Entra looks like when all of these operations have been carried out in their order. Strict: an operation that Entra could not
 * take at its place (an account that is not there, an address that is taken, a member twice, a seat that nobody has left) throws.
 * Accounts that are made get the id `made-<personKey>`.
 */
export function applyOperations(directory: Directory, operations: readonly Operation[], now: string): Directory {
  const scene: Scene = {
    accounts: byId(structuredClone(directory.accounts)),
    bin: byId(structuredClone(directory.deletedAccounts)),
    applications: new Map(structuredClone(directory.applications).map((app) => [app.id, app])),
    skus: new Map(directory.skus.map((sku) => [sku.skuId, { ...sku }])),
    groups: new Map(directory.groups.map((group) => [group.id, { ...group }])),
    members: new Map(directory.groups.map((group) => [group.id, new Set(group.memberIds ?? [])])),
    made: new Map(),
    restored: new Set(),
    now,
  };
  for (const operation of operations) carryOut(operation, scene);
  return {
    ...directory,
    accounts: [...scene.accounts.values()],
    deletedAccounts: [...scene.bin.values()],
    applications: [...scene.applications.values()],
    skus: [...scene.skus.values()],
    groups: [...scene.groups.values()].map((group) => ({
      ...group,
      memberIds: group.memberIds === null ? null : [...(scene.members.get(group.id) ?? [])],
    })),
  };
}

/** Entra in the midst of being changed. */
export interface Scene {
  accounts: Map<string, Account>;
  bin: Map<string, Account>;
  members: Map<string, Set<string>>;
  groups: Map<string, Group>;
  applications: Map<string, Application>;
  skus: Map<string, Sku>;
  made: Map<string, string>;
  /** Accounts that came back from the recycle bin; Entra gives them their former groups, which nobody remembers here. */
  restored: Set<string>;
  now: string;
}

const byId = (accounts: readonly Account[]) => new Map(accounts.map((account) => [account.id, account]));

function carryOut(operation: Operation, scene: Scene): void {
  if (operation.kind === 'create-account') return create(operation, scene);
  if (operation.kind === 'restore-account') return restore(operation, scene);
  if (operation.kind === 'set-membership-rule') return setRule(operation, scene);
  const accountId = operation.target.accountId ?? scene.made.get(personOf(operation));
  const account = scene.accounts.get(accountId ?? '');
  if (account === undefined) throw impossible(operation, 'there is no such account');
  change(operation, account, scene);
}

function create(operation: Operation, scene: Scene): void {
  const { userPrincipalName, mailNickname, mail = null, accountEnabled, ...attributes } = operation.after ?? {};
  const address = String(userPrincipalName);
  if (isTaken(address, null, scene)) throw impossible(operation, 'the address is taken');
  const id = `made-${personOf(operation)}`;
  scene.made.set(personOf(operation), id);
  scene.accounts.set(
    id,
    buildAccount({
      id,
      userPrincipalName: address,
      mailNickname: String(mailNickname),
      mail: mail as string | null,
      accountEnabled: accountEnabled === true,
      attributes: attributes as AccountAttributes,
      stampedPersonKey: personOf(operation),
    }),
  );
}

function restore(operation: Operation, scene: Scene): void {
  const account = scene.bin.get(operation.target.accountId ?? '');
  if (account === undefined) throw impossible(operation, 'it is not in the recycle bin');
  scene.bin.delete(account.id);
  scene.restored.add(account.id);
  scene.accounts.set(account.id, { ...account, deletedAt: null });
}

function change(operation: Operation, account: Account, scene: Scene): void {
  switch (operation.kind) {
    case 'update-account': {
      const { stampedPersonKey, ...attributes } = operation.after ?? {};
      Object.assign(account.attributes, attributes);
      if (stampedPersonKey !== undefined) account.stampedPersonKey = stampedPersonKey as string | null;
      return;
    }
    case 'enable-account':
    case 'disable-account': {
      const enabled = operation.kind === 'enable-account';
      if (account.accountEnabled === enabled) throw impossible(operation, 'it is so already');
      account.accountEnabled = enabled;
      return;
    }
    case 'set-manager': {
      const { managerAccountId, managerPersonKey } = operation.after ?? {};
      const managerId = String(managerAccountId ?? scene.made.get(String(managerPersonKey)));
      if (!scene.accounts.has(managerId)) throw impossible(operation, 'the manager has no account');
      account.managerId = managerId;
      return;
    }
    case 'remove-manager':
      if (account.managerId === null && scene.restored.has(account.id)) return;
      if (account.managerId === null) throw impossible(operation, 'there is no manager');
      account.managerId = null;
      return;
    case 'add-member':
    case 'remove-member':
      return changeMember(operation, account, scene);
    case 'revoke-sessions':
      if (account.accountEnabled) throw impossible(operation, 'it can sign in again at once');
      return;
    case 'delete-account':
      return remove(account, scene);
    case 'rename-account':
      return rename(operation, account, scene);
    default:
      return applyAccess(operation, account, scene);
  }
}

/** The former address stays as an alias where there is a mailbox, which is where there is a licence. */
function rename(operation: Operation, account: Account, scene: Scene): void {
  const { userPrincipalName, mailNickname, mail } = operation.after ?? {};
  const address = String(userPrincipalName);
  if (isTaken(address, account, scene)) throw impossible(operation, 'the address is taken');
  if (account.userPrincipalName === address) throw impossible(operation, 'it is so already');
  account.userPrincipalName = address;
  account.mailNickname = String(mailNickname);
  if (typeof mail !== 'string') return;
  const aliases = account.licences.length === 0 ? [] : account.proxyAddresses;
  account.proxyAddresses = [
    `SMTP:${mail}`,
    ...aliases
      .map((proxy) => proxy.replace(/^SMTP:/, 'smtp:'))
      .filter((proxy) => proxy.toLowerCase() !== `smtp:${mail.toLowerCase()}`),
  ];
  account.mail = mail;
}

function isTaken(address: string, account: Account | null, { accounts }: Scene): boolean {
  const wanted = address.toLowerCase();
  return [...accounts.values()].some(
    (other) =>
      other.id !== account?.id &&
      (other.userPrincipalName.toLowerCase() === wanted ||
        other.proxyAddresses.some((proxy) => proxy.toLowerCase() === `smtp:${wanted}`)),
  );
}

/** Entra works the rule in its own time, so members stay. */
function setRule(operation: Operation, scene: Scene): void {
  const group = scene.groups.get(operation.target.groupId ?? '');
  const { dynamic, membershipRule, processing } = operation.after ?? {};
  if (group === undefined) throw impossible(operation, 'there is no such group');
  const isDynamic = dynamic !== false;
  const after: Group = {
    ...group,
    barrier: isDynamic ? 'dynamic' : null,
    membershipRule: isDynamic ? String(membershipRule) : null,
    ruleProcessing: isDynamic ? (processing as 'on' | 'paused') : null,
  };
  if (isDeepStrictEqual(after, group)) throw impossible(operation, 'it is so already');
  scene.groups.set(group.id, after);
}

function changeMember(operation: Operation, account: Account, scene: Scene): void {
  const members = scene.members.get(operation.target.groupId ?? '');
  const adds = operation.kind === 'add-member';
  const isSo = members?.has(account.id) === adds;
  if (isSo && !adds && scene.restored.has(account.id)) return;
  if (members === undefined || isSo) throw impossible(operation, 'the group is not there, or it is so already');
  if (adds) members.add(account.id);
  else members.delete(account.id);
}

/** Entra takes a deleted account out of its groups, and away as a manager. */
function remove(account: Account, scene: Scene): void {
  freeAllSeats(account, scene);
  scene.accounts.delete(account.id);
  scene.bin.set(account.id, { ...account, managerId: null, deletedAt: scene.now });
  for (const members of scene.members.values()) members.delete(account.id);
  for (const other of scene.accounts.values()) if (other.managerId === account.id) other.managerId = null;
}
