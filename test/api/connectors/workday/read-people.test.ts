import assert from 'node:assert/strict';
import { byKey, crowd, personWith, units } from './make-crowd.ts';
import { asWorkdaySays, openWorkday, type WorkdayHouse } from './open-workday.ts';

const now = '2026-11-24T08:00:00.000Z';
const today = '2026-11-24';

describe('reading some people of Workday', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());

  const open = async (people = crowd(10), settings: Record<string, unknown> = {}, without: readonly string[] = []) => {
    house = await openWorkday({ pageSize: 4, ...settings }, { without });
    house.at(now);
    house.workday.load({ people, units });
    return people;
  };
  const readSome = async (...keys: string[]) => byKey((await house.connector.readPeople?.(keys))?.people ?? []);

  it('gives them alone, whole and with managers, and whoever nobody knows in no list', async () => {
    const people = await open();
    const wanted = ['P1', 'P2', 'P3', 'P5', 'P7', 'P99'];
    assert.deepEqual(
      await readSome(...wanted),
      people.filter(({ personKey }) => wanted.includes(personKey)).map((one) => asWorkdaySays(one, today)),
    );
    assert.deepEqual(await readSome('P99'), []);
  });

  it('does not ask for everybody again once everybody was read', async () => {
    await open();
    await house.connector.read();
    const before = house.workday.calls().length;
    await readSome('P3');
    const bodies = house.workday.calls().slice(before);
    assert.ok(bodies.every(({ body }) => !body.includes('Hire Employee')));
    assert.equal(bodies.length, 2);
  });

  for (const element of ['Worker_Status_Data', 'Worker_Job_Data', 'Organization_Data', 'Management_Chain_Data'])
    it(`takes nothing from somebody for a right that was taken away (${element})`, async () => {
      const without: string[] = [];
      const people = await open(crowd(10), {}, without);
      await house.connector.read();
      without.push(element);
      const refusal = { code: 'hr-unreadable', message: /lets too little be seen/ };
      for (const { personKey } of people.slice(3, 5))
        await assert.rejects(house.connector.readPeople?.([personKey]) ?? Promise.resolve(), refusal);
      without.length = 0;
      assert.deepEqual(await readSome('P3'), [asWorkdaySays(people[3] ?? personWith(3, []), today)]);
    });

  it('finds a joiner who was entered since, by the number', async () => {
    const people = await open();
    await house.connector.read();
    house.at('2026-11-24T08:10:00.000Z');
    const joiner = personWith(10, [{ startsOn: '2026-12-01', employeeNumber: 'P10' }]);
    house.workday.load({ people: [...people, joiner], units });
    house.at('2026-11-24T08:11:00.000Z');
    assert.deepEqual(await readSome('P10'), [asWorkdaySays(joiner, today)]);
  });

  it('finds a new profile of a contractor who became an employee, before taking them for a leaver', async () => {
    const contract = { employmentKey: 'C', kind: 'external' as const, startsOn: '2025-01-01', employeeNumber: 'C-10' };
    const people = await open([...crowd(10), personWith(10, [contract])]);
    await house.connector.read();
    house.at('2026-11-24T08:10:00.000Z');
    const converted = personWith(10, [
      { ...contract, endsOn: '2026-11-23' },
      { employmentKey: 'E', startsOn: '2026-11-24', employeeNumber: '9010' },
    ]);
    house.workday.load({ people: [...people.slice(0, 10), converted], units });
    house.at('2026-11-24T08:11:00.000Z');
    assert.deepEqual(await readSome('P10'), [asWorkdaySays(converted, today)]);
  });

  it('sets aside whoever cannot be understood, and gives the others', async () => {
    await open();
    await house.connector.read();
    house.workday.edit(({ workers }) =>
      Object.assign(workers[3] ?? {}, {
        spoil: (worker: Record<string, Record<string, unknown>>) =>
          delete worker['wd:Worker_Data']?.['wd:Employment_Data'],
      }),
    );
    const some = await house.connector.readPeople?.(['P2', 'P3']);
    assert.deepEqual(
      some?.people.map(({ personKey }) => personKey),
      ['P2'],
    );
    assert.deepEqual(
      some?.setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['P3', 'broken-row']],
    );
  });

  it('fails rather than give a part', async () => {
    await open();
    await house.connector.read();
    house.workday.setFaults([{ concerns: ({ body }) => body.includes('Include_Personal_Information'), with: 'cut' }]);
    await assert.rejects(readSome('P2'), { code: 'hr-unreadable' });
  });
});
