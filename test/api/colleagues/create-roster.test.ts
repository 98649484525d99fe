import assert from 'node:assert/strict';
import { createRoster } from '../../../api/colleagues/create-roster.ts';
import { eachTestItsHouse } from '../../fakes/own-house.ts';
import { type House, openStreet } from '../requests/open-house.ts';
import { newPerson } from '../requests/organisation.ts';

describe('the roster', () => {
  let house: House;
  eachTestItsHouse(openStreet, (opened) => {
    house = opened;
  });

  /** The real stores, of which reading everybody is counted and may fail. */
  function watchReadings() {
    const watched = { readings: 0, fails: false };
    const { stores } = house;
    const loadAll = async () => {
      watched.readings += 1;
      if (watched.fails) throw new Error('the store is away');
      return stores.people.loadAll();
    };
    return { watched, roster: createRoster({ ...stores, people: { ...stores.people, loadAll } }) };
  }

  it('has everybody in memory until something changes', async () => {
    const { watched, roster } = watchReadings();
    const [first, second] = await Promise.all([roster.everybody(), roster.everybody()]);
    assert.equal(first, second);
    assert.equal(watched.readings, 1);
    await house.hr('nora', newPerson('nora', 'sales'));
    const after = await roster.everybody();
    assert.deepEqual([after.length, watched.readings], [first.length + 1, 2]);
  });

  it('reads again what could not be read', async () => {
    const { watched, roster } = watchReadings();
    watched.fails = true;
    await assert.rejects(roster.everybody(), /the store is away/);
    watched.fails = false;
    assert.ok((await roster.everybody()).length > 0);
  });
});
