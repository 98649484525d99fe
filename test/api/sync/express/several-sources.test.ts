import assert from 'node:assert/strict';
import type { HrConnector } from '../../../../models/hr-connector.ts';
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
  const open = async (identity = '{ sameBy: [employeeNumber] }') => {
    house = await openExpressHouse({
      database: ownDatabase(),
      people: 8,
      other: 'planning',
      policy: `identity: ${identity}\n`,
    });
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
    const person = [...house.people, ...house.others].find((one) => one.personKey === personKey);
    assert.ok(person);
    change(person);
  };
  const known = (personKey: string) => house.stores.people.find(personKey);

  /** No run over everybody was asked for, and one finds nothing to do, and the same people. */
  const isWhole = async (...personKeys: string[]) => {
    assert.deepEqual(house.asked, []);
    const before = await Promise.all(personKeys.map(known));
    const links = await house.stores.identity.links();
    assert.deepEqual((await house.apply()).counts, {});
    assert.deepEqual(await Promise.all(personKeys.map(known)), before);
    assert.deepEqual(await house.stores.identity.links(), links);
  };

  it('goes by express for whom one source alone knows', async () => {
    await open();
    retitle(house.people, 'P3', 'Director');
    await house.change('P3');
    assert.equal(house.titleOf('P3'), 'Director');
    await isWhole('P3');
  });

  it('goes for whom both know, put together with what the other says, whichever of them changes', async () => {
    await open();
    edit('L2', (person) => {
      person.mobilePhone = '+31612345678';
    });
    await house.changeOf('planning', 'L2');
    retitle(house.people, 'P2', 'Director');
    await house.change('P2');
    assert.equal(house.titleOf('P2'), 'Director');
    const person = await known('P2');
    assert.deepEqual([person?.sourceId, person?.mobilePhone], ['hr', '+31612345678']);
    await isWhole('P2');
  });

  it('makes an account for a joiner whom no other source knows', async () => {
    await open();
    house.people.push(makePerson(70));
    await house.change('P70');
    assert.equal(house.titleOf('P70'), 'Function 33');
    await isWhole('P70');
  });

  it('goes for people of a source whose keys have a prefix', async () => {
    await open('{ sameBy: [employeeNumber], prefixes: { planning: pl- } }');
    assert.equal(house.titleOf('pl-L50'), 'Function 13');
    retitle(house.others, 'L50', 'Planner');
    house.others.push(inPlanning(71, 'L71'));
    await house.changeOf('planning', 'L50', 'L71');
    assert.deepEqual([house.titleOf('pl-L50'), house.titleOf('pl-L71')], ['Planner', 'Function 34']);
    await isWhole('pl-L50', 'pl-L71');
  });

  const whoChanges: Record<string, (person: Person) => void> = {
    'another number': ({ employments }) => {
      for (const one of employments) one.employeeNumber = '100051';
    },
    'another name': (person) => {
      person.birthName = 'Nieuwenhuis';
    },
    'another address': (person) => {
      person.workEmail = 'somebody@voorbeeld.example';
    },
    'another phone': (person) => {
      person.mobilePhone = '+31612345678';
    },
    'a manager whom both know': ({ employments }) => {
      for (const one of employments) one.managerPersonKey = 'P2';
    },
    'a unit in which nobody was': ({ employments }) => {
      for (const one of employments) one.unitKey = 'U150';
    },
  };
  for (const [what, change] of Object.entries(whoChanges))
    it(`goes for whoever has ${what} and is still nobody whom the other source knows`, async () => {
      await open();
      retitle(house.people, 'P3', 'Director');
      edit('P3', change);
      await house.change('P3');
      assert.equal(house.titleOf('P3'), 'Director');
      await isWhole('P3');
    });

  const whoMayBe: Record<string, (person: Person) => void> = {
    'a number that somebody of the other source has': ({ employments }) => {
      for (const one of employments) one.employeeNumber = '100050';
    },
    'name and address of somebody of the other source': (person) => {
      Object.assign(person, { callName: 'Joris', birthName: 'Tak', workEmail: 'tak@voorbeeld.example' });
    },
    'a manager of the other source': ({ employments }) => {
      for (const one of employments) one.managerPersonKey = 'L50';
    },
    'a unit that is not known': ({ employments }) => {
      for (const one of employments) one.unitKey = 'U9999';
    },
  };
  for (const [what, change] of Object.entries(whoMayBe))
    it(`is left to a run over everybody for whoever has ${what}, and nothing is written`, async () => {
      await open();
      edit('L50', (person) => {
        Object.assign(person, { callName: 'Joris', birthName: 'Tak', workEmail: 'Tak@voorbeeld.example' });
      });
      await house.apply();
      retitle(house.people, 'P3', 'Director');
      edit('P3', change);
      await house.change('P3');
      assert.deepEqual([house.asked, house.titleOf('P3')], [['webhook'], 'Function 3']);
      assert.equal((await known('P3'))?.employments[0]?.functionTitle, 'Function 3');
    });

  it('is left to it for whoever is gone, whom the other source named first, or of whom somebody spoke', async () => {
    await open();
    house.people.splice(5, 1);
    await house.change('P5');
    house.people.push({ ...makePerson(50), personKey: 'P50' });
    await house.change('P50');
    const by = { left: { sourceId: 'hr', recordKey: 'P4' }, right: { sourceId: 'planning', recordKey: 'L50' } };
    await house.stores.identity.saveDecisions([{ ...by, answer: 'two', by: 'IT', at: '2026-11-24T08:00:00.000Z' }]);
    retitle(house.people, 'P4', 'Director');
    await house.change('P4');
    assert.deepEqual([house.asked, house.titleOf('P4')], [['webhook', 'webhook', 'webhook'], 'Function 4']);
    assert.equal(house.titleOf('P50'), undefined);
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

  it('is looked at once more where a reading of everybody that began before comes after it', async () => {
    await open();
    const [hr, planning] = house.parts.connectorsOf(await house.parts.loadPolicy()) as [HrConnector, HrConnector];
    const read = async () => {
      const older = await planning.read();
      edit('L2', (person) => {
        person.mobilePhone = '+31612345678';
      });
      await house.changeOf('planning', 'L2');
      house.people.push(makePerson(70));
      await house.tell('P70');
      return older;
    };
    const run = await house.apply({}, { ...house.parts, connectorsOf: () => [hr, { ...planning, read }] });
    assert.equal(run.state, 'finished');
    await house.work();
    assert.equal((await known('P2'))?.mobilePhone, '+31612345678');
    assert.equal((await known('P70'))?.personKey, 'P70');
    await isWhole('P2', 'P70');
  });

  it('of somebody about whom a run over everybody is writing is kept from it by the key that they have here', async () => {
    await open();
    retitle(house.others, 'L2', 'Shift leader');
    await house.changeOf('planning', 'L2');
    const touched = await house.stores.freshPeople.touchedAfter('2026-11-24T00:00:00.000Z', ['P2', 'L2']);
    assert.deepEqual([...touched], ['P2']);
  });
});
