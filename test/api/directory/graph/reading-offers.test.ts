import assert from 'node:assert/strict';
import { InstroomError } from '../../../../models/errors.ts';
import { type Reply, refuse } from './create-graph-world.ts';
import { openScriptedGraph, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory } from './open-test-directory.ts';

const user = { id: 'user', displayName: 'Standard', value: 'std', isEnabled: true, allowedMemberTypes: ['User'] };
const crm = {
  id: 'crm',
  appId: 'crm-app',
  displayName: 'Salesforce',
  appRoles: [
    user,
    { ...user, id: 'service', allowedMemberTypes: ['Application'] },
    { ...user, id: 'old', isEnabled: false },
  ],
};
const rules = { synchronizationRules: [{ id: 'r1', objectMappings: [{ enabled: true, sourceObjectName: 'User' }] }] };
const page = (...value: object[]): Reply => ({ status: 200, body: { value } });

describe('reading licences and apps through Graph', () => {
  let graph: ScriptedGraph;
  /** Answers by the beginning of the path; the longest that fits counts. */
  let answers: Record<string, Reply>;
  beforeEach(async () => {
    graph = await openScriptedGraph();
    answers = {
      '/subscribedSkus': page(
        { skuId: 's1', skuPartNumber: 'SPE_E3', consumedUnits: 7, prepaidUnits: { enabled: 10 }, appliesTo: 'User' },
        { skuId: 's2', skuPartNumber: 'SHRUNK', consumedUnits: 7, prepaidUnits: { enabled: 5 } },
        { skuId: 's3', skuPartNumber: 'TENANT', consumedUnits: 1, prepaidUnits: { enabled: 1 }, appliesTo: 'Company' },
      ),
      "/servicePrincipals?$filter=displayName eq 'salesforce'": page(crm),
      '/servicePrincipals?': page(),
      '/servicePrincipals/crm/appRoleAssignedTo': page({ id: 'as-1', principalId: 'bob', appRoleId: 'user' }),
      '/servicePrincipals/crm/synchronization/jobs': page({ id: 'j1', schedule: { state: 'Active' } }),
      '/servicePrincipals/crm/synchronization/jobs/j1/schema': { status: 200, body: rules },
    };
    graph.script(({ path }) => {
      const [fitting] = Object.keys(answers)
        .filter((start) => path.startsWith(start))
        .sort((a, b) => b.length - a.length);
      return fitting === undefined ? undefined : answers[fitting];
    });
  });
  afterEach(() => graph.close());

  const read = async (applications: string[] = [], licences = false) =>
    (await openTestDirectory(graph.baseUrl).directory.read({ groups: [], applications, licences, previous: null }))
      .mirror;
  const syncJob = async () => (await read(['Salesforce'])).applications[0]?.syncJob;

  it('counts seats that nobody holds, and leaves out what belongs to the company as a whole', async () => {
    assert.deepEqual((await read([], true)).skus, [
      { skuId: 's1', skuPartNumber: 'SPE_E3', seats: 10, free: 3 },
      { skuId: 's2', skuPartNumber: 'SHRUNK', seats: 5, free: 0 },
    ]);
  });

  it('needs licences only when they are asked for', async () => {
    for (const answer of [refuse(403, 'Authorization_RequestDenied', 'No'), { status: 404 }, { status: 501 }]) {
      answers['/subscribedSkus'] = answer;
      assert.deepEqual((await read()).skus, []);
      await assert.rejects(read([], true), (thrown) => thrown instanceof InstroomError);
    }
    assert.equal(graph.calls.filter(({ path }) => path.includes('servicePrincipals')).length, 0);
  });

  it('reads an app with its roles for people and every page of who has them', async () => {
    const rest = '/servicePrincipals/crm/appRoleAssignedTo?more';
    answers['/servicePrincipals/crm/appRoleAssignedTo'] = {
      status: 200,
      body: {
        value: [{ id: 'as-1', principalId: 'bob', appRoleId: 'user' }],
        '@odata.nextLink': `${graph.baseUrl}/v1.0${rest}`,
      },
    };
    answers[rest] = page({ id: 'as-2', principalId: 'ada', appRoleId: 'user' });
    assert.deepEqual((await read(['Salesforce', 'SALESFORCE', 'nowhere'])).applications, [
      {
        id: 'crm',
        appId: 'crm-app',
        displayName: 'Salesforce',
        roles: [{ id: 'user', value: 'std', displayName: 'Standard' }],
        assignments: [
          { id: 'as-1', principalId: 'bob', appRoleId: 'user' },
          { id: 'as-2', principalId: 'ada', appRoleId: 'user' },
        ],
        syncJob: { id: 'j1', ruleId: 'r1' },
      },
    ]);
    answers[rest] = { status: 404 };
    await assert.rejects(read(['Salesforce']), (thrown) => thrown instanceof InstroomError);
  });

  it('does not take what does not fit when a server passes over the filter', async () => {
    answers['/servicePrincipals?'] = page({ ...crm, displayName: 'Another' });
    assert.deepEqual((await read(['nowhere'])).applications, []);
  });

  it('goes without provisioning where there is none, it does not run, or we may not look', async () => {
    const jobs = '/servicePrincipals/crm/synchronization/jobs';
    for (const answer of [
      page(),
      page({ id: 'j1', schedule: { state: 'Paused' } }),
      { status: 404 },
      { status: 501 },
      refuse(403, 'Authorization_RequestDenied', 'No'),
    ]) {
      answers[jobs] = answer;
      assert.equal(await syncJob(), null);
    }
    answers[jobs] = page({ id: 'j1', schedule: { state: 'Active' } });
    for (const answer of [{ status: 403 }, { status: 200, body: { synchronizationRules: [{ id: 'r1' }] } }]) {
      answers[`${jobs}/j1/schema`] = answer;
      assert.equal(await syncJob(), null);
    }
  });

  it('is patient with a server in trouble, and throws rather than leave something out', async () => {
    let asked = 0;
    graph.script(({ path }) => {
      if (!path.startsWith('/servicePrincipals/crm/synchronization/jobs')) return answers[path.split('&')[0] ?? ''];
      asked += 1;
      return asked < 3 ? { status: 503 } : { status: 500 };
    });
    answers["/servicePrincipals?$filter=displayName eq 'salesforce'"] = page(crm);
    answers['/servicePrincipals/crm/appRoleAssignedTo?$select=id,principalId,appRoleId'] = page();
    await assert.rejects(syncJob(), (thrown) => thrown instanceof InstroomError && thrown.retryable);
    assert.ok(asked > 3);
  });
});
