import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Grant } from '../../models/grant.ts';
import { startEmbeddedStore } from '../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../models/store/open-stores.ts';
import { type House, openHouse } from './open-house.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

describe('a moment at which the plan changes by itself', function () {
  this.timeout(30_000);
  let house: House;
  afterEach(() => house.close());

  /** Saves a grant of sg-be for P1 beside the running product, as a request that was granted will. */
  async function grant(startsAt: string): Promise<void> {
    const engine = await startEmbeddedStore({ folder: join(house.folder, 'data', 'store') });
    const stores = await openStores({ uri: engine.uri, logger: quiet });
    const nothing = { groups: [], licences: [], apps: [] };
    const given: Grant = {
      id: 'g1',
      personKey: 'P1',
      kind: 'exception',
      items: { ...nothing, groups: ['sg-be'] },
      withheld: nothing,
      attributes: [],
      follows: null,
      startsAt,
      endsAt: null,
      reason: 'helps out in Ghent',
      approval: null,
    };
    await stores.grants.save(given);
    await stores.close();
    await engine.close();
  }

  it('brings a run at that moment, without anybody asking', async () => {
    house = await openHouse({ people: 12 });
    const first = await house.settled(['finished']);
    const before = house.sandbox.world.members('sg-be').length;
    const startsAt = new Date(Date.now() + 2500).toISOString();
    await grant(startsAt);
    await house.call('POST', '/api/runs');
    const early = await house.settled(['finished'], first.id);
    assert.equal(house.sandbox.world.members('sg-be').length, before);
    const woken = await house.settled(['finished'], early.id);
    assert.equal(woken.trigger, 'clock');
    assert.ok((woken.now ?? '') >= startsAt, 'not before the moment');
    assert.equal(house.sandbox.world.members('sg-be').length, before + 1);
  });
});
