import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { GRAPH_LIMITS } from '../../../../api/directory/graph/limits.ts';
import { type Sandbox, startSandbox } from '../../../../api/sandbox/start-sandbox.ts';
import type { DirectoryMirror } from '../../../../models/account.ts';
import type { Operation } from '../../../../models/plan.ts';
import { apply } from '../../../contracts/directory-bench.ts';
import { planCreate, planManager, planOperation } from '../../../contracts/directory-contract-plan.ts';
import { openTestDirectory } from './open-test-directory.ts';

const domain = 'sandbox.example';
const groups = Array.from({ length: 5 }, (_, index) => ({ id: randomUUID(), name: `sg-${index}` }));
const boss = randomUUID();
const NEWCOMERS = 60;

type Faults = Parameters<Sandbox['setFaults']>[0];

/** Everything that Graph does to its callers, all at once. */
const storm = (seed: number): Faults => ({
  seed,
  replicationLag: { reads: 2 },
  timeoutAfterCreate: { share: 0.1 },
  unavailable: { share: 0.05 },
  badGateway: { share: 0.1, path: '$batch' },
  throttled: { share: 0.05, retryAfterSeconds: 1 },
  connectionReset: { share: 0.1, path: '$batch', after: true },
  groupWriteMs: 2,
  shuffledBatches: true,
  deltaDuplicates: true,
  deltaReplays: 20,
  deltaEmptyPages: true,
  hireDateRefused: 'beside-others',
});

const limits = { ...GRAPH_LIMITS, lookUp: { ...GRAPH_LIMITS.lookUp, attempts: 10 } };

describe('a storm over Graph', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({
      seed: {
        tenant: { id: randomUUID(), displayName: 'Sandbox', domains: [domain] },
        users: [
          {
            id: boss,
            userPrincipalName: `boss@${domain}`,
            mailNickname: 'boss',
            displayName: 'B',
            accountEnabled: true,
          },
        ],
        groups: groups.map(({ id, name }) => ({
          id,
          displayName: name,
          mailNickname: name,
          mailEnabled: false,
          securityEnabled: true,
        })),
      },
      limits: { deltaPageSize: 30 },
    });
  });
  afterEach(() => sandbox.close());

  const names = Array.from({ length: NEWCOMERS }, (_, index) => `n${index}`);
  const newcomers: Operation[] = [
    ...names.map((name) => planCreate(`hr:${name}`, `${name}@${domain}`, { employeeHireDate: '2026-12-01' })),
    ...names.map((name, index) =>
      planManager(
        { personKey: `hr:${name}`, accountId: null },
        index === 0 ? { personKey: 'hr:boss', accountId: boss } : { personKey: 'hr:n0', accountId: null },
      ),
    ),
    ...groups.flatMap(({ id }) =>
      names.map((name) => planOperation({ kind: 'add-member', personKey: `hr:${name}`, groupId: id })),
    ),
  ];

  function assertArrived(): void {
    const users = sandbox.world.users().filter((user) => user.id !== boss);
    const addresses = users.map((user) => user.properties.userPrincipalName);
    assert.deepEqual(addresses.toSorted(), names.map((name) => `${name}@${domain}`).toSorted());
    const first = sandbox.world.user(`n0@${domain}`)?.id;
    for (const user of users) {
      assert.equal(user.managerId, user.id === first ? boss : first);
      assert.equal(user.properties.employeeHireDate, '2026-12-01T00:00:00Z');
    }
    for (const { id } of groups) assert.equal(sandbox.world.members(id).length, NEWCOMERS);
  }

  for (const seed of [1, 2])
    it(`brings everybody in exactly once (dice ${seed})`, async () => {
      const { directory } = openTestDirectory(sandbox.baseUrl, { limits });
      const previous = (await directory.read({ groups: groups.map(({ id }) => id), applications: [], previous: null }))
        .mirror;
      sandbox.setFaults(storm(seed));
      const { results } = await apply(directory, newcomers);
      assert.deepEqual(
        results.filter((result) => result.kind !== 'done').map((result) => result.error),
        [],
      );
      assertArrived();

      const after = await readAll(directory, previous);
      sandbox.setFaults({});
      const whole = await readAll(directory, null);
      assert.deepEqual(after, whole);
    });

  it('costs at most 2.5 writes for each newcomer on a calm day', async () => {
    const { directory } = openTestDirectory(sandbox.baseUrl);
    const before = sandbox.world.counters().writes;
    const { results } = await apply(directory, newcomers);
    assert.ok(results.every((result) => result.kind === 'done'));
    assertArrived();
    const writes = sandbox.world.counters().writes - before;
    assert.ok(writes <= 2.5 * NEWCOMERS, `${writes} writes`);
  });

  it('starts over when the links for changes have run out', async () => {
    const { directory } = openTestDirectory(sandbox.baseUrl);
    const { mirror } = await directory.read({ groups: [], applications: [], previous: null });
    sandbox.setFaults({ expiredDeltaTokens: { every: 1 } });
    assert.deepEqual((await directory.read({ groups: [], applications: [], previous: mirror })).changes, {
      kind: 'full',
    });
  });

  async function readAll(
    directory: ReturnType<typeof openTestDirectory>['directory'],
    previous: DirectoryMirror | null,
  ) {
    const { mirror } = await directory.read({ groups: groups.map(({ id }) => id), applications: [], previous });
    const byId = <T extends { id: string }>(items: T[]) => items.toSorted((a, b) => a.id.localeCompare(b.id));
    return {
      accounts: byId(mirror.accounts),
      groups: byId(mirror.groups).map((group) => ({ ...group, memberIds: group.memberIds?.toSorted() })),
    };
  }
});
