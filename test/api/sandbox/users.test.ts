import assert from 'node:assert/strict';
import { ids, newUser, openTestSandbox, type TestSandbox } from './sandbox-world.ts';

describe('sandbox: users', () => {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await openTestSandbox();
  });
  after(() => sandbox.close());

  const create = async (more: object = {}) => (await sandbox.ask('POST', '/users', newUser(more))).body;
  const errorOf = async (method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await sandbox.ask(method, path, body);
    return `${status} ${answer?.error?.code}`;
  };

  describe('reading', () => {
    it('shows only the eleven default properties unless asked', async () => {
      const { body } = await sandbox.get(`/users/${ids.ada}`);
      assert.deepEqual(Object.keys(body).sort(), [
        '@odata.context',
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ]);
      const chosen = (await sandbox.get(`/users/ada@example.com?$select=employeeId,department,proxyAddresses`)).body;
      assert.deepEqual(
        [chosen.employeeId, chosen.department, chosen.proxyAddresses, chosen.id],
        ['1001', 'Sales', ['SMTP:ada@example.com'], undefined],
      );
    });

    it('filters by what Entra indexes, ignoring case', async () => {
      const namesFor = async (filter: string) =>
        (await sandbox.get(`/users?$filter=${encodeURIComponent(filter)}`)).body.value.map(
          (user: { displayName: string }) => user.displayName,
        );
      assert.deepEqual(await namesFor("employeeId eq '1002'"), ['Bram']);
      assert.deepEqual(await namesFor("userPrincipalName eq 'ADA@example.com'"), ['Ada']);
      assert.deepEqual(await namesFor("employeeId in ('1001', '1003')"), ['Ada', 'Chiara']);
      assert.deepEqual(await namesFor("startsWith(userPrincipalName,'ch') or mail eq 'bram@example.com'"), [
        'Bram',
        'Chiara',
      ]);
      assert.deepEqual(await namesFor("department eq 'Sales' and accountEnabled eq true"), ['Ada', 'Bram']);
      assert.deepEqual(await namesFor("proxyAddresses/any(p:p eq 'smtp:ada@example.com')"), ['Ada']);
      assert.deepEqual(await namesFor("displayName eq 'O''Neil'"), []);
    });

    it('wants an advanced query for the rest, and passes over $count without its header', async () => {
      for (const filter of [
        "companyName eq 'Example'",
        "department ne 'Sales'",
        'employeeId eq null',
        "aboutMe eq 'x'",
      ])
        assert.equal(
          await errorOf('GET', `/users?$filter=${encodeURIComponent(filter)}`),
          '400 Request_UnsupportedQuery',
          filter,
        );
      const eventual = { ConsistencyLevel: 'eventual' };
      const { body } = await sandbox.get(`/users?$count=true&$filter=companyName eq 'Example'`, eventual);
      assert.deepEqual([body['@odata.count'], body.value.length], [1, 1]);
      assert.equal((await sandbox.get('/users?$count=true&$expand=manager', eventual)).status, 400);
      assert.equal((await sandbox.get('/users?$count=true')).body['@odata.count'], undefined);
    });

    it('gives pages with an opaque link and no user twice', async () => {
      const { items, pages } = await sandbox.readAll('/users?$top=2&$select=id&$expand=manager($select=id)');
      assert.ok(pages >= 3);
      assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
      assert.equal(items.find(({ id }) => id === ids.bram).manager.id, ids.ada);
      assert.equal(await errorOf('GET', '/users?$top=1000'), '400 Request_BadRequest');
      assert.equal(await errorOf('GET', '/users?$skiptoken=abc'), '400 Directory_ExpiredPageToken');
    });

    it('refuses what Graph does not know', async () => {
      assert.equal(await errorOf('GET', '/users?$select=shoeSize'), '400 BadRequest');
      assert.equal(await errorOf('GET', '/users?colour=red'), '400 BadRequest');
      assert.equal(await errorOf('GET', `/users/${ids.ada}?$filter=id eq 'x'`), '400 BadRequest');
      assert.equal(await errorOf('GET', '/people'), '400 BadRequest');
      assert.equal(await errorOf('PUT', '/users'), '405 Request_BadRequest');
      assert.equal(await errorOf('GET', '/users/nobody@example.com'), '404 Request_ResourceNotFound');
    });
  });

  describe('creating', () => {
    it('answers 201 with the default properties and what was sent, but never the password', async () => {
      const { status, headers, body } = await sandbox.ask(
        'POST',
        '/users',
        newUser({ employeeId: '42', mail: 'forty@example.com' }),
      );
      assert.equal(status, 201);
      assert.match(headers.get('location') ?? '', new RegExp(`/users/${body.id}$`));
      assert.deepEqual([body.employeeId, body.passwordProfile, body.businessPhones], ['42', undefined, []]);
      assert.deepEqual(sandbox.world.property(body.id, 'proxyAddresses'), ['SMTP:forty@example.com']);
      assert.ok(!JSON.stringify(sandbox.world.user(body.id)).includes('Correct-horse'));
    });

    it('refuses what is incomplete or not allowed', async () => {
      const bad: object[] = [
        { displayName: undefined },
        { mailNickname: null },
        { passwordProfile: undefined },
        { passwordProfile: { password: 'short' } },
        { userPrincipalName: 'zoë@example.com' },
        { userPrincipalName: 'dot.@example.com' },
        { userPrincipalName: 'x@elsewhere.com' },
        { userPrincipalName: 'no-domain' },
        { employeeId: '12345678901234567' },
        { department: 'x'.repeat(65) },
        { jobTitle: '' },
        { accountEnabled: 'yes' },
        { employeeHireDate: '2026-01-01' },
        { usageLocation: 'NLD' },
        { mailNickname: 'a b' },
        { shoeSize: 44 },
        { proxyAddresses: ['smtp:x@example.com'] },
        { onPremisesExtensionAttributes: { extensionAttribute16: 'x' } },
        { businessPhones: ['1', '2'] },
        { aboutMe: 'me' },
        { 'manager@odata.bind': `https://graph.microsoft.com/v1.0/users/${ids.ada}` },
      ];
      const before = sandbox.world.users().length;
      for (const more of bad)
        assert.equal(await errorOf('POST', '/users', newUser(more)), '400 Request_BadRequest', JSON.stringify(more));
      assert.equal(sandbox.world.users().length, before);
    });

    it('names the holder of a value that is taken', async () => {
      const taken = await sandbox.ask('POST', '/users', newUser({ userPrincipalName: 'ADA@example.com' }));
      assert.equal(taken.status, 400);
      assert.deepEqual(
        taken.body.error.details.map(({ code, target }: { code: string; target: string }) => [code, target]),
        [
          ['ObjectConflict', 'userPrincipalName'],
          ['ConflictingObjects', `User_${ids.ada}`],
        ],
      );
      const mail = await sandbox.ask('POST', '/users', newUser({ mail: 'list@example.com' }));
      assert.deepEqual(
        mail.body.error.details.map(({ target }: { target: string }) => target),
        ['proxyAddresses', `Group_${ids.list}`],
      );
      assert.equal((await sandbox.ask('POST', '/users', newUser({ mailNickname: 'ada' }))).status, 201);
    });
  });

  describe('changing', () => {
    it('nulls the half of employeeOrgData that is left out, and merges extension attributes', async () => {
      const { id } = await create({
        employeeOrgData: { division: 'North', costCenter: '12' },
        onPremisesExtensionAttributes: { extensionAttribute1: 'a' },
      });
      await sandbox.ask('PATCH', `/users/${id}`, { employeeOrgData: { costCenter: '13' } });
      await sandbox.ask('PATCH', `/users/${id}`, { onPremisesExtensionAttributes: { extensionAttribute2: 'b' } });
      const { body } = await sandbox.get(`/users/${id}?$select=employeeOrgData,onPremisesExtensionAttributes`);
      assert.deepEqual(body.employeeOrgData, { division: null, costCenter: '13' });
      const { extensionAttribute1, extensionAttribute2, extensionAttribute3 } = body.onPremisesExtensionAttributes;
      assert.deepEqual([extensionAttribute1, extensionAttribute2, extensionAttribute3], ['a', 'b', null]);
    });

    it('clears with null, but not what must have a value', async () => {
      const { id } = await create({ jobTitle: 'Clerk', mail: 'clerk@example.com' });
      assert.equal((await sandbox.ask('PATCH', `/users/${id}`, { jobTitle: null })).status, 204);
      assert.equal(sandbox.world.property(id, 'jobTitle'), undefined);
      for (const name of ['mail', 'displayName', 'usageLocation', 'accountEnabled'])
        assert.equal(await errorOf('PATCH', `/users/${id}`, { [name]: null }), '400 Request_BadRequest', name);
      assert.equal(await errorOf('PATCH', `/users/${id}`), '400 BadRequest');
    });

    it('recalculates addresses when mail changes, keeping the old one for a licensed user only', async () => {
      const { id } = await create({ mail: 'old@example.com', usageLocation: 'NL' });
      await sandbox.ask('PATCH', `/users/${id}`, { mail: 'newer@example.com' });
      assert.deepEqual(sandbox.world.property(id, 'proxyAddresses'), ['SMTP:newer@example.com']);
      await sandbox.ask('POST', `/users/${id}/assignLicense`, {
        addLicenses: [{ skuId: ids.sku }],
        removeLicenses: [],
      });
      await sandbox.ask('PATCH', `/users/${id}`, { mail: 'newest@example.com' });
      assert.deepEqual(sandbox.world.property(id, 'proxyAddresses'), [
        'SMTP:newest@example.com',
        'smtp:newer@example.com',
      ]);
      assert.equal(
        await errorOf('PATCH', `/users/${ids.bram}`, { mail: 'newer@example.com' }),
        '400 Request_BadRequest',
      );
    });

    it('keeps its hands off synced and privileged users', async () => {
      assert.equal(
        await errorOf('PATCH', `/users/${ids.synced}`, { department: 'X' }),
        '403 Authorization_RequestDenied',
      );
      assert.equal((await sandbox.ask('PATCH', `/users/${ids.synced}`, { usageLocation: 'NL' })).status, 204);
      assert.equal(await errorOf('DELETE', `/users/${ids.synced}`), '403 Authorization_RequestDenied');
      for (const id of [ids.admin, ids.chiara]) {
        assert.equal(
          await errorOf('PATCH', `/users/${id}`, { accountEnabled: false }),
          '403 Authorization_RequestDenied',
        );
        assert.equal(await errorOf('DELETE', `/users/${id}`), '403 Authorization_RequestDenied');
        assert.equal((await sandbox.ask('PATCH', `/users/${id}`, { jobTitle: 'Boss' })).status, 204);
      }
      assert.ok(!JSON.stringify((await sandbox.get('/users')).body).includes('sandboxPrivileged'));
    });

    it('sets, shows and removes a manager', async () => {
      const { id } = await create();
      const link = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${ids.ada}` };
      assert.equal((await sandbox.ask('PUT', `/users/${id}/manager/$ref`, link)).status, 204);
      assert.equal((await sandbox.get(`/users/${id}/manager?$select=id`)).body.id, ids.ada);
      const reports = (await sandbox.get(`/users/${ids.ada}/directReports`)).body.value;
      assert.ok(reports.some((report: { id: string }) => report.id === id));
      assert.equal((await sandbox.ask('DELETE', `/users/${id}/manager/$ref`)).status, 204);
      assert.equal(await errorOf('GET', `/users/${id}/manager`), '404 Request_ResourceNotFound');
      assert.equal(
        await errorOf('PUT', `/users/${id}/manager/$ref`, { '@odata.id': 'nonsense' }),
        '400 Request_BadRequest',
      );
      const nobody = { '@odata.id': `${sandbox.baseUrl}/v1.0/users/${ids.sales}` };
      assert.equal(await errorOf('PUT', `/users/${id}/manager/$ref`, nobody), '404 Request_ResourceNotFound');
    });

    it('revokes sessions and gives an access pass once', async () => {
      const { id } = await create();
      assert.equal((await sandbox.ask('POST', `/users/${id}/revokeSignInSessions`)).body.value, true);
      const methods = `/users/${id}/authentication/temporaryAccessPassMethods`;
      const first = await sandbox.ask('POST', methods, { lifetimeInMinutes: 60, isUsableOnce: true });
      const second = await sandbox.ask('POST', methods, {
        lifetimeInMinutes: 60,
        startDateTime: '2999-01-01T00:00:00Z',
      });
      assert.deepEqual([first.status, typeof first.body.temporaryAccessPass], [201, 'string']);
      assert.equal(second.body.methodUsabilityReason, 'NotYetValid');
      const { value } = (await sandbox.get(methods)).body;
      assert.deepEqual(
        value.map((pass: { id: string; temporaryAccessPass: null }) => [pass.id, pass.temporaryAccessPass]),
        [[second.body.id, null]],
      );
      assert.equal(await errorOf('POST', methods, { lifetimeInMinutes: 5 }), '400 Request_BadRequest');
    });
  });

  describe('the recycle bin', () => {
    it('keeps a deleted user with memberships and manager, and frees the name', async () => {
      const { id, userPrincipalName } = await create({ employeeId: '77' });
      const link = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` };
      await sandbox.ask('POST', `/groups/${ids.sales}/members/$ref`, link);
      await sandbox.ask('PUT', `/users/${id}/manager/$ref`, {
        '@odata.id': `https://graph.microsoft.com/v1.0/users/${ids.ada}`,
      });
      assert.equal((await sandbox.ask('DELETE', `/users/${id}`)).status, 204);
      assert.equal(await errorOf('GET', `/users/${id}`), '404 Request_ResourceNotFound');
      assert.ok(!sandbox.world.members(ids.sales).includes(id));

      const bin = (
        await sandbox.get(
          '/directory/deletedItems/microsoft.graph.user?$select=id,employeeId,deletedDateTime,userPrincipalName',
        )
      ).body.value;
      const kept = bin.find((user: { id: string }) => user.id === id);
      assert.equal(kept.employeeId, '77');
      assert.match(kept.deletedDateTime, /^\d{4}-.*Z$/);
      assert.equal(kept.userPrincipalName, `${id.replaceAll('-', '')}${userPrincipalName}`);

      const restored = await sandbox.ask('POST', `/directory/deletedItems/${id}/restore`, {});
      assert.deepEqual([restored.status, restored.body.userPrincipalName], [200, userPrincipalName]);
      assert.ok(sandbox.world.members(ids.sales).includes(id));
      assert.equal((await sandbox.get(`/users/${id}/manager`)).body.id, ids.ada);
    });

    it('refuses to restore onto a taken name, unless given another', async () => {
      const { id, userPrincipalName } = await create();
      await sandbox.ask('DELETE', `/users/${id}`);
      await create({ userPrincipalName });
      const restore = `/directory/deletedItems/${id}/restore`;
      const clash = await sandbox.ask('POST', restore, {});
      assert.equal(clash.body.error.details[0].code, 'ObjectConflict');
      const restored = await sandbox.ask('POST', restore, { newUserPrincipalName: 'second@example.com' });
      assert.equal(restored.body.userPrincipalName, 'second@example.com');
    });

    it('purges for good', async () => {
      const { id } = await create();
      await sandbox.ask('DELETE', `/users/${id}`);
      assert.equal((await sandbox.ask('DELETE', `/directory/deletedItems/${id}`)).status, 204);
      assert.equal(await errorOf('POST', `/directory/deletedItems/${id}/restore`), '404 Request_ResourceNotFound');
      assert.equal(sandbox.world.user(id), undefined);
    });
  });
});
