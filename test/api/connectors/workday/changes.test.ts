import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HrReading, Person, Unit } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { byKey, crowd, personWith, units } from './make-crowd.ts';
import { asWorkdaySays, openWorkday, type WorkdayHouse } from './open-workday.ts';

const startMs = Date.parse('2026-11-24T08:00:00.000Z');
const minute = 60_000;
const hour = 60 * minute;
const iso = (ms: number) => new Date(ms).toISOString();
const dayOf = (ms: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(ms);
const plain = ({ people, units: chart, setAside }: HrReading) => ({
  people: byKey(people),
  units: [...chart].sort((a, b) => (a.unitKey < b.unitKey ? -1 : 1)),
  setAside,
});

describe('reading Workday by changes', () => {
  let house: WorkdayHouse;
  let nowMs: number;
  afterEach(() => house.close());

  const at = (ms: number) => {
    nowMs = ms;
    house.at(iso(ms));
  };
  const open = async (people: readonly Person[], ...parts: Parameters<typeof openWorkday>): Promise<void> => {
    house = await openWorkday(...parts);
    at(startMs);
    house.workday.load({ people, units });
  };
  const load = (people: readonly Person[], chart: readonly Unit[] = units) =>
    house.workday.load({ people, units: chart });
  /** Pages of readings of everybody. */
  const wholeReadings = () => house.workday.calls().filter(({ body }) => body.includes('Hire Employee')).length;

  it('asks for what was entered and what takes effect, with an overlap, and not for everybody', async () => {
    const people = crowd(20);
    await open(people);
    await house.connector.read();
    const before = wholeReadings();
    at(startMs + 20 * minute);
    load(people.map((one, index) => (index === 3 ? { ...one, callName: 'Anna' } : one)));
    at(startMs + 21 * minute);
    const reading = await house.connector.read();
    assert.equal(reading.people.find(({ personKey }) => personKey === 'P3')?.callName, 'Anna');
    assert.deepEqual([reading.people.length, wholeReadings()], [20, before]);
    const bodies = house.workday.calls().map(({ body }) => body);
    const entered = bodies.find((body) => body.includes('Updated_From')) ?? '';
    assert.match(entered, /Updated_From>2026-11-24T07:50:00.000Z<.*Updated_Through>2026-11-24T08:21:00.000Z</);
    const effective = bodies.filter((body) => body.includes('Effective_From')).at(-1) ?? '';
    assert.match(effective, /Effective_From>2026-11-23T07:50:00.000Z<.*Effective_Through>2026-11-26T08:21:00.000Z</);
  });

  it('reads everybody once a day: names of places and cost centres are in nobody’s log', async () => {
    await open([]);
    at(startMs - 5 * 24 * hour);
    load(crowd(5));
    at(startMs);
    await house.connector.read();
    house.workday.edit(({ workers }) => {
      for (const { employments } of workers) for (const one of employments) one.location = 'Nieuwe Gracht';
    });
    at(startMs + 20 * minute);
    const later = await house.connector.read();
    at(startMs + 24 * hour);
    const next = await house.connector.read();
    assert.ok(later.people.every(({ employments }) => employments[0]?.location !== 'Nieuwe Gracht'));
    assert.ok(next.people.every(({ employments }) => employments[0]?.location === 'Nieuwe Gracht'));
  });

  it('notices a termination that was entered long before and takes effect tomorrow', async () => {
    const leaver = personWith(5, [{ startsOn: '2020-01-01', endsOn: '2026-11-26', lastWorkingDayOn: '2026-11-20' }]);
    await open([...crowd(5), leaver], {}, { showsEnds: false });
    const endOf = (reading: HrReading) =>
      reading.people
        .find(({ personKey }) => personKey === 'P5')
        ?.employments.map((one) => [one.endsOn, one.lastWorkingDayOn]);
    assert.deepEqual(endOf(await house.connector.read()), [[undefined, undefined]]);
    at(startMs + 22 * hour);
    assert.deepEqual(endOf(await house.connector.read()), [['2026-11-26', '2026-11-20']]);
  });

  it('keeps both employments of a conversion when only one profile changes', async () => {
    const converted = personWith(3, [
      { employmentKey: 'C', kind: 'external', startsOn: '2025-01-01', endsOn: '2026-06-30' },
      { employmentKey: 'E', kind: 'employee', startsOn: '2026-07-01' },
    ]);
    await open([...crowd(3), converted]);
    await house.connector.read();
    at(startMs + 20 * minute);
    const [contract, job] = converted.employments;
    assert.ok(contract && job);
    const changed = { ...converted, employments: [contract, { ...job, functionTitle: 'Cook' }] };
    load([...crowd(3), changed]);
    const reading = await house.connector.read();
    assert.deepEqual(
      reading.people.find(({ personKey }) => personKey === 'P3'),
      asWorkdaySays(changed, dayOf(nowMs)),
    );
  });

  it('reads everybody instead when too many changed', async () => {
    await open(crowd(5));
    await house.connector.read();
    const before = wholeReadings();
    at(startMs + 20 * minute);
    const results =
      '<Total_Results>5001</Total_Results><Total_Pages>51</Total_Pages><Page_Results>0</Page_Results><Page>1</Page>';
    const answer = `<e:Envelope xmlns:e="x"><e:Body><Get_Workers_Response><Response_Results>${results}</Response_Results></Get_Workers_Response></e:Body></e:Envelope>`;
    house.workday.setFaults([
      { concerns: ({ body }) => body.includes('Updated_From'), with: { status: 200, body: answer } },
    ]);
    assert.equal((await house.connector.read()).people.length, 5);
    assert.equal(wholeReadings(), before + 1);
  });

  it('never takes changed people for leavers when their employments are no longer seen', async () => {
    const without: string[] = [];
    const people = crowd(8);
    await open(people, {}, { without });
    await house.connector.read();
    at(startMs + 20 * minute);
    load(people.map((one) => ({ ...one, callName: 'Anna' })));
    without.push('Worker_Job_Data', 'Organization_Data', 'Management_Chain_Data');
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /lets too little be seen/ });
    without.length = 0;
    assert.deepEqual(
      byKey((await house.connector.read()).people).map(({ callName }) => callName),
      people.map(() => 'Anna'),
    );
  });

  it('asks for the same changes again after a reading that failed', async () => {
    const people = crowd(5);
    await open(people);
    await house.connector.read();
    at(startMs + 20 * minute);
    load(people.map((one) => ({ ...one, callName: 'Anna' })));
    house.workday.setFaults([{ concerns: ({ body }) => body.includes('Get_Organizations'), with: 'cut' }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
    house.workday.setFaults([]);
    at(startMs + 55 * minute);
    assert.ok((await house.connector.read()).people.every(({ callName }) => callName === 'Anna'));
  });

  it('gives what reading everything gives, whatever changes and however time passes', async function () {
    this.timeout(120_000);
    await open([]);
    const who = fc.nat(11);
    const days = fc.integer({ min: -3, max: 5 });
    const change = fc.oneof(
      fc.record({ kind: fc.constant('rename' as const), who, name: fc.constantFrom('Anna', 'Bas') }),
      fc.record({
        kind: fc.constant('move' as const),
        who,
        unitKey: fc.constantFrom('U1', 'U2'),
        by: fc.constantFrom('P0', 'P1'),
      }),
      fc.record({ kind: fc.constant('end' as const), who, days }),
      fc.record({ kind: fc.constant('back' as const), who, days }),
      fc.record({ kind: fc.constant('convert' as const), who, days }),
      fc.record({ kind: fc.constant('hire' as const), days }),
      fc.record({ kind: fc.constant('leave' as const), who, days }),
      fc.record({ kind: fc.constant('unit' as const), name: fc.constantFrom('Kitchen', 'Care') }),
    );
    const round = fc.record({ hours: fc.constantFrom(0.3, 1, 7, 15), changes: fc.array(change, { maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 1, maxLength: 4 }), fc.boolean(), async (rounds, showsEnds) => {
        await house.close();
        house = await openWorkday({}, { showsEnds });
        at(startMs);
        let held = { people: crowd(12), units };
        house.workday.load(held);
        const reader = house.openAnother();
        await reader.read();
        let elapsed = 0;
        for (const { hours, changes } of rounds) {
          // Within a day: after it everybody is read anyhow.
          elapsed = Math.min(elapsed + hours, 23);
          at(startMs + elapsed * hour);
          held = changes.reduce((all, one) => apply(all, one, nowMs), held);
          house.workday.load(held);
          const byChanges = await reader.read();
          const whole = await house.openAnother().read();
          assert.deepEqual(plain(byChanges), plain(whole));
        }
      }),
      worlds(15),
    );
  });
});

interface Held {
  people: Person[];
  units: Unit[];
}
type Change =
  | { kind: 'rename'; who: number; name: string }
  | { kind: 'move'; who: number; unitKey: string; by: string }
  | { kind: 'end' | 'back' | 'convert' | 'leave'; who: number; days: number }
  | { kind: 'hire'; days: number }
  | { kind: 'unit'; name: string };

function apply(held: Held, change: Change, nowMs: number): Held {
  const { people } = held;
  const day = (days: number) => dayOf(nowMs + days * 24 * hour);
  if (change.kind === 'unit')
    return { ...held, units: [...units.slice(0, 1), { ...units[1], name: change.name } as Unit] };
  if (change.kind === 'hire')
    return { ...held, people: [...people, personWith(people.length, [{ startsOn: day(change.days) }])] };
  const edit = (person: Person): Person => {
    const last = person.employments.at(-1);
    if (last === undefined) return person;
    const before = person.employments.slice(0, -1);
    switch (change.kind) {
      case 'rename':
        return { ...person, callName: change.name };
      case 'move':
        return {
          ...person,
          employments: [...before, { ...last, unitKey: change.unitKey, managerPersonKey: change.by }],
        };
      case 'end':
        return { ...person, employments: [...before, { ...last, endsOn: later(last.startsOn, day(change.days)) }] };
      case 'back': {
        if (last.endsOn === undefined || last.endsOn >= day(0)) return person;
        const { endsOn: _end, ...rest } = last;
        const again = { ...rest, employmentKey: `${last.employmentKey}+`, startsOn: later(day(change.days), day(1)) };
        return { ...person, employments: [...person.employments, again] };
      }
      case 'convert': {
        if (person.employments.length > 1 || last.endsOn !== undefined) return person;
        const startsOn = later(last.startsOn, day(change.days));
        const contract = { ...last, employmentKey: `${last.employmentKey}C`, kind: 'external' as const, startsOn };
        return { ...person, employments: [{ ...last, endsOn: startsOn }, contract] };
      }
      case 'leave':
        return { ...person, leaves: [{ startsOn: day(change.days), endsOn: day(change.days + 2) }] };
    }
  };
  return { ...held, people: people.map((person, index) => (index === change.who ? edit(person) : person)) };
}

const later = (one: string | undefined, other: string): string => (one !== undefined && one > other ? one : other);
