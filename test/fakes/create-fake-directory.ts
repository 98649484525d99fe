import { isDeepStrictEqual } from 'node:util';
import { type Account, AccountAttribute, type DirectoryMirror, type Group } from '../../models/account.ts';
import type { InstroomError } from '../../models/errors.ts';
import { type Operation, type OperationResult, personOf } from '../../models/plan.ts';
import type { Clock, Directory } from '../../models/ports.ts';

/** Entra as it is inside the fake: tests may look at it, and change it behind the product's back. */
export interface FakeWorld {
  accounts: Map<string, Account>;
  deletedAccounts: Map<string, Account>;
  /** Here every group knows its members. */
  groups: Map<string, Group & { memberIds: string[] }>;
  /** Ids of accounts whose sessions were ended, in order. */
  revokedIds: string[];
  /** When set, the next readings fail with it. */
  readFailure: InstroomError | null;
  /**
   * When set, applying stops with it before the pack that holds the operation at this place (counted from 0 over all
   * calls).
   */
  applyFailure: { at: number; error: InstroomError } | null;
  /** When it gives an error, that operation is refused. */
  refuse: (operation: Operation) => OperationResult['error'];
}

export interface FakeDirectory {
  directory: Directory;
  world: FakeWorld;
}

const PACK = 20;

type Ending = Pick<OperationResult, 'kind' | 'accountId' | 'error'>;

/**
 * A Directory in memory that keeps the port's promises, among them delta readings, and one result for every operation.
 */
export function createFakeDirectory(options: {
  clock: Clock;
  accounts?: readonly Account[];
  deletedAccounts?: readonly Account[];
  groups?: readonly Group[];
  isSandbox?: boolean;
}): FakeDirectory {
  const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
  const world: FakeWorld = {
    accounts: byId(structuredClone(options.accounts ?? []) as Account[]),
    deletedAccounts: byId(structuredClone(options.deletedAccounts ?? []) as Account[]),
    groups: byId((options.groups ?? []).map((group) => ({ ...group, memberIds: [...(group.memberIds ?? [])] }))),
    revokedIds: [],
    readFailure: null,
    applyFailure: null,
    refuse: () => null,
  };
  const { clock } = options;
  let made = 0;
  let sent = 0;

  const directory: Directory = {
    identify: () => ({ key: 'fake', name: 'Fake directory', isSandbox: options.isSandbox ?? true }),

    async read({ groups, previous, progress }) {
      if (world.readFailure !== null) throw world.readFailure;
      const mirror = structuredClone(photograph(world, groups, clock));
      progress?.({ name: 'accounts', done: mirror.accounts.length, total: mirror.accounts.length });
      if (previous === null || previous.usersDeltaLink === null) return { mirror, changes: { kind: 'full' } };
      const accounts = compare(
        [...previous.accounts, ...previous.deletedAccounts],
        [...mirror.accounts, ...mirror.deletedAccounts],
      );
      const groupChanges = compare(previous.groups, mirror.groups);
      return {
        mirror,
        changes: {
          kind: 'delta',
          accountIds: accounts.changed,
          removedAccountIds: accounts.gone,
          groupIds: groupChanges.changed,
          removedGroupIds: groupChanges.gone,
        },
      };
    },

    async *apply({ operations, accountIds, intend, progress }) {
      const known = new Map(accountIds);
      const failed = new Map<string, string>();
      for (let start = 0; start < operations.length; start += PACK) {
        const pack = operations.slice(start, start + PACK);
        const stop = world.applyFailure;
        if (stop !== null && sent + pack.length > stop.at) throw stop.error;
        await intend(pack);
        sent += pack.length;
        const results = pack.map((operation): OperationResult => {
          const ending = carryOut(operation, { world, known, failed, nextId: () => `account-${++made}`, clock });
          return { operationId: operation.id, at: clock.now().toISOString(), ...ending };
        });
        yield results;
        progress?.({ name: 'writes', done: start + pack.length, total: operations.length });
      }
    },

    async readBack(ids) {
      return structuredClone(ids.flatMap((id) => world.accounts.get(id) ?? []));
    },
  };
  return { directory, world };
}

