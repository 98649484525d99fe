import assert from 'node:assert/strict';
import { shareEngine } from '../../models/store/share-engine.ts';
import { bulkOf, eachTestItsDoors, makeUser, upload } from './open-inbound-house.ts';

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
});
