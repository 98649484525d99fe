import assert from 'node:assert/strict';
import { shareEngine } from '../../models/store/share-engine.ts';
import { bulkOf, eachTestItsDoors, enterprise, makeUser, patchOf, upload } from './open-inbound-house.ts';

const numbered = (employeeNumber: string) => ({ [enterprise]: { employeeNumber } });

describe('keys of people who are pushed', () => {
  const house = eachTestItsDoors(shareEngine());

  it('count without blanks at the ends', async () => {
    const made = await house().scim('POST', '/Users', makeUser('F2 ', { userName: ' f2 ' }));
    assert.deepEqual([made.status, made.body.externalId, made.body.userName], [201, 'F2', 'f2']);
    assert.equal((await house().scim('POST', '/Users', makeUser(' F2', { userName: 'other' }))).status, 409);
    assert.equal((await house().scim('POST', '/Users', makeUser('F3', { userName: 'F2\t' }))).status, 409);
    const again = await house().scim('POST', '/Bulk', bulkOf([upload({ externalId: 'F2 ', title: 'Nurse' }, 'a')]));
    assert.equal(again.body.Operations[0].status, '200');
    const twice = bulkOf([upload({ externalId: 'F2 ' }, 'a'), upload({ externalId: 'F2' }, 'b')]);
    assert.equal((await house().scim('POST', '/Bulk', twice)).status, 400);
    const { people, setAside } = await house().connector().read();
    assert.deepEqual([people.map(({ personKey }) => personKey), setAside], [['F2'], []]);
  });

  it('are refused when they are too long, or no text that anybody can read', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    for (const key of ['x'.repeat(257), 'a\u0000b', '\u0001'.repeat(200), 'a\tb', 'a\ud800b'])
      for (const more of [{ userName: key }, { externalId: key }, numbered(key)]) {
        const refused = await house().scim('POST', '/Users', makeUser('P2', more));
        assert.deepEqual([refused.status, refused.body.scimType], [400, 'invalidValue'], JSON.stringify(more));
      }
    const long = numbered('x'.repeat(2000));
    const bulk = bulkOf([upload(makeUser('P2', long), 'a'), upload(makeUser('P3'), 'b')]);
    const { body } = await house().scim('POST', '/Bulk', bulk);
    assert.deepEqual(
      body.Operations.map(({ status }: { status: string }) => status),
      ['400', '201'],
    );
    const path = `${enterprise}:employeeNumber`;
    const change = patchOf({ op: 'add', path, value: 'y'.repeat(1500) });
    assert.equal((await house().scim('PATCH', `/Users/${made.body.id}`, change)).status, 400);
    assert.equal((await house().scim('GET', `/Users/${'a'.repeat(3000)}`)).status, 404);
  });

  it('may be as long as they may be, in any script', async () => {
    for (const letter of ['漢', 'é', 'İ', '"', '\\', '𠀀'.slice(0, 2)]) {
      const key = letter.repeat(256 / letter.length);
      const made = await house().scim('POST', '/Users', makeUser(key, { userName: key, ...numbered(key) }));
      assert.equal(made.status, 201, letter);
      const other = makeUser(key, { userName: 'other', ...numbered('1') });
      assert.equal((await house().scim('POST', '/Users', other)).status, 409, letter);
    }
  });
});

describe('people who are known by their employee number', () => {
  const house = eachTestItsDoors(shareEngine(), ', personKey: employeeNumber');

  it('are refused when somebody has that number, and can come back after they were withdrawn', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1', numbered('7')));
    const refused = await house().scim('POST', '/Users', makeUser('P2', numbered(' 7')));
    assert.deepEqual([refused.status, refused.body.scimType], [409, 'uniqueness']);
    const bulk = await house().scim('POST', '/Bulk', bulkOf([upload(makeUser('P2', numbered('7')), 'a')]));
    assert.equal(bulk.body.Operations[0].status, '409');
    assert.equal((await house().scim('POST', '/Users', makeUser('P3', numbered('8')))).status, 201);
    assert.deepEqual((await house().connector().read()).setAside, []);
    await house().scim('DELETE', `/Users/${made.body.id}`);
    assert.equal((await house().scim('POST', '/Users', makeUser('P2', numbered('7')))).status, 201);
    const change = patchOf({ op: 'replace', path: 'title', value: 'Nurse' });
    const [user] = (await house().scim('GET', '/Users?filter=externalId%20eq%20%22P2%22')).body.Resources;
    assert.equal((await house().scim('PATCH', `/Users/${user.id}`, change)).status, 200);
  });
});
