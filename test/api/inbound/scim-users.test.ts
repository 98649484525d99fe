import assert from 'node:assert/strict';
import { shareEngine } from '../../models/store/share-engine.ts';
import { eachTestItsDoors, enterprise, makeUser, openInboundHouse, patchOf, token } from './open-inbound-house.ts';

describe('SCIM users', () => {
  const house = eachTestItsDoors(shareEngine());

  it('are created with 201, a location, an id of ours and a version, and a run is asked for', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1', { id: 'theirs', password: 'secret' }));
    assert.equal(made.status, 201);
    assert.match(made.headers.get('content-type') ?? '', /^application\/scim\+json/);
    assert.notEqual(made.body.id, 'theirs');
    assert.equal(made.headers.get('location'), made.body.meta.location);
    assert.equal(made.headers.get('etag'), made.body.meta.version);
    assert.deepEqual([made.body.meta.resourceType, made.body.password], ['User', undefined]);
    assert.ok(made.body.schemas.includes(enterprise));
    assert.equal(house().asked(), 1);
    const found = await house().scim('GET', `/Users/${made.body.id}`);
    assert.deepEqual(found.body, made.body);
    assert.ok(!JSON.stringify(await house().stores.scimUsers.list('hr')).includes('secret'));
  });

  it('answer 409 for a user name or external id that is somebody else’s, and nothing is kept', async () => {
    await house().scim('POST', '/Users', makeUser('P1'));
    for (const more of [{ userName: 'P1@VOORBEELD.example' }, { externalId: 'P1' }]) {
      const refused = await house().scim('POST', '/Users', makeUser('P2', more));
      assert.deepEqual([refused.status, refused.body.scimType, refused.body.status], [409, 'uniqueness', '409']);
    }
    assert.equal((await house().scim('GET', '/Users')).body.totalResults, 1);
    assert.equal(house().asked(), 1);
  });

  it('are one when the same is created several times at once, or changed at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => house().scim('POST', '/Users', makeUser('P1'))));
    assert.deepEqual(made.map(({ status }) => status).sort(), [201, 409, 409, 409]);
    const id = made.find(({ status }) => status === 201)?.body.id;
    const changes = ['title', 'nickName', 'displayName'].map((path) => patchOf({ op: 'add', path, value: 'x' }));
    await Promise.all(changes.map((change) => house().scim('PATCH', `/Users/${id}`, change)));
    const { title, nickName, displayName, meta } = (await house().scim('GET', `/Users/${id}`)).body;
    assert.deepEqual([title, nickName, displayName, meta.version], ['x', 'x', 'x', 'W/"4"']);
  });

  it('are replaced by PUT: what is not named is gone; the same again changes nothing', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1', { title: 'Nurse' }));
    const put = await house().scim('PUT', `/Users/${made.body.id}`, makeUser('P1'));
    assert.deepEqual([put.status, put.body.title, put.body.meta.version], [200, undefined, 'W/"2"']);
    const again = await house().scim('PUT', `/Users/${made.body.id}`, makeUser('P1'));
    assert.equal(again.body.meta.version, 'W/"2"');
    assert.equal(house().asked(), 2);
  });

  it('are gone for the client after DELETE, and their names are free', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    assert.equal((await house().scim('DELETE', `/Users/${made.body.id}`)).status, 204);
    for (const method of ['GET', 'DELETE'])
      assert.equal((await house().scim(method, `/Users/${made.body.id}`)).status, 404);
    assert.equal((await house().scim('PUT', `/Users/${made.body.id}`, makeUser('P1'))).status, 404);
    assert.equal((await house().scim('GET', '/Users')).body.totalResults, 0);
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 201);
  });

  it('keep to If-Match and If-None-Match', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    const at = `/Users/${made.body.id}`;
    const change = patchOf({ op: 'replace', path: 'title', value: 'Nurse' });
    assert.equal((await house().scim('PATCH', at, change, { 'if-match': 'W/"1"' })).status, 200);
    assert.equal((await house().scim('PATCH', at, change, { 'if-match': 'W/"1"' })).status, 412);
    assert.equal((await house().scim('DELETE', at, undefined, { 'if-match': 'W/"1"' })).status, 412);
    assert.equal((await house().scim('GET', at, undefined, { 'if-none-match': 'W/"2"' })).status, 304);
  });

  it('are sent without what is not wanted, and with id all the same', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    const without = await house().scim('GET', `/Users/${made.body.id}?excludedAttributes=id,emails,name.givenName`);
    assert.deepEqual([without.body.emails, without.body.name], [undefined, { familyName: 'Jansen' }]);
    assert.equal(without.body.id, made.body.id);
    const part = await house().scim('GET', `/Users/${made.body.id}?attributes=emails.value,${enterprise}:department`);
    assert.deepEqual(part.body.emails, [{ value: 'p1@voorbeeld.example' }]);
    assert.deepEqual(part.body[enterprise], { department: 'Care' });
  });

  it('keep the key of a person: it is needed, and stays', async () => {
    const without = await house().scim('POST', '/Users', makeUser('P1', { externalId: null }));
    assert.deepEqual([without.status, without.body.scimType], [400, 'invalidValue']);
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    const moved = await house().scim(
      'PATCH',
      `/Users/${made.body.id}`,
      patchOf({ op: 'replace', path: 'externalId', value: 'P9' }),
    );
    assert.deepEqual([moved.status, moved.body.scimType], [400, 'mutability']);
  });

  it('are for whoever has a token of the source, the old one and the new one', async () => {
    const as = (authorization: string, source = 'hr') =>
      house().send(`/scim/v2/${source}/Users`, { headers: { authorization } });
    house().env.SCIM_TOKEN_NEXT = 'the-next-token';
    assert.equal((await as(`Bearer ${token}`)).status, 200);
    assert.equal((await as('bearer the-next-token')).status, 200);
    house().env.SCIM_TOKEN = '';
    for (const [header, source] of [
      [`Bearer ${token}`],
      ['Bearer '],
      ['Basic dGVzdA=='],
      [''],
      ['Bearer the-next-token', 'files'],
      ['Bearer the-next-token', 'nowhere'],
    ]) {
      const refused = await as(header ?? '', source);
      assert.deepEqual([refused.status, refused.body.status], [401, '401'], header);
      assert.equal(refused.headers.get('www-authenticate'), 'Bearer');
    }
    house().env.SCIM_TOKEN_NEXT = '';
    assert.equal((await as('Bearer the-next-token')).status, 401);
  });

  it('are at the plain address too, where one source alone pushes', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' };
    const send = (path: string, init: RequestInit = {}) => house().send(`/scim/v2${path}`, { ...init, headers });
    const made = await send('/Users', { method: 'POST', body: JSON.stringify(makeUser('P1')) });
    assert.equal(made.status, 201);
    const { location = '' } = made.body.meta;
    assert.deepEqual((await house().send(new URL(location).pathname, { headers })).body.id, made.body.id);
    assert.equal((await send(`/Users/${made.body.id}`)).body.externalId, 'P1');
    assert.equal((await send('/Users?filter=externalId%20eq%20%22P1%22')).body.totalResults, 1);
    assert.equal((await send('/ServiceProviderConfig')).status, 200);
    assert.equal((await send('/Schemas')).status, 200);
    const bulk = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [] };
    assert.ok((await send('/Bulk', { method: 'POST', body: JSON.stringify(bulk) })).status < 500);
    assert.equal((await house().send('/scim/v2/Users', {})).status, 401);
  });

  it('are read one by one as they are read all together, also once withdrawn, and told of by their keys', async () => {
    const boss = await house().scim('POST', '/Users', makeUser('P1'));
    const manager = { [enterprise]: { employeeNumber: 'NP2', department: 'Care', manager: { value: boss.body.id } } };
    const made = await house().scim('POST', '/Users', makeUser('P2', manager));
    assert.deepEqual(house().named(), ['P2']);
    const gone = await house().scim('POST', '/Users', makeUser('P3'));
    await house().scim('DELETE', `/Users/${gone.body.id}`);
    assert.deepEqual(house().named(), ['P3']);
    await house().scim('PATCH', `/Users/${made.body.id}`, patchOf({ op: 'replace', path: 'title', value: 'Nurse' }));
    const connector = house().connector();
    const { people } = await connector.read();
    const some = await connector.readPeople?.(['P3', 'P2', 'nobody']);
    const wanted = people.filter(({ personKey }) => personKey !== 'P1');
    assert.deepEqual(some?.people, wanted);
    assert.deepEqual(
      [wanted[0]?.employments[0]?.managerPersonKey, wanted[0]?.employments[0]?.functionTitle, wanted[1]?.isActive],
      ['P1', 'Nurse', false],
    );
    assert.deepEqual(some?.setAside, []);
  });

  it('are described', async () => {
    const config = (await house().scim('GET', '/ServiceProviderConfig')).body;
    assert.deepEqual([config.patch.supported, config.bulk.maxOperations, config.etag.supported], [true, 50, true]);
    assert.equal((await house().scim('GET', '/ResourceTypes')).body.Resources[0].endpoint, '/Users');
    assert.equal((await house().scim('GET', '/Schemas')).body.totalResults, 2);
    assert.equal((await house().scim('GET', `/Schemas/${enterprise}`)).body.id, enterprise);
    assert.equal((await house().scim('GET', '/Schemas?filter=a')).status, 403);
    assert.equal((await house().scim('GET', '/Groups')).status, 404);
    assert.equal((await house().scim('POST', '/Groups', {})).body.status, '404');
  });
});

describe('SCIM users of two sources', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);

  it('are at an address that names the source, and nowhere else', async () => {
    const two = ' }\n  - { id: temps, connector: scim, tokens: [SCIM_TOKEN]';
    const house = await openInboundHouse(ownDatabase(), two);
    const headers = { authorization: `Bearer ${token}` };
    const plain = await house.send('/scim/v2/Users', { headers });
    assert.equal(plain.status, 401);
    assert.match(plain.body.detail, /\/scim\/v2\/<id of the source>\/Users/);
    for (const id of ['hr', 'temps']) assert.equal((await house.send(`/scim/v2/${id}/Users`, { headers })).status, 200);
    await house.close();
  });
});
