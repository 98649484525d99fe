import { isDeepStrictEqual } from 'node:util';
import {
  type Account,
  AccountAttribute,
  type Application,
  type Author,
  type DirectoryMirror,
  type Group,
  type Sku,
} from '../../models/account.ts';
import type { InstroomError } from '../../models/errors.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Clock, Directory, PassOutcome } from '../../models/ports.ts';
import { freeSeats } from './change-fake-access.ts';
import { carryOut } from './change-fake-world.ts';

/** Entra as it is inside the fake: tests may look at it, and change it behind the product's back. */
export interface FakeWorld {
  accounts: Map<string, Account>;
  deletedAccounts: Map<string, Account>;
  /** Here every group knows its members. */
  groups: Map<string, Group & { memberIds: string[] }>;
  /** Apps by object id, with everybody who has a role in them. */
  applications: Map<string, Application>;
  /** What was bought; how many seats are free follows from the accounts. */
  skus: ReadonlyArray<Omit<Sku, 'free'>>;
  /** SKU ids of the licences that a group passes on to its members, by group id. */
  groupLicences: Map<string, readonly string[]>;
  /** Ids of the accounts that were provisioned on demand, by the app's object id. */
  provisionedIds: Map<string, string[]>;
  /** Who made the last change by hand, by the id of the account or group. */
  authors: Map<string, Author>;
  /** Ids of accounts whose sessions were ended, in order. */
  revokedIds: string[];
  /** Access passes that work: one for an account, the newest. */
  passes: { accountId: string; passId: string; code: string }[];
  /** Who was given which Teams app, as `account manifest`. */
  teamsApps: Set<string>;
  /** When set, asking for a pass comes to this. */
  passFailure: PassOutcome | null;
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

/** As nobody uploaded it to the catalogue. */
const unknownApp = '00000000-0000-0000-0000-000000000000';

/**
 * A Directory in memory that keeps the port's promises, among them delta readings, and one result for every operation.
 */
export function createFakeDirectory(options: {
  clock: Clock;
  accounts?: readonly Account[];
  deletedAccounts?: readonly Account[];
  groups?: readonly Group[];
  applications?: readonly Application[];
  skus?: ReadonlyArray<Omit<Sku, 'free'>>;
  groupLicences?: Readonly<Record<string, readonly string[]>>;
  isSandbox?: boolean;
}): FakeDirectory {
  const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
  const world: FakeWorld = {
    accounts: byId(structuredClone(options.accounts ?? []) as Account[]),
    deletedAccounts: byId(structuredClone(options.deletedAccounts ?? []) as Account[]),
    groups: byId((options.groups ?? []).map((group) => ({ ...group, memberIds: [...(group.memberIds ?? [])] }))),
    applications: byId(structuredClone(options.applications ?? []) as Application[]),
    skus: options.skus ?? [],
    groupLicences: new Map(Object.entries(options.groupLicences ?? {})),
    provisionedIds: new Map(),
    authors: new Map(),
    revokedIds: [],
    passes: [],
    teamsApps: new Set(),
    passFailure: null,
    readFailure: null,
    applyFailure: null,
    refuse: () => null,
  };
  const { clock } = options;
  let made = 0;
  let passesMade = 0;
  let sent = 0;

  const directory: Directory = {
    identify: () => ({ key: 'fake', name: 'Fake directory', isSandbox: options.isSandbox ?? true }),

    async read({ previous, progress, ...ask }) {
      if (world.readFailure !== null) throw world.readFailure;
      const mirror = structuredClone(photograph(world, ask, clock));
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
        const leftOut = await intend(pack);
        sent += pack.length;
        const results = pack.map((operation): OperationResult => {
          if (leftOut?.has(operation.id)) return leaveOut(operation, clock);
          const ending = carryOut(operation, { world, known, failed, nextId: () => `account-${++made}`, clock });
          return { operationId: operation.id, at: clock.now().toISOString(), ...ending };
        });
        yield results;
        progress?.({ name: 'writes', done: start + pack.length, total: operations.length });
      }
    },

    async findAuthors(changes) {
      return changes.map(({ accountId, groupId, after }) => {
        const author = world.authors.get(accountId ?? groupId ?? '');
        return author !== undefined && author.at >= after ? author : null;
      });
    },

    async createAccessPass({ accountId, lifetimeMinutes }) {
      if (world.passFailure !== null) return world.passFailure;
      if (!world.accounts.has(accountId)) return { kind: 'refused', why: 'other', text: 'Request_ResourceNotFound' };
      passesMade += 1;
      const pass = { accountId, passId: `pass-id-${passesMade}`, code: `pass-${passesMade}` };
      world.passes = [...world.passes.filter((one) => one.accountId !== accountId), pass];
      const endsAt = new Date(clock.now().getTime() + lifetimeMinutes * 60_000).toISOString();
      return { kind: 'made', passId: pass.passId, code: pass.code, endsAt };
    },

    async removeAccessPass({ accountId, passId }) {
      world.passes = world.passes.filter((one) => one.accountId !== accountId || one.passId !== passId);
    },

    async installTeamsApp({ accountId, manifestId }) {
      if (!world.accounts.has(accountId) || manifestId === unknownApp) return { kind: 'refused', status: 404 };
      world.teamsApps.add(`${accountId} ${manifestId}`);
      return { kind: 'installed' };
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

function leaveOut({ id, personKey, target }: Operation, clock: Clock): OperationResult {
  const error = { code: 'newer-look', text: `${personKey} was looked at anew.`, requestId: null };
  return { operationId: id, kind: 'skipped', at: clock.now().toISOString(), accountId: target.accountId, error };
}

type Ask = Pick<Parameters<Directory['read']>[0], 'groups' | 'applications' | 'licences'>;

function photograph(world: FakeWorld, ask: Ask, clock: Clock): DirectoryMirror {
  const groups = [...world.groups.values()];
  const asked = new Set(
    ask.groups.flatMap((name) => find(groups, name, [(g) => g.id, (g) => g.mailNickname, (g) => g.displayName])),
  );
  const applications = ask.applications.flatMap((name) =>
    find([...world.applications.values()], name, [(app) => app.id, (app) => app.appId, (app) => app.displayName]),
  );
  return {
    readAt: clock.now().toISOString(),
    accounts: [...world.accounts.values()],
    deletedAccounts: [...world.deletedAccounts.values()],
    groups: groups.map((group) => ({ ...group, memberIds: asked.has(group) ? group.memberIds : null })),
    applications: [...new Set(applications)].map((app) => ({
      ...app,
      assignments: app.assignments.filter(({ principalId }) => !world.deletedAccounts.has(principalId)),
    })),
    skus: ask.licences === true ? world.skus.map((sku) => ({ ...sku, free: freeSeats(world, sku) })) : [],
    usersDeltaLink: 'fake:users',
    groupsDeltaLink: 'fake:groups',
  };
}

function find<T>(items: readonly T[], name: string, keys: ReadonlyArray<(item: T) => string | null>): readonly T[] {
  const matches = keys.map((key) => items.filter((item) => key(item)?.toLowerCase() === name.toLowerCase()));
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
