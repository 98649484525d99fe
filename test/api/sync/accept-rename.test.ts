import assert from 'node:assert/strict';
import { acceptRename, proposedRenames } from '../../../api/sync/accept-rename.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { openSync } from './open-sync.ts';

describe('a rename that waits for a yes', function () {
  const ownDatabase = shareEngine();
  this.timeout(20_000);

  it('comes with the run after the yes, and the old address is never given to anybody else', async () => {
    const house = await openSync({ database: ownDatabase(), people: 3 });
    try {
      await house.apply();
      const key = house.parts.directory.identify().key;
      const [person] = house.people;
      assert.ok(person);
      Object.assign(person, { partnerName: 'Zwart', nameUse: 'partner' });
      const address = () =>
        [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === person.personKey)
          ?.userPrincipalName;
      const before = address();
      await house.apply();
      assert.equal(address(), before, 'nothing is sprung on anybody');

      const waiting = proposedRenames(await house.stores.ledger.load(key));
      assert.deepEqual(
        waiting.map(({ personKey }) => personKey),
        [person.personKey],
      );
      await acceptRename(waiting, { kind: 'cli', id: 'cli', name: 'command line' }, house.parts);
      await house.apply();
      assert.notEqual(address(), before);
      assert.match(address() ?? '', /zwart/);
      const { reservations } = await house.stores.ledger.load(key);
      const former = reservations.find((reservation) => reservation.address === before);
      assert.deepEqual([former?.state, former?.personKey], ['former', person.personKey]);
      assert.deepEqual(proposedRenames({ reservations }), []);
    } finally {
      await house.close();
    }
  });
});
