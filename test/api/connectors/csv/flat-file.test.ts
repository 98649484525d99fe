import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HrReading } from '../../../../models/person.ts';
import type { CsvColumns } from '../../../../models/sources/csv-source.ts';
import { createTempFolder, openSource, type TempFolder } from './csv-files.ts';

/** The columns of Microsoft's samples, as in the example policy. */
const workerColumns: CsvColumns = {
  personKey: 'WorkerID',
  employeeNumber: 'WorkerID',
  callName: 'FirstName',
  birthName: 'LastName',
  kind: { column: 'WorkerType', values: { Employee: 'employee', Contractor: 'contingent', Intern: 'intern' } },
  active: { column: 'WorkerStatus', is: 'Active' },
  startDate: 'HireDate',
  unitKey: 'Department',
  functionTitle: 'JobTitle',
  managerPersonKey: 'ManagerID',
  country: { column: 'CountryCode', values: { UK: 'GB' } },
};

const header = 'WorkerID,WorkerStatus,WorkerType,FirstName,LastName,ManagerID,HireDate,Department,JobTitle,CountryCode';

const samples = path.resolve(import.meta.dirname, '../../../../../shared/hr-samples/microsoft-entra-inbound');

describe('csv connector, flat file', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(() => folder.remove());

  async function read(lines: readonly string[], columns: CsvColumns = workerColumns): Promise<HrReading> {
    await folder.write({ 'workers.csv': `${lines.join('\r\n')}\r\n` });
    return openSource({ file: path.join(folder.path, 'workers.csv'), columns }).read();
  }

  const asideOf = (reading: HrReading) =>
    reading.setAside.map(({ personKey, reason, where }) => [personKey, reason, where]);

  it('reads a person with an employment from each row, and the units that rows name', async () => {
    const reading = await read([
      header,
      '1,ACTIVE,Contractor,Talya,Fleeta,2,2013-01-01,Sales,Director,UK',
      '2,Left,employee,Rik,Boom,,2014-01-01,Sales,,NL',
    ]);
    assert.deepEqual(reading.people, [
      {
        personKey: '1',
        sourceId: 'hr',
        callName: 'Talya',
        birthName: 'Fleeta',
        nameUse: 'birth',
        isActive: true,
        employments: [
          {
            employmentKey: '1',
            employeeNumber: '1',
            kind: 'contingent',
            startsOn: '2013-01-01',
            unitKey: 'Sales',
            functionTitle: 'Director',
            managerPersonKey: '2',
            country: 'GB',
          },
        ],
        leaves: [],
      },
      {
        personKey: '2',
        sourceId: 'hr',
        callName: 'Rik',
        birthName: 'Boom',
        nameUse: 'birth',
        isActive: false,
        employments: [
          {
            employmentKey: '2',
            employeeNumber: '2',
            kind: 'employee',
            startsOn: '2014-01-01',
            unitKey: 'Sales',
            country: 'NL',
          },
        ],
        leaves: [],
      },
    ]);
    assert.deepEqual(reading.units, [{ unitKey: 'Sales', name: 'Sales' }]);
    assert.deepEqual(openSource({ file: path.join(folder.path, 'workers.csv'), columns: workerColumns }).watchPaths, [
      folder.path,
    ]);
  });

  it('sets aside who has a value that the table of a closed list does not name', async () => {
    const reading = await read([header, '1,Active,Robot,Al,Bot,,2013-01-01,Sales,,NL']);
    assert.deepEqual(asideOf(reading), [['1', 'unknown-value', 'workers.csv:2']]);
    assert.match(
      reading.setAside[0]?.text ?? '',
      /WorkerType “Robot” is unknown; expected is one of employee, contractor/,
    );
  });

  it('takes identical rows once, and sets aside whose rows differ, with all of them named', async () => {
    const reading = await read([
      header,
      '1,Active,Employee,Jan,Jansen,,2013-01-01,Sales,,NL',
      '2,Active,Employee,Rik,Boom,,2014-01-01,Sales,,NL',
      '1,Active,Employee,Jan,Jansen,,2013-01-01,Care,,NL',
      '2,Active,Employee,Rik,Boom,,2014-01-01,Sales,,NL',
      '1,Active,Employee,Jan,Jansen,,2013-01-01,Sales,,NL',
    ]);
    assert.deepEqual(asideOf(reading), [['1', 'conflicting-rows', 'workers.csv:2, workers.csv:4, workers.csv:6']]);
    assert.match(reading.setAside[0]?.text ?? '', /3 rows contradict each other in Department/);
    assert.deepEqual(
      reading.people.map((person) => [person.personKey, person.employments.length]),
      [['2', 1]],
    );
  });

  describe('with a column for the employment', () => {
    const columns: CsvColumns = {
      personKey: 'nr',
      employmentKey: 'contract',
      birthName: 'naam',
      unitKey: 'afd',
      unitName: 'afdeling',
      startDate: 'in',
      endDate: 'uit',
      fte: 'deeltijd',
      primary: { column: 'hoofd', is: ['J', 'Ja'] },
    };
    const top = 'nr;contract;naam;afd;afdeling;in;uit;deeltijd;hoofd';

    it('gives one person several employments', async () => {
      const reading = await read(
        [
          top,
          '1;a;Bos;Z;Zorg;1-2-2020;;0,5;ja',
          '2;a;Dam;Z;Zorg;13-2-2020;31-12-9999;80%;N',
          '1;b;Bos;F;Geld;1-3-2021;;0.4;',
        ],
        columns,
      );
      assert.deepEqual(
        reading.people.map((person) =>
          person.employments.map((e) => [e.employmentKey, e.startsOn, e.endsOn, e.fte, e.isPrimary]),
        ),
        [
          [
            ['a', '2020-02-01', undefined, 0.5, true],
            ['b', '2021-03-01', undefined, 0.4, false],
          ],
          [['a', '2020-02-13', undefined, 0.8, false]],
        ],
      );
      assert.deepEqual(reading.units, [
        { unitKey: 'Z', name: 'Zorg' },
        { unitKey: 'F', name: 'Geld' },
      ]);
    });

    it('sets aside whose rows disagree about the person, or have one contract twice', async () => {
      const reading = await read(
        [
          top,
          '1;a;Bos;Z;Zorg;1-2-2020;;;',
          '1;b;Bosch;Z;Zorg;1-2-2020;;;',
          '2;a;Dam;Z;Zorg;1-2-2020;;;',
          '2;a;Dam;Z;Zorg;1-3-2020;;;',
        ],
        columns,
      );
      assert.deepEqual(asideOf(reading), [
        ['1', 'conflicting-rows', 'workers.csv:2, workers.csv:3'],
        ['2', 'conflicting-rows', 'workers.csv:4, workers.csv:5'],
      ]);
    });

    it('sets aside whose row has a field too many or too few, wherever that moved the key', async () => {
      const reading = await read(
        [
          'afdeling;afd;nr;contract;naam;in;uit;deeltijd;hoofd',
          'Zorg;Z;1;a;Bos;1-2-2020;31-12-2020;;',
          'Zorg; dag en nacht;Z;1;b;Bos;1-1-2021;;;',
          'Zorg;Z;2;a;Dam;1-2-2020;31-12-2020;;',
          'Z;2;b;Dam;1-1-2021;;;',
          'Zorg;Z;3;a;Vos;1-2-2020;;;',
          'Zorg;Z;3;b;Vos;1-2-2021;;;;',
          'Zorg;Z;4;a;Mol;1-2-2020;;;',
        ],
        columns,
      );
      assert.deepEqual(asideOf(reading), [
        ['1', 'broken-row', 'workers.csv:3'],
        ['2', 'broken-row', 'workers.csv:5'],
        ['3', 'broken-row', 'workers.csv:7'],
      ]);
      assert.deepEqual(
        reading.people.map((person) => person.personKey),
        ['4'],
      );
    });

    it('does not use a unit with two names', async () => {
      const reading = await read([top, '1;a;Bos;Z;Zorg;1-2-2020;;;', '2;a;Dam;Z;Zorgen;1-2-2020;;;'], columns);
      assert.deepEqual(reading.units, []);
      assert.deepEqual(asideOf(reading), [[null, 'conflicting-rows', 'workers.csv:2, workers.csv:3']]);
      assert.equal(reading.people.length, 2);
    });
  });

  it('reads who is active from yes and no when no value is given for it', async () => {
    const reading = await read(
      [
        'id,unit,start,active',
        '1,U,2020-01-01,Yes',
        '2,U,2020-01-01,onwaar',
        '3,U,2020-01-01,',
        '4,U,2020-01-01,perhaps',
      ],
      { personKey: 'id', unitKey: 'unit', startDate: 'start', active: 'active' },
    );
    assert.deepEqual(
      reading.people.map((person) => person.isActive),
      [true, false, undefined],
    );
    assert.deepEqual(asideOf(reading), [['4', 'unknown-value', 'workers.csv:5']]);
  });

  it('refuses a file in which the column that says who is active is empty everywhere', async () => {
    await assert.rejects(read([header, '1,,Employee,Jan,Jansen,,2013-01-01,Sales,,NL']), {
      code: 'hr-unreadable',
      message: 'WorkerStatus in workers.csv is empty in every row, so nobody would be active.',
    });
  });

  it('names a mapped column that is not in the file', async () => {
    await assert.rejects(
      read(['WorkerID,HiredDate,Department', '1,2020-01-01,Sales'], {
        personKey: 'WorkerID',
        startDate: 'HireDate',
        unitKey: 'Department',
      }),
      {
        code: 'hr-unreadable',
        message:
          'workers.csv has no column HireDate (did you mean HiredDate?). Columns found: WorkerID, HiredDate, Department.',
      },
    );
  });

  it('refuses a header and nobody', async () => {
    await assert.rejects(read([header]), { code: 'hr-unreadable' });
  });

  describe("Microsoft's samples (skipped where ../shared/hr-samples is absent)", () => {
    before(function () {
      if (!existsSync(samples)) this.skip();
    });

    const readSample = (name: string) => openSource({ file: path.join(samples, name), columns: workerColumns }).read();

    it('5 records are 5 people', async () => {
      const reading = await readSample('csv-with-5-records.txt');
      assert.equal(reading.people.length, 5);
      assert.deepEqual(reading.setAside, []);
    });

    it('1,000 records are 359 people, and 265 who are set aside with the lines that contradict each other', async () => {
      const reading = await readSample('csv-with-1000-records.csv');
      assert.equal(reading.people.length, 359);
      assert.equal(reading.setAside.length, 265);
      for (const { personKey, reason, where } of reading.setAside) {
        assert.match(personKey ?? '', /^\d+$/);
        assert.equal(reason, 'conflicting-rows');
        assert.match(where, /^csv-with-1000-records\.csv:\d+(, csv-with-1000-records\.csv:\d+)+$/);
      }
      assert.equal(reading.people.filter((person) => person.employments[0]?.country === 'UK').length, 0);
      assert.equal(reading.units.length, 6);
    });

    it('a file in which every field is quoted reads the same', async () => {
      const reading = await readSample('employeeData.csv');
      assert.ok(reading.people.length > 100);
      assert.ok(reading.people.every((person) => person.employments[0]?.kind === 'employee'));
    });
  });
});
