import assert from 'node:assert/strict';
import type { HrReading } from '../../../../models/person.ts';
import { createTempFolder, goodFiles, header, openSource, type TempFolder } from './csv-files.ts';

describe('csv connector, native folder', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(() => folder.remove());

  async function read(changes: Record<string, string> = {}): Promise<HrReading> {
    await folder.write({ ...goodFiles, ...changes });
    return openSource({ folder: folder.path }).read();
  }

  const more = (name: keyof typeof goodFiles, ...rows: string[]): Record<string, string> => ({
    [name]: `${goodFiles[name]}${rows.join('\n')}\n`,
  });

  const keysOf = (reading: HrReading): string[] => reading.people.map((person) => person.personKey);
  const asideOf = (reading: HrReading) =>
    reading.setAside.map(({ personKey, reason, where }) => [personKey, reason, where]);

  it('reads people with their employments, leaves and units, and leaves empty cells out', async () => {
    const reading = await read();
    assert.deepEqual(keysOf(reading), ['P1', 'P2', 'P3']);
    assert.deepEqual(reading.people[0], {
      personKey: 'P1',
      sourceId: 'hr',
      callName: 'Anna',
      givenName: 'Anna Maria',
      initials: 'A.M.',
      birthNamePrefix: 'van der',
      birthName: 'Berg',
      partnerName: 'Jansen',
      nameUse: 'partner-birth',
      mobilePhone: '0612345678',
      workEmail: 'anna@example.org',
      employments: [
        {
          employmentKey: 'E1',
          employeeNumber: '1001',
          kind: 'employee',
          employerKey: 'W1',
          employerName: 'Zorg',
          startsOn: '2020-01-01',
          isPrimary: true,
          fte: 0.8,
          unitKey: 'U1',
          functionKey: 'F1',
          functionTitle: 'Nurse',
          costCentre: 'K1',
          managerPersonKey: 'P3',
          location: 'Utrecht',
          country: 'NL',
        },
      ],
      leaves: [{ startsOn: '2026-11-01', endsOn: '2027-03-20', kind: 'L' }],
    });
    assert.deepEqual(reading.units, [
      { unitKey: 'U1', name: 'Ward', parentKey: 'U2', headPersonKey: 'P1' },
      { unitKey: 'U2', name: 'Board', headPersonKey: 'P3' },
    ]);
    assert.deepEqual(reading.setAside, []);
    assert.equal(reading.people[2]?.employments[0]?.kind, 'employee', 'an empty kind is an employee');
    assert.equal(reading.people[1]?.nameUse, 'birth', 'an empty name use is the birth name');
  });

  it('takes the newest file for the moment of change, and watches the folder', async () => {
    const reading = await read();
    assert.ok(Math.abs(Date.parse(reading.changedAt ?? '') - (Date.now() - 60_000)) < 5_000);
    assert.deepEqual(openSource({ folder: folder.path }).watchPaths, [folder.path]);
  });

  it('does without leaves.csv', async () => {
    const { 'leaves.csv': _, ...others } = goodFiles;
    await folder.write(others);
    const reading = await openSource({ folder: folder.path }).read();
    assert.deepEqual(reading.people[0]?.leaves, []);
  });

  it('takes columns in any order, ignores unknown ones, and forgives case, dashes and spaces in names', async () => {
    const reading = await read({ 'units.csv': 'Name,colour,UNIT_KEY,head person key\nWard,red,U1,P1\n' });
    assert.deepEqual(reading.units, [{ unitKey: 'U1', name: 'Ward', headPersonKey: 'P1' }]);
  });

  it('names a missing column, what was found, and what may be meant', async () => {
    await assert.rejects(read({ 'units.csv': 'unitCode,name\nU1,Ward\n' }), {
      code: 'hr-unreadable',
      message: 'units.csv has no column unitKey (did you mean unitCode?). Columns found: unitCode, name.',
    });
    await assert.rejects(read({ 'employments.csv': 'employmentKey,personKey,startDate\nE1,P1,2020-01-01\n' }), {
      code: 'hr-unreadable',
      message: /employments\.csv has no column endDate/,
    });
  });

  it('refuses two columns with one name', async () => {
    await assert.rejects(read({ 'units.csv': 'unitKey,name,name\nU1,Ward,Board\n' }), /2 columns called name/);
  });

  it('keeps people without an employment, start date, unit or name, and a manager that is not in the file', async () => {
    const reading = await read({
      ...more('persons.csv', 'P4,Dé,,,,,,,,,,', 'P5,,,,,Eik,,,,,,'),
      ...more('employments.csv', 'E4,P4,,,,,,,,,,,,,P999,,'),
    });
    assert.deepEqual(reading.setAside, []);
    assert.deepEqual(reading.people[3]?.employments, [
      { employmentKey: 'E4', kind: 'employee', managerPersonKey: 'P999' },
    ]);
    assert.deepEqual(reading.people[4]?.employments, []);
  });

  it('takes 9999-12-31, 0001-01-01 and 1900-01-01 for no date', async () => {
    const reading = await read(
      more(
        'employments.csv',
        'E4,P1,,,,,2021-01-01,9999-12-31,,,,,,,,,',
        'E5,P1,,,,,0001-01-01,,,,,,,,,,',
        'E6,P1,,,,,2022-01-01,1900-01-01,,,,,,,,,',
      ),
    );
    assert.deepEqual(
      reading.people[0]?.employments.slice(1).map(({ startsOn, endsOn }) => [startsOn, endsOn]),
      [
        ['2021-01-01', undefined],
        [undefined, undefined],
        ['2022-01-01', undefined],
      ],
    );
  });

  describe('sets a person aside, and nobody else', () => {
    const cases: Array<{ name: string; changes: Record<string, string>; aside: unknown[]; people: string[] }> = [
      {
        name: 'two rows in persons.csv that differ',
        changes: more('persons.csv', 'P2,Bart,,B.,,Öztürk,,,,,,'),
        aside: [['P2', 'conflicting-rows', 'persons.csv:3, persons.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'two rows for one employment: everybody involved',
        changes: more('employments.csv', 'E1,P2,1001,employee,,,2020-01-01,,,,,,,,,,'),
        aside: [
          ['P1', 'conflicting-rows', 'employments.csv:2, employments.csv:5'],
          ['P2', 'conflicting-rows', 'employments.csv:2, employments.csv:5'],
        ],
        people: ['P3'],
      },
      {
        name: 'a date that does not exist',
        changes: more('employments.csv', 'E4,P2,,,,,2025-02-30,,,,,,,,,,'),
        aside: [['P2', 'unknown-date', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'a year that cannot be meant',
        changes: more('employments.csv', 'E4,P2,,,,,2020-01-01,0205-02-01,,,,,,,,,'),
        aside: [['P2', 'unknown-date', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'an end before the start',
        changes: more('employments.csv', 'E4,P2,,,,,2025-02-02,2025-02-01,,,,,,,,,'),
        aside: [['P2', 'unknown-date', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'an unknown kind',
        changes: more('employments.csv', 'E4,P2,,volunteer,,,2025-02-02,,,,,,,,,,'),
        aside: [['P2', 'unknown-value', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'an unknown name use and an fte that is no number, told together',
        changes: {
          ...more('persons.csv', 'P4,Dé,,,,Vos,,,nickname,,,'),
          ...more('employments.csv', 'E4,P4,,,,,2025-02-02,,perhaps,much,,,,,,,'),
        },
        aside: [['P4', 'unknown-value', 'persons.csv:5, employments.csv:5']],
        people: ['P1', 'P2', 'P3'],
      },
      {
        name: 'an employment and a leave of somebody who is not in persons.csv',
        changes: {
          ...more('employments.csv', 'E4,P77,,,,,2025-02-02,,,,,,,,,,'),
          ...more('leaves.csv', 'P77,2026-01-01,,'),
        },
        aside: [['P77', 'unknown-person', 'employments.csv:5, leaves.csv:3']],
        people: ['P1', 'P2', 'P3'],
      },
      {
        name: 'rows without a key',
        changes: {
          ...more('persons.csv', ',Dé,,,,Vos,,,,,,'),
          ...more('employments.csv', 'E4,,,,,,2025-02-02,,,,,,,,,,', ',P2,,,,,2025-02-02,,,,,,,,,,'),
        },
        aside: [
          ['P2', 'no-key', 'employments.csv:6'],
          [null, 'no-key', 'persons.csv:5'],
          [null, 'no-key', 'employments.csv:5'],
        ],
        people: ['P1', 'P3'],
      },
      {
        name: 'a row in the middle with too few fields',
        changes: more('employments.csv', 'E4,P2,1002', 'E5,P1,,,,,2025-02-02,,,,,,,,,,'),
        aside: [['P2', 'broken-row', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'a row with a field too many whose key has moved: whoever is named in it',
        changes: more('employments.csv', 'E,4,P2,,,,,2025-02-02,,,,,,,,,,'),
        aside: [['P2', 'broken-row', 'employments.csv:5']],
        people: ['P1', 'P3'],
      },
      {
        name: 'two rows of which the end of line between is lost',
        changes: more('employments.csv', 'E4,P2,,,,,2025-02-02,,,,,,,,,,NLE5,P1,,,,,2025-02-02,,,,,,,,,,'),
        aside: [
          ['P2', 'broken-row', 'employments.csv:5'],
          ['P1', 'broken-row', 'employments.csv:5'],
        ],
        people: ['P3'],
      },
      {
        name: 'a leave whose key has moved out of the first column',
        changes: more('leaves.csv', ',P2,2026-01-01,,'),
        aside: [['P2', 'broken-row', 'leaves.csv:3']],
        people: ['P1', 'P3'],
      },
      {
        name: 'a leave without a start',
        changes: more('leaves.csv', 'P2,,2026-01-01,'),
        aside: [['P2', 'unknown-date', 'leaves.csv:3']],
        people: ['P1', 'P3'],
      },
    ];
    for (const { name, changes, aside, people } of cases) {
      it(name, async () => {
        const reading = await read(changes);
        assert.deepEqual(asideOf(reading), aside);
        assert.deepEqual(keysOf(reading), people);
      });
    }
  });

  it('takes a repeated row once', async () => {
    const reading = await read({
      ...more('persons.csv', 'P2 ,Béla,,B.,,Öztürk,,,,,,'),
      ...more('employments.csv', 'E2,P2,1002,intern,W1,Zorg,2024-02-29,2027-08-31,,1,U1,F2,Trainee,K1,P1,Utrecht,NL'),
    });
    assert.deepEqual(reading.setAside, []);
    assert.equal(reading.people[1]?.employments.length, 1);
  });

  it('uses neither of two units with one key, and no unit without a name', async () => {
    const reading = await read(more('units.csv', 'U1,Other ward,U2,P1', 'U3,,U2,'));
    assert.deepEqual(
      reading.units.map((unit) => unit.unitKey),
      ['U2'],
    );
    assert.deepEqual(asideOf(reading), [
      [null, 'unknown-value', 'units.csv:5'],
      [null, 'conflicting-rows', 'units.csv:2, units.csv:4'],
    ]);
    assert.equal(reading.people.length, 3);
  });

  it('says what is wrong in the language of the policy', async () => {
    await folder.write({ ...goodFiles, ...more('employments.csv', 'E4,P2,,vrijwilliger,,,2025-02-02,,,,,,,,,,') });
    const [english] = (await openSource({ folder: folder.path }).read()).setAside;
    const [dutch] = (await openSource({ folder: folder.path }, { language: 'nl' }).read()).setAside;
    assert.equal(
      english?.text,
      'P2 is left as is until HR mends this: kind “vrijwilliger” is unknown; expected is one of employee, contingent, external, intern (employments.csv:5).',
    );
    assert.equal(
      dutch?.text,
      'P2 blijft ongewijzigd tot HR dit herstelt: kind “vrijwilliger” is onbekend; verwacht wordt een van employee, contingent, external, intern (employments.csv:5).',
    );
  });

  it('refuses files with a header and nobody in them, except leaves.csv', async () => {
    for (const name of ['persons', 'employments', 'units'] as const) {
      await assert.rejects(read({ [`${name}.csv`]: `${header[name]}\n` }), {
        code: 'hr-unreadable',
        message: `${name}.csv holds a header and nothing else, which is never believed.`,
      });
    }
    assert.equal((await read({ 'leaves.csv': `${header.leaves}\n` })).people.length, 3);
  });

  it('reads the last working day where the files have one', async () => {
    const employments = `${header.employments},lastWorkingDay
E1,P1,1001,employee,W1,Zorg,2020-01-01,2026-12-31,true,0.8,U1,F1,Nurse,K1,,Utrecht,NL,2026-12-11
E2,P2,1002,employee,W1,Zorg,2020-01-01,,true,0.8,U1,F1,Nurse,K1,,Utrecht,NL,
E3,P3,1003,employee,W1,Zorg,2020-01-01,,true,0.8,U1,F1,Nurse,K1,,Utrecht,NL,soon
`;
    await folder.write({ ...goodFiles, 'employments.csv': employments, 'leaves.csv': `${header.leaves}\n` });
    const { people, setAside } = await openSource({ folder: folder.path }).read();
    const days = people.map(({ employments: [employment] }) => employment?.lastWorkingDayOn);
    assert.deepEqual(days, ['2026-12-11', undefined]);
    assert.deepEqual(
      setAside.map(({ personKey, reason }) => [personKey, reason]),
      [['P3', 'unknown-date']],
    );
  });
});
