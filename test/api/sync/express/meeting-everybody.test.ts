import assert from 'node:assert/strict';
import type { SyncParts } from '../../../../api/sync/sync-parts.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { shareEngine } from '../../../models/store/share-engine.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { type ExpressHouse, openExpressHouse, retitle } from './open-express-house.ts';

describe('an express run that meets a run over everybody, where there are several sources', function () {
  const ownDatabase = shareEngine();
  this.timeout(60_000);
  let house: ExpressHouse;
  let [hr, planning]: HrConnector[] = [];
  afterEach(() => house.close());

  const inPlanning = (number: number, more: Partial<Person> = {}): Person => ({
    ...makePerson(number),
    personKey: `L${number}`,
    sourceId: 'planning',
    ...more,
  });
  /** Somebody whom both sources have, under names of which nobody could tell. */
  const joiner = { inHr: makePerson(70), inPlanning: inPlanning(70, { callName: 'Jopie', birthName: 'Anders' }) };
  const open = async () => {
    const policy = 'identity: { sameBy: [employeeNumber] }\n';
    house = await openExpressHouse({ database: ownDatabase(), people: 8, other: 'planning', policy });
    house.others.push(inPlanning(2), inPlanning(50));
    [hr, planning] = house.parts.connectorsOf(await house.parts.loadPolicy());
    assert.equal((await house.apply()).state, 'finished');
  };
  let told = 0;
  const tell = (sourceId: string, ...personKeys: string[]) =>
    house.stores.notices.add({
      id: `t${++told}`,
      sourceId,
      personKeys,
      at: house.parts.clock.now().toISOString(),
      trigger: 'webhook',
    });
  const connectors = (more: { hr?: Partial<HrConnector>; planning?: Partial<HrConnector> }) => ({
    connectorsOf: () => [
      { ...(hr as HrConnector), ...more.hr },
      { ...(planning as HrConnector), ...more.planning },
    ],
  });
  const everybody = (parts: Partial<SyncParts> = {}) => house.apply({}, { ...house.parts, ...parts });
  const once = (work: () => Promise<unknown>): (() => Promise<void>) => {
    let isDone = false;
    return async () => {
      if (isDone) return;
      isDone = true;
      await work();
    };
  };
  /** Everything that waits is looked at, then everybody once more: there is one account, and nothing left to do. @returns whose it is */
  const ownerOfOne = async (employeeId: string) => {
    await house.work();
    await everybody();
    await house.work();
    assert.deepEqual((await everybody()).counts, {});
    const accounts = [...house.world.accounts.values()].filter(
      ({ attributes }) => attributes.employeeId === employeeId,
    );
    const owners = accounts.map(({ stampedPersonKey }) => stampedPersonKey);
    assert.equal(owners.length, 1, owners.join());
    return owners[0];
  };

  it('lets whoever is new wait while everybody is read, and everybody else go', async () => {
    await open();
    house.people.push(joiner.inHr);
    let seen: unknown[] = [];
    const meanwhile = once(async () => {
      house.others.push(joiner.inPlanning);
      retitle(house.people, 'P3', 'Director');
      await tell('planning', 'L70');
      await tell('hr', 'P3');
      const working = house.work();
      for (let tries = 0; house.titleOf('P3') !== 'Director' && tries < 500; tries++)
        await new Promise((resolve) => setTimeout(resolve, 10));
      seen = [house.titleOf('P3'), house.titleOf('L70')];
      void working;
    });
    const read = async (): Promise<HrReading> => {
      const older = await (planning as HrConnector).read();
      await meanwhile();
      return older;
    };
    await everybody(connectors({ planning: { read } }));
    assert.deepEqual(seen, ['Director', undefined]);
    assert.equal(await ownerOfOne('100070'), 'P70');
  });

  it('keeps the key that it has somebody in hand by, when everybody is read meanwhile', async () => {
    await open();
    house.people.push(joiner.inHr);
    house.others.push(joiner.inPlanning);
    const meanwhile = once(everybody);
    const readPeople: HrConnector['readPeople'] = async (keys) => {
      await meanwhile();
      return (planning as Required<HrConnector>).readPeople(keys);
    };
    await tell('planning', 'L70');
    await house.work({ ...house.parts, ...connectors({ planning: { readPeople } }) });
    assert.equal(await ownerOfOne('100070'), 'L70');
  });

  it('lets whoever is new wait until what was read is kept', async () => {
    await open();
    const { stores } = house;
    const tellOf = (list: Person[], person: Person) =>
      once(async () => {
        list.push(person);
        await tell(person.sourceId, person.personKey);
        void house.work();
        await new Promise((resolve) => setTimeout(resolve, 400));
      });
    // Once everybody was read, HR tells of somebody, and while that is written down planning does.
    const [first, second] = [tellOf(house.people, joiner.inHr), tellOf(house.others, joiner.inPlanning)];
    const decisions = async () => {
      await first();
      return stores.identity.decisions();
    };
    const saveReading = async (reading: HrReading) => {
      if (reading.sourceId === 'planning') await second();
      return stores.people.saveReading(reading);
    };
    const identity = { ...stores.identity, decisions };
    await everybody({ stores: { ...stores, identity, people: { ...stores.people, saveReading } } });
    await ownerOfOne('100070');
  });

  it('leaves alone whoever turns out to be somebody else, about whom a run over everybody writes', async () => {
    await open();
    house.others.push(inPlanning(3));
    retitle(house.people, 'P3', 'Director');
    const meanwhile = once(everybody);
    const readPeople: HrConnector['readPeople'] = async (keys) => {
      // As if nobody had it in hand, so that it is written about.
      await house.stores.freshPeople.letGo([{ sourceId: 'planning', recordKey: 'L3' }]);
      await meanwhile();
      return (planning as Required<HrConnector>).readPeople(keys);
    };
    const { directory } = house.parts;
    const written: (string | null)[] = [];
    const apply: typeof directory.apply = (ask) => {
      written.push(...ask.operations.map(({ personKey }) => personKey));
      return directory.apply(ask);
    };
    await tell('planning', 'L3');
    await house.work({
      ...house.parts,
      ...connectors({ planning: { readPeople } }),
      directory: { ...directory, apply },
    });
    assert.deepEqual([written, house.asked], [[], ['webhook']]);
    assert.equal(house.titleOf('P3'), 'Director');
  });

  it('believes in no source of which nobody is known yet, after a run over everybody that died', async () => {
    const policy = 'identity: { sameBy: [employeeNumber] }\n';
    house = await openExpressHouse({ database: ownDatabase(), people: 8, other: 'planning', policy });
    const { stores } = house;
    await house.apply();
    house.others.push(inPlanning(50));
    await stores.settings.set(`joined-by:${house.parts.directory.identify().key}`, null);
    house.people.push({ ...makePerson(50), callName: 'Jopie', birthName: 'Anders' });
    await house.change('P50');
    assert.deepEqual([house.asked, house.titleOf('P50')], [['webhook'], undefined]);
  });
});
