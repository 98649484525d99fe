import assert from 'node:assert/strict';
import fc from 'fast-check';
import { problem } from '../../../../api/sandbox/hr/nmbrs/answer-rest.ts';
import type { NmbrsTables } from '../../../../api/sandbox/hr/nmbrs/records.ts';
import type { Employment, HrReading, Person, Unit } from '../../../../models/person.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';
import { worlds } from '../../../play-worlds.ts';
import { asNmbrsSays, asNmbrsSaysUnit, type NmbrsHouse, openNmbrs, secrets } from './open-nmbrs.ts';

const units: Unit[] = [
  { unitKey: '10', name: 'Board', headPersonKey: 'P0' },
  { unitKey: 'U2', name: 'Ward', parentKey: '10', headPersonKey: 'P1' },
];
const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, number) => {
    const person = makePerson(number);
    return {
      ...person,
      ...(number === 1 ? { workEmail: 'Boss@example.org' } : {}),
      employments: person.employments.map((one) => ({ ...one, unitKey: 'U2', managerPersonKey: 'P1' })),
    };
  });

const byKey = (people: readonly Person[]) => [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
const expected = (people: readonly Person[]) => byKey(people.map(asNmbrsSays));
const keysOf = (reading: HrReading) => byKey(reading.people).map(({ personKey }) => personKey);
const employeeOf = ({ employees }: NmbrsTables, id: string) => {
  const found = employees.find(({ employeeId }) => employeeId === id);
  assert.ok(found);
  return found;
};
const first = <Value>(list: readonly Value[]): Value => {
  const [one] = list;
  assert.ok(one);
  return one;
};
const endsWith =
  (end: string) =>
  ({ path }: { path: string }) =>
    path.endsWith(end);

describe('reading Visma Nmbrs', () => {
  let house: NmbrsHouse;
  afterEach(() => house.close());

  it('follows pages to the last one, and nobody comes twice or is lost', async () => {
    house = await openNmbrs({ pageSize: 50 });
    const people = crowd(230);
    house.nmbrs.load({ people, units });
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), expected(people));
    assert.deepEqual(reading.units, units.map(asNmbrsSaysUnit));
    assert.deepEqual(reading.setAside, []);
    const pages = house.nmbrs.calls().filter(endsWith('/employees/departments'));
    assert.deepEqual(
      pages.map(({ query }) => query.get('pageNumber')),
      ['1', '2', '3', '4', '5'],
    );
  });

  it('goes by the pages that Nmbrs gives, when they are smaller than asked for', async () => {
    house = await openNmbrs({ pageSize: 1000 }, { mostPageSize: 40 });
    const people = crowd(130);
    house.nmbrs.load({ people, units });
    assert.deepEqual(byKey((await house.connector.read()).people), expected(people));
  });

  const goes = ({ employees }: NmbrsTables) => void employees.splice(3, 1);
  const comes = ({ employees }: NmbrsTables) => void employees.push({ ...first(employees), employeeId: 'new' });
  for (const list of ['personalinfo', 'departments', 'managers'])
    for (const [how, changes] of Object.entries({ go: [goes], come: [comes], 'go and come': [goes, comes] }))
      it(`is made anew instead of losing somebody, when employees ${how} between two pages of ${list}`, async () => {
        house = await openNmbrs({ pageSize: 50 });
        const { nmbrs, connector } = house;
        nmbrs.load({ people: crowd(120), units });
        let isEdited = false;
        const concerns = ({ path, query }: { path: string; query: URLSearchParams }) => {
          if (!isEdited && path.endsWith(list) && query.get('pageNumber') === '2') {
            isEdited = true;
            nmbrs.edit((tables) => {
              for (const change of changes) change(tables);
            });
          }
          return false;
        };
        nmbrs.setFaults([{ concerns, with: 'silent' }]);
        await assert.rejects(connector.read(), { code: 'hr-busy', retryable: true });
        assert.ok((await connector.read()).people.length >= 119);
      });

  it('holds any people: several employers, gaps, future and past, names and leaves', async function () {
    this.timeout(60_000);
    house = await openNmbrs();
    house.at('2026-11-24T09:00:00Z');
    await house.connect();
    await fc.assert(
      fc.asyncProperty(organisation, async (people) => {
        house.nmbrs.load({ people: [], units: [] });
        house.nmbrs.load({ people, units });
        const reading = await house.openAnother().read();
        assert.deepEqual(byKey(reading.people), expected(people));
        assert.deepEqual(reading.setAside, []);
      }),
      worlds(40),
    );
  });

  it('finds managers by their address, then by number, and names who cannot be found', async () => {
    house = await openNmbrs({ managerBy: ['email'] });
    const people = crowd(3);
    house.nmbrs.load({ people, units });
    house.nmbrs.edit((tables) => {
      const [manager] = employeeOf(tables, 'P2').managers;
      if (manager) Object.assign(manager, { email: 'somebody.else@example.org', managerId: 'M9' });
    });
    const managers = async () =>
      byKey((await house.connector.read()).people).map(({ employments }) => employments[0]?.managerPersonKey);
    assert.deepEqual(await managers(), ['P1', undefined, 'somebody.else@example.org']);
    house.nmbrs.edit((tables) => {
      for (const id of ['P0', 'P1']) first(employeeOf(tables, id).info).contactInfo.businessEmail = 'boss@example.org';
    });
    assert.deepEqual(await managers(), ['boss@example.org', 'boss@example.org', 'somebody.else@example.org']);
  });

  it('takes what was written down last of what has begun, and tells what is to come as employments that follow', async () => {
    house = await openNmbrs();
    house.at('2026-11-24T09:00:00Z');
    await house.connect();
    house.nmbrs.load({ people: crowd(2), units });
    house.nmbrs.edit((tables) => {
      const { departments, functions, schedules, info } = employeeOf(tables, 'P0');
      const [department] = departments;
      const [data] = info;
      assert.ok(department && data);
      const at = (day: number) => `2026-11-${day}T08:00:00Z`;
      departments.push(
        { ...department, code: 10, period: { year: 2026, period: 3 }, createdAt: '2026-11-25T08:00:00Z' },
        { ...department, code: 'U2', period: { year: 2027, period: 2 }, createdAt: '2026-11-26T08:00:00Z' },
      );
      functions.push({
        code: 7,
        description: 'Nurse',
        period: { year: 2027, period: 1 },
        createdAt: '2026-11-26T08:00:00Z',
      });
      schedules.push({ scheduleId: 's', startDate: '2027-02-01', parttimePercentage: 60, createdAt: at(27) });
      info.push({
        ...data,
        basicInfo: { ...data.basicInfo, lastName: 'Later' },
        period: { year: 2027, period: 1 },
        createdAt: '2026-11-26T08:00:00Z',
      });
    });
    const read = async () => byKey((await house.connector.read()).people)[0];
    const person = await read();
    assert.equal(person?.birthName, makePerson(0).birthName);
    assert.deepEqual(
      person?.employments.map(({ employmentKey, startsOn, endsOn, unitKey, functionTitle, fte }) => [
        employmentKey,
        startsOn,
        endsOn,
        unitKey,
        functionTitle,
        fte,
      ]),
      [
        ['E0', '2020-01-01', '2026-12-31', '10', 'Function 0', 1],
        ['E0/2027-01-01', '2027-01-01', '2027-01-31', '10', 'Nurse', 1],
        ['E0/2027-02-01', '2027-02-01', undefined, 'U2', 'Nurse', 0.6],
      ],
    );
    house.at('2027-01-01T00:30:00Z');
    await house.connect();
    assert.equal((await read())?.birthName, 'Later');
  });

  it('counts payroll periods as the company has them', async () => {
    house = await openNmbrs({ periods: 'week', companyPeriods: { Voorbeeld: 'four-weeks' } });
    house.at('2026-11-24T09:00:00Z');
    await house.connect();
    house.nmbrs.load({ people: crowd(1), units });
    house.nmbrs.edit((tables) => {
      const { departments } = employeeOf(tables, 'P0');
      const [department] = departments;
      if (department)
        departments.push({
          ...department,
          code: 10,
          period: { year: 2027, period: 2 },
          createdAt: '2027-01-01T00:00:00Z',
        });
    });
    const [person] = (await house.connector.read()).people;
    assert.deepEqual(
      person?.employments.map(({ startsOn, unitKey }) => [startsOn, unitKey]),
      [
        ['2020-01-01', 'U2'],
        ['2027-02-01', '10'],
      ],
    );
  });

  it('ends an employment with its last contract where the customer wants it', async () => {
    for (const endsWithContract of [false, true]) {
      house = await openNmbrs({ endsWithContract });
      house.nmbrs.load({ people: crowd(3), units });
      house.nmbrs.edit((tables) => {
        const [zero, one, two] = ['P0', 'P1', 'P2'].map((id) => employeeOf(tables, id).contracts);
        const [contract] = zero ?? [];
        assert.ok(contract && one && two);
        const fixed = (startDate: string, endDate: string) => ({ ...contract, startDate, endDate, indefinite: false });
        zero?.splice(0, 1, fixed('2020-01-01', '2020-12-31'), fixed('2021-01-01', '2026-12-31'));
        one.splice(0, 1, fixed('2020-01-01', '2020-12-31'), { ...contract, startDate: '2021-01-01', indefinite: true });
        two.splice(0);
      });
      const ends = byKey((await house.connector.read()).people).map(({ employments }) => employments[0]?.endsOn);
      assert.deepEqual(ends, [endsWithContract ? '2026-12-31' : undefined, undefined, undefined]);
      await house.close();
    }
  });

  it('finds one person in several companies by what the customer says, and never joins two names', async () => {
    const twice = (): Person[] => {
      const [person, other] = crowd(2);
      assert.ok(person && other);
      const [employment] = person.employments;
      assert.ok(employment);
      const second = { ...employment, employmentKey: 'E0b', employerName: 'Second' };
      return [{ ...person, workEmail: 'p0@example.org', employments: [employment, second] }, other];
    };
    for (const [samePerson, keys] of [
      ['never', ['P0', 'P0.2', 'P1']],
      ['number', ['P0', 'P1']],
      ['email', ['P0', 'P1']],
      ['birth', ['P0', 'P1']],
    ] as const) {
      house = await openNmbrs({ samePerson });
      house.nmbrs.load({ people: twice().map((one) => ({ ...one, initials: 'A.B.' })), units });
      assert.deepEqual(keysOf(await house.connector.read()), keys, samePerson);
      await house.close();
    }
    house = await openNmbrs();
    house.nmbrs.load({ people: twice(), units });
    house.nmbrs.edit((tables) => {
      const [info] = employeeOf(tables, 'P0.2').info;
      assert.ok(info);
      info.basicInfo.lastName = 'Otherwise';
    });
    const reading = await house.connector.read();
    assert.deepEqual(keysOf(reading), ['P1']);
    assert.deepEqual(
      reading.setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['P0', 'conflicting-rows']],
    );
    assert.match(reading.setAside[0]?.text ?? '', /birthName \(employee 100000, company/);
  });

  it('passes over applicants, and sets aside whoever cannot be understood, with the record named', async () => {
    house = await openNmbrs();
    house.nmbrs.load({ people: crowd(9), units });
    house.nmbrs.edit((tables) => {
      const edit = (id: string) => employeeOf(tables, id);
      edit('P1').type = 'applicant';
      first(edit('P2').info).partnerInfo.ascriptionCode = 9;
      first(edit('P3').employments).startDate = '31-12-2026';
      first(edit('P4').employments).endDate = '2019-01-01';
      edit('P5').employments.splice(0);
      first(edit('P6').departments).period = { year: 2026, period: 14 };
      Object.assign(edit('P7'), { functions: [['what']] });
      Object.assign(edit('P8'), { schedules: [{ createdAt: { at: 'noon' } }] });
    });
    const reading = await house.connector.read();
    assert.deepEqual(keysOf(reading), ['P0']);
    assert.deepEqual(reading.setAside.map(({ personKey, reason }) => [personKey, reason]).sort(), [
      ['P2', 'unknown-value'],
      ['P3', 'unknown-date'],
      ['P4', 'unknown-date'],
      ['P5', 'broken-row'],
      ['P6', 'unknown-date'],
      ['P7', 'broken-row'],
      ['P8', 'broken-row'],
    ]);
    assert.ok(reading.setAside.every(({ where }) => /^employee \d+, company 1$/.test(where)));
  });

  it('counts leave only where and as the customer says', async () => {
    const people = crowd(1).map((one): Person => {
      const [startsOn, endsOn] = ['2026-12-01', '2027-03-01'];
      return { ...one, leaves: ['parental', 'vacation'].map((kind) => ({ startsOn, endsOn, kind })) };
    });
    for (const [leaves, count] of [
      [undefined, 0],
      [{}, 2],
      [{ types: ['Parental'] }, 1],
      [{ statuses: ['requested'] }, 0],
    ] as const) {
      house = await openNmbrs({ leaves });
      house.nmbrs.load({ people, units });
      assert.equal((await house.connector.read()).people[0]?.leaves.length, count);
      await house.close();
    }
  });

  for (const [name, answer, retryable, says] of [
    ['a question that is not understood', problem(400, 'Bad Request', 'no'), false, /400.*pageSize/s],
    ['a key that does not count', problem(401, 'Unauthorized', 'no'), false, /401.*subscriptionKeys.*connect/s],
    ['no rights', problem(403, 'Forbidden', 'no'), false, /403.*may not read.*employee\.orgstructure\.read/s],
    ['a path that is not there', problem(404, 'Not Found', 'no'), false, /404.*baseUrl/s],
    ['too many questions', problem(429, 'Too Many', 'no'), true, /429.*pollMinutes/s],
    ['a fault', problem(500, 'Error', 'no'), true, /500 .*trouble of its own/s],
    ['a gateway', { status: 502, body: '<html>' }, true, /502/],
    ['maintenance', { status: 503, body: '' }, true, /503/],
    ['no JSON', { status: 200, body: '<html>' }, false, /something else than employees \(departments\)/],
    ['no pages', { status: 200, body: '{"data":[]}' }, false, /pagination/],
    [
      'another page',
      { status: 200, body: '{"pagination":{"pageNumber":3,"totalPages":9,"totalRecords":9},"data":[]}' },
      false,
      /another page/,
    ],
  ] as const)
    it(`says what to do about ${name}`, async () => {
      house = await openNmbrs();
      house.nmbrs.load({ people: crowd(3), units });
      house.nmbrs.setFaults([{ concerns: endsWith('/employees/departments'), with: answer }]);
      await assert.rejects(
        house.connector.read(),
        (error: Error & { code: string; advice: string; retryable: boolean }) => {
          assert.deepEqual([error.code, error.retryable], ['hr-unreadable', retryable]);
          assert.match(`${error.message} ${error.advice}`, says);
          return true;
        },
      );
    });

  it('waits as long as Nmbrs asks, and reads on', async () => {
    house = await openNmbrs();
    house.nmbrs.load({ people: crowd(3), units });
    const busy = { ...problem(429, 'Too Many Requests', 'Slow down.'), headers: { 'retry-after': '17' } };
    house.nmbrs.setFaults([{ concerns: endsWith('/employees/managers'), times: 2, with: busy }]);
    assert.equal((await house.connector.read()).people.length, 3);
    assert.ok(house.waits.filter((ms) => ms >= 17_000 && ms < 20_000).length >= 2);
  });

  it('reads the companies that the policy names, and nothing when one of them is not shown', async () => {
    const people = crowd(4).map((one, number) => ({
      ...one,
      employments: one.employments.map((employment) => ({ ...employment, employerKey: number < 2 ? 'A' : 'B' })),
    }));
    house = await openNmbrs({ companies: ['B'] });
    house.nmbrs.load({ people, units });
    assert.deepEqual(keysOf(await house.connector.read()), ['P2', 'P3']);
    await house.close();
    house = await openNmbrs({ companies: ['1'] });
    house.nmbrs.load({ people, units });
    assert.deepEqual(keysOf(await house.connector.read()), ['P0', 'P1']);
    await house.close();
    house = await openNmbrs({ companies: ['A', 'C'] });
    house.nmbrs.load({ people, units });
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /does not show the company C/ });
  });

  it('never reads less than everybody, whatever becomes of one answer', async function () {
    this.timeout(60_000);
    house = await openNmbrs();
    const people = crowd(8);
    house.nmbrs.load({ people, units });
    const list = fc.constantFrom(
      'personalinfo',
      'employments',
      'schedules',
      'functions',
      'departments',
      'managers',
      'costcenters',
      'leaverequests',
    );
    const rows = fc.array(
      fc.dictionary(fc.constantFrom('employeeId', 'info', 'employments', 'departments', 'managers'), fc.anything()),
      { maxLength: 4 },
    );
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      rows.map(
        (data) =>
          JSON.stringify({ pagination: { pageNumber: 1, totalPages: 1, totalRecords: data.length }, data }) ?? '',
      ),
      fc.nat(2000).map((at) => JSON.stringify({ data: people }).slice(0, at)),
      fc.constant(
        `{"pagination":{"pageNumber":1,"totalPages":1,"totalRecords":1},"data":[{"employeeId":"P1","employments":[{"startDate":"${'9'.repeat(1e5)}"}]}]}`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(list, bodies, fc.constantFrom(200, 200, 400, 418, 500), async (path, body, status) => {
        house.nmbrs.setFaults([{ concerns: endsWith(`/employees/${path}`), with: { status, body } }]);
        const outcome = await house
          .openAnother()
          .read()
          .catch((error: { code?: string; advice?: string }) => error);
        if ('people' in outcome) {
          const named = new Set([...outcome.people, ...outcome.setAside].map(({ personKey }) => personKey));
          return people.every(({ personKey }) => named.has(personKey));
        }
        return (outcome.code === 'hr-unreadable' || outcome.code === 'hr-busy') && Boolean(outcome.advice);
      }),
      worlds(50),
    );
  });

  it('by changes gives what reading everything gives, and asks only for companies that changed', async function () {
    this.timeout(60_000);
    house = await openNmbrs({ changes: true });
    const change = fc.record({ who: fc.nat(19), what: fc.constantFrom('rename', 'move', 'end', 'hire', 'phone') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 4 }), async (rounds) => {
        let people: Person[] = crowd(20).map((one, number) => ({
          ...one,
          employments: one.employments.map((employment) => ({ ...employment, employerKey: `C${number % 3}` })),
        }));
        let now = Date.parse('2026-11-24T08:00:00Z');
        house.at(new Date(now).toISOString());
        await house.connect();
        house.nmbrs.load({ people: [], units: [] });
        house.nmbrs.load({ people, units });
        const reader = house.openAnother();
        const pass = (minutes: number) => {
          now += minutes * 60_000;
          house.at(new Date(now).toISOString());
        };
        pass(15);
        await reader.read();
        for (const round of rounds) {
          pass(30);
          for (const one of round) people = applyChange(people, one);
          house.nmbrs.load({ people, units });
          pass(15);
          const before = house.nmbrs.calls().length;
          assert.deepEqual(byKey((await reader.read()).people), expected(people));
          const filtered = house.nmbrs.calls().slice(before);
          assert.ok(filtered.some(({ query }) => query.has('createdFrom')));
          if (round.length === 0)
            assert.ok(filtered.every(({ query }) => query.get('pageSize') !== '100' || !query.has('employeeType')));
        }
      }),
      worlds(10),
    );
  });

  it('reads everything on a new day: a payroll period may have begun, and what was corrected in place is seen', async () => {
    house = await openNmbrs({ changes: true });
    house.at('2026-11-30T20:00:00Z');
    await house.connect();
    house.nmbrs.load({ people: crowd(2), units });
    house.at('2026-11-30T20:30:00Z');
    await house.connector.read();
    house.nmbrs.edit((tables) => {
      const { info } = employeeOf(tables, 'P0');
      first(info).basicInfo.lastName = 'Corrected';
      tables.employees.splice(1, 1);
    });
    house.at('2026-11-30T21:00:00Z');
    assert.deepEqual(keysOf(await house.connector.read()), ['P0', 'P1']);
    house.at('2026-11-30T23:30:00Z');
    const reading = await house.connector.read();
    assert.deepEqual(keysOf(reading), ['P0']);
    assert.equal(reading.people[0]?.birthName, 'Corrected');
  });

  for (const list of ['departments', 'functions', 'managers', 'schedules'])
    it(`does not believe that nobody of a company has ${list} any more, nor somebody who is read alone`, async () => {
      house = await openNmbrs({ companies: ['A', 'B'] });
      const people = crowd(6).map((one, number) => ({
        ...one,
        employments: one.employments.map((employment) => ({
          ...employment,
          ...(number === 0 ? {} : { managerPersonKey: 'P0' }),
          employerKey: number < 3 ? 'A' : 'B',
        })),
      }));
      house.nmbrs.load({ people, units });
      await house.connector.read();
      const empty = {
        status: 200,
        body: '{"pagination":{"pageNumber":1,"totalPages":1,"totalRecords":0},"data":[]}',
      };
      const ofB = ({ path }: { path: string }) => path.endsWith(`/companies/B/employees/${list}`);
      house.nmbrs.setFaults([{ concerns: ofB, with: empty }]);
      const refusal = { code: 'hr-unreadable', message: new RegExp(`no ${list} any more`) };
      await assert.rejects(house.connector.read(), refusal);
      await assert.rejects(house.connector.readPeople?.(['P4']) ?? Promise.resolve(), refusal);
      house.nmbrs.setFaults([]);
      assert.equal((await house.connector.read()).people.length, 6);
    });

  it('reads some people alone, as they are now, with managers among everybody', async () => {
    house = await openNmbrs();
    const people = crowd(10);
    house.nmbrs.load({ people, units });
    await house.connector.read();
    const changed = people.map((one) => (one.personKey === 'P3' ? { ...one, callName: 'Changed' } : one));
    house.nmbrs.load({ people: changed.filter(({ personKey }) => personKey !== 'P7'), units });
    const before = house.nmbrs.calls().length;
    const some = await house.connector.readPeople?.(['P3', 'P7', 'P99']);
    assert.deepEqual(byKey(some?.people ?? []), expected(changed.filter(({ personKey }) => personKey === 'P3')));
    assert.ok(
      house.nmbrs
        .calls()
        .slice(before)
        .every(({ query }) => query.has('employeeId')),
    );
  });
});

