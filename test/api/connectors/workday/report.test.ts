import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainError } from '../../../../models/errors.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { worlds } from '../../../play-worlds.ts';
import { byKey, crowd, personWith, units } from './make-crowd.ts';
import { asWorkdayReportSays, openWorkday, password, reportSettings, user, type WorkdayHouse } from './open-workday.ts';

const { columns } = reportSettings;

describe('reading a report of Workday', () => {
  let house: WorkdayHouse;
  afterEach(() => house.close());

  const active = (people: Person[]) => people.map((one) => ({ ...one, isActive: true }));
  const open = async (people = active(crowd(6)), settings: Record<string, unknown> = {}) => {
    house = await openWorkday({ ...reportSettings, ...settings });
    house.workday.load({ people, units });
    return people;
  };
  const answerWith = (entries: unknown) =>
    house.workday.setFaults([
      { concerns: () => true, with: { status: 200, body: JSON.stringify({ Report_Entry: entries }) } },
    ]);
  const entry = { Worker_ID: '1', Organization_ID: 'U1', Hire_Date: '2026-03-01-08:00', Access: '1', Manager_ID: '2' };

  it('takes one call, signed in as the user, for everybody and the units they name', async () => {
    const people = await open();
    const reading = await house.connector.read();
    assert.deepEqual(byKey(reading.people), people.map(asWorkdayReportSays));
    assert.deepEqual(
      [...reading.units].sort((a, b) => (a.unitKey < b.unitKey ? -1 : 1)),
      [
        { unitKey: 'U1', name: 'U1' },
        { unitKey: 'U2', name: units[1]?.name, parentKey: 'U1' },
      ],
    );
    const [call] = house.workday.calls();
    assert.equal(house.workday.calls().length, 1);
    assert.equal(call?.path, '/ccx/service/customreport2/voorbeeld/hr.admin/Instroom_Workers');
    assert.equal(call?.query.get('format'), 'json');
    assert.equal(call?.headers.authorization, `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  });

  it('asks for parts by prompts and puts them together', async () => {
    const people = active([...crowd(3), personWith(3, [{ unitKey: 'U1' }])]);
    await open(people, {
      report: { ...reportSettings.report, parts: [{ Organization_ID: 'U1' }, { Organization_ID: 'U2' }] },
    });
    assert.equal((await house.connector.read()).people.length, 4);
    assert.deepEqual(
      house.workday.calls().map(({ query }) => query.get('Organization_ID')),
      ['U1', 'U2'],
    );
    house.workday.setFaults([{ concerns: ({ query }) => query.get('Organization_ID') === 'U2', with: 'cut' }]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable' });
  });

  it('believes no part that gives nobody', async () => {
    await open(active([...crowd(3), personWith(3, [{ unitKey: 'U1' }])]), {
      report: { ...reportSettings.report, parts: [{ Organization_ID: 'U1' }, { Organization_ID: 'U2' }] },
    });
    house.workday.setFaults([
      {
        concerns: ({ query }) => query.get('Organization_ID') === 'U2',
        with: { status: 200, body: '{"Report_Entry":[]}' },
      },
    ]);
    await assert.rejects(house.connector.read(), { code: 'hr-unreadable', message: /Organization_ID U2.*nobody/ });
  });

  it('translates the words of the customer, as a flat file does', async () => {
    await open([], {
      columns: {
        ...columns,
        kind: { column: 'Worker_Type', values: { Regular: 'employee', Contractor: 'external' } },
        active: { column: 'Access', is: ['Yes', 'Temporary'] },
      },
    });
    answerWith([
      { ...entry, Worker_Type: 'contractor', Access: 'temporary', FTE: '80%' },
      { ...entry, Worker_ID: '2', Worker_Type: 'Regular', Access: 'No', FTE: '0,5' },
      { ...entry, Worker_ID: '3', Worker_Type: 'Volunteer', Access: 'Yes' },
    ]);
    const reading = await house.connector.read();
    assert.deepEqual(
      reading.people.map(({ personKey, isActive, employments: [one] }) => [personKey, isActive, one?.kind, one?.fte]),
      [
        ['1', true, 'external', 0.8],
        ['2', false, 'employee', 0.5],
      ],
    );
    assert.deepEqual(
      reading.setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['3', 'unknown-value']],
    );
  });

  it('has several employments of one person in several rows, and sets aside rows that contradict', async () => {
    await open([]);
    answerWith([
      { ...entry, Position_ID: 'A' },
      { ...entry, Position_ID: 'B', Organization_ID: 'U2' },
      { ...entry, Worker_ID: '2', Position_ID: 'A', Family_Name: 'Vos' },
      { ...entry, Worker_ID: '2', Position_ID: 'B', Family_Name: 'Wolf' },
      { ...entry, Worker_ID: '3', Hire_Date: '01/02/2026' },
      { ...entry, Worker_ID: '4', Hire_Date: '2026-03-01', End_Date: '2026-02-01' },
      { ...entry, Worker_ID: ' ' },
    ]);
    const reading = await house.connector.read();
    assert.deepEqual(
      reading.people.map(({ personKey, employments }) => [personKey, employments.map(({ unitKey }) => unitKey)]),
      [['1', ['U1', 'U2']]],
    );
    assert.deepEqual(reading.setAside.map(({ personKey, reason }) => [personKey, reason]).sort(), [
      [null, 'no-key'],
      ['2', 'conflicting-rows'],
      ['3', 'unknown-date'],
      ['4', 'unknown-date'],
    ]);
  });

  for (const column of ['Worker_ID', 'Organization_ID', 'Hire_Date', 'Access', 'Manager_ID'])
    it(`takes nothing over when no entry has the column ${column}: an alias is wrong, or a right is missing`, async () => {
      await open([]);
      answerWith(
        Array.from({ length: 4 }, (_, index) => {
          const { [column as keyof typeof entry]: _gone, ...rest } = { ...entry, Worker_ID: String(index) };
          return rest;
        }),
      );
      await assert.rejects(house.connector.read(), {
        code: 'hr-unreadable',
        message: new RegExp(column),
        advice: /XML Alias/,
      });
    });

  for (const [name, answer, says] of [
    ['a wrong password', { status: 401, body: '' }, /401.*password/s],
    ['a report that is not shared', { status: 403, body: '' }, /403.*Share the report/s],
    ['a name that is not there', { status: 404, body: '' }, /404.*owner and name of the report/s],
    ['a prompt that is missing', { status: 400, body: '{"error":"prompt"}' }, /400.*prompts/s],
    ['a report that takes too long', { status: 500, body: 'timeout' }, /500.*tried again/s],
    ['a fault in XML', { status: 500, body: '<e><faultstring>x</faultstring></e>' }, /500/],
    ['an empty report', { status: 200, body: '{"Report_Entry":[]}' }, /gave nobody at all.*never believed/s],
    ['no report', { status: 200, body: '{}' }, /something else than was asked for/],
    [
      'half a report',
      { status: 200, body: '{"Report_Entry":[{"Worker_ID":"1"},' },
      /something else than was asked for/,
    ],
    ['XML instead of JSON', { status: 200, body: '<Report_Data/>' }, /something else than was asked for/],
    ['entries that are none', { status: 200, body: '{"Report_Entry":[1]}' }, /something else than was asked for/],
    [
      'a column that is a group',
      { status: 200, body: JSON.stringify({ Report_Entry: [{ ...entry, Hire_Date: [{ a: '1' }] }] }) },
      /Hire_Date of the report holds a list or a group/,
    ],
  ] as const)
    it(`says what to do about ${name}`, async () => {
      await open();
      house.workday.setFaults([{ concerns: () => true, with: answer }]);
      await assert.rejects(house.connector.read(), (error: Parameters<typeof explainError>[0] & { code: string }) => {
        assert.equal(error.code, 'hr-unreadable');
        assert.match(explainError(error), says);
        return true;
      });
    });

  it('never reads less than everybody, whatever becomes of the answer', async () => {
    await open();
    const names = Object.values(columns);
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('1', '2026-03-01', '', 'x'),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
    );
    const rows = fc.array(fc.dictionary(fc.constantFrom(...names, '__proto__'), cell), { maxLength: 6 });
    const text = JSON.stringify({ Report_Entry: [entry, { ...entry, Worker_ID: '2' }] });
    const bodies = fc.oneof(
      rows.map((entries) => ({ body: JSON.stringify({ Report_Entry: entries }), entries })),
      fc.nat(text.length - 1).map((end) => ({ body: text.slice(0, end), entries: null })),
      fc.json().map((body) => ({ body, entries: null })),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async ({ body, entries }) => {
        house.workday.setFaults([{ concerns: () => true, with: { status: 200, body } }]);
        const outcome: HrReading | { code?: string; advice?: string } = await house.connector
          .read()
          .catch((error) => error);
        if (!('people' in outcome)) return outcome.code === 'hr-unreadable' && Boolean(outcome.advice);
        const known = new Set([...outcome.people, ...outcome.setAside].map(({ personKey }) => personKey));
        return (entries ?? []).every(({ Worker_ID: key }) => {
          const said = key === undefined || key === null ? '' : String(key).trim();
          return known.has(said === '' ? null : said);
        });
      }),
      worlds(150),
    );
  });
});
