import assert from 'node:assert/strict';
import type { Person } from '../../../../models/person.ts';
import { shareEngine } from '../../../models/store/share-engine.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { type ExpressHouse, openExpressHouse, retitle } from './open-express-house.ts';

describe('a single change, where there are several sources', function () {
  const ownDatabase = shareEngine();
  this.timeout(60_000);
  let house: ExpressHouse;
  afterEach(() => house.close());

  /** P2 works for planning as well, which also has somebody whom HR does not know. */
  const open = async () => {
    const policy = 'identity: { sameBy: [employeeNumber] }\n';
    house = await openExpressHouse({ database: ownDatabase(), people: 8, other: 'planning', policy });
    house.others.push(inPlanning(2, 'L2'), inPlanning(50, 'L50'));
    assert.equal((await house.apply()).state, 'finished');
    assert.deepEqual(house.titleOf('P2'), 'Function 2');
  };
  const inPlanning = (number: number, personKey: string): Person => ({
    ...makePerson(number),
    personKey,
    sourceId: 'planning',
  });
  const edit = (personKey: string, change: (person: Person) => void) => {
    const person = house.people.find((one) => one.personKey === personKey);
    assert.ok(person);
    change(person);
  };

  it('goes by express for whom one source alone knows, and leaves nothing for the run over everybody', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    await house.change('P3');
    assert.equal(house.titleOf('P3'), 'Director');
    assert.deepEqual(house.asked, []);
    assert.deepEqual((await house.apply()).counts, {});
  });

  it('is left to a run over everybody for whom both know, which then does it', async () => {
    await open();
    retitle(house.people, 'P2', 'Director');
    await house.change('P2');
    assert.deepEqual(house.asked, ['webhook']);
    assert.equal(house.titleOf('P2'), 'Function 2');
    await house.apply();
    assert.equal(house.titleOf('P2'), 'Director');
  });

  const whoChanges: Record<string, (person: Person) => void> = {
    'another number': ({ employments }) => {
      for (const one of employments) one.employeeNumber = '100050';
    },
    'another name': (person) => {
      person.birthName = 'Nieuwenhuis';
    },
    'another address': (person) => {
      person.workEmail = 'l50@voorbeeld.example';
    },
    'another phone': (person) => {
      person.mobilePhone = '+31612345678';
    },
    'a manager of the other source': ({ employments }) => {
      for (const one of employments) one.managerPersonKey = 'L50';
    },
    'a manager whom both know': ({ employments }) => {
      for (const one of employments) one.managerPersonKey = 'P2';
    },
    'a unit in which the source had nobody': ({ employments }) => {
      for (const one of employments) one.unitKey = 'U9999';
    },
  };
  for (const [what, change] of Object.entries(whoChanges))
    it(`is left to it as well for whoever has ${what}: they may be somebody whom the other source knows`, async () => {
      await open();
      retitle(house.people, 'P3', 'Director');
      edit('P3', change);
      await house.change('P3');
      assert.deepEqual([house.asked, house.titleOf('P3')], [['webhook'], 'Function 3']);
      assert.equal((await house.stores.people.find('P3'))?.employments[0]?.functionTitle, 'Function 3');
    });

  it('is left to it for whoever is new, gone, or was spoken of by somebody', async () => {
    await open();
    house.people.push(makePerson(70));
    await house.change('P70');
    house.people.splice(5, 1);
    await house.change('P5');
    const by = { left: { sourceId: 'hr', recordKey: 'P4' }, right: { sourceId: 'planning', recordKey: 'L50' } };
    await house.stores.identity.saveDecisions([{ ...by, answer: 'two', by: 'IT', at: '2026-11-24T08:00:00.000Z' }]);
    retitle(house.people, 'P4', 'Director');
    await house.change('P4');
    assert.deepEqual([house.asked, house.titleOf('P4')], [['webhook', 'webhook', 'webhook'], 'Function 4']);
    assert.equal(house.titleOf('P70'), undefined);
  });

  it('is left to it for whom another source named before, also when that source is gone', async () => {
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
