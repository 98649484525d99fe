import assert from 'node:assert/strict';
import { shareEngine } from '../../models/store/share-engine.ts';
import { eachTestItsDoors, enterprise, makeUser } from './open-inbound-house.ts';

describe('SCIM users who are asked for', () => {
  const house = eachTestItsDoors(shareEngine());

  it('are found by filters, in pages', async () => {
    for (const key of ['P1', 'P2', 'P3']) await house().scim('POST', '/Users', makeUser(key, { active: key !== 'P3' }));
    const find = async (filter: string) => {
      const found = await house().scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
      assert.equal(found.status, 200, filter);
      return found.body.Resources.map((user: { externalId: string }) => user.externalId).join();
    };
    assert.equal(await find('userName eq "P2@voorbeeld.EXAMPLE"'), 'P2');
    assert.equal(await find('externalId eq "P2"'), 'P2');
    assert.equal(await find('externalId eq "p2"'), '');
    assert.equal(await find('userName Eq "p2@voorbeeld.example" AND active eq false'), '');
    assert.equal(await find('active eq false'), 'P3');
    assert.equal(await find('emails[type eq "work"].value eq "p1@voorbeeld.example"'), 'P1');
    assert.equal(await find('emails[type eq "work" and value co "p3"]'), 'P3');
    assert.equal(await find('emails.value sw "p1"'), 'P1');
    assert.equal(await find('emails co "voorbeeld" and not (externalId sw "P1")'), 'P2,P3');
    assert.equal(await find('title pr'), '');
    assert.equal(await find(`${enterprise}:department eq "care" and ${enterprise}:employeeNumber ew "1"`), 'P1');
    assert.equal(await find('externalId eq "P1" or externalId eq "P3"'), 'P1,P3');
    assert.equal(await find('meta.lastModified ge "2026-11-24T08:00:00Z" and externalId ne "P1"'), 'P2,P3');
    assert.equal(await find('id pr and externalId gt "P2"'), 'P3');
    const page = (await house().scim('GET', '/Users?startIndex=2&count=1&attributes=userName')).body;
    assert.deepEqual([page.totalResults, page.startIndex, page.itemsPerPage], [3, 2, 1]);
    assert.deepEqual(Object.keys(page.Resources[0]).sort(), ['id', 'schemas', 'userName']);
    assert.deepEqual((await house().scim('GET', '/Users?count=0')).body.Resources, []);
    assert.equal((await house().scim('GET', '/Users?startIndex=-5')).body.startIndex, 1);
    for (const count of ['2147483647', '9'.repeat(15)])
      assert.equal((await house().scim('GET', `/Users?count=${count}`)).body.itemsPerPage, 3);
    assert.equal((await house().scim('GET', `/Users?startIndex=${'9'.repeat(15)}`)).body.itemsPerPage, 0);
    assert.equal((await house().scim('GET', `/Users?count=${'9'.repeat(16)}`)).status, 400);
  });

  it('are found by name under the whole name of the attribute, without reading everybody', async () => {
    for (const key of ['P1', 'P2']) await house().scim('POST', '/Users', makeUser(key));
    let reads = 0;
    const { list } = house().stores.scimUsers;
    house().stores.scimUsers.list = (sourceId) => {
      reads += 1;
      return list(sourceId);
    };
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
    for (const filter of [
      `${core}:userName eq "P1@voorbeeld.example"`,
      `${core.toUpperCase()}:USERNAME eq "p1@voorbeeld.example"`,
      `${core}:externalId eq "P1" and active eq true`,
    ]) {
      const { body } = await house().scim('GET', `/Users?filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([body.totalResults, body.Resources[0].externalId, reads], [1, 'P1', 0], filter);
    }
    const other = `${enterprise}:userName eq "p1@voorbeeld.example"`;
    const { body } = await house().scim('GET', `/Users?filter=${encodeURIComponent(other)}`);
    assert.deepEqual([body.totalResults, reads], [0, 1]);
  });

  it('answer filters and pages that cannot be read with 400', async () => {
    for (const filter of [
      '',
      'userName',
      'userName eq',
      'userName xx "a"',
      'userName eq "a',
      'a eq "b" c',
      'x[',
      '('.repeat(500),
    ])
      assert.equal(
        (await house().scim('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body.scimType,
        'invalidFilter',
        filter,
      );
    assert.equal((await house().scim('GET', '/Users?count=many')).status, 400);
    assert.equal((await house().scim('GET', '/Users?attributes=a&excludedAttributes=b')).status, 400);
  });
});
