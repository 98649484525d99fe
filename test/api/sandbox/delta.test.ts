import assert from 'node:assert/strict';
import { ids, newUser, openTestSandbox, type Reply, type TestSandbox } from './sandbox-world.ts';

describe('sandbox: delta', () => {
  let sandbox: TestSandbox;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-03-01T08:00:00Z');
    sandbox = await openTestSandbox({ limits: { deltaPageSize: 2 }, now: () => now });
  });
  afterEach(() => sandbox.close());

  const minimal = { Prefer: 'return=minimal' };
  const linkTo = (id: string) => ({ '@odata.id': `${sandbox.baseUrl}/v1.0/directoryObjects/${id}` });
  const round = async (path: string, headers?: Record<string, string>) => {
    const { items, last, pages } = await sandbox.readAll(path, headers);
    return { items, pages, deltaLink: String(last.body['@odata.deltaLink']) };
  };
  const create = async (more: object = {}): Promise<Reply['body']> =>
    (await sandbox.ask('POST', '/users', newUser(more))).body;

  it('gives everything once, then only what changed', async () => {
    const first = await round('/users/delta?$select=displayName,jobTitle,manager');
    assert.deepEqual([first.items.length, first.pages], [5, 3]);
    const bram = first.items.find(({ id }) => id === ids.bram);
    assert.deepEqual(bram['manager@delta'], [{ '@odata.type': '#microsoft.graph.user', id: ids.ada }]);
    assert.ok(!('jobTitle' in bram));
    assert.deepEqual((await round(first.deltaLink)).items, []);

    await sandbox.ask('PATCH', `/users/${ids.ada}`, { jobTitle: null, department: 'X' });
    await sandbox.ask('PATCH', `/users/${ids.bram}`, { department: 'Not selected' });
    const second = await round(first.deltaLink);
    assert.deepEqual(second.items, [{ id: ids.ada, displayName: 'Ada', jobTitle: null }]);
    assert.deepEqual((await round(first.deltaLink, minimal)).items, [{ id: ids.ada, jobTitle: null }]);
    assert.deepEqual((await round(first.deltaLink)).items, second.items, 'a link can be followed again');
  });

  it('starts from now with $deltatoken=latest', async () => {
    const { items, deltaLink } = await round('/users/delta?$deltatoken=latest&$select=id,displayName');
    assert.deepEqual(items, []);
    const { id, displayName } = await create();
    assert.deepEqual((await round(deltaLink)).items, [{ id, displayName }]);
  });

  it('tells deleted, purged and restored users and changed managers', async () => {
    const { deltaLink } = await round('/users/delta?$deltatoken=latest&$select=id,displayName,manager');
    const { id, displayName } = await create();
    await sandbox.ask('DELETE', `/users/${id}`);
    const deleted = await round(deltaLink);
    assert.deepEqual(deleted.items, [{ id, '@removed': { reason: 'changed' } }]);
    await sandbox.ask('POST', `/directory/deletedItems/${id}/restore`, {});
    await sandbox.ask('DELETE', `/users/${ids.bram}/manager/$ref`);
    const restored = await round(deleted.deltaLink, minimal);
    assert.deepEqual(restored.items, [
      { id, displayName },
      {
        id: ids.bram,
        'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: ids.ada, '@removed': { reason: 'deleted' } }],
      },
    ]);
    await sandbox.ask('DELETE', `/users/${id}`);
    await sandbox.ask('DELETE', `/directory/deletedItems/${id}`);
    assert.deepEqual((await round(restored.deltaLink)).items, [{ id, '@removed': { reason: 'deleted' } }]);
    assert.ok(!(await round('/users/delta')).items.some((item) => item.id === id), 'a first round is silent about it');
  });

  it('spreads the members of a group over pages', async () => {
    const { id } = (
      await sandbox.ask('POST', '/groups', {
        displayName: 'Big',
        mailNickname: 'big',
        mailEnabled: false,
        securityEnabled: true,
      })
    ).body;
    const users = await Promise.all([create(), create(), create()]);
    for (const user of users) await sandbox.ask('POST', `/groups/${id}/members/$ref`, linkTo(user.id));
    const first = await round('/groups/delta?$select=displayName,members');
    const parts = first.items.filter((item) => item.id === id);
    assert.ok(parts.length > 1);
    const memberIds = parts.flatMap((part) => part['members@delta'] ?? []).map((member) => member.id);
    assert.deepEqual(
      memberIds,
      users.map((user) => user.id),
    );

    await sandbox.ask('DELETE', `/groups/${id}/members/${users[0].id}/$ref`);
    await sandbox.ask('DELETE', `/users/${users[1].id}`);
    const { items } = await round(first.deltaLink, minimal);
    const gone = items.flatMap((item) => item['members@delta'] ?? []);
    assert.deepEqual(
      gone.map((member) => [member.id, member['@removed'].reason]),
      [
        [users[0].id, 'deleted'],
        [users[1].id, 'deleted'],
      ],
    );
  });

  it('takes back in a first round what it told before it changed', async () => {
    const first = (await sandbox.get('/groups/delta?$select=members')).body;
    let page = first;
    const told: Reply['body'][] = [...first.value];
    const links = () => told.flatMap((item) => item['members@delta'] ?? []);
    while (links().length === 0) {
      page = (await sandbox.get(page['@odata.nextLink'])).body;
      told.push(...page.value);
    }
    const [{ id }] = links();
    assert.equal((await sandbox.ask('DELETE', `/groups/${ids.sales}/members/${id}/$ref`)).status, 204);
    const rest = await sandbox.readAll(page['@odata.nextLink'] ?? page['@odata.deltaLink']);
    const last = rest.items.flatMap((item) => item['members@delta'] ?? []).filter((member) => member.id === id);
    assert.deepEqual(last.at(-1)['@removed'], { reason: 'deleted' });
  });

  it('shows a group without its purged members, also to somebody who slept through the deletion', async () => {
    const { deltaLink } = await round('/groups/delta?$select=members');
    const { id } = await create();
    await sandbox.ask('POST', `/groups/${ids.sales}/members/$ref`, linkTo(id));
    await sandbox.ask('DELETE', `/users/${id}`);
    await sandbox.ask('DELETE', `/directory/deletedItems/${id}`);
    assert.deepEqual((await round(deltaLink)).items, [
      {
        id: ids.sales,
        'members@delta': [{ '@odata.type': '#microsoft.graph.user', id, '@removed': { reason: 'deleted' } }],
      },
    ]);
  });

  it('refuses $top, $expand and filters on anything but the id', async () => {
    for (const option of ['$top=5', '$expand=manager', '$orderby=displayName', "$filter=displayName eq 'Ada'"])
      assert.equal((await sandbox.get(`/users/delta?${option}`)).status, 400, option);
    const { items } = await round(`/users/delta()?$filter=id eq '${ids.ada}' or id eq '${ids.bram}'&$select=id`);
    assert.deepEqual(items, [{ id: ids.ada }, { id: ids.bram }]);
  });

  it('answers 410 with a fresh start for a token that is too old or from elsewhere', async () => {
    const { deltaLink } = await round('/users/delta?$select=id');
    now = new Date('2026-03-08T07:00:00Z');
    assert.equal((await sandbox.get(deltaLink)).status, 200);
    now = new Date('2026-03-08T09:00:00Z');
    const old = await sandbox.get(deltaLink);
    assert.equal(old.status, 410);
    const location = old.headers.get('location') ?? '';
    assert.match(location, /\/users\/delta\?\$deltatoken=&\$select=id$/);
    assert.equal((await round(location)).items.length, 5);
    assert.equal((await sandbox.get('/users/delta?$deltatoken=nonsense')).status, 410);
    const other = await openTestSandbox();
    const foreign = new URL(deltaLink).search;
    now = new Date('2026-03-01T09:00:00Z');
    assert.equal((await other.get(`/users/delta${foreign}`)).status, 410);
    await other.close();
  });

  it('repeats itself, replays and starts empty when told to', async () => {
    const { deltaLink } = await round('/users/delta?$select=id');
    await create();
    const { deltaLink: later } = await round(deltaLink);
    sandbox.setFaults({ deltaReplays: 1, deltaDuplicates: true, deltaEmptyPages: true });
    const replay = await round(later);
    assert.equal(replay.pages, 2);
    assert.equal(replay.items.length, 2);
    assert.deepEqual(replay.items[0], replay.items[1]);
    sandbox.setFaults({ expiredDeltaTokens: { on: [1] } });
    assert.equal((await sandbox.get(later)).status, 410);
    assert.equal((await sandbox.get(later)).status, 200);
  });
});
