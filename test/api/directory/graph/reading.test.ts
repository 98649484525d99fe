import assert from 'node:assert/strict';
import type { DirectoryMirror, Group } from '../../../../models/account.ts';
import { refuse } from './create-graph-world.ts';
import { openScriptedGraph, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory, type TestDirectory } from './open-test-directory.ts';

const stamp = (personKey: string) => ({
  onPremisesExtensionAttributes: { extensionAttribute15: `instroom:${personKey}` },
});

describe('reading Entra through Graph', () => {
  let graph: ScriptedGraph;
  let test: TestDirectory;
  beforeEach(async () => {
    graph = await openScriptedGraph();
    test = openTestDirectory(graph.baseUrl);
    for (const id of ['ada', 'bob', 'cleo', 'dirk', 'eve'])
      graph.world.users.set(id, { id, userPrincipalName: `${id}@sandbox.example`, accountEnabled: true });
    graph.world.managers.set('bob', 'ada');
    graph.world.groups.set('g1', { id: 'g1', displayName: 'Staff', mailNickname: 'sg-staff' });
    graph.world.groups.set('g2', { id: 'g2', displayName: 'sg-staff', mailNickname: 'other' });
    graph.world.members.set('g1', new Set(['ada', 'bob', 'cleo', 'dirk', 'eve']));
    graph.world.members.set('g2', new Set(['eve']));
  });
  afterEach(() => graph.close());

  const read = (groups: string[] = [], previous: DirectoryMirror | null = null) =>
    test.directory.read({ groups, applications: [], previous });
  const members = (mirror: DirectoryMirror, id: string) =>
    mirror.groups.find((group) => group.id === id)?.memberIds?.toSorted();

  describe('from the beginning', () => {
    it('follows every page of accounts, groups and members', async () => {
      graph.world.pageSize = 2;
      const { mirror, changes } = await read(['g1', 'OTHER']);
      assert.deepEqual(changes, { kind: 'full' });
      assert.equal(mirror.accounts.length, 5);
      assert.equal(mirror.accounts.find((account) => account.id === 'bob')?.managerId, 'ada');
      assert.deepEqual(members(mirror, 'g1'), ['ada', 'bob', 'cleo', 'dirk', 'eve']);
      assert.deepEqual(members(mirror, 'g2'), ['eve']);
    });

    it('knows a group by id, else nickname, else name', async () => {
      const { mirror } = await read(['sg-staff']);
      assert.equal(members(mirror, 'g1')?.length, 5);
      assert.equal(members(mirror, 'g2'), undefined);
      assert.equal((await read(['STAFF'])).mirror.groups.find((group) => group.id === 'g1')?.memberIds?.length, 5);
    });

    it('takes the links for the next time before it reads', async () => {
      const { mirror } = await read();
      assert.equal(mirror.usersDeltaLink, `${graph.baseUrl}/v1.0/users/delta?$deltatoken=1`);
      assert.equal(mirror.groupsDeltaLink, `${graph.baseUrl}/v1.0/groups/delta?$deltatoken=1`);
      const paths = graph.calls.map((call) => call.path.split('?', 1)[0]);
      assert.deepEqual(paths.slice(0, 2), ['/users/delta', '/groups/delta']);
    });

    it('goes on without links where there is no delta, and says so once', async () => {
      graph.script((call) => (call.path.includes('/delta') ? refuse(501, 'NotImplemented', '') : undefined));
      const { mirror } = await read();
      assert.equal(mirror.usersDeltaLink, null);
      assert.deepEqual((await read([], mirror)).changes, { kind: 'full' });
      assert.equal(test.logged().split('\n').length, 1);
    });

    it('says why members of a group cannot be written', async () => {
      const kinds: Array<[Record<string, unknown>, Group['barrier']]> = [
        [{ groupTypes: ['DynamicMembership', 'Unified'], membershipRule: 'user.city -eq "X"' }, 'dynamic'],
        [{ isAssignableToRole: true }, 'role-assignable'],
        [{ onPremisesSyncEnabled: true }, 'synced'],
        [{ mailEnabled: true, groupTypes: [] }, 'mail-enabled'],
        [{ mailEnabled: true, groupTypes: ['Unified'] }, null],
        [{ mailEnabled: false }, null],
      ];
      for (const [index, [values]] of kinds.entries())
        graph.world.groups.set(`k${index}`, { id: `k${index}`, ...values });
      const { mirror } = await read();
      assert.deepEqual(
        kinds.map((_, index) => mirror.groups.find((group) => group.id === `k${index}`)?.barrier),
        kinds.map(([, barrier]) => barrier),
      );
    });

    it('reads the recycle bin', async () => {
      graph.world.deletedUsers.set('old', {
        id: 'old',
        userPrincipalName: 'old@x',
        deletedDateTime: '2026-11-01T00:00:00Z',
        ...stamp('hr:9'),
      });
      const { deletedAccounts } = (await read()).mirror;
      assert.equal(deletedAccounts[0]?.stampedPersonKey, 'hr:9');
      assert.equal(deletedAccounts[0]?.deletedAt, '2026-11-01T00:00:00Z');
    });

    it('asks for managers one by one when the server leaves them out', async () => {
      for (const [id, user] of graph.world.users) graph.world.users.set(id, { ...user, ...stamp(`hr:${id}`) });
      const bare = () => ({ status: 200, body: { value: [...graph.world.users.values()] } });
      graph.script((call) => (call.path.startsWith('/users?') ? bare() : undefined));
      const { mirror } = await read();
      assert.deepEqual(
        mirror.accounts.map((account) => account.managerId),
        [null, 'ada', null, null, null],
      );
    });

    it('stays patient with a server in trouble', async () => {
      let troubles = 0;
      graph.script((call) => {
        troubles += 1;
        if (troubles % 3 === 0) return { status: 503 };
        if (troubles % 5 === 0 && !call.isInner) return { reset: true };
        return troubles % 7 === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : undefined;
      });
      graph.world.pageSize = 1;
      const { mirror } = await read(['g1', 'g2']);
      assert.equal(mirror.accounts.length, 5);
      assert.equal(members(mirror, 'g1')?.length, 5);
    });
  });

  describe('never hands out a part', () => {
    const page = (body: unknown) => ({ status: 200, body });
    const cases: Array<[string, string, Parameters<ScriptedGraph['script']>[0], string]> = [
      [
        'a page that is not JSON',
        'directory-incomplete',
        (call) => (call.path.startsWith('/users?') ? { text: '{"value":[{"id":"a"' } : undefined),
        'as it should be',
      ],
      [
        'a page without rows',
        'directory-incomplete',
        (call) => (call.path.startsWith('/groups?') ? page({}) : undefined),
        'value',
      ],
      [
        'a row without an id',
        'directory-incomplete',
        (call) => (call.path.startsWith('/users?') ? page({ value: [{}] }) : undefined),
        'value.0.',
      ],
      [
        'a page that continues elsewhere',
        'directory-incomplete',
        (call) =>
          call.path.startsWith('/users?')
            ? page({ value: [], '@odata.nextLink': 'https://elsewhere.example/' })
            : undefined,
        'another server',
      ],
      [
        'members that continue elsewhere',
        'directory-incomplete',
        (call) =>
          call.path.includes('/members')
            ? page({ value: [], '@odata.nextLink': 'https://elsewhere.example/' })
            : undefined,
        'another server',
      ],
      [
        'a page that is gone half-way',
        'directory-incomplete',
        (call) => (call.path.includes('$skiptoken') ? { status: 404 } : undefined),
        '404',
      ],
      [
        'a group that vanished meanwhile',
        'directory-incomplete',
        (call) => (call.path.includes('/members') ? { status: 404 } : undefined),
        '404',
      ],
      [
        'a server that stays in trouble',
        'directory-unreachable',
        (call) => (call.path.startsWith('/groups?') ? { status: 503 } : undefined),
        '503',
      ],
      [
        'a recycle bin we may not see',
        'directory-refused',
        (call) => (call.path.includes('deletedItems') ? refuse(403, 'Authorization_RequestDenied', 'no') : undefined),
        'request-1',
      ],
      [
        'credentials that are not taken',
        'directory-refused',
        () => refuse(401, 'InvalidAuthenticationToken', 'no'),
        '401',
      ],
    ];
    for (const [name, code, script, says] of cases)
      it(`but throws ${code} for ${name}`, async () => {
        graph.world.pageSize = 2;
        graph.script(script);
        await assert.rejects(read(['g1']), (thrown: Error & { code?: string; advice?: string }) => {
          assert.equal(thrown.code, code);
          assert.ok(thrown.message.includes(says), thrown.message);
          return code !== 'directory-refused' || (thrown.advice ?? '').length > 0;
        });
      });

    it('and names the address when nobody is there', async () => {
      await graph.close();
      await assert.rejects(read(), (thrown: Error & { code?: string }) => {
        assert.equal(thrown.code, 'directory-unreachable');
        assert.ok(thrown.message.includes(graph.baseUrl) && thrown.message.includes('ECONNREFUSED'), thrown.message);
        return true;
      });
      graph = await openScriptedGraph();
    });
  });

  describe('going on from an earlier reading', () => {
    it('merges pages of changes and follows them to the letter', async () => {
      const { mirror: previous } = await read(['g1']);
      graph.world.deltaPages.users = [
        [{ id: 'ada', jobTitle: 'Chef' }],
        [],
        [
          { id: 'bob', 'manager@delta': [{ id: 'ada', '@removed': { reason: 'deleted' } }] },
          { id: 'ada', jobTitle: 'Chef' },
        ],
      ];
      graph.world.deltaPages.groups = [
        [{ id: 'g1', 'members@delta': [{ id: 'eve', '@removed': { reason: 'deleted' } }] }],
        [{ id: 'g1', 'members@delta': [{ id: 'zoe' }] }],
      ];
      const { mirror, changes } = await read(['g1'], previous);
      assert.deepEqual(changes, {
        kind: 'delta',
        accountIds: ['ada', 'bob'],
        removedAccountIds: [],
        groupIds: ['g1'],
        removedGroupIds: [],
      });
      assert.equal(mirror.accounts.find((account) => account.id === 'ada')?.attributes.jobTitle, 'Chef');
      assert.equal(mirror.accounts.find((account) => account.id === 'bob')?.managerId, null);
      assert.deepEqual(members(mirror, 'g1'), ['ada', 'bob', 'cleo', 'dirk', 'zoe']);
      assert.equal(mirror.usersDeltaLink, `${graph.baseUrl}/v1.0/users/delta?$deltatoken=2`);
      assert.ok(
        graph.calls
          .filter((call) => call.path.includes('/delta'))
          .every((call) => call.headers.prefer === 'return=minimal'),
      );
    });

    it('reads the bin again when somebody went into it, and lets go of who came back', async () => {
      graph.world.deletedUsers.set('old', {
        id: 'old',
        userPrincipalName: 'old@x',
        deletedDateTime: '2026-11-01T00:00:00Z',
      });
      const { mirror: previous } = await read();
      graph.world.deltaPages.users = [[{ id: 'old', userPrincipalName: 'old@x', accountEnabled: false }]];
      const restored = await read([], previous);
      assert.deepEqual(restored.mirror.deletedAccounts, []);
      assert.ok(restored.mirror.accounts.some((account) => account.id === 'old'));

      graph.world.deletedUsers.clear();
      graph.world.deletedUsers.set('eve', {
        id: 'eve',
        userPrincipalName: 'eve@x',
        deletedDateTime: '2026-11-24T00:00:00Z',
      });
      graph.world.deltaPages.users = [[{ id: 'eve', '@removed': { reason: 'changed' } }]];
      const removed = await read([], restored.mirror);
      assert.deepEqual(
        removed.mirror.deletedAccounts.map((account) => account.id),
        ['eve'],
      );
      assert.ok(removed.changes.kind === 'delta');
      assert.deepEqual(removed.changes.accountIds, ['eve']);
      assert.deepEqual(removed.changes.removedAccountIds, []);

      graph.world.deletedUsers.clear();
      graph.world.deltaPages.users = [[{ id: 'eve', '@removed': { reason: 'deleted' } }]];
      const purged = await read([], removed.mirror);
      assert.ok(purged.changes.kind === 'delta');
      assert.deepEqual(purged.changes.removedAccountIds, ['eve']);
    });

    it("lets a deleted account be nobody's manager and member of nothing", async () => {
      const { mirror: previous } = await read(['g1']);
      graph.world.deltaPages.users = [[{ id: 'ada', '@removed': { reason: 'changed' } }]];
      const { mirror, changes } = await read(['g1'], previous);
      assert.equal(mirror.accounts.find((account) => account.id === 'bob')?.managerId, null);
      assert.ok(!members(mirror, 'g1')?.includes('ada'));
      assert.ok(changes.kind === 'delta');
      assert.deepEqual([changes.accountIds, changes.groupIds], [['bob'], ['g1']]);
    });

    it('reads an account and a group of which the changes say too little', async () => {
      const { mirror: previous } = await read(['g2']);
      graph.world.users.set('new', { id: 'new', userPrincipalName: 'new@x', accountEnabled: true, jobTitle: 'Cook' });
      graph.world.groups.set('g2', {
        id: 'g2',
        displayName: 'Renamed',
        mailNickname: 'other',
        isAssignableToRole: true,
      });
      graph.world.deltaPages.users = [[{ id: 'new', jobTitle: 'Cook' }]];
      graph.world.deltaPages.groups = [
        [
          { id: 'g2', displayName: 'Renamed' },
          { id: 'gone', displayName: 'Gone' },
        ],
      ];
      const { mirror } = await read(['g2'], previous);
      assert.equal(mirror.accounts.find((account) => account.id === 'new')?.userPrincipalName, 'new@x');
      const group = mirror.groups.find(({ id }) => id === 'g2');
      assert.deepEqual([group?.displayName, group?.barrier, group?.memberIds], ['Renamed', 'role-assignable', ['eve']]);
      assert.equal(mirror.groups.length, 2);
    });

    for (const status of [400, 404, 410, 501])
      it(`reads everything again when a link is answered ${status}`, async () => {
        const { mirror: previous } = await read(['g1']);
        graph.script((call) =>
          call.path.includes('$deltatoken=1') ? refuse(status, 'syncStateNotFound', 'resync') : undefined,
        );
        const { mirror, changes } = await read(['g1'], previous);
        assert.deepEqual(changes, { kind: 'full' });
        assert.equal(members(mirror, 'g1')?.length, 5);
      });

    it('reads everything again when the links are of another server or there are none', async () => {
      const { mirror } = await read();
      const elsewhere = { ...mirror, usersDeltaLink: 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x' };
      assert.deepEqual((await read([], elsewhere)).changes, { kind: 'full' });
      assert.deepEqual((await read([], { ...mirror, groupsDeltaLink: null })).changes, { kind: 'full' });
    });

    it('does not take a refusal for an expired link', async () => {
      const { mirror: previous } = await read();
      graph.script((call) =>
        call.path.includes('$deltatoken=1') ? refuse(403, 'Authorization_RequestDenied', 'no') : undefined,
      );
      await assert.rejects(read([], previous), { code: 'directory-refused' });
    });
  });

  it('reads accounts back, with patience for those that are not everywhere yet', async () => {
    let asked = 0;
    graph.script((call) =>
      call.path.startsWith('/users/bob') && ++asked < 3 ? refuse(404, 'Request_ResourceNotFound', '') : undefined,
    );
    const accounts = await test.directory.readBack(['bob', 'nobody', 'bob']);
    assert.deepEqual(
      accounts.map(({ id, managerId }) => [id, managerId]),
      [['bob', 'ada']],
    );
    graph.script(() => ({ status: 503 }));
    await assert.rejects(test.directory.readBack(['bob']), { code: 'directory-unreachable' });
  });
});
