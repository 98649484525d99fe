import assert from 'node:assert/strict';
import fc from 'fast-check';
import { workerWid } from '../../../../api/sandbox/hr/workday/to-records.ts';
import type { Employment, HrReading, Person } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { byKey, crowd, personWith, units } from './make-crowd.ts';
import { asWorkdaySays, openWorkday, type WorkdayHouse } from './open-workday.ts';

const now = '2026-11-24T08:00:00.000Z';
const today = '2026-11-24';

describe('reading Workday', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());

  const open = async (people: readonly Person[], ...parts: Parameters<typeof openWorkday>): Promise<void> => {
    house = await openWorkday(...parts);
    house.at(now);
    house.workday.load({ people, units });
  };
  const asked = (words: string) => house.workday.calls().filter(({ body }) => body.includes(words));
  const jobsOf = (reading: HrReading, key: string): Employment[] =>
    reading.people.find(({ personKey }) => personKey === key)?.employments ?? [];

  it('follows pages to the last one, all of one moment, and nobody comes twice or is lost', async () => {
    const people = crowd(25);
    await open(people, { pageSize: 10 });
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), byKey(people.map((one) => asWorkdaySays(one, today))));
    assert.deepEqual([reading.units, reading.setAside, reading.readAt], [units, [], now]);
    const pages = asked('Hire Employee').map(({ body }) => body);
    assert.deepEqual(
      pages.map((body) => /<wd:Page>(\d)</.exec(body)?.[1]),
      ['1', '2', '3'],
    );
    const moment = `<wd:As_Of_Effective_Date>${today}</wd:As_Of_Effective_Date><wd:As_Of_Entry_DateTime>${now}<`;
    assert.ok(pages.every((body) => body.includes(moment)));
  });

  it('does not see what is entered while it reads, and sees it the next time', async () => {
    const people = crowd(30);
    await open(people, { pageSize: 10, changes: false });
    house.workday.setFaults([
      {
        concerns: ({ body }) => {
          if (body.includes('<wd:Page>2<')) {
            house.at('2026-11-24T08:00:05.000Z');
            house.workday.load({ people: people.slice(5), units });
          }
          return false;
        },
        with: 'silent',
      },
    ]);
    assert.equal((await house.connector.read()).people.length, 30);
    assert.equal((await house.connector.read()).people.length, 25);
  });

  for (const change of ['gone', 'come', 'swapped'] as const)
    it(`reads anew rather than lose somebody when the set moves in spite of its moment: ${change}`, async () => {
      await open(crowd(30), { pageSize: 10 });
      let edited = false;
      house.workday.setFaults([
        {
          concerns: ({ body }) => {
            if (edited || !body.includes('Hire Employee') || !body.includes('<wd:Page>2<')) return false;
            edited = true;
            house.workday.edit(({ workers }) => {
              if (change === 'gone') workers.splice(3, 1);
              if (change === 'come') workers.unshift(...workers.slice(0, 1).map((one) => ({ ...one })));
              if (change === 'swapped') workers.unshift(...workers.splice(25, 1));
            });
            return false;
          },
          with: 'silent',
        },
      ]);
      await assert.rejects(house.connector.read(), { code: 'hr-busy', retryable: true });
      assert.ok(edited);
    });

  it('takes a conversion for one person with two employments, and whoever is active now for their particulars', async () => {
    const converted = personWith(3, [
      { employmentKey: 'C', kind: 'external', startsOn: '2025-01-01', endsOn: '2026-06-30', employeeNumber: 'C-3' },
      { employmentKey: 'E', kind: 'employee', startsOn: '2026-07-01', employeeNumber: '100003' },
    ]);
    const toCome = personWith(4, [
      { employmentKey: 'C', kind: 'external', startsOn: '2025-01-01', endsOn: '2026-12-31', employeeNumber: 'C-4' },
      { employmentKey: 'E', kind: 'employee', startsOn: '2027-01-01', employeeNumber: '100004' },
    ]);
    await open([...crowd(3), converted, toCome]);
    const reading = await house.connector.read();
    for (const person of [converted, toCome])
      assert.deepEqual(
        reading.people.filter(({ personKey }) => personKey === person.personKey),
        [asWorkdaySays(person, today)],
      );
    assert.deepEqual(
      jobsOf(reading, 'P4').map(({ kind, startsOn, endsOn, employeeNumber }) => [
        kind,
        startsOn,
        endsOn,
        employeeNumber,
      ]),
      [
        ['external', '2025-01-01', '2026-12-31', 'C-4'],
        ['employee', '2027-01-01', undefined, '100004'],
      ],
    );
  });

  it('sets aside two people who have one Worker_ID, instead of making them one', async () => {
    await open(crowd(4));
    house.workday.edit(({ workers }) => {
      const [, , third, fourth] = workers;
      if (third !== undefined && fourth !== undefined) fourth.workerId = third.workerId;
    });
    const reading = await house.connector.read();
    assert.deepEqual(
      byKey(reading.people).map(({ personKey }) => personKey),
      ['P0', 'P1'],
    );
    assert.deepEqual(
      reading.setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['P2', 'conflicting-rows']],
    );
  });

  it('asks for a joiner as of the first day: before it Workday knows neither job nor organisation', async () => {
    const joiner = personWith(3, [{ startsOn: '2027-01-01', functionTitle: 'Nurse' }]);
    await open([...crowd(3), joiner]);
    const reading = await house.connector.read();
    const [job] = jobsOf(reading, 'P3');
    assert.deepEqual(
      [job?.startsOn, job?.unitKey, job?.functionTitle, job?.managerPersonKey],
      ['2027-01-01', 'U2', 'Nurse', 'P1'],
    );
    assert.equal(asked('<wd:As_Of_Effective_Date>2027-01-01<').length, 1);
  });

  it('keeps a rehire who is still to come beside the stay that is over', async () => {
    const back = personWith(3, [
      { employmentKey: 'E1', startsOn: '2020-01-01', endsOn: '2026-08-31' },
      { employmentKey: 'E2', startsOn: '2026-12-15' },
    ]);
    await open([...crowd(3), back]);
    const jobs = jobsOf(await house.connector.read(), 'P3');
    assert.deepEqual(
      jobs.map(({ startsOn, endsOn }) => [startsOn, endsOn]),
      [
        ['2020-01-01', '2026-08-31'],
        ['2026-12-15', undefined],
      ],
    );
  });

  it('knows that somebody whose hire was taken back never came', async () => {
    await open([...crowd(3), personWith(3, [{ startsOn: '2026-12-01' }])]);
    house.workday.edit(({ workers }) => Object.assign(workers[3] ?? {}, { isRescinded: true }));
    const reading = await house.connector.read();
    assert.equal(reading.people.find(({ personKey }) => personKey === 'P3')?.isActive, false);
  });

  it('keeps a manager who happens to have the same number: an employee and a contingent worker may', async () => {
    const temp = personWith(3, [
      { employmentKey: 'A', kind: 'contingent', employeeNumber: '7', unitKey: 'U1', managerPersonKey: 'P4' },
    ]);
    const boss = personWith(4, [{ employmentKey: 'B', employeeNumber: '7', unitKey: 'U1' }]);
    await open([...crowd(3), temp, boss]);
    const [job] = jobsOf(await house.connector.read(), 'P3');
    assert.equal(job?.managerPersonKey, 'P4');
  });

  it('tells the primary job from others, each with its own place and manager', async () => {
    const double = personWith(3, [
      { employmentKey: 'A', isPrimary: false, unitKey: 'U1', managerPersonKey: 'P0', fte: 0.2 },
      { employmentKey: 'B', isPrimary: true, unitKey: 'U2', managerPersonKey: 'P1', fte: 0.6 },
    ]);
    await open([...crowd(3), double]);
    const wid = workerWid('P3', false);
    assert.deepEqual(
      jobsOf(await house.connector.read(), 'P3').map((job) => [
        job.employmentKey,
        job.isPrimary,
        job.unitKey,
        job.managerPersonKey,
        job.fte,
      ]),
      [
        [wid, true, 'U2', 'P1', 0.6],
        [`${wid}:P-A`, false, 'U1', 'P0', 0.2],
      ],
    );
  });

  it('has the chart from workers where organisations are not given, as far as they tell it', async () => {
    await open(crowd(4), { units: 'workers' }, { denied: ['Get_Organizations'] });
    const reading = await house.connector.read();
    assert.deepEqual(
      [...reading.units].sort((a, b) => (a.unitKey < b.unitKey ? -1 : 1)),
      units,
    );
  });

  it('goes by Universal_ID where the customer says so', async () => {
    await open(crowd(3), { personKey: 'universal-id' });
    const reading = await house.connector.read();
    assert.deepEqual(
      byKey(reading.people).map(({ personKey }) => personKey),
      ['U-P0', 'U-P1', 'U-P2'],
    );
    assert.equal(jobsOf(reading, 'U-P2')[0]?.managerPersonKey, 'U-P1');
  });

  it('says the same whatever prefix the answer uses for its names', async () => {
    await open(crowd(5), {}, { prefix: 'bsvc' });
    assert.deepEqual(
      byKey((await house.connector.read()).people),
      byKey(crowd(5).map((one) => asWorkdaySays(one, today))),
    );
  });

  it('says of anybody what Workday says of them, whatever their employments', async function () {
    this.timeout(60_000);
    await open(crowd(2), { changes: false });
    const day = fc
      .integer({ min: -700, max: 700 })
      .map((days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10));
    const period = fc.tuple(day, day).map((days) => days.sort() as [string, string]);
    const employment = fc.record({
      kind: fc.constantFrom('employee' as const, 'intern' as const, 'contingent' as const, 'external' as const),
      days: period,
      isOpen: fc.boolean(),
      isPrimary: fc.boolean(),
      fte: fc.constantFrom(0, 0.5, 0.8889, 1),
      costCentre: fc.constantFrom('4100', 'Zorg & Welzijn', '<7>'),
    });
    const leave = period.map(([startsOn, endsOn]) => ({ startsOn, endsOn }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(employment, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.array(leave, { maxLength: 1 }),
        async (all, leaves) => {
          const people = [
            ...crowd(2),
            ...all.map((jobs, index) =>
              personWith(
                index + 2,
                jobs.map(({ days: [startsOn, endsOn], isOpen, ...rest }, number) => ({
                  ...rest,
                  employmentKey: `E${index}-${number}`,
                  startsOn,
                  ...(isOpen ? {} : { endsOn }),
                })),
                { leaves },
              ),
            ),
          ];
          house.workday.load({ people, units });
          const reading = await house.connector.read();
          assert.deepEqual(reading.setAside, []);
          assert.deepEqual(byKey(reading.people), byKey(people.map((one) => asWorkdaySays(one, today))));
        },
      ),
      worlds(12),
    );
  });
});
