import assert from 'node:assert/strict';
import { type AfasHouse, openAfas } from '../../api/connectors/afas/open-afas.ts';
import { makePerson, makeUnits } from '../../organisation/make-organisation.ts';

describe('a table of AFAS Profit that is too large to skip through', function () {
  this.timeout(60_000);
  let house: AfasHouse;
  afterEach(() => house.close());

  it('goes on from a key, and nobody comes twice or is lost', async () => {
    house = await openAfas();
    // A few employments are enough, and the table of persons alone is as large as it has to be.
    const people = Array.from({ length: 103_000 }, (_, number) => {
      const person = makePerson(number);
      return number < 3 ? person : { ...person, employments: [] };
    });
    house.afas.load({ people, units: makeUnits() });
    const reading = await house.connector.read();
    assert.equal(new Set(reading.people.map(({ personKey }) => personKey)).size, 103_000);
    assert.equal(reading.people.length, 103_000);
    assert.ok(house.afas.calls().every(({ query }) => Number(query.get('skip')) <= 100_000));
  });
});
