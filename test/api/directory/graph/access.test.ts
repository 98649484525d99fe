import assert from 'node:assert/strict';
import { judgeProvisioning } from '../../../../api/directory/graph/judge-provisioning.ts';
import type { Operation, OperationKind, OperationResult } from '../../../../models/plan.ts';
import { apply } from '../../../contracts/directory-bench.ts';
import { planCreate, planManager, planOperation } from '../../../contracts/directory-contract-plan.ts';
import { type Reply, refuse } from './create-graph-world.ts';
import { openScriptedGraph, type ScriptedCall, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory, type TestDirectory } from './open-test-directory.ts';

const bob = { personKey: 'hr:bob', accountId: 'bob' };
const job = { jobId: 'j1', ruleId: 'r1' };
const isLicensing = ({ path }: ScriptedCall) => path.endsWith('/assignLicense');
const isProvisioning = ({ path }: ScriptedCall) => path.endsWith('/provisionOnDemand');
const isGiving = ({ method, path }: ScriptedCall) => method === 'POST' && path.endsWith('/appRoleAssignedTo');

/** A report as Graph wraps it. */
const report = (details: object, status = 'Success'): Reply => ({
  status: 200,
  body: {
    key: 'StatusInfo',
    value: JSON.stringify([{ provisioningSteps: [{ type: 'Scoping', status, description: 'Looked', details }] }]),
  },
});

