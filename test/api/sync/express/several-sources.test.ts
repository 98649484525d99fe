import assert from 'node:assert/strict';
import { shareEngine } from '../../../models/store/share-engine.ts';
import { type ExpressHouse, openExpressHouse, retitle } from './open-express-house.ts';

describe('a single change, where there are several sources', function () {
  const ownDatabase = shareEngine();
  this.timeout(60_000);
  let house: ExpressHouse;
  afterEach(() => house.close());

  it('is left to a run over everybody, which alone tells who is who', async () => {
    house = await openExpressHouse({ database: ownDatabase(), people: 4, other: 'planning' });
    await house.apply();
    retitle(house.people, 'P3', 'Director');
    await house.change('P3');
    assert.deepEqual(house.asked, ['webhook']);
    assert.notEqual(house.titleOf('P3'), 'Director');
    assert.notEqual((await house.stores.people.find('P3'))?.employments[0]?.functionTitle, 'Director');
    await house.apply();
    assert.equal(house.titleOf('P3'), 'Director');
  });

  it('is left to it as well for whom another source named before, also when that source is gone', async () => {
    house = await openExpressHouse({ database: ownDatabase(), people: 4 });
    await house.apply();
    const link = { sourceId: 'hr', recordKey: 'P3', personKey: 'pl-7', person: null };
    await house.stores.identity.saveLinks({ set: [link], gone: [] });
    retitle(house.people, 'P2', 'Clerk');
    await house.change('P2');
    assert.equal(house.titleOf('P2'), 'Clerk');
    await house.change('P3');
    assert.deepEqual(house.asked, ['webhook']);
  });
});
