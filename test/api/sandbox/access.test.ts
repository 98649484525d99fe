import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxOptions } from '../../../api/sandbox/start-sandbox.ts';
import { ids, openTestSandbox, seed, type TestSandbox } from './sandbox-world.ts';

const carrier = '20000000-0000-4000-8000-0000000000f1';
const job = { id: 'job-1', ruleId: 'rule-1' };
const jobs = `/servicePrincipals/${ids.app}/synchronization/jobs`;
const licence = { skuId: ids.sku, disabledPlans: [] };

/** Two seats; a group that passes a licence on to Ada; Bram has a role in the app, which has a job. */
const licensed: NonNullable<SandboxOptions['seed']> = {
  ...seed,
  groups: [
    ...seed.groups,
    {
      id: carrier,
      displayName: 'Carrier',
      mailNickname: 'carrier',
      mailEnabled: false,
      securityEnabled: true,
      assignedLicenses: [licence],
      members: [ids.ada],
    },
  ],
  servicePrincipals: (seed.servicePrincipals ?? []).map((app) => ({
    ...app,
    sandboxSyncJob: job,
    sandboxAssignments: [{ principalId: ids.bram, appRoleId: ids.role }],
  })),
};

describe('sandbox: licences by group, and provisioning', () => {
  let sandbox: TestSandbox;
  beforeEach(async () => {
    sandbox = await openTestSandbox({ seed: licensed });
  });
  afterEach(() => sandbox.close());

  const statesOf = async (id: string) => {
    const { body } = await sandbox.get(`/users/${id}?$select=assignedLicenses,licenseAssignmentStates`);
    const states: Array<{ assignedByGroup: string | null; state: string; error: string }> =
      body.licenseAssignmentStates;
    return {
      held: body.assignedLicenses.length,
      states: states.map(({ assignedByGroup, error }) => [assignedByGroup, error]),
    };
  };
  const assign = (id: string, addLicenses: object[], removeLicenses: string[] = []) =>
    sandbox.ask('POST', `/users/${id}/assignLicense`, { addLicenses, removeLicenses });
  const enter = (id: string) =>
    sandbox.ask('PATCH', `/groups/${carrier}`, {
      'members@odata.bind': [`https://graph.microsoft.com/v1.0/directoryObjects/${id}`],
    });
  const provision = (objectId: string, ruleId = job.ruleId) =>
    sandbox.ask('POST', `${jobs}/${job.id}/provisionOnDemand`, {
      parameters: [{ ruleId, subjects: [{ objectId, objectTypeName: 'User' }] }],
    });

  it('passes licences on with a membership, as long as there are seats, and says so when there are none', async () => {
    assert.deepEqual(await statesOf(ids.ada), { held: 1, states: [[carrier, 'None']] });
    await enter(ids.bram);
    await enter(ids.chiara);
    assert.deepEqual(await statesOf(ids.chiara), { held: 0, states: [[carrier, 'CountViolation']] });
    assert.equal((await sandbox.get('/subscribedSkus')).body.value[0].consumedUnits, 2);
    await sandbox.ask('DELETE', `/groups/${carrier}/members/${ids.bram}/$ref`);
    assert.deepEqual(await statesOf(ids.bram), { held: 0, states: [] });
  });

  it('takes one seat for a licence that comes both ways, and takes away only the direct way', async () => {
    assert.match((await assign(ids.ada, [], [ids.sku])).body.error.message, /inherited from a group/);
    assert.equal((await assign(ids.ada, [licence])).status, 200);
    assert.equal((await statesOf(ids.ada)).states.length, 2);
    assert.equal((await sandbox.get('/subscribedSkus')).body.value[0].consumedUnits, 1);
    assert.equal((await assign(ids.ada, [], [ids.sku])).status, 200);
    assert.deepEqual(await statesOf(ids.ada), { held: 1, states: [[carrier, 'None']] });
  });

  it('tells of licences in a delta', async () => {
    const select = '$select=assignedLicenses,licenseAssignmentStates';
    const { body } = await sandbox.get(`/users/delta?$deltatoken=latest&${select}`);
    await enter(ids.bram);
    const changes = await sandbox.get(body['@odata.deltaLink'], { prefer: 'return=minimal' });
    assert.equal(changes.body.value.length, 1);
    assert.equal(changes.body.value[0].licenseAssignmentStates[0].assignedByGroup, carrier);
  });

  it('gives assignments page by page, without those of somebody in the recycle bin', async () => {
    const path = `/servicePrincipals/${ids.app}/appRoleAssignedTo`;
    for (const principalId of [ids.ada, ids.chiara])
      await sandbox.ask('POST', path, { principalId, resourceId: ids.app, appRoleId: ids.role });
    const { items, pages } = await sandbox.readAll(`${path}?$top=2&$select=principalId`);
    assert.deepEqual(
      items,
      [ids.bram, ids.ada, ids.chiara].map((principalId) => ({ principalId })),
    );
    assert.equal(pages, 2);
    await sandbox.ask('DELETE', `/users/${ids.bram}`);
    assert.equal((await sandbox.get(path)).body.value.length, 2);
    await sandbox.ask('POST', `/directory/deletedItems/${ids.bram}/restore`);
    assert.equal((await sandbox.get(path)).body.value.length, 3);
  });

  it('shows the job that provisions an app, with its rule', async () => {
    const { body } = await sandbox.get(jobs);
    assert.deepEqual([body.value.length, body.value[0].id, body.value[0].schedule.state], [1, 'job-1', 'Active']);
    const schema = (await sandbox.get(`${jobs}/job-1/schema`)).body;
    assert.equal(schema.synchronizationRules[0].id, 'rule-1');
    assert.equal((await sandbox.get(`${jobs}/job-2`)).status, 404);
    assert.equal((await sandbox.get(`/servicePrincipals/${ids.ada}/synchronization/jobs`)).status, 404);
  });

  it('provisions on demand who is assigned and enabled, and says why not', async () => {
    assert.match((await provision(ids.bram)).body.value, /EntryExportAdd/);
    assert.match((await provision(ids.ada)).body.value, /NotEffectivelyEntitled/);
    assert.deepEqual(sandbox.world.provisioned(ids.app), [ids.bram]);
    assert.equal((await provision(ids.bram, 'another')).status, 400);
    assert.equal((await provision('10000000-0000-4000-8000-00000000dead')).status, 404);
    sandbox.setFaults({ unseenAssignments: { on: [1] } });
    assert.match((await provision(ids.bram)).body.value, /NotEffectivelyEntitled/);
  });

  it('does so five times in ten seconds', async () => {
    for (let number = 0; number < 5; number++) assert.equal((await provision(ids.bram)).status, 200);
    const refused = await provision(ids.bram);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get('retry-after')) <= 2);
    assert.equal((await sandbox.ask('PATCH', `/users/${ids.ada}`, { jobTitle: 'x' })).status, 204);
  });

  it('makes no account in an app for somebody disabled', async () => {
    await sandbox.ask('PATCH', `/users/${ids.bram}`, { accountEnabled: false });
    assert.match((await provision(ids.bram)).body.value, /"status":"Skipped"/);
    assert.deepEqual(sandbox.world.provisioned(ids.app), []);
  });

  it('takes a rule of 3,072 characters for a group that becomes dynamic, and no longer one', async () => {
    const group = `/groups/${ids.sales}`;
    const rule = (length: number) => `user.city -eq "${'x'.repeat(length - 16)}"`;
    const types = { groupTypes: ['DynamicMembership'], membershipRuleProcessingState: 'On' };
    assert.equal((await sandbox.ask('PATCH', group, { ...types, membershipRule: rule(3_073) })).status, 400);
    assert.equal((await sandbox.ask('PATCH', group, types)).status, 400);
    assert.equal((await sandbox.ask('PATCH', group, { ...types, membershipRule: rule(3_072) })).status, 204);
    assert.equal(sandbox.world.members('Sales').length, 2);
  });

  it('remembers jobs and whom they made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'instroom-sandbox-'));
    try {
      const first = await openTestSandbox({ seed: licensed, folder });
      const body = { parameters: [{ ruleId: job.ruleId, subjects: [{ objectId: ids.bram, objectTypeName: 'User' }] }] };
      await first.ask('POST', `${jobs}/${job.id}/provisionOnDemand`, body);
      await first.close();
      const second = await openTestSandbox({ folder });
      assert.deepEqual(second.world.provisioned(ids.app), [ids.bram]);
      await second.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('has an audit that knows nothing, and says on its page what there is', async () => {
    assert.deepEqual((await sandbox.get('/auditLogs/directoryAudits?$top=5')).body.value, []);
    const page = await (await fetch(sandbox.baseUrl)).text();
    assert.match(page, /5 users, 6 groups, 1 licence and 1 app\./);
    for (const [, path = ''] of page.matchAll(/href="([^"]+)"/g))
      assert.equal((await fetch(`${sandbox.baseUrl}${path}`)).status, 200, path);
  });
});
