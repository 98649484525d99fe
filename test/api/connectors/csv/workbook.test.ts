import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { showsDay } from '../../../../api/connectors/csv/workbook/read-styles.ts';
import { writeDay } from '../../../../api/connectors/csv/workbook/write-cell.ts';
import type { HrReading } from '../../../../models/person.ts';
import type { CsvColumns } from '../../../../models/sources/csv-source.ts';
import { worlds } from '../../../play-worlds.ts';
import { createTempFolder, openSource, type TempFolder } from './csv-files.ts';
import { makeWorkbook, type TestCell, type TestSheet, workbookParts, zip } from './make-workbook.ts';

const columns: CsvColumns = {
  personKey: 'Nr',
  birthName: 'Naam',
  startDate: 'In dienst',
  endDate: 'Uit dienst',
  unitKey: 'Afdeling',
  fte: 'FTE',
};
const header = ['Nr', 'Naam', 'In dienst', 'Uit dienst', 'Afdeling', 'FTE'];
const day = (value: number, style = 1) => ({ style, value });
const good: TestCell[] = ['000123', 'De Wit', day(43831), null, 'Zorg', 0.8];

describe('csv connector, an Excel workbook', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await createTempFolder();
  });
  afterEach(() => folder.remove());

  const at = (name: string) => path.join(folder.path, name);
  type Settings = { sheet?: string; decimal?: 'comma'; name?: string; language?: 'nl'; columns?: CsvColumns };

  async function readBytes(bytes: Buffer, { name = 'people.xlsx', language, ...settings }: Settings = {}) {
    await folder.write({ [name]: bytes });
    const source = { file: at(name), columns, ...settings };
    return openSource(source, language === undefined ? {} : { language }).read();
  }
  const read = (rows: TestSheet['rows'], more: { from1904?: boolean; merges?: string[] } & Settings = {}) =>
    readBytes(makeWorkbook([{ rows, merges: more.merges ?? [] }], { from1904: more.from1904 ?? false }), {
      ...(more.decimal === undefined ? {} : { decimal: more.decimal }),
      ...(more.language === undefined ? {} : { language: more.language }),
    });
  const asideOf = (reading: HrReading) =>
    reading.setAside.map(({ personKey, reason, where }) => [personKey, reason, where]);
  const employmentOf = (reading: HrReading) => reading.people[0]?.employments[0];

  it('reads people as from a CSV file: text as typed, days exact, numbers as they are', async () => {
    const reading = await read([header, good, [77, ' Öztürk ', '2024-02-29', day(2958465), 'Raad', '80%']]);
    assert.deepEqual(reading.setAside, []);
    assert.deepEqual(
      reading.people.map(({ personKey, birthName, employments }) => [personKey, birthName, employments[0]]),
      [
        [
          '000123',
          'De Wit',
          { employmentKey: '000123', kind: 'employee', startsOn: '2020-01-01', fte: 0.8, unitKey: 'Zorg' },
        ],
        ['77', 'Öztürk', { employmentKey: '77', kind: 'employee', startsOn: '2024-02-29', fte: 0.8, unitKey: 'Raad' }],
      ],
    );
    assert.deepEqual(
      reading.units.map(({ unitKey }) => unitKey),
      ['Zorg', 'Raad'],
    );
  });

  it('keeps the zeros that a format shows, drops what is only noise in a number, and minds the decimal sign', async () => {
    const row: TestCell[] = [day(123, 3), 'A', day(43831, 2), day(44196.25, 5), 31612345678, day(0.8, 4)];
    const reading = await read([header, row, ['2', 'B', day(43831), null, 'U', 0.1 + 0.2]], { decimal: 'comma' });
    assert.deepEqual(asideOf(reading), [['000123', 'unknown-date', 'people.xlsx/Blad1:2']]);
    assert.match(reading.setAside[0]?.text ?? '', /Uit dienst “2020-12-31T06:00:00” is not a date/);
    assert.deepEqual([reading.people[0]?.personKey, employmentOf(reading)?.fte], ['2', 0.3]);
    assert.equal(reading.units[0]?.unitKey, '31612345678');
  });

  it('counts days from 1900 or from 1904', async () => {
    assert.equal(employmentOf(await read([header, ['1', 'A', day(43831)]]))?.startsOn, '2020-01-01');
    assert.equal(
      employmentOf(await read([header, ['1', 'A', day(42369)]], { from1904: true }))?.startsOn,
      '2020-01-01',
    );
  });

  it('every day of both ways of counting is the calendar day that it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 1_000_000 }), fc.constantFrom(0, 0.000001, -0.000001), (serial, noise) => {
        const expected = new Date(Date.UTC(1900, 1, 28) + (serial - 59 - 1) * 86_400_000).toISOString().slice(0, 10);
        assert.equal(writeDay(serial + noise, false), expected);
        assert.equal(
          writeDay(serial - 1462 + noise, true).slice(0, 10),
          serial < 1462 ? String(serial - 1462 + noise).slice(0, 10) : expected,
        );
      }),
    );
    const known: Array<[number, string]> = [
      [0, '1899-12-31'],
      [1, '1900-01-01'],
      [59, '1900-02-28'],
      [60, '1900-02-29'],
      [61, '1900-03-01'],
      [45351, '2024-02-29'],
      [2958465, '9999-12-31'],
      [2958466, '2958466'],
      [-1, '-1'],
      [45351.5, '2024-02-29T12:00:00'],
    ];
    for (const [serial, text] of known) assert.equal(writeDay(serial, false), text);
    assert.equal(writeDay(0, true), '1904-01-01');
  });

  it('knows which formats show a day', () => {
    const days = ['dd-mm-yyyy', '[$-413]d mmmm yyyy;@', 'mmm', 'yyyy/mm/dd hh:mm', '[Red]d-m', '"dag "d'];
    const others = [
      'General',
      '0.00',
      '[h]:mm',
      'mm:ss',
      '"dmy"0',
      '\\d0',
      '#,##0.00_d',
      '[Red]0',
      '@',
      'General;dd',
      '',
    ];
    assert.deepEqual(days.filter(showsDay), days);
    assert.deepEqual(others.filter(showsDay), []);
  });

  it('takes a formula as it was last worked out, and sets aside who has one that never was', async () => {
    const reading = await read([
      header,
      [{ xml: '<c t="str"><f>A9</f><v>P1</v></c>' }, 'A', { xml: '<c s="1"><f>TODAY()</f><v>43831</v></c>' }],
      ['P2', 'B', { xml: '<c s="1"><f>TODAY()</f></c>' }],
    ]);
    assert.deepEqual([reading.people[0]?.personKey, employmentOf(reading)?.startsOn], ['P1', '2020-01-01']);
    assert.deepEqual(asideOf(reading), [['P2', 'broken-row', 'people.xlsx/Blad1:3']]);
    assert.match(reading.setAside[0]?.text ?? '', /In dienst is a formula without a result/);
  });

  it('an error in a cell that counts sets that record aside, with sheet and row; elsewhere it is nobody’s business', async () => {
    const broken = { xml: '<c t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>' };
    const rows: TestSheet['rows'] = [
      [...header, 'Opmerking'],
      ['P1', 'A', day(43831), null, broken, 1],
      ['P2', 'B', day(43831), null, 'U1', 1, broken],
      [broken, 'C', day(43831), null, 'U1', 1],
    ];
    const reading = await read(rows, { language: 'nl' });
    assert.deepEqual(asideOf(reading), [
      ['P1', 'broken-row', 'people.xlsx/Blad1:2'],
      [null, 'broken-row', 'people.xlsx/Blad1:4'],
    ]);
    assert.match(reading.setAside[0]?.text ?? '', /Afdeling toont #N\/A \(people\.xlsx\/Blad1:2\)/);
    assert.deepEqual(
      reading.people.map(({ personKey }) => personKey),
      ['P2'],
    );
  });

  it('truths, inline and rich text, and signs that XML cannot hold', async () => {
    const rich =
      '<c t="inlineStr"><is><r><t>De </t></r><r><rPr><b/></rPr><t>Wit_x000D_</t></r><rPh><t>no</t></rPh></is></c>';
    const reading = await readBytes(
      makeWorkbook([
        {
          rows: [
            ['Nr', 'Naam', 'Start', 'Afd', 'Actief'],
            ['1', { xml: rich }, day(43831), 'U', true],
            ['2', 'B', day(43831), 'U', false],
          ],
        },
      ]),
      { columns: { personKey: 'Nr', birthName: 'Naam', startDate: 'Start', unitKey: 'Afd', active: 'Actief' } },
    );
    assert.deepEqual(
      reading.people.map(({ birthName, isActive }) => [birthName, isActive]),
      [
        ['De Wit', true],
        ['B', false],
      ],
    );
  });

  it('finds the header below a title, skips empty rows and ignores notes beside the table', async () => {
    const reading = await read(
      [
        ['Personeelslijst'],
        [],
        header,
        [],
        [...good, null, 'even nakijken'],
        [null, null],
        [null, null, null, null, null, null, 'totaal 1'],
      ],
      { merges: ['A1:F1'] },
    );
    assert.deepEqual([reading.people.length, reading.setAside], [1, []]);
  });

  it('what is merged downwards counts for every row; over columns it sets the rows aside', async () => {
    const reading = await read(
      [
        header,
        ['1', 'A', day(43831), null, 'Zorg'],
        ['2', 'B', day(43831)],
        ['3', 'C', day(43831), null, 'Raad'],
        ['4', 'D en E', null, day(45000), 'Raad'],
      ],
      { merges: ['E2:E3', 'B5:C5'] },
    );
    assert.deepEqual(
      reading.people.map(({ personKey, employments }) => [personKey, employments[0]?.unitKey]),
      [
        ['1', 'Zorg'],
        ['2', 'Zorg'],
        ['3', 'Raad'],
      ],
    );
    assert.deepEqual(asideOf(reading), [['4', 'broken-row', 'people.xlsx/Blad1:5']]);
    assert.match(reading.setAside[0]?.text ?? '', /Naam is merged with the next column/);
  });

  describe('with several sheets', () => {
    const sheets: TestSheet[] = [
      { name: 'Leeg', rows: [] },
      { name: 'Oud', state: 'hidden', rows: [header, ['9', 'Old', day(43831), null, 'U']] },
      { name: 'Mensen', rows: [header, good] },
      { name: 'Meer', rows: [header, ['2', 'Two', day(43831), null, 'U']] },
    ];
    const keysOf = async (settings: Settings = {}) =>
      (await readBytes(makeWorkbook(sheets), settings)).people.map(({ personKey }) => personKey);

    it('reads the first visible one with data, or the one that is named, hidden or not', async () => {
      assert.deepEqual(await keysOf(), ['000123']);
      assert.deepEqual(await keysOf({ sheet: ' meer' }), ['2']);
      assert.deepEqual(await keysOf({ sheet: 'Oud' }), ['9']);
    });

    it('says which sheets there are', async () => {
      await assert.rejects(keysOf({ sheet: 'People' }), {
        code: 'hr-unreadable',
        message: 'people.xlsx has no sheet People. Sheets found: Leeg, Oud, Mensen, Meer.',
      });
      await assert.rejects(keysOf({ sheet: 'Leeg' }), { message: /holds nothing on sheet Leeg/ });
      const other = makeWorkbook([
        { name: 'Uitleg', rows: [['Zie tabblad 2']] },
        { name: 'Mensen', rows: [header, good] },
      ]);
      await assert.rejects(readBytes(other), {
        message: /^people\.xlsx\/Uitleg has no column Nr .*Columns found: Zie tabblad 2\.$/,
        advice: /Sheets found: Uitleg, Mensen; sheet says which one is meant\.$/,
      });
    });
  });

  it('does not believe a sheet with a header and nobody, nor two columns of one name', async () => {
    await assert.rejects(read([header]), {
      code: 'hr-unreadable',
      message: /people\.xlsx holds a header and nothing else/,
    });
    await assert.rejects(read([[...header, 'Nr'], good]), { message: 'people.xlsx/Blad1 has 2 columns called Nr.' });
  });

  it('reads by what is in a file, not by its name', async () => {
    const book = makeWorkbook([{ rows: [header, good] }]);
    assert.equal((await readBytes(book, { name: 'people.csv' })).people.length, 1);
    await assert.rejects(readBytes(Buffer.from('Nr;Naam\n1;A\n')), {
      code: 'hr-unreadable',
      message: 'people.xlsx is called an Excel file and is none.',
      advice: 'Save it in Excel as .xlsx, without a password; a text file is called .csv.',
    });
    await assert.rejects(readBytes(Buffer.alloc(0)), { code: 'hr-unreadable', message: 'people.xlsx is empty.' });
  });

  it('a password, the old kind, and files of other programs are told apart', async () => {
    const container = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const locked = Buffer.concat([container, Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')]);
    const messages: Array<[Buffer, RegExp]> = [
      [locked, /people\.xlsx is locked with a password/],
      [Buffer.concat([container, Buffer.alloc(2000)]), /people\.xlsx is an Excel file of the old kind/],
      [zip(workbookParts([{ rows: [header, good] }]), { flags: 1 }), /people\.xlsx is locked with a password/],
      [
        zip(new Map([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']])),
        /holds no workbook that can be read/,
      ],
      [zip(new Map([['xl/workbook.bin', 'x']])), /holds no workbook that can be read/],
    ];
    for (const [bytes, message] of messages) {
      await assert.rejects(readBytes(bytes), { code: 'hr-unreadable', message, advice: /\.xlsx, without a password/ });
    }
  });

  it('refuses bombs, document types and entities, and too much of anything, quickly', async () => {
    const parts = workbookParts([{ rows: [header, good] }]);
    const withSheet = (xml: string) => new Map(parts).set('xl/worksheets/sheet1.xml', xml);
    const sheet = (inside: string) => `<worksheet><sheetData>${inside}</sheetData></worksheet>`;
    const bomb = withSheet(sheet(' '.repeat(30_000_000)));
    await assert.rejects(readBytes(zip(bomb)), {
      code: 'hr-unreadable',
      message: /unpacks to 30 MB, which no list of people needs/,
    });
    const laughs = `<!DOCTYPE a [<!ENTITY a "${'ha'.repeat(10)}">]>${sheet('<row r="1"><c t="str"><v>&a;</v></c></row>')}`;
    const bad = [
      laughs,
      sheet('<row r="1"><c t="str"><v>&a;</v></c></row>'),
      '<a>'.repeat(100_000),
      sheet('<row r="2"/><row r="1"/>'),
      sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'),
      sheet('<row r="1"><c r="A1" t="s"><v>toString</v></c></row>'),
      sheet('<row r="1"><c r="A1"><v>veel</v></c></row>'),
      sheet('<row r="1"><c r="1"><v>1</v></c></row>'),
      sheet('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'),
    ];
    for (const xml of bad) {
      await assert.rejects(
        readBytes(zip(withSheet(xml))),
        { code: 'hr-unreadable', message: /people\.xlsx is damaged/ },
        xml.slice(0, 60),
      );
    }
    const merges = '<mergeCell ref="A1:A9"/>'.repeat(100_001);
    const many = `<worksheet><sheetData/>${merges}</worksheet>`;
    await assert.rejects(readBytes(zip(withSheet(many))), { code: 'hr-unreadable', message: /too many merged cells/ });
    const lines = Array.from({ length: 10_002 }, (_, at) => `<row r="${at + 1}"><c><v>1</v></c></row>`).join('');
    const wide = `<worksheet><sheetData>${lines}</sheetData><mergeCell ref="A1:XFD99999"/></worksheet>`;
    await assert.rejects(readBytes(zip(withSheet(wide))), { code: 'hr-unreadable', message: /too many merged cells/ });
    const entries = new Map([
      ...parts,
      ...Array.from({ length: 5_001 }, (_, index): [string, string] => [`x${index}`, '']),
    ]);
    await assert.rejects(readBytes(zip(entries)), { code: 'hr-unreadable', message: /has \d+ parts/ });
  });

  it('refuses parts that are not what the archive says, and bytes that are no text', async () => {
    const parts = workbookParts([{ rows: [header, good] }]);
    const sheet = 'xl/worksheets/sheet1.xml';
    const latin = new Map<string, string | Buffer>(parts).set(
      'xl/sharedStrings.xml',
      Buffer.from('<sst><si><t>\xe9</t></si></sst>', 'latin1'),
    );
    const missing = new Map([...parts].filter(([name]) => name !== sheet));
    for (const bytes of [
      zip(parts, { crc: sheet }),
      zip(parts, { claims: { [sheet]: 10 } }),
      zip(latin),
      zip(missing),
    ]) {
      await assert.rejects(readBytes(bytes), { code: 'hr-unreadable', message: /people\.xlsx is damaged/ });
    }
  });

  it('reads what other writers write: prefixes, no places, no styles, no shared texts', async () => {
    const parts = workbookParts([{ rows: [] }]);
    const cells = (values: readonly string[]) =>
      values.map((value) => `<x:c t="str"><x:v>${value}</x:v></x:c>`).join('');
    parts.set(
      'xl/worksheets/sheet1.xml',
      `<x:worksheet xmlns:x="a"><x:sheetData><x:row>${cells(header)}</x:row><x:row>${cells(['1', 'A', '2020-01-01', '', 'U'])}</x:row></x:sheetData></x:worksheet>`,
    );
    for (const name of ['xl/sharedStrings.xml', 'xl/styles.xml']) parts.delete(name);
    const relations = 'xl/_rels/workbook.xml.rels';
    parts.set(relations, (parts.get(relations) ?? '').replace(/<Relationship Id="rId9[^>]*>/g, ''));
    const reading = await readBytes(zip(parts));
    assert.equal(employmentOf(reading)?.startsOn, '2020-01-01');
  });

  it('reads a file of a library that writes workbooks as Excel does', async () => {
    const reading = await readBytes(await readFile(path.join(import.meta.dirname, 'samples/written-by-exceljs.xlsx')));
    assert.deepEqual(
      reading.people.map(({ personKey, birthName, employments: [employment] }) => [
        personKey,
        birthName,
        employment?.startsOn,
        employment?.endsOn,
      ]),
      [
        ['000123', 'De Wit', '2020-01-01', undefined],
        ['P2', 'Van Dam', '2024-02-29', '2026-12-31'],
      ],
    );
    assert.deepEqual(asideOf(reading), [['3', 'broken-row', 'people.xlsx/Medewerkers:4']]);
  });

  it('cut anywhere, or with any byte changed, it is refused or says what it said whole', async () => {
    const bytes = makeWorkbook([{ rows: [header, good, ['2', 'Two', day(43831), null, 'U', 1]] }]);
    const whole = await readBytes(bytes);
    const same = (reading: HrReading) =>
      assert.deepEqual({ ...reading, readAt: '', changedAt: '' }, { ...whole, readAt: '', changedAt: '' });
    const tryOut = async (spoiled: Buffer, what: string): Promise<boolean> => {
      const reading = await readBytes(spoiled).catch((error) => {
        assert.equal(error.code, 'hr-unreadable', `${what}: ${error.stack}`);
        return null;
      });
      if (reading !== null) same(reading);
      return reading === null;
    };
    for (let length = 0; length < bytes.length; length += 13) {
      assert.ok(await tryOut(bytes.subarray(0, length), `cut after ${length} bytes`));
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const spoiled = Buffer.from(bytes);
        spoiled[place] = (spoiled[place] ?? 0) ^ change;
        await tryOut(spoiled, `byte ${place} changed by ${change}`);
      }),
      worlds(100),
    );
  });
});
