import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphUser } from '../../../api/directory/graph/schema.ts';
import { toAccount } from '../../../api/directory/graph/to-account.ts';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import type { SeenObject } from '../../../api/sandbox/describe-world.ts';
import type { SandboxSeed } from '../../../api/sandbox/sandbox-seed.ts';
import { type Sandbox, startSandbox } from '../../../api/sandbox/start-sandbox.ts';
import { applyNow } from '../../../api/sync/apply-now.ts';
import type { SyncParts } from '../../../api/sync/sync-parts.ts';
import type { Run } from '../../../models/run.ts';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import { openTestDirectory } from '../../api/directory/graph/open-test-directory.ts';
import type { SeenDirectory } from '../../simulation/compare-day.ts';
import type { HrDay } from '../../simulation/make-history.ts';
import { appName, appRoleNames, groupNames, seats, skuNames } from '../../simulation/simulation-offers.ts';

/** Runs through the real Graph client on a sandbox over HTTP, with the real embedded store. */
export interface Simulation {
  /** Sets the clock and what HR, grants and urgent exits say. */
  begin(day: HrDay): Promise<void>;
  apply(): Promise<Run>;
  /** The sandbox as it is, seen past the product. */
  look(): SeenDirectory;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
const by = { kind: 'cli' as const, id: 'cli', name: 'command line' };

/** More than anybody does in a day of the test: limits count real time, and the test has little of it. */
const plenty = 10_000_000;

export async function openSimulation(firstDay: HrDay): Promise<Simulation> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-simulation-'));
  const engine = await startEmbeddedStore({ folder });
  const stores = await openStores({ uri: engine.uri, logger: quiet });
  let day = firstDay;
  const clock = { now: () => new Date(day.now) };
  const bucket = { amount: plenty, perSeconds: 1 };
  const sandbox = await startSandbox({
    seed,
    now: clock.now,
    limits: { writes: bucket, resourceUnits: bucket, provisions: bucket },
  });
  const limits = {
    writesAtOnce: plenty,
    writesPerSecond: plenty,
    provisionsAtOnce: plenty,
    provisionsPerSecond: plenty,
  };
  const { directory } = openTestDirectory(sandbox.baseUrl, { clock, limits });
  const text = await readFile(new URL('../../simulation/instroom.yaml', import.meta.url), 'utf8');
  const policy = parsePolicy(text, { name: 'instroom.yaml', folder });
  const parts: SyncParts = {
    loadPolicy: async () => policy,
    connectorsOf: () => [
      { sourceId: 'hr', watchPaths: [], pollEveryMs: null, read: async () => readingOf(day), check: async () => [] },
    ],
    directory,
    stores,
    notifier: { tell: async () => {} },
    clock,
    logger: quiet,
  };
  const savedGrants = new Set<string>();
  return {
    begin: async (next) => {
      day = next;
      await saveDecisions(next, { stores, savedGrants });
    },
    apply: () => applyNow({ by, owner: 'simulation', approve: false }, parts),
    look: () => lookInto(sandbox, day.now),
    close: async () => {
      await sandbox.close();
      await stores.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const readingOf = ({ now, people, units }: HrDay) => ({
  sourceId: 'hr',
  readAt: now,
  changedAt: null,
  people: [...people],
  units: [...units],
  setAside: [],
});

async function saveDecisions(
  { grants, urgentExits, lifted }: HrDay,
  { stores, savedGrants }: { stores: Stores; savedGrants: Set<string> },
): Promise<void> {
  for (const grant of grants.filter(({ id }) => !savedGrants.has(id))) {
    await stores.grants.save(grant);
    savedGrants.add(grant.id);
  }
  for (const exit of [...lifted, ...urgentExits]) await stores.grants.saveUrgentExit(exit);
}

const guid = (kind: number, index: number): string =>
  `${String(kind).repeat(8)}-0000-4000-8000-${String(index).padStart(12, '0')}`;

const appId = guid(4, 0);

const seed: SandboxSeed = {
  tenant: { id: guid(1, 0), displayName: 'Voorbeeld', domains: ['voorbeeld.example'] },
  users: [],
  groups: groupNames.map((name, index) => ({
    id: guid(2, index),
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
  })),
  skus: skuNames.map((skuPartNumber, index) => ({
    skuId: guid(3, index),
    skuPartNumber,
    prepaidUnits: { enabled: seats },
  })),
  servicePrincipals: [
    {
      id: appId,
      appId: guid(5, 0),
      displayName: appName,
      appRoles: appRoleNames.map((name, index) => ({
        id: guid(6, index),
        displayName: name,
        value: name,
        isEnabled: true,
        allowedMemberTypes: ['User'],
      })),
      sandboxSyncJob: { id: 'job-crm', ruleId: guid(7, 0) },
    },
  ],
};

/** What was deleted longer ago than Entra keeps it cannot be read any more. */
function lookInto({ world }: Sandbox, now: string): SeenDirectory {
  const isKept = ({ deletedAt }: SeenObject) => Date.parse(now) - Date.parse(deletedAt ?? now) <= 30 * 86_400_000;
  const live = new Set(world.users().map(({ id }) => id));
  return {
    accounts: world.users().map((user) => show(user, live)),
    deletedAccounts: world
      .deletedUsers()
      .filter(isKept)
      .map((user) => show(user, live)),
    groups: groupNames.map((displayName) => ({ displayName, memberIds: world.members(displayName) })),
    applications: [
      {
        displayName: appName,
        roles: appRoleNames.map((name, index) => ({ id: guid(6, index), value: name, displayName: name })),
        assignments: world.roles(appId).map((given) => ({ id: '', ...given })),
      },
    ],
    skus: skuNames.map((skuPartNumber, index) => ({ skuId: guid(3, index), skuPartNumber, seats, free: seats })),
  };
}

/** Graph shows no manager who is in the recycle bin or gone. */
function show({ id, managerId, deletedAt, properties }: SeenObject, live: ReadonlySet<string>) {
  const manager = managerId === null || !live.has(managerId) ? null : { id: managerId };
  return toAccount(GraphUser.parse({ ...properties, id, deletedDateTime: deletedAt, manager }));
}
