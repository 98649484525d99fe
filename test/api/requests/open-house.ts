import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import { createMembership } from '../../../api/reports/create-membership.ts';
import { createRequestService } from '../../../api/requests/create-request-service.ts';
import { openRequestDesk } from '../../../api/requests/request-desk.ts';
import type { RequestParts } from '../../../api/requests/request-parts.ts';
import { tendRequests } from '../../../api/requests/tend-requests.ts';
import { createRunService } from '../../../api/sync/create-run-service.ts';
import { createUrgentExits } from '../../../api/sync/create-urgent-exits.ts';
import type { Account } from '../../../models/account.ts';
import type { News } from '../../../models/news.ts';
import type { Person } from '../../../models/person.ts';
import type { RequestService } from '../../../models/request-service.ts';
import type { IdentityAsk } from '../../../models/same-people.ts';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import { makeGroup } from '../engine/make-input.ts';
import { newAccount, newPerson, placed, units, usualPolicy } from './organisation.ts';

/** An organisation in the real stores, with everything that requests need; see `organisation.ts` for who is who. */
export interface House {
  stores: Stores;
  parts: RequestParts;
  requests: RequestService;
  /** What was told, in order. */
  news: News[];
  /** What was said of who is who. */
  said: IdentityAsk[];
  at(instant: string): void;
  /** Changes what HR says of somebody. */
  hr(name: string, changes: Partial<Person>): Promise<void>;
  /** Changes an account. */
  account(name: string, changes: Partial<Account>): Promise<void>;
  /** Makes somebody a member of a group, by hand. */
  join(name: string, group: string): Promise<void>;
  /** Another policy from now on. */
  policy(lines: string): void;
  /** Sets the clock and looks at everything that is due then. */
  tend(instant: string): Promise<void>;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
export const directoryKey = 'test';
const groupNames = ['sg-all', 'sg-crm', 'sg-finance', 'sg-archive', 'sg-admin', 'sg-odd', 'sg-vault', 'sg-checks'];

/** One engine for many houses, each with a database of its own. */
export interface Street {
  open(): Promise<House>;
  close(): Promise<void>;
}

export async function openStreet(): Promise<Street> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-requests-'));
  const engine = await startEmbeddedStore({ folder });
  let houses = 0;
  return {
    open: () => {
      houses += 1;
      return openHouse({ uri: engine.uri, databaseName: `house${houses}`, folder });
    },
    close: async () => {
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openHouse(place: { uri: string; databaseName: string; folder: string }): Promise<House> {
  const { folder, ...database } = place;
  const stores = await openStores({ ...database, logger: quiet });
  let now = '2026-11-24T08:00:00.000Z';
  let policy = read(usualPolicy, folder);
  const clock = { now: () => new Date(now) };
  const people = new Map(Object.entries(placed).map(([name, unit]) => [name, newPerson(name, unit)]));
  const accounts = new Map(Object.keys(placed).map((name) => [name, newAccount(name)]));
  const groups = [
    ...groupNames.map((name) => makeGroup(name)),
    { ...makeGroup('sg-roles'), barrier: 'role-assignable' as const },
  ];
  const saveHr = () =>
    stores.people.saveReading({
      sourceId: 'hr',
      readAt: now,
      changedAt: null,
      people: [...people.values()],
      units,
      setAside: [],
    });
  const saveAccounts = () =>
    stores.accounts.saveReading(directoryKey, {
      mirror: {
        readAt: now,
        accounts: [...accounts.values()],
        deletedAccounts: [],
        groups,
        applications: [],
        skus: [],
        usersDeltaLink: null,
        groupsDeltaLink: null,
      },
      changes: { kind: 'full' },
    });
  await saveHr();
  await saveAccounts();
  const news: News[] = [];
  const said: IdentityAsk[] = [];
  const notifier = {
    tell: async (item: News) => {
      news.push(item);
    },
  };
  const loadPolicy = async () => policy;
  const membership = createMembership({
    stores,
    directory: { identify: () => ({ key: directoryKey, name: 'Test', isSandbox: true }) } as never,
    audiences: async () => policy.policy.people,
  });
  const runs = createRunService({ stores, clock, notifier, loadPolicy }, () => {});
  const parts: RequestParts = {
    stores,
    directoryKey,
    loadPolicy,
    membership,
    runs,
    urgentExits: createUrgentExits({ stores, clock, runs }),
    adoption: { decide: async () => ({ kind: 'refused', problems: [{ kind: 'nothing-proposed', who: 'anybody' }] }) },
    samePeople: {
      decide: async (ask) => {
        said.push(ask);
        return {
          kind: 'decided',
          report: { doubts: [], decisions: [], counts: { doubts: 0, waiting: 0, inSeveralSources: 0 } },
        };
      },
    },
    drift: {
      find: async (id) =>
        id === 'd1'
          ? {
              sentence: 'Put Anna back in sg-crm.',
              personKey: 'anna',
              by: 'Ivo',
              at: null,
              foundAt: '2026-11-15T06:00:00.000Z',
            }
          : null,
      keep: async () => ({ kind: 'done' }),
      putBack: async () => ({ kind: 'done' }),
      rule: async () => ({ kind: 'rule', yaml: 'roles: []' }),
    },
    policies: {
      compareFile: async () => ({ kind: 'same' }),
      proposal: async () => null,
      noteProposal: async () => {},
      accept: async () => false,
      compare: async () => null,
    },
    notifier,
    clock,
    logger: quiet,
  };
  return {
    stores,
    parts,
    requests: createRequestService(parts),
    news,
    said,
    at: (instant) => {
      now = instant;
    },
    hr: async (name, changes) => {
      people.set(name, { ...(people.get(name) ?? newPerson(name, 'sales')), ...changes });
      await saveHr();
    },
    account: async (name, changes) => {
      accounts.set(name, { ...(accounts.get(name) ?? newAccount(name)), ...changes });
      await saveAccounts();
    },
    join: async (name, groupName) => {
      const group = groups.find(({ displayName }) => displayName === groupName);
      group?.memberIds?.push(name);
      await saveAccounts();
    },
    policy: (lines) => {
      policy = read(lines, folder);
    },
    tend: async (instant) => {
      now = instant;
      await tendRequests(openRequestDesk(parts));
    },
    close: () => stores.close(),
  };
}

const read = (lines: string, folder: string) =>
  parsePolicy(
    `version: 1\ndomains: [voorbeeld.example]\nsource: { id: hr, connector: csv, folder: ./hr }\nschedule: []\n${lines}`,
    { name: 'instroom.yaml', folder },
  );