describe('licences, apps and rules through Graph', () => {
  let graph: ScriptedGraph;
  let test: TestDirectory;
  beforeEach(async () => {
    graph = await openScriptedGraph();
    test = openTestDirectory(graph.baseUrl);
    graph.world.users.set('bob', { id: 'bob', userPrincipalName: 'bob@x.nl', mailNickname: 'bob' });
  });
  afterEach(() => graph.close());

  const run = async (...operations: Operation[]): Promise<OperationResult[]> => {
    const { results } = await apply(test.directory, operations);
    return operations.map(({ id }) => results.find((result) => result.operationId === id) ?? assert.fail('no result'));
  };
  const kindsOf = (results: readonly OperationResult[]) => results.map(({ kind }) => kind);
  const licence = (kind: OperationKind, skuId: string) => planOperation({ kind, ...bob, skuId });
  const role = (kind: OperationKind, before: Record<string, unknown> | null = null) =>
    planOperation({ kind, ...bob, appId: 'crm', appRoleId: 'user', before });
  const provision = planOperation({ kind: 'provision-app', ...bob, appId: 'crm', after: job });

  describe('a rename', () => {
    const rename = planOperation({
      kind: 'rename-account',
      ...bob,
      after: { userPrincipalName: 'robert@x.nl', mailNickname: 'robert' },
    });
    const isRename = ({ method, path }: ScriptedCall) => method === 'PATCH' && path === '/users/bob';

    it('that nobody can say of whether it happened is looked up', async () => {
      graph.script((call) => (isRename(call) ? { status: 504, happens: true } : undefined));
      assert.deepEqual(kindsOf(await run(rename)), ['done']);
      graph.world.users.set('bob', { id: 'bob', userPrincipalName: 'bob@x.nl', mailNickname: 'bob' });
      graph.script((call) => (isRename(call) ? { status: 504 } : undefined));
      assert.deepEqual(kindsOf(await run(rename)), ['failed']);
    });

    it('of a protected account says so', async () => {
      graph.script((call) => (isRename(call) ? refuse(403, 'Authorization_RequestDenied', 'No') : undefined));
      assert.match((await run(rename))[0]?.error?.text ?? '', /protected/);
    });
  });

  describe('licences', () => {
    it('of one account go in one request, and never beside its manager', async () => {
      graph.world.users.set('ada', { id: 'ada', userPrincipalName: 'ada@x.nl' });
      graph.script((call) => (isLicensing(call) ? { status: 200, body: {} } : undefined));
      const results = await run(
        licence('remove-licence', 'a'),
        planManager(bob, { personKey: 'hr:ada', accountId: 'ada' }),
        licence('assign-licence', 'b'),
        licence('assign-licence', 'c'),
      );
      assert.deepEqual(kindsOf(results), ['done', 'done', 'done', 'done']);
      const batches = graph.calls.filter(({ path }) => path === '/$batch');
      assert.deepEqual(
        batches.map(({ body }) => ((body?.requests ?? []) as Array<{ url: string }>).map(({ url }) => url)),
        [['/users/bob/manager/$ref'], ['/users/bob/assignLicense']],
      );
      assert.deepEqual(graph.calls.find(isLicensing)?.body, {
        addLicenses: [
          { skuId: 'b', disabledPlans: [] },
          { skuId: 'c', disabledPlans: [] },
        ],
        removeLicenses: ['a'],
      });
    });

    it('that went although the answer got lost are done', async () => {
      let held = true;
      graph.script((call) => {
        if (!isLicensing(call)) return undefined;
        if (!held) return refuse(400, 'Request_BadRequest', 'User does not have a corresponding license.');
        held = false;
        return { status: 503 };
      });
      assert.deepEqual(kindsOf(await run(licence('remove-licence', 'a'))), ['done']);
      assert.deepEqual(kindsOf(await run(licence('remove-licence', 'a'))), ['already']);
    });

    it('wait for an account that is new', async () => {
      let left = 5;
      graph.script((call) => (isLicensing(call) ? { status: left-- > 0 ? 404 : 200 } : undefined));
      const own = planOperation({ kind: 'assign-licence', personKey: 'hr:new', skuId: 'a' });
      assert.deepEqual(kindsOf(await run(planCreate('hr:new', 'new@x.nl'), own)), ['done', 'done']);
    });
  });

  describe('roles in apps', () => {
    it('are given once, also when the answer got lost', async () => {
      let given = 0;
      graph.script((call) => {
        if (!isGiving(call)) return undefined;
        given += 1;
        return given === 1
          ? { status: 504 }
          : refuse(400, 'Request_BadRequest', 'Permission being assigned already exists on the object');
      });
      assert.deepEqual(kindsOf(await run(role('assign-app-role'))), ['done']);
      assert.deepEqual(kindsOf(await run(role('assign-app-role'))), ['already']);
    });

    it('are taken by the assignment the plan knows, or the one that is found', async () => {
      const own = { id: 'found', principalId: 'bob', resourceId: 'crm', appRoleId: 'user' };
      const others = [
        { ...own, id: 'by-group', principalId: 'g1' },
        { ...own, id: 'other', appRoleId: 'admin' },
      ];
      graph.script((call) => {
        if (call.path.startsWith('/users/bob/appRoleAssignments'))
          return { status: 200, body: { value: [...others, own] } };
        return call.method === 'DELETE' ? { status: 204 } : undefined;
      });
      await run(role('remove-app-role', { assigned: true, assignmentId: 'known' }));
      await run(role('remove-app-role'));
      const removed = graph.calls.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
      assert.deepEqual(removed, [
        '/servicePrincipals/crm/appRoleAssignedTo/known',
        '/servicePrincipals/crm/appRoleAssignedTo/found',
      ]);
    });
  });

  describe('provisioning on demand', () => {
    const given = (call: ScriptedCall): Reply | undefined => (isGiving(call) ? { status: 201, body: {} } : undefined);

    it('asks again until the app sees the assignment', async () => {
      let unseen = 4;
      graph.script((call) => {
        if (!isProvisioning(call)) return given(call);
        return unseen-- > 0 ? report({ SkipReason: 'NotEffectivelyEntitled' }, 'Skipped') : report({});
      });
      assert.deepEqual(kindsOf(await run(role('assign-app-role'), provision)), ['done', 'done']);
      assert.deepEqual(graph.calls.find(isProvisioning)?.body, {
        parameters: [{ ruleId: 'r1', subjects: [{ objectId: 'bob', objectTypeName: 'User' }] }],
      });
    });

    it('fails alone, whatever it meets, while everything else goes on', async () => {
      const leave = planOperation({ kind: 'delete-account', ...bob });
      for (const answer of [
        { status: 403 },
        { status: 404 },
        { status: 500 },
        { status: 401 },
        report({}, 'Failure'),
      ]) {
        graph.script((call) => (isProvisioning(call) ? answer : given(call)));
        graph.world.users.set('bob', { id: 'bob', userPrincipalName: 'bob@x.nl' });
        assert.deepEqual(kindsOf(await run(role('assign-app-role'), provision, leave)), ['done', 'failed', 'done']);
      }
    });

    it('is not asked for somebody who could not be given the role', async () => {
      graph.script((call) => (isGiving(call) ? refuse(403, 'Authorization_RequestDenied', 'No') : undefined));
      assert.deepEqual(kindsOf(await run(role('assign-app-role'), provision)), ['failed', 'skipped']);
      assert.equal(graph.calls.filter(isProvisioning).length, 0);
    });

    it('keeps to five in ten seconds', async () => {
      const waits: number[] = [];
      test = openTestDirectory(graph.baseUrl, { sleep: async (ms) => void waits.push(ms) });
      graph.script((call) => (isProvisioning(call) ? report({}) : undefined));
      const people = Array.from({ length: 7 }, (_, index) => ({ personKey: `hr:${index}`, accountId: `a${index}` }));
      const results = await run(
        ...people.map((person) => planOperation({ kind: 'provision-app', ...person, appId: 'crm', after: job })),
      );
      assert.ok(results.every(({ kind }) => kind === 'done'));
      assert.deepEqual(
        waits.map((ms) => Math.round(ms / 1000)),
        [2, 4],
      );
    });

    it('reads what the report says', () => {
      const kindOf = (steps: object[]) => judgeProvisioning(JSON.stringify([{ provisioningSteps: steps }])).kind;
      assert.equal(kindOf([{ type: 'Scoping', status: 'Success' }]), 'done');
      assert.equal(kindOf([{ type: 'Export', status: 'Skipped', description: 'Nothing to change' }]), 'done');
      assert.equal(kindOf([{ type: 'Scoping', status: 'Skipped' }]), 'failed');
      assert.equal(kindOf([{ type: 'Export', status: 'Failure' }]), 'failed');
      assert.equal(kindOf([{ details: { 'Assigned to the application': 'False' } }]), 'not-yet');
      assert.equal(judgeProvisioning('not JSON').kind, 'done');
    });
  });

  it('pauses a rule before accounts change and resumes it at the end, as the plan says', async () => {
    graph.world.groups.set('g1', { id: 'g1', groupTypes: ['DynamicMembership'], membershipRule: 'x' });
    graph.script(({ method, path }) => (method === 'PATCH' && path === '/groups/g1' ? { status: 204 } : undefined));
    const set = (processing: string) =>
      planOperation({
        kind: 'set-membership-rule',
        personKey: null,
        groupId: 'g1',
        after: { dynamic: true, membershipRule: 'y', processing },
      });
    await run(set('paused'), planOperation({ kind: 'update-account', ...bob, after: { city: 'Breda' } }), set('on'));
    const patched = graph.calls.filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      patched.map(({ path, body }) => [path, body?.membershipRuleProcessingState ?? body?.city]),
      [
        ['/groups/g1', 'Paused'],
        ['/users/bob', 'Breda'],
        ['/groups/g1', 'On'],
      ],
    );
  });
});
