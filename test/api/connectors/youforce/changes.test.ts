import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Person } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { asYouforceSays, openYouforce, type YouforceHouse } from './open-youforce.ts';
import { byKey, crowd, keysOf, units } from './youforce-people.ts';

const minutes = 60_000;

describe('reading Youforce by changes', () => {
  let house: YouforceHouse;
  afterEach(() => house.close());
  const wait = (ms: number) => house.at(new Date(house.now().getTime() + ms).toISOString());
  const open = async (people: Person[], settings: Record<string, unknown> = {}) => {
    house = await openYouforce({ pageSize: 10, ...settings });
    house.at('2026-11-24T08:00:00Z');
    house.youforce.load({ people, units });
    return house.connector.read();
  };
  const countCalls = async (work: () => Promise<unknown>): Promise<number> => {
    const before = house.youforce.calls().length;
    await work();
    return house.youforce.calls().length - before;
  };

  it('gives what reading everybody gives, whatever changes', async function () {
    this.timeout(60_000);
    const start = await open(crowd(60));
    assert.equal(start.people.length, 60);
    const who = fc.nat(59);
    const rename = fc.record({ kind: fc.constant('rename' as const), who, name: fc.constantFrom('Anna', 'Bas') });
    const move = fc.record({ kind: fc.constant('move' as const), who, unit: fc.constantFrom('U1', 'U2') });
    const leave = fc.record({
      kind: fc.constant('leave' as const),
      who,
      on: fc.constantFrom('2026-11-30', '2027-06-30'),
    });
    const promote = fc.record({ kind: fc.constant('promote' as const), who, title: fc.constantFrom('Nurse', 'Cook') });
    const head = fc.record({ kind: fc.constant('head' as const), who });
    const hire = fc.record({ kind: fc.constant('hire' as const) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(rename, move, leave, promote, head, hire), { maxLength: 3 }), { maxLength: 3 }),
        async (rounds) => {
          let world = { people: crowd(60), units };
          wait(60 * minutes);
          house.youforce.load(world);
          const reader = house.openAnother();
          await reader.read();
          for (const round of rounds) {
            wait(15 * minutes);
            for (const change of round) world = applyChange(world, change);
            house.youforce.load(world);
            const reading = await reader.read();
            assert.deepEqual(byKey(reading.people), byKey(world.people.map(asYouforceSays)));
            assert.deepEqual([reading.units, reading.setAside], [world.units, []]);
            wait(120 * minutes);
          }
        },
      ),
      worlds(12),
    );
    const filtered = house.youforce.calls().filter(({ query }) => query.has('from'));
    const alone = house.youforce.calls().filter(({ query }) => query.has('personCode'));
    assert.ok(filtered.length > 0 && alone.length > 0);
    assert.ok(filtered.every(({ query }) => /T[\d:]{8}\.\d{3}Z$/.test(query.get('from') ?? '')));
  });

  it('asks little when nothing changed, and everything where that asks no more', async () => {
    await open(crowd(120));
    wait(20 * minutes);
    await house.connector.read();
    wait(20 * minutes);
    assert.equal(await countCalls(() => house.connector.read()), 9);
    wait(30 * minutes);
    assert.equal(await countCalls(() => house.connector.read()), 9 + 1, 'a new token: the first held for an hour');
    await house.close();
    await open(crowd(8));
    wait(15 * minutes);
    await house.connector.read();
    assert.ok(house.youforce.calls().every(({ query }) => !query.has('from')));
  });

  it('reads everybody when a unit or job profile is called otherwise, for no record of theirs changes', async () => {
    await open(crowd(60));
    wait(15 * minutes);
    house.youforce.edit(({ organizationUnits, jobProfiles }) => {
      for (const row of organizationUnits) if (row.id === 'U2') row.shortName = 'WARD';
      for (const row of jobProfiles) row.fullName = `New ${row.fullName}`;
    });
    const reading = await house.connector.read();
    const employments = reading.people.flatMap((person) => person.employments);
    assert.ok(
      employments.every(({ unitKey, functionTitle }) => unitKey === 'WARD' && functionTitle?.startsWith('New ')),
    );
  });

  it('notices on its day that somebody has another name or another head, without anything being written', async () => {
    await open(crowd(60));
    house.youforce.edit(({ persons, roleAssignments }) => {
      const row = persons[5];
      if (row) persons.push({ ...row, validFrom: '2026-11-26', lastNameAtBirth: 'Later' });
      Object.assign(roleAssignments[1] ?? {}, { endDate: '2026-11-25' });
    });
    const look = async () => {
      const { people, units: read } = await house.connector.read();
      const name = people.find(({ personKey }) => personKey === 'P5')?.birthName;
      return [name === 'Later', read.find(({ unitKey }) => unitKey === 'U2')?.headPersonKey];
    };
    wait(30 * minutes);
    assert.deepEqual(await look(), [false, 'P1']);
    house.at('2026-11-25T22:00:00Z');
    assert.deepEqual(await look(), [false, 'P1']);
    // An hour before midnight in London it is the next day here.
    house.at('2026-11-25T23:05:00Z');
    assert.deepEqual(await look(), [true, undefined]);
  });

  it('does not take it for an exit that records are no longer shown ninety days after the end', async () => {
    const people = crowd(60);
    Object.assign(people[7]?.employments[0] ?? {}, { endsOn: '2026-11-30' });
    await open(people);
    for (const day of ['2026-12-01', '2026-12-31', '2027-02-27']) {
      house.at(`${day}T08:00:00Z`);
      const leaver = (await house.connector.read()).people.find(({ personKey }) => personKey === 'P7');
      assert.equal(leaver?.employments[0]?.endsOn, '2026-11-30', day);
    }
    house.at('2027-03-02T08:00:00Z');
    const reading = await house.connector.read();
    // Not spoken of at all: that is a note to the engine, and never an exit.
    assert.deepEqual([keysOf(reading).includes('P7'), reading.setAside], [false, []]);
    assert.equal(reading.people.length, 59);
  });

  it('sets aside whoever vanishes before that, until the record is back', async () => {
    await open(crowd(60));
    const all = crowd(60);
    const without = all.filter(({ personKey }) => personKey !== 'P7');
    house.at('2026-11-25T08:30:00Z');
    house.youforce.load({ people: without, units });
    for (const day of ['25', '26', '27']) {
      house.at(`2026-11-${day}T09:00:00Z`);
      const reading = await house.connector.read();
      assert.equal(keysOf(reading).includes('P7'), false);
      assert.deepEqual(
        reading.setAside.map(({ personKey, reason }) => [personKey, reason]),
        [['P7', 'unknown-person']],
      );
      assert.match(reading.setAside[0]?.text ?? '', /no end; enter the end instead/);
    }
    house.youforce.load({ people: all, units });
    const mended = await house.connector.read();
    assert.deepEqual([keysOf(mended).includes('P7'), mended.setAside], [true, []]);
  });

  it('does not take a lost employment for an exit, but believes an end, another employment, and a joiner who never came', async () => {
    const people = crowd(60);
    const employment = (key: string, more: object) => ({
      employmentKey: key,
      kind: 'employee' as const,
      unitKey: 'U2',
      ...more,
    });
    const put = (who: number, ...employments: Person['employments']) =>
      Object.assign(people[who] ?? {}, { employments });
    put(
      1,
      employment('1', { startsOn: '2020-01-01' }),
      employment('2', { startsOn: '2010-01-01', endsOn: '2026-11-01' }),
    );
    put(2, employment('1', { startsOn: '2020-01-01' }));
    put(3, employment('1', { startsOn: '2020-01-01' }));
    put(4, employment('1', { startsOn: '2027-01-01' }));
    await open(people);
    wait(15 * minutes);
    put(1, employment('2', { startsOn: '2010-01-01', endsOn: '2026-11-01' }));
    put(2, employment('1', { startsOn: '2020-01-01', endsOn: '2026-11-23' }));
    put(3, employment('9', { startsOn: '2020-01-01' }));
    put(4);
    house.youforce.load({ people, units });
    house.at('2026-11-25T08:30:00Z');
    const reading = await house.connector.read();
    assert.deepEqual(
      reading.setAside.map(({ personKey, where }) => [personKey, where]),
      [['P1', 'employments P1_1']],
    );
    const ends = (key: string) =>
      reading.people.find(({ personKey }) => personKey === key)?.employments.map(({ endsOn }) => endsOn);
    assert.deepEqual([ends('P2'), ends('P3'), ends('P4')], [['2026-11-23'], [undefined], []]);
  });

  it('believes the exit of somebody whose assignments went with the employment', async () => {
    await open(crowd(60), { assignments: true });
    const assignment = {
      id: '71',
      changedAt: '',
      personCode: 'P3',
      employmentCode: 'E3',
      organizationUnit: 'U1',
      startDate: '2025-01-01',
      endDate: '9999-12-31',
    };
    house.youforce.edit(({ assignments }) => void assignments.push(assignment));
    wait(15 * minutes);
    const before = await house.connector.read();
    assert.equal(before.people.find(({ personKey }) => personKey === 'P3')?.employments.length, 2);
    wait(15 * minutes);
    house.youforce.edit(({ assignments, employments }) => {
      Object.assign(employments[3] ?? {}, { dischargeDate: '2026-11-23' });
      Object.assign(assignments[0] ?? {}, { isActive: false });
    });
    const { people, setAside } = await house.connector.read();
    const leaver = people.find(({ personKey }) => personKey === 'P3');
    assert.deepEqual([leaver?.employments.map(({ endsOn }) => endsOn), setAside], [['2026-11-23'], []]);
  });

  it('does not believe that all heads are gone at once', async () => {
    await open(crowd(60));
    wait(15 * minutes);
    house.youforce.edit((tables) => void tables.roleAssignments.splice(0));
    await assert.rejects(house.connector.read(), {
      code: 'hr-unreadable',
      message: 'hr: no unit has a head any more.',
    });
  });
});

type Change =
  | { kind: 'rename'; who: number; name: string }
  | { kind: 'move'; who: number; unit: string }
  | { kind: 'leave'; who: number; on: string }
  | { kind: 'promote'; who: number; title: string }
  | { kind: 'head'; who: number }
  | { kind: 'hire' };

interface World {
  people: Person[];
  units: typeof units;
}

function applyChange({ people, units: known }: World, change: Change): World {
  if (change.kind === 'hire')
    return { people: [...people, crowd(people.length + 1)[people.length] as Person], units: known };
  if (change.kind === 'head')
    return {
      people,
      units: known.map((unit) => (unit.unitKey === 'U2' ? { ...unit, headPersonKey: `P${change.who}` } : unit)),
    };
  const part =
    change.kind === 'move'
      ? { unitKey: change.unit }
      : change.kind === 'leave'
        ? { endsOn: change.on }
        : change.kind === 'promote'
          ? { functionKey: 'F1', functionTitle: change.title }
          : {};
  const name = change.kind === 'rename' ? { callName: change.name } : {};
  return {
    units: known,
    people: people.map((person, index) =>
      index === change.who
        ? { ...person, ...name, employments: person.employments.map((one) => ({ ...one, ...part })) }
        : person,
    ),
  };
}