/** An account with nothing but what a test says about it. */
export function buildAccount(account: Partial<Account> & { id: string }): Account {
  const attributes = Object.fromEntries(AccountAttribute.options.map((name) => [name, null]));
  return {
    userPrincipalName: `${account.id}@sandbox.example`,
    mail: null,
    mailNickname: account.id,
    proxyAddresses: [],
    otherMails: [],
    licences: [],
    accountEnabled: true,
    stampedPersonKey: null,
    stampTaken: false,
    managerId: null,
    isSynced: false,
    isGuest: false,
    deletedAt: null,
    ...account,
    attributes: { ...attributes, ...account.attributes },
  };
}

function photograph(world: FakeWorld, names: readonly string[], clock: Clock): DirectoryMirror {
  const groups = [...world.groups.values()];
  const asked = new Set(names.flatMap((name) => findGroups(groups, name.toLowerCase())));
  return {
    readAt: clock.now().toISOString(),
    accounts: [...world.accounts.values()],
    deletedAccounts: [...world.deletedAccounts.values()],
    groups: groups.map((group) => ({ ...group, memberIds: asked.has(group) ? group.memberIds : null })),
    applications: [],
    skus: [],
    usersDeltaLink: 'fake:users',
    groupsDeltaLink: 'fake:groups',
  };
}

function findGroups(groups: readonly Group[], name: string): readonly Group[] {
  const keys = [(group: Group) => group.id, (group: Group) => group.mailNickname, (group: Group) => group.displayName];
  const matches = keys.map((key) => groups.filter((group) => key(group)?.toLowerCase() === name));
  return matches.find((found) => found.length > 0) ?? [];
}

function compare(before: readonly { id: string }[], after: readonly { id: string }[]) {
  const known = new Map(before.map((item) => [item.id, item]));
  const present = new Set(after.map((item) => item.id));
  return {
    changed: after.filter((item) => !isDeepStrictEqual(item, known.get(item.id))).map((item) => item.id),
    gone: before.filter((item) => !present.has(item.id)).map((item) => item.id),
  };
}

interface Scene {
  world: FakeWorld;
  known: Map<string, string>;
  failed: Map<string, string>;
  nextId: () => string;
  clock: Clock;
}

function carryOut(operation: Operation, scene: Scene): Ending {
  const { world, known, failed } = scene;
  const accountId = operation.target.accountId ?? known.get(personOf(operation)) ?? null;
  const isBirth = operation.kind === 'create-account' || operation.kind === 'restore-account';
  const reason = failed.get(personOf(operation));
  if (reason !== undefined)
    return skip(accountId, `It rests on an account that could not be made or restored: ${reason}`);
  const refusal = world.refuse(operation);
  const ending = refusal === null ? change(operation, accountId, scene) : fail(accountId, refusal.code, refusal.text);
  if (isBirth && ending.kind === 'failed') failed.set(personOf(operation), ending.error?.text ?? '');
  if (isBirth && ending.accountId !== null && ending.kind !== 'failed')
    known.set(personOf(operation), ending.accountId);
  return ending;
}

function change(operation: Operation, accountId: string | null, scene: Scene): Ending {
  if (operation.kind === 'create-account') return create(operation, scene);
  if (accountId === null) return skip(null, 'There is no account for this person.');
  if (operation.kind === 'restore-account') return restore(accountId, scene.world);
  if (operation.kind === 'delete-account') return remove(accountId, scene);
  const account = scene.world.accounts.get(accountId);
  if (operation.kind === 'add-member' || operation.kind === 'remove-member')
    return changeMembers(operation, accountId, scene.world);
  if (account === undefined) return fail(accountId, 'Request_ResourceNotFound', 'There is no such account.');
  return changeAccount(operation, account, scene);
}