describe('checking Visma Nmbrs', () => {
  let house: NmbrsHouse;
  afterEach(() => house.close());
  const findings = async () => house.connector.check();
  const broken = async () => (await findings()).filter(({ ok }) => !ok).map(({ text }) => text);

  it('says what counts and what may be read, without reading everybody', async () => {
    house = await openNmbrs();
    house.nmbrs.load({ people: crowd(120), units });
    const texts = (await findings()).map(({ text }) => text);
    assert.match(texts[0] ?? '', /^The consent counts; it was last used on \d{4}-\d\d-\d\d\.$/);
    assert.equal(texts[1], 'The subscription key is accepted. Companies: 1 Voorbeeld.');
    assert.match(texts[2] ?? '', /^May be read: personalinfo, employments, .*departments of the debtor\.$/);
    assert.deepEqual(await broken(), []);
    assert.ok(house.nmbrs.calls().every(({ query }) => Number(query.get('pageNumber') ?? 1) === 1));
  });

  it('names what is missing: consent, key, company, rights to each list, the code of name use', async () => {
    house = await openNmbrs({}, { consents: false });
    assert.match((await broken())[0] ?? '', /nobody has consented.*instroom nmbrs connect --source hr/);
    await house.close();
    house = await openNmbrs({}, { subscriptionKeys: ['another'] });
    assert.match((await broken())[0] ?? '', /401.*subscription key.*subscriptionKeys/);
    await house.close();
    house = await openNmbrs({ companies: ['Nowhere'] });
    house.nmbrs.load({ people: crowd(1), units });
    assert.match((await broken())[0] ?? '', /does not show the company Nowhere/);
    await house.close();
    house = await openNmbrs({
      scopes: ['company.info.read', 'employee.info.read', 'employee.employment.read'],
      leaves: undefined,
    });
    house.nmbrs.load({ people: crowd(1), units });
    const texts = await broken();
    assert.equal(texts.filter((text) => /403.*employee\.orgstructure\.read/.test(text)).length, 5);
    await house.close();
    house = await openNmbrs();
    house.nmbrs.load({ people: crowd(3).map((one) => ({ ...one, partnerName: 'Berg' })), units });
    house.nmbrs.edit(({ employees }) => {
      for (const { info } of employees) for (const { partnerInfo } of info) delete partnerInfo.ascriptionCode;
    });
    assert.match((await broken())[0] ?? '', /without ascriptionCode/);
    await house.close();
    house = await openNmbrs({}, {}, { NMBRS_SECRET: secrets.NMBRS_SECRET });
    assert.match((await broken())[0] ?? '', /The secret NMBRS_KEY is not there/);
  });
});

