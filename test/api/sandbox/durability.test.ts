import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ids, newUser, openTestSandbox } from './sandbox-world.ts';

describe('sandbox: durability', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has every acknowledged write after the process was killed, and no half one', async () => {
    const child = fork(join(import.meta.dirname, 'durable-writer.ts'), [folder], { execArgv: ['--import', 'tsx'] });
    const [baseUrl] = await once(child, 'message');
    const made: string[] = [];
    const post = async (url: string, method: string, body: object) =>
      fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

    async function writeUntilDead() {
      for (;;) {
        const user = await post(`${baseUrl}/v1.0/users`, 'POST', newUser());
        made.push(JSON.parse(await user.text()).id);
        if (made.length === 150) child.kill('SIGKILL');
      }
    }
    await Promise.allSettled(Array.from({ length: 8 }, writeUntilDead));
    assert.ok(made.length >= 150);

    const sandbox = await openTestSandbox({ folder });
    for (const id of made) assert.ok(sandbox.world.user(id), `user ${id} is lost`);
    for (const { properties } of sandbox.world.users()) assert.equal(typeof properties.userPrincipalName, 'string');
    assert.ok(sandbox.world.users().length - made.length - 5 <= 8, 'no more than was under way');
    await sandbox.close();
  });

  it('goes on where it was: links, recycle bin, licences and delta tokens', async () => {
    const first = await openTestSandbox({ folder });
    const link = { '@odata.id': `${first.baseUrl}/v1.0/directoryObjects/${ids.chiara}` };
    const latest = await first.get('/groups/delta?$deltatoken=latest&$select=members');
    const { search } = new URL(latest.body['@odata.deltaLink']);
    await first.ask('POST', `/groups/${ids.sales}/members/$ref`, link);
    await first.ask('POST', `/users/${ids.ada}/assignLicense`, {
      addLicenses: [{ skuId: ids.sku }],
      removeLicenses: [],
    });
    await first.ask('DELETE', `/users/${ids.bram}`);
    await first.close();

    const second = await openTestSandbox({ folder });
    assert.equal(second.world.users().length, 4);
    assert.deepEqual(
      second.world.deletedUsers().map(({ id }) => id),
      [ids.bram],
    );
    assert.deepEqual(second.world.members(ids.sales), [ids.ada, ids.chiara]);
    assert.equal((await second.get('/subscribedSkus')).body.value[0].consumedUnits, 1);
    const { body } = await second.get(`/groups/delta${search}`, { Prefer: 'return=minimal' });
    const members = body.value[0]['members@delta'];
    assert.deepEqual(
      members.map((member: { id: string; '@removed'?: object }) => [member.id, member['@removed'] === undefined]),
      [
        [ids.chiara, true],
        [ids.bram, false],
      ],
    );
    const { items } = await second.readAll('/users?$top=1&$select=id');
    assert.deepEqual(
      items.map(({ id }) => id),
      [ids.ada, ids.chiara, ids.synced, ids.admin],
    );
    await second.close();
  });
});