function create({ personKey, after }: Operation, { world, nextId }: Scene): Ending {
  const { userPrincipalName, mailNickname, accountEnabled, ...attributes } = after ?? {};
  const address = String(userPrincipalName).toLowerCase();
  const holder = [...world.accounts.values()].find((account) => account.userPrincipalName.toLowerCase() === address);
  if (holder !== undefined) {
    if (holder.stampedPersonKey === personKey) return { kind: 'already', accountId: holder.id, error: null };
    return fail(null, 'ObjectConflict', `The address is taken by ${holder.userPrincipalName} (${holder.id}).`);
  }
  const id = nextId();
  world.accounts.set(
    id,
    buildAccount({
      id,
      userPrincipalName: String(userPrincipalName),
      mailNickname: String(mailNickname),
      accountEnabled: accountEnabled === true,
      attributes,
      stampedPersonKey: personKey,
    }),
  );
  return done(id);
}

function restore(accountId: string, world: FakeWorld): Ending {
  const account = world.deletedAccounts.get(accountId);
  if (account === undefined)
    return world.accounts.has(accountId)
      ? { kind: 'already', accountId, error: null }
      : fail(accountId, 'Request_ResourceNotFound', 'It is not in the recycle bin.');
  world.deletedAccounts.delete(accountId);
  world.accounts.set(accountId, { ...account, deletedAt: null });
  return done(accountId);
}

function remove(accountId: string, { world, clock }: Scene): Ending {
  const account = world.accounts.get(accountId);
  if (account === undefined) return { kind: 'already', accountId, error: null };
  world.accounts.delete(accountId);
  world.deletedAccounts.set(accountId, { ...account, managerId: null, deletedAt: clock.now().toISOString() });
  for (const group of world.groups.values()) group.memberIds = group.memberIds.filter((id) => id !== accountId);
  for (const other of world.accounts.values()) if (other.managerId === accountId) other.managerId = null;
  return done(accountId);
}

function changeMembers({ kind, target }: Operation, accountId: string, world: FakeWorld): Ending {
  const group = world.groups.get(target.groupId ?? '');
  const isMember = group?.memberIds.includes(accountId) ?? false;
  if (kind === 'remove-member' && !isMember) return { kind: 'already', accountId, error: null };
  if (group === undefined || !world.accounts.has(accountId))
    return fail(accountId, 'Request_ResourceNotFound', 'There is no such group or account.');
  if (isMember && kind === 'add-member') return { kind: 'already', accountId, error: null };
  if (isMember) group.memberIds = group.memberIds.filter((id) => id !== accountId);
  else group.memberIds.push(accountId);
  return done(accountId);
}

function changeAccount(operation: Operation, account: Account, { world, known, failed }: Scene): Ending {
  switch (operation.kind) {
    case 'update-account': {
      const { stampedPersonKey, ...attributes } = operation.after ?? {};
      Object.assign(account.attributes, attributes);
      if (stampedPersonKey !== undefined) account.stampedPersonKey = stampedPersonKey as string | null;
      return done(account.id);
    }
    case 'enable-account':
    case 'disable-account':
      account.accountEnabled = operation.kind === 'enable-account';
      return done(account.id);
    case 'revoke-sessions':
      world.revokedIds.push(account.id);
      return done(account.id);
    case 'remove-manager': {
      const kind = account.managerId === null ? 'already' : 'done';
      account.managerId = null;
      return { kind, accountId: account.id, error: null };
    }
    case 'set-manager': {
      const key = String(operation.after?.managerPersonKey);
      const managerId = (operation.after?.managerAccountId as string | null) ?? known.get(key) ?? null;
      if (managerId === null) return skip(account.id, failed.get(key) ?? 'The manager has no account yet.');
      account.managerId = managerId;
      return done(account.id);
    }
    default:
      return fail(account.id, 'not-supported', `This version cannot carry out ${operation.kind}.`);
  }
}

function done(accountId: string): Ending {
  return { kind: 'done', accountId, error: null };
}

function skip(accountId: string | null, text: string): Ending {
  return { kind: 'skipped', accountId, error: { code: 'rests-on-failed', text, requestId: null } };
}

function fail(accountId: string | null, code: string, text: string): Ending {
  return { kind: 'failed', accountId, error: { code, text, requestId: null } };
}
