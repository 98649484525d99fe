import assert from 'node:assert/strict';
import path from 'node:path';
import { parse } from 'yaml';
import { mappingJson, printMapping, sourceYaml } from '../../../../../api/cli/print-mapping.ts';
import { examineFile, type FileExamination } from '../../../../../api/connectors/csv/mapping/examine-file.ts';
import { parsePolicy } from '../../../../../api/policy/read-policy.ts';
import type { HrReading } from '../../../../../models/person.ts';
import { CsvSource } from '../../../../../models/sources/csv-source.ts';
import { createTempFolder, openSource, systemClock, type TempFolder } from '../csv-files.ts';
import { makeWorkbook, type TestCell } from '../make-workbook.ts';

/** As an export of AFAS Profit may look: one row for each contract, codes beside their names, Windows-1252. */
const afasLike = `Medewerker;Persoonsnummer;Roepnaam;Voorletters;Voorvoegsel;Geboortenaam;Voorvoegsel partner;Geboortenaam partner;Naamgebruik;Geboortedatum;E-mail werk;Dienstverband;Datum in dienst;Datum uit dienst;Soort medewerker;Org. eenheid (code);Organisatorische eenheid;Functie code;Functie omschrijving;Kostenplaats;Medewerkernummer leidinggevende;FTE;Salaris
001001;P1;Anouk;A.M.;van der;Berg;;Jansen;1;12-03-1980;anouk@voorbeeld.nl;1;01-01-2020;;Medewerker;ZRG;Zorg;F1;Verpleegkundige;K1;001003;0,8;3000
001002;P2;Béla;B.;;Öztürk;;;0;01-11-1999;bela@voorbeeld.nl;1;29-02-2024;31-08-2027;Stagiair;ZRG;Zorg;F2;Stagiaire zorg;K1;001001;1;500
001003;P3;Cor;C.;de;Wit;;;0;05-05-1970;cor@voorbeeld.nl;1;15-06-2015;;Medewerker;RVB;Raad van bestuur;F3;Bestuurder;K9;;1;9000
001003;P3;Cor;C.;de;Wit;;;0;05-05-1970;cor@voorbeeld.nl;2;01-03-2026;;Medewerker;ZRG;Zorg;F1;Verpleegkundige;K1;001001;0,2;9000
`;

const english = `Worker ID,Worker Status,Worker Type,Preferred First Name,Last Name,Work Email,Hire Date,Termination Date,Department,Job Title,Manager ID,FTE,Country,Gender,Team Mascot
21001,Active,Employee,Ada,Lovelace,ada@example.org,10/28/2019,,Finance,Controller,21003,100%,United Kingdom,F,Otter
21002,Terminated,Contingent Worker,Brian,Kernighan,brian@example.org,03/04/2021,12/31/2025,IT,Engineer,21003,80%,United States,M,Otter
21003,On leave,Employee,Grace,Hopper,grace@example.org,01/15/2015,,Board,Director,,100%,United Kingdom,F,Badger
`;

