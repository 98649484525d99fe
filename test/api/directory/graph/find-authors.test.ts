import assert from 'node:assert/strict';
import type { AuthorAsk } from '../../../../models/account.ts';
import { refuse } from './create-graph-world.ts';
import { openScriptedGraph, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory } from './open-test-directory.ts';

const ruben = { user: { userPrincipalName: 'ruben@x.nl', displayName: 'Ruben', id: 'ruben' }, app: null };
const byApp = (appId: string | null) => ({ user: null, app: { appId, displayName: `App ${appId}` } });
const entry = (at: string, more: object = {}) => ({
  activityDateTime: at,
  category: 'UserManagement',
  result: 'success',
  initiatedBy: ruben,
  targetResources: [{ id: 'bob', type: 'User' }],
  ...more,
});
const about = (more: Partial<AuthorAsk> = {}): AuthorAsk => ({
  accountId: 'bob',
  groupId: null,
  after: '2026-11-20T00:00:00.000Z',
  ...more,
});

describe('who changed Entra by hand', () => {
  let graph: ScriptedGraph;
  let entries: object[];
  beforeEach(async () => {
    graph = await openScriptedGraph();
    entries = [];
    graph.script(({ path }) =>
      path.startsWith('/auditLogs/directoryAudits') ? { status: 200, body: { value: entries } } : undefined,
    );
  });
  afterEach(() => graph.close());

  const find = async (changes: AuthorAsk[], clientId: string | null = 'us') => {
    const { directory } = openTestDirectory(graph.baseUrl, { clientId });
    return (await directory.findAuthors?.(changes)) ?? assert.fail('it can find authors');
  };
  const looked = () => graph.calls.filter(({ path }) => path.startsWith('/auditLogs'));

  it('is the last one who did, after it was not so yet, and never we ourselves', async () => {
    entries = [
      entry('2026-11-19T10:00:00Z'),
      entry('2026-11-21T10:00:00Z', { initiatedBy: { ...ruben, user: { userPrincipalName: 'carla@x.nl' } } }),
      entry('2026-11-22T10:00:00Z'),
      entry('2026-11-23T10:00:00Z', { result: 'failure' }),
      entry('2026-11-24T10:00:00Z', { initiatedBy: byApp('US') }),
    ];
    assert.deepEqual(await find([about()]), [{ by: 'ruben@x.nl', at: '2026-11-22T10:00:00.000Z' }]);
    assert.deepEqual(await find([about({ after: '2026-11-23T00:00:00.000Z' })]), [null]);
    const [call] = looked();
    assert.match(
      call?.path ?? '',
      /activityDateTime ge 2026-11-20T00:00:00.000Z and targetResources\/any\(t: t\/id eq 'bob'\)/,
    );
  });

  it('may be another app, when it is surely another', async () => {
    entries = [entry('2026-11-22T10:00:00Z', { initiatedBy: byApp('other') })];
    assert.equal((await find([about()]))[0]?.by, 'App other');
    assert.deepEqual(await find([about()], null), [null]);
    entries = [entry('2026-11-22T10:00:00Z', { initiatedBy: byApp(null) })];
    assert.deepEqual(await find([about()]), [null]);
  });

  it('tells a membership from the account itself', async () => {
    const inProperties = [{ id: 'bob', modifiedProperties: [{ displayName: 'Group.ObjectID', newValue: '"g1"' }] }];
    entries = [
      entry('2026-11-22T10:00:00Z', { category: 'GroupManagement', targetResources: inProperties }),
      entry('2026-11-21T10:00:00Z'),
    ];
    const found = await find([about({ groupId: 'g1' }), about({ groupId: 'g2' }), about()]);
    assert.deepEqual(
      found.map((author) => author?.at ?? null),
      ['2026-11-22T10:00:00.000Z', null, '2026-11-21T10:00:00.000Z'],
    );
    assert.equal(looked().length, 1, 'one look for one account');
  });

  it('is not known where the audit cannot be read, which is asked once', async () => {
    for (const answer of [refuse(403, 'Authorization_RequestDenied', 'No'), { status: 404 }, { status: 501 }]) {
      graph.script(({ path }) => (path.startsWith('/auditLogs') ? answer : undefined));
      const before = looked().length;
      assert.deepEqual(await find([about(), about({ accountId: 'ada' })]), [null, null]);
      assert.equal(looked().length, before + 1);
    }
    graph.script(({ path }) => (path.startsWith('/auditLogs') ? { status: 503 } : undefined));
    assert.deepEqual(await find([about()]), [null]);
  });

  it('is looked up for the first twenty only', async () => {
    const changes = Array.from({ length: 25 }, (_, index) => about({ accountId: `a${index}` }));
    entries = [entry('2026-11-22T10:00:00Z')];
    const found = await find(changes);
    assert.equal(found.filter((author) => author !== null).length, 20);
    assert.equal(looked().length, 20);
  });
});
