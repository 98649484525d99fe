import assert from 'node:assert/strict';
import type { Stores } from '../../../models/stores.ts';
import { openExpressHouse, retitle } from '../../api/sync/express/open-express-house.ts';
import { shareEngine } from '../../models/store/share-engine.ts';
import { makePerson } from '../../organisation/make-organisation.ts';

/** Stores of a process that dies at the call after so many: that one and all that follow are never answered. */
function mortalStores(stores: Stores, calls: number): { stores: Stores; died: Promise<'dead'> } {
  let left = calls;
  let die: () => void = () => {};
  const died = new Promise<'dead'>((resolve) => {
    die = () => resolve('dead');
  });
  const mortal = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) => {
        const value = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (left-- > 0) return value.apply(target, given);
          die();
          return new Promise(() => {});
        };
      },
    });
  const entries = Object.entries(stores).map(([name, store]) => [
    name,
    typeof store === 'object' ? mortal(store) : store,
  ]);
  return { stores: Object.fromEntries(entries) as unknown as Stores, died };
}

/** What was asked before the death comes to its end. */
const settleMs = 50;

describe('an express run of a process that dies', function () {
  const ownDatabase = shareEngine();
  this.timeout(300_000);

  it('ends as it would have, whenever that is', async () => {
    const house = await openExpressHouse({ database: ownDatabase(), people: 12 });
    assert.equal((await house.apply()).state, 'finished');
    house.people.push(makePerson(99));
    for (let calls = 1, isOver = false; !isOver; calls += 2) {
      retitle(house.people, 'P3', `Title ${calls}`);
      await house.tell('P3', 'P99');
      const { stores, died } = mortalStores(house.stores, calls);
      const outcome = await Promise.race([house.work({ ...house.parts, stores }).then(() => 'over'), died]);
      isOver = outcome === 'over';
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      // Another process finds the folder, and what was told.
      await house.stores.jobs.releaseAll();
      await house.work();
      assert.equal(house.titleOf('P3'), `Title ${calls}`, `after ${calls} calls`);
      const made = [...house.world.accounts.values()].filter(({ stampedPersonKey }) => stampedPersonKey === 'P99');
      assert.equal(made.length, 1);
      const open = await house.stores.runs.list({ limit: 9, states: ['planning', 'applying'] });
      assert.deepEqual(open, []);
      const touched = await house.stores.freshPeople.touchedAfter('2999-01-01', ['P3', 'P99']);
      assert.deepEqual([...touched], [], 'nobody is in hand any more');
    }
    await house.close();
  });
});