type Change = { who: number; what: string };

function applyChange(people: Person[], { who, what }: Change): Person[] {
  if (what === 'hire') {
    const person = crowd(people.length + 1)[people.length];
    assert.ok(person);
    return [...people, { ...person, employments: person.employments.map((one) => ({ ...one, employerKey: 'C0' })) }];
  }
  const edit = (change: Partial<Employment>) => (one: Employment) => ({ ...one, ...change });
  return people.map((person, index) => {
    if (index !== who) return person;
    if (what === 'rename') return { ...person, callName: 'Renamed' };
    if (what === 'phone') return { ...person, mobilePhone: '+31612345678' };
    return {
      ...person,
      employments: person.employments.map(edit(what === 'end' ? { endsOn: '2026-12-31' } : { unitKey: '10' })),
    };
  });
}

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const word = fc.constantFrom('Ada', "van 't", 'Yıldız', 'de Vries – Berg', '<b>&amp;', '"q"');
const day = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

/** An employment that ends after it begins, or one without days. */
const employment = fc
  .record({
    kind: fc.constantFrom('employee', 'external', 'contingent', 'intern', 'other'),
    employerKey: optional(fc.constantFrom('C1', 'C2')),
    days: fc.tuple(optional(day), optional(day)),
    fte: optional(fc.integer({ min: 0, max: 120 }).map((percent) => percent / 100)),
    functionKey: optional(fc.constantFrom('12', 'F-1')),
    functionTitle: optional(word),
    costCentre: optional(fc.constantFrom('100', 'CC')),
    managerPersonKey: optional(fc.constantFrom('P0', 'P1', 'P404')),
    isPrimary: optional(fc.boolean()),
    country: optional(fc.constant('NL')),
  })
  .map(({ days: [one, other], ...rest }) => {
    const inOrder = one !== undefined && other !== undefined && other < one ? [other, one] : [one, other];
    return { ...rest, unitKey: 'U2', startsOn: inOrder[0], endsOn: inOrder[1] };
  });

const person = fc.record({
  callName: optional(word),
  givenName: optional(word),
  initials: optional(fc.constant('A.')),
  birthNamePrefix: optional(fc.constant('van der')),
  birthName: optional(word),
  partnerNamePrefix: optional(fc.constant('de')),
  partnerName: optional(word),
  nameUse: fc.constantFrom('birth', 'partner', 'partner-birth', 'birth-partner', 'as-given'),
  mobilePhone: optional(fc.constant('+31 6 1234')),
  workPhone: optional(fc.constant('010-1')),
  employments: fc.array(employment, { minLength: 1, maxLength: 4 }),
  leaves: fc.array(fc.record({ startsOn: day, kind: optional(fc.constant('parental')) }), { maxLength: 2 }),
});

const withoutGaps = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

/** Some people, each with keys of their own. */
const organisation = fc.array(person, { minLength: 1, maxLength: 5 }).map((people) =>
  people.map(
    (one, number): Person =>
      withoutGaps({
        ...one,
        personKey: `P${number}`,
        sourceId: 'hr',
        employments: one.employments.map((each, index) => ({ ...each, employmentKey: `E${number}-${index}` })),
      } as Person),
  ),
);