describe('a proposal for a file', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(() => folder.remove());

  const examine = async (name: string, content: string | Buffer, sheet?: string): Promise<FileExamination> => {
    await folder.write({ [name]: content });
    const rest = sheet === undefined ? {} : { sheet };
    return examineFile(name, { folder: folder.path, language: 'nl', clock: systemClock, settleMs: 5, ...rest });
  };

  /** What somebody gets who pastes the proposal into a policy beside the file. */
  async function readProposed(examined: FileExamination): Promise<HrReading> {
    const text = `version: 1\ndomain: example.org\n${sourceYaml(examined)}\n`;
    const { policy } = parsePolicy(text, { name: 'instroom.yaml', folder: folder.path });
    const [source] = policy.sources;
    if (source?.connector !== 'csv') return assert.fail('a csv source');
    const { id, connector, ...settings } = source;
    return openSource(settings).read();
  }
  const columnsOf = ({ source }: FileExamination) => source.columns as Record<string, unknown>;
  const becauseOf = ({ verdicts }: FileExamination, column: string) => verdicts.find((one) => one.column === column);
  const pointsOf = ({ open }: FileExamination) => open.map(({ kind }) => kind);

  it('a Dutch export with codes and contracts reads as the people that it holds', async () => {
    const examined = await examine('medewerkers-20260301.csv', Buffer.from(afasLike, 'latin1'));
    assert.deepEqual(examined.rehearsal, { kind: 'read', people: 3, setAside: {} });
    const { columns, ...settings } = examined.source;
    assert.deepEqual(settings, {
      id: 'hr',
      connector: 'csv',
      file: 'medewerkers-20260301.csv',
      separator: ';',
      encoding: 'windows-1252',
      dateFormat: 'DD-MM-YYYY',
    });
    assert.deepEqual(columns, {
      personKey: 'Persoonsnummer',
      employeeNumber: 'Medewerker',
      callName: 'Roepnaam',
      initials: 'Voorletters',
      birthNamePrefix: 'Voorvoegsel',
      birthName: 'Geboortenaam',
      partnerNamePrefix: 'Voorvoegsel partner',
      partnerName: 'Geboortenaam partner',
      nameUse: { column: 'Naamgebruik', values: { 0: 'birth', 1: 'partner-birth', 2: 'partner', 3: 'birth-partner' } },
      workEmail: 'E-mail werk',
      employmentKey: 'Dienstverband',
      startDate: 'Datum in dienst',
      endDate: 'Datum uit dienst',
      kind: { column: 'Soort medewerker', values: { Medewerker: 'employee', Stagiair: 'intern' } },
      unitKey: 'Org. eenheid (code)',
      unitName: 'Organisatorische eenheid',
      functionKey: 'Functie code',
      functionTitle: 'Functie omschrijving',
      costCentre: 'Kostenplaats',
      fte: 'FTE',
    });
    const reading = await readProposed(examined);
    assert.deepEqual(reading.setAside, []);
    const [anouk, bela, cor] = reading.people;
    assert.deepEqual(
      [anouk?.birthNamePrefix, anouk?.birthName, anouk?.partnerName, anouk?.nameUse, anouk?.employments[0]?.fte],
      ['van der', 'Berg', 'Jansen', 'partner-birth', 0.8],
    );
    assert.deepEqual(
      [bela?.callName, bela?.birthName, bela?.employments[0]?.kind, bela?.employments[0]?.endsOn],
      ['Béla', 'Öztürk', 'intern', '2027-08-31'],
    );
    assert.deepEqual(
      cor?.employments.map(({ startsOn, unitKey }) => [startsOn, unitKey]),
      [
        ['2015-06-15', 'RVB'],
        ['2026-03-01', 'ZRG'],
      ],
    );
    assert.deepEqual(reading.units, [
      { unitKey: 'ZRG', name: 'Zorg' },
      { unitKey: 'RVB', name: 'Raad van bestuur' },
    ]);
  });

  it('leaves out what no account needs, and managers by a number that is not the key of a person, and says so', async () => {
    const examined = await examine('medewerkers-20260301.csv', Buffer.from(afasLike, 'latin1'));
    for (const column of ['Geboortedatum', 'Salaris']) {
      assert.deepEqual(becauseOf(examined, column), { column, fields: [], why: [{ kind: 'needless' }] });
    }
    const manager = 'Medewerkernummer leidinggevende';
    assert.deepEqual(becauseOf(examined, manager)?.why, [
      { kind: 'no-keys', field: 'managerPersonKey', others: 'Medewerker' },
    ]);
    assert.deepEqual(examined.open, [
      { kind: 'name-use-digits', column: 'Naamgebruik' },
      { kind: 'dated-name', pattern: 'medewerkers-*.csv' },
    ]);
  });

  it('a workbook of a Dutch payroll, with a title, one number for people, and names of units alone', async () => {
    const day = (value: number): TestCell => ({ style: 1, value });
    const rows: TestCell[][] = [
      ['Medewerkersoverzicht'],
      [
        'Personeelsnummer',
        'Voornaam',
        'Tussenvoegsel',
        'Achternaam',
        'Indienstdatum',
        'Uitdienstdatum',
        'Afdeling',
        'Functie',
        'Deeltijdfactor',
        'Leidinggevende',
        'Intern/Extern',
        'Land',
        'Opmerkingen',
      ],
      [1, 'Sanne', 'de', 'Boer', day(43831), null, 'Inkoop', 'Inkoper', 0.75, 2, 'Intern', 'Nederland', 'belt terug'],
      [2, 'Tim', null, 'Smit', day(42000), day(46387), 'Inkoop', 'Hoofd', 1, null, 'Intern', 'België', null],
      [3, 'Uma', 'van', 'Dam', day(45351), null, 'Verkoop', 'Verkoper', 1, 2, 'Extern', 'Nederland', null],
    ];
    const examined = await examine('export.xlsx', makeWorkbook([{ name: 'Export', rows }]));
    const reading = await readProposed(examined);
    assert.equal(examined.source.sheet, 'Export');
    assert.deepEqual(
      reading.people.map(({ personKey, callName, birthNamePrefix, birthName, employments: [employment] }) => [
        [personKey, callName, birthNamePrefix, birthName].join(' '),
        employment,
      ]),
      [
        [
          '1 Sanne de Boer',
          {
            employmentKey: '1',
            employeeNumber: '1',
            kind: 'employee',
            startsOn: '2020-01-01',
            fte: 0.75,
            unitKey: 'Inkoop',
            functionTitle: 'Inkoper',
            managerPersonKey: '2',
            country: 'NL',
          },
        ],
        [
          '2 Tim  Smit',
          {
            employmentKey: '2',
            employeeNumber: '2',
            kind: 'employee',
            startsOn: '2014-12-27',
            endsOn: '2026-12-31',
            fte: 1,
            unitKey: 'Inkoop',
            functionTitle: 'Hoofd',
            country: 'BE',
          },
        ],
        [
          '3 Uma van Dam',
          {
            employmentKey: '3',
            employeeNumber: '3',
            kind: 'external',
            startsOn: '2024-02-29',
            fte: 1,
            unitKey: 'Verkoop',
            functionTitle: 'Verkoper',
            managerPersonKey: '2',
            country: 'NL',
          },
        ],
      ],
    );
    assert.deepEqual(becauseOf(examined, 'Personeelsnummer'), {
      column: 'Personeelsnummer',
      fields: ['employeeNumber', 'personKey'],
      why: [{ kind: 'name' }, { kind: 'unique' }],
    });
    assert.deepEqual(becauseOf(examined, 'Leidinggevende')?.why[1], { kind: 'keys-of', column: 'Personeelsnummer' });
    assert.deepEqual(pointsOf(examined), []);
  });

  it('an English export with American dates, a status, percentages and countries in full', async () => {
    const examined = await examine('workers.csv', english);
    const reading = await readProposed(examined);
    assert.equal(examined.source.dateFormat, 'MM/DD/YYYY');
    assert.deepEqual(
      reading.people.map(({ callName, birthName, isActive, employments: [employment] }) => [
        `${callName} ${birthName}`,
        isActive,
        employment?.kind,
        employment?.startsOn,
        employment?.endsOn,
        employment?.fte,
        employment?.country,
        employment?.managerPersonKey,
      ]),
      [
        ['Ada Lovelace', true, 'employee', '2019-10-28', undefined, 1, 'GB', '21003'],
        ['Brian Kernighan', false, 'contingent', '2021-03-04', '2025-12-31', 0.8, 'US', '21003'],
        ['Grace Hopper', true, 'employee', '2015-01-15', undefined, 1, 'GB', undefined],
      ],
    );
    assert.deepEqual(columnsOf(examined).active, { column: 'Worker Status', is: ['Active', 'On leave'] });
    assert.deepEqual(becauseOf(examined, 'Team Mascot')?.why, [{ kind: 'unknown' }]);
    assert.deepEqual(becauseOf(examined, 'Gender')?.why, [{ kind: 'needless' }]);
    assert.deepEqual(pointsOf(examined), ['whole-surname']);
  });

  it('Microsoft’s own columns, and an export that is German in its dates', async () => {
    const rows =
      'WorkerID,FirstName,LastName,HireDate,EndDate,Department,Office Phone\nA1,Jo,Vos,01.02.2020,31.12.2026,Sales,+31 20 123 45 67\nA2,Al,Bos,15.02.2020,,Sales,\n';
    const examined = await examine('workers.csv', rows);
    assert.equal(examined.source.dateFormat, 'DD.MM.YYYY');
    const [jo] = (await readProposed(examined)).people;
    assert.deepEqual(
      [jo?.personKey, jo?.callName, jo?.workPhone, jo?.employments[0]?.startsOn, jo?.employments[0]?.endsOn],
      ['A1', 'Jo', '+31 20 123 45 67', '2020-02-01', '2026-12-31'],
    );
  });

  describe('guesses nothing', () => {
    const head = 'Personeelsnummer;Achternaam;Voorletters;Afdeling;In dienst;Uit dienst';
    const refusedFor = async (content: string) => {
      const examined = await examine('a.csv', content);
      return { examined, points: pointsOf(examined) };
    };

    it('of dates whose day may be the month: nothing is read until somebody says', async () => {
      const { examined, points } = await refusedFor(`${head}\n1;Vos;A.;X;01/02/2020;\n2;Bos;B.;X;03/04/2021;\n`);
      assert.deepEqual(points, ['day-or-month', 'whole-surname']);
      assert.equal(examined.rehearsal.kind, 'failed');
      assert.equal(examined.source.dateFormat, undefined);
    });

    it('of dates that another column shows: there it is known', async () => {
      const { examined, points } = await refusedFor(
        `${head}\n1;Vos;A.;X;01/02/2020;31/12/2026\n2;Bos;B.;X;03/04/2021;\n`,
      );
      assert.deepEqual([points, examined.source.dateFormat], [['whole-surname'], 'DD/MM/YYYY']);
      assert.equal((await readProposed(examined)).people[1]?.employments[0]?.startsOn, '2021-04-03');
    });

    it('of kinds of people that nobody knows: those are set aside, and named to decide on', async () => {
      const { examined } = await refusedFor(
        `${head};Soort medewerker\n1;Vos;A.;X;2020-01-01;;Medewerker\n2;Bos;B.;X;2020-01-01;;Z9\n3;Mol;C.;X;2020-01-01;;Z9\n`,
      );
      assert.deepEqual(examined.open[0], { kind: 'kind-codes', column: 'Soort medewerker', codes: ['Z9'] });
      assert.deepEqual(examined.rehearsal, { kind: 'read', people: 1, setAside: { 'unknown-value': 2 } });
    });

    it('of a status with a word that nobody knows, digits for name use, hours for a share, two columns of one name', async () => {
      const { examined } = await refusedFor(
        `${head};Status;Naamgebruik;FTE;Mobiel;mobiel\n1;Vos;A.;X;2020-01-01;;Actief;1;36;06;06\n2;Bos;B.;X;2020-01-01;;Fase 3;4;40;06;06\n`,
      );
      const columns = columnsOf(examined);
      assert.deepEqual(
        [columns.active, columns.nameUse, columns.fte, columns.mobilePhone],
        [undefined, undefined, undefined, undefined],
      );
      assert.deepEqual(becauseOf(examined, 'FTE')?.why, [{ kind: 'unfit', field: 'fte', shape: 'number' }]);
      assert.deepEqual(becauseOf(examined, 'Mobiel')?.why, [{ kind: 'same-name' }]);
      assert.deepEqual(becauseOf(examined, 'Naamgebruik')?.why[0]?.kind, 'unknown-codes');
      assert.equal(examined.rehearsal.kind, 'read');
    });

    it('of people with several rows and nothing that tells these apart', async () => {
      const { examined } = await refusedFor(
        `${head}\n1;Vos;A.;X;2020-01-01;\n1;Vos;A.;Y;2021-01-01;\n2;Bos;B.;X;2020-01-01;\n`,
      );
      assert.deepEqual(examined.open[0], { kind: 'several-rows', people: 1, column: 'Personeelsnummer' });
      assert.deepEqual(examined.rehearsal, { kind: 'read', people: 1, setAside: { 'conflicting-rows': 1 } });
    });

    it('of what is required and not there, with what would go missing without an end', async () => {
      const { examined, points } = await refusedFor('Personeelsnummer;Roepnaam\n1;An\n2;Bo\n');
      assert.deepEqual(points, ['missing', 'missing', 'no-end', 'no-name']);
      assert.deepEqual(examined.rehearsal, { kind: 'not-tried' });
      assert.equal(CsvSource.safeParse(examined.source).success, false);
    });
  });

  it('a unit whose key has several names keeps its key alone', async () => {
    const rows =
      'Personeelsnummer;Roepnaam;Geboortenaam;In dienst;Uit dienst;Afdelingscode;Afdelingsnaam\n1;An;Vos;2020-01-01;;Z;Zorg\n2;Bo;Bos;2020-01-01;;Z;Zorg Noord\n';
    const examined = await examine('a.csv', rows);
    assert.deepEqual([columnsOf(examined).unitKey, columnsOf(examined).unitName], ['Afdelingscode', undefined]);
    assert.deepEqual((await readProposed(examined)).units, [{ unitKey: 'Z', name: 'Z' }]);
  });

  it('shows no cell of anybody, neither in words nor as JSON, nor when the first line is somebody', async () => {
    const examined = await examine('medewerkers-20260301.csv', Buffer.from(afasLike, 'latin1'));
    for (const language of ['en', 'nl'] as const) {
      const shown = printMapping(examined, language) + JSON.stringify(mappingJson(examined, language));
      assert.doesNotMatch(shown, /Anouk|Berg\b|Jansen|ztürk|001001|P1\b|voorbeeld|1980|Bestuurder|Raad van/);
      assert.match(shown, /DD-MM-YYYY/);
    }
    const nobody = 'Anouk;Berg;2020-01-01\nCor;Wit;2020-01-01\n';
    await assert.rejects(examine('b.csv', nobody), (error: Error) => {
      assert.match(error.message, /has no header in which names of columns are known/);
      return !/Anouk|Berg/.test(`${error.message} ${(error as { advice?: string }).advice}`);
    });
  });

  it('words: a table of columns, what is to decide, what reading gave, and YAML that can be pasted', async () => {
    const examined = await examine('workers.csv', english);
    const lines = printMapping(examined, 'en').split('\n');
    assert.equal(lines[0], 'workers.csv: 3 rows, 15 columns.');
    assert.deepEqual(
      lines.filter((line) => /^(Hire Date|Gender|Worker ID)/.test(line)).map((line) => line.replace(/ {2,}/g, ' | ')),
      [
        'Worker ID | personKey, employeeNumber | its name; different in every row',
        'Hire Date | startDate | its name; it holds dates such as MM/DD/YYYY',
        'Gender | (left out) | no account needs this: better leave it out of the export',
      ],
    );
    assert.ok(lines.includes('Read with these settings: 3 people, 0 set aside.'));
    const yaml = lines.slice(lines.indexOf('sources:')).join('\n');
    assert.deepEqual(parse(yaml), { sources: [examined.source] });
    assert.match(printMapping(examined, 'nl'), /Gelezen met deze instellingen: 3 mensen, 0 apart gezet\./);
  });

  it('a file that cannot be read is refused as a source would be', async () => {
    await assert.rejects(
      examineFile(path.join(folder.path, 'none.csv'), { folder: '/', language: 'en', clock: systemClock, settleMs: 5 }),
      { code: 'hr-unreadable', message: /is not there/ },
    );
    await assert.rejects(examine('a.xlsx', 'no workbook'), { code: 'hr-unreadable', message: /called an Excel file/ });
    const two = makeWorkbook([
      { name: 'A', rows: [['x']] },
      {
        name: 'B',
        rows: [
          ['Personeelsnummer', 'Achternaam'],
          [1, 'Vos'],
        ],
      },
    ]);
    assert.equal((await examine('two.xlsx', two, 'B')).source.sheet, 'B');
  });
});
