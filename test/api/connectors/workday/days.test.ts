import assert from 'node:assert/strict';
import type { Employment, HrReading, Person } from '../../../../models/person.ts';
import { crowd, personWith, units } from './make-crowd.ts';
import { openWorkday, type WorkdayHouse } from './open-workday.ts';

const now = '2026-11-24T08:00:00.000Z';

describe('days of Workday', () => {
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

  it('counts days where the customer is, also while it is yesterday in California', async () => {
    const leaver = personWith(3, [{ startsOn: '2020-01-01', endsOn: '2026-11-24', lastWorkingDayOn: '2026-11-20' }]);
    await open([...crowd(3), leaver], { changes: false }, { showsEnds: false });
    // In the Netherlands the 24th has begun; for Workday it is the 23rd, half past three in the afternoon.
    house.at('2026-11-23T23:30:00.000Z');
    house.workday.load({ people: [...crowd(3), leaver], units });
    const [job] = jobsOf(await house.connector.read(), 'P3');
    assert.deepEqual([job?.endsOn, job?.lastWorkingDayOn], ['2026-11-24', '2026-11-20']);
    assert.ok(asked('<wd:As_Of_Effective_Date>2026-11-24<').length > 0);
  });

  it('sees an end a day before it shows, by looking at tomorrow', async () => {
    const leaver = personWith(3, [{ startsOn: '2020-01-01', endsOn: '2026-11-25' }]);
    const later = personWith(4, [{ startsOn: '2020-01-01', endsOn: '2026-11-26' }]);
    await open([...crowd(3), leaver, later], { changes: false }, { showsEnds: false });
    const reading = await house.connector.read();
    assert.deepEqual([jobsOf(reading, 'P3')[0]?.endsOn, jobsOf(reading, 'P4')[0]?.endsOn], ['2026-11-25', undefined]);
  });

  for (const [text, day] of [
    ['2026-03-01-08:00', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01Z', '2026-03-01'],
    ['2026-03-01T00:00:00.000-08:00', '2026-03-01'],
    ['2026-03-01+13:00', '2026-03-01'],
    ['1900-02-30', null],
    ['01-03-2026', null],
    ['soon', null],
  ] as const)
    it(`reads ${text} as ${day ?? 'no day, and sets that person aside'}`, async () => {
      await open(crowd(3));
      house.workday.edit(({ workers }) =>
        Object.assign(workers[2] ?? {}, {
          spoil: (worker: Record<string, Record<string, Record<string, Record<string, unknown>>>>) =>
            Object.assign(worker['wd:Worker_Data']?.['wd:Employment_Data']?.['wd:Worker_Status_Data'] ?? {}, {
              'wd:Hire_Date': text,
            }),
        }),
      );
      const reading = await house.connector.read();
      if (day !== null) assert.equal(jobsOf(reading, 'P2')[0]?.startsOn, day);
      else
        assert.deepEqual(
          reading.setAside.map(({ personKey, reason }) => [personKey, reason]),
          [['P2', 'unknown-date']],
        );
    });
});
