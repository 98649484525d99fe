import assert from 'node:assert/strict';
import { ids, newUser, openTestSandbox, type TestSandbox } from './sandbox-world.ts';

describe('sandbox: groups, licences and app roles', () => {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await openTestSandbox();
  });
  after(() => sandbox.close());

  const linkTo = (id: string) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;
  const bind = (...memberIds: string[]) => ({ 'members@odata.bind': memberIds.map(linkTo) });
  const errorOf = async (method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await sandbox.ask(method, path, body);
    return `${status} ${answer?.error?.code}`;
  };
  const newGroup = async (more: object = {}) => {
    const body = { displayName: 'Team', mailNickname: 'team', mailEnabled: false, securityEnabled: true, ...more };
    return (await sandbox.ask('POST', '/groups', body)).body;
  };
  const newUsers = (count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, async () => (await sandbox.ask('POST', '/users', newUser())).body.id));

  it('adds and removes one member', async () => {
    const { id } = await newGroup();
    const add = () => sandbox.ask('POST', `/groups/${id}/members/$ref`, { '@odata.id': linkTo(ids.ada) });
    assert.equal((await add()).status, 204);
    const again = await add();
    assert.equal(again.status, 400);
    assert.equal(
      again.body.error.message,
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
    assert.equal(
      await errorOf('POST', `/groups/${id}/members/$ref`, { '@odata.id': linkTo(ids.role) }),
      '404 Request_ResourceNotFound',
    );
    assert.equal(await errorOf('DELETE', `/groups/${id}/members/${ids.ada}`), '400 BadRequest');
    assert.equal((await sandbox.ask('DELETE', `/groups/${id}/members/${ids.ada}/$ref`)).status, 204);
    assert.equal(await errorOf('DELETE', `/groups/${id}/members/${ids.ada}/$ref`), '404 Request_ResourceNotFound');
    assert.deepEqual(sandbox.world.members(id), []);
  });

  it('adds up to twenty in one write, all or none', async () => {
    const { id } = await newGroup();
    const users = await newUsers(21);
    const writes = () => sandbox.world.counters().writes;
    assert.match(
      (await sandbox.ask('PATCH', `/groups/${id}`, bind(...users))).body.error.message,
      /more than 20 link changes/,
    );
    const before = writes();
    assert.equal((await sandbox.ask('PATCH', `/groups/${id}`, bind(...users.slice(0, 20)))).status, 204);
    assert.equal(writes() - before, 1);
    assert.equal(sandbox.world.members(id).length, 20);
    const [first = '', last = ''] = [users[0], users[20]];
    assert.match(
      (await sandbox.ask('PATCH', `/groups/${id}`, bind(last, first))).body.error.message,
      /references already exist/,
    );
    assert.match(
      (await sandbox.ask('PATCH', `/groups/${id}`, bind(last, last))).body.error.message,
      /only be present once/,
    );
    assert.equal(await errorOf('PATCH', `/groups/${id}`, bind(last, ids.role)), '404 Request_ResourceNotFound');
    assert.equal(sandbox.world.members(id).length, 20);
    const { items, pages } = await sandbox.readAll(`/groups/${id}/members?$select=id&$top=7`);
    assert.deepEqual([items.length, pages], [20, 3]);
  });

  it('refuses to write to groups that are not Graph’s to write', async () => {
    for (const id of [ids.dynamic, ids.roles, ids.syncedGroup])
      assert.equal(await errorOf('PATCH', `/groups/${id}`, bind(ids.ada)), '403 Authorization_RequestDenied');
    assert.equal(await errorOf('PATCH', `/groups/${ids.list}`, bind(ids.ada)), '400 Request_BadRequest');
    assert.equal(
      await errorOf('DELETE', `/groups/${ids.roles}/members/${ids.chiara}/$ref`),
      '403 Authorization_RequestDenied',
    );
  });

  it('makes and changes groups by the rules of their kind', async () => {
    const unified = await newGroup({
      groupTypes: ['Unified'],
      mailEnabled: true,
      securityEnabled: false,
      mailNickname: 'm365',
    });
    assert.deepEqual([unified.mail, unified.visibility], ['m365@example.com', 'Public']);
    const dynamic = await newGroup({ groupTypes: ['DynamicMembership'], membershipRule: '(user.department -eq "X")' });
    assert.equal(dynamic.membershipRuleProcessingState, 'On');
    const bad = [
      { mailEnabled: true },
      { securityEnabled: false },
      { groupTypes: ['DynamicMembership'] },
      { membershipRule: 'x' },
      { groupTypes: ['DynamicMembership'], membershipRule: 'x'.repeat(3_073) },
      { displayName: null },
      { shoeSize: 1 },
    ];
    for (const more of bad)
      assert.equal((await newGroup(more)).error?.code, 'Request_BadRequest', JSON.stringify(more));
    assert.equal(
      (await sandbox.ask('PATCH', `/groups/${dynamic.id}`, { membershipRuleProcessingState: 'Paused' })).status,
      204,
    );
    assert.equal(
      await errorOf('PATCH', `/groups/${dynamic.id}`, { isAssignableToRole: true }),
      '400 Request_BadRequest',
    );
    assert.equal((await sandbox.ask('DELETE', `/groups/${unified.id}`)).status, 204);
    const bin = (await sandbox.get('/directory/deletedItems/graph.group?$select=id')).body.value;
    assert.deepEqual(bin, [{ id: unified.id }]);
    assert.equal(await errorOf('DELETE', `/directory/deletedItems/${unified.id}`), '403 Authorization_RequestDenied');
  });

  it('shows what somebody is a member of, and objects by id', async () => {
    const groups = (await sandbox.get(`/users/${ids.bram}/memberOf?$select=id,displayName`)).body.value;
    assert.deepEqual(groups, [{ '@odata.type': '#microsoft.graph.group', id: ids.sales, displayName: 'Sales' }]);
    const { body } = await sandbox.ask('POST', '/directoryObjects/getByIds', {
      ids: [ids.ada, ids.sales, ids.role],
      types: ['user', 'group'],
    });
    assert.deepEqual(
      body.value.map((object: { id: string }) => object.id),
      [ids.ada, ids.sales],
    );
    assert.equal((await sandbox.get(`/directoryObjects/${ids.sales}`)).body['@odata.type'], '#microsoft.graph.group');
  });

  it('counts seats and wants a usage location', async () => {
    const assign = (id: string, addLicenses: object[], removeLicenses: string[] = []) =>
      sandbox.ask('POST', `/users/${id}/assignLicense`, { addLicenses, removeLicenses });
    const [one = '', two = ''] = await newUsers(2);
    assert.match((await assign(one, [{ skuId: ids.sku }])).body.error.message, /usage location/);
    for (const id of [one, two]) await sandbox.ask('PATCH', `/users/${id}`, { usageLocation: 'NL' });
    assert.equal((await assign(ids.ada, [{ skuId: ids.sku, disabledPlans: [] }])).status, 200);
    assert.equal((await assign(one, [{ skuId: ids.sku }])).status, 200);
    assert.match((await assign(two, [{ skuId: ids.sku }])).body.error.message, /available licenses/);
    assert.equal((await sandbox.get('/subscribedSkus')).body.value[0].consumedUnits, 2);
    assert.equal((await sandbox.get(`/users/${one}/licenseDetails`)).body.value[0].skuPartNumber, 'E3');
    await assign(one, [], [ids.sku]);
    assert.equal((await assign(two, [{ skuId: ids.sku }])).status, 200);
    assert.match(
      (await sandbox.ask('POST', `/users/${one}/assignLicense`, { addLicenses: [] })).body.error.message,
      /removeLicenses/,
    );
  });

  it('assigns app roles once', async () => {
    const path = `/servicePrincipals/${ids.app}/appRoleAssignedTo`;
    const body = { principalId: ids.ada, resourceId: ids.app, appRoleId: ids.role };
    const made = await sandbox.ask('POST', path, body);
    assert.deepEqual([made.status, made.body.principalDisplayName, made.body.principalType], [201, 'Ada', 'User']);
    assert.match((await sandbox.ask('POST', path, body)).body.error.message, /already exists/);
    assert.equal((await sandbox.get(`/users/${ids.ada}/appRoleAssignments`)).body.value.length, 1);
    assert.equal((await sandbox.get(`/servicePrincipals(appId='${ids.app}')?$select=id`)).body.id, ids.app);
    assert.equal((await sandbox.ask('DELETE', `${path}/${made.body.id}`)).status, 204);
    assert.deepEqual((await sandbox.get(path)).body.value, []);
  });

  it('tells about itself', async () => {
    const { body } = await sandbox.get('/organization');
    assert.deepEqual(
      body.value[0].verifiedDomains.map((domain: { name: string }) => domain.name),
      ['example.com', 'example.org'],
    );
    assert.equal((await sandbox.get('/domains')).body.value[0].isDefault, true);
    const page = await (await fetch(sandbox.baseUrl)).text();
    assert.match(page, /Not a real tenant/);
    assert.match(page, /Example &lt;BV&gt;/);
  });
});
