import assert from 'node:assert/strict';
import { isAscii, isUtf8 } from 'node:buffer';
import path from 'node:path';
import fc from 'fast-check';
import type { HrReading } from '../../../../models/person.ts';
import type { CsvSource } from '../../../../models/sources/csv-source.ts';
import { worlds } from '../../../play-worlds.ts';
import { createTempFolder, openSource, type TempFolder } from './csv-files.ts';

const columns = {
  personKey: 'key',
  birthName: 'name',
  unitKey: 'unit',
  startDate: 'start',
  endDate: 'end',
  fte: 'fte',
};

describe('csv connector, ways of writing', () => {
  let folder: TempFolder;
  before(async () => {
    folder = await createTempFolder();
  });
  after(() => folder.remove());

  async function read(content: string | Buffer, settings: Partial<CsvSource> = {}): Promise<HrReading> {
    await folder.write({ 'people.csv': content });
    return openSource({ file: path.join(folder.path, 'people.csv'), columns, ...settings }).read();
  }

  const startsOf = (reading: HrReading) => reading.people.map((person) => person.employments[0]?.startsOn);
  const file = (...starts: string[]) =>
    `key,name,unit,start,end,fte\n${starts.map((start, index) => `${index},N,U,${start},,\n`).join('')}`;

  it('tells DD/MM from MM/DD by the whole column', async () => {
    assert.deepEqual(startsOf(await read(file('01/02/2025', '13/02/2025'))), ['2025-02-01', '2025-02-13']);
    assert.deepEqual(startsOf(await read(file('01/02/2025', '02/13/2025'))), ['2025-01-02', '2025-02-13']);
    assert.deepEqual(startsOf(await read(file('01/01/2025', '2025-02-03'))), ['2025-01-01', '2025-02-03']);
  });

  it('refuses a column that does not tell, and asks for dateFormat; then it is read', async () => {
    for (const starts of [
      ['01/02/2025', '03/04/2025'],
      ['13/02/2025', '02/13/2025'],
    ]) {
      await assert.rejects(read(file(...starts)), {
        code: 'hr-unreadable',
        message: /The dates of start in people\.csv are written .*DD\/MM\/YYYY and .*MM\/DD\/YYYY/,
        advice: /dateFormat/,
      });
    }
    const settled = await read(file('01/02/2025', '03/04/2025'), { dateFormat: 'MM/DD/YYYY' });
    assert.deepEqual(startsOf(settled), ['2025-01-02', '2025-03-04']);
    const odd = await read(file('13/02/2025', '02/13/2025'), { dateFormat: 'DD/MM/YYYY' });
    assert.deepEqual(
      odd.setAside.map((entry) => entry.reason),
      ['unknown-date'],
    );
  });

  it('refuses dashes with the month first', async () => {
    await assert.rejects(read(file('01-02-2025', '02-13-2025')), { code: 'hr-unreadable', message: /MM-DD-YYYY/ });
  });

  it('takes a date with midnight for the date, and with any other time for none', async () => {
    const reading = await read(file('2025-01-31T00:00:00Z', '2025-01-31 00:00:00.000', '2025-01-30T23:00:00Z'));
    assert.deepEqual(startsOf(reading), ['2025-01-31', '2025-01-31']);
    assert.equal(reading.setAside[0]?.where, 'people.csv:4');
  });

  it('holds to a decimal sign that is set', async () => {
    const content = 'key;name;unit;start;end;fte\n1;N;U;;;0,8\n2;N;U;;;0.8\n';
    const reading = await read(content, { decimal: 'comma' });
    assert.deepEqual(
      reading.people.map((person) => person.employments[0]?.fte),
      [0.8],
    );
    assert.deepEqual(
      reading.setAside.map((entry) => entry.personKey),
      ['2'],
    );
  });

  it("understands Excel's sep line, empty lines, old line ends and blanks around fields", async () => {
    const content =
      'sep=;\r\nkey;name;unit;start;end;fte\r\n;;;;;\r\n 1 ; "Bos; C." ;U;2025-01-01;;\n\n2;Dam;U;2025-01-01;;\r \r\n';
    const reading = await read(content);
    assert.deepEqual(
      reading.people.map((person) => [person.personKey, person.birthName]),
      [
        ['1', 'Bos; C.'],
        ['2', 'Dam'],
      ],
    );
  });

  it('counts lines as an editor does, over empty lines, line ends inside quotes and the sep line', async () => {
    const rows = [
      'key;name;unit;start;end;fte',
      '',
      '1;"Bos',
      'en Duin";U;soon;;',
      '2;Dam;U;later;;',
      '3;Eik;U;never;;',
    ];
    for (const newline of ['\n', '\r\n']) {
      for (const [first, lines] of [
        [[], ['3', '5', '6']],
        [['sep=;'], ['4', '6', '7']],
      ] as const) {
        const reading = await read([...first, ...rows, ''].join(newline));
        assert.deepEqual(
          reading.setAside.map((entry) => entry.where),
          lines.map((line) => `people.csv:${line}`),
        );
      }
    }
  });

  it('reads Windows-1252, with the characters that Latin-1 does not have', async () => {
    const content = Buffer.from('key,name,unit,start,end,fte\n1,Ren\xe9 d\x92Hondt \x80,U,,,\n', 'latin1');
    assert.equal((await read(content)).people[0]?.birthName, 'René d’Hondt €');
    assert.equal((await read(content, { encoding: 'windows-1252' })).people[0]?.birthName, 'René d’Hondt €');
  });

  it('refuses UTF-8 that is damaged or cut in the middle of a character', async () => {
    const whole = Buffer.from('key,name,unit,start,end,fte\n1,René,U,,,\n2,Zoë,U,,,\n');
    const damaged = Buffer.from(whole);
    damaged[whole.lastIndexOf(0xab)] = 0x20;
    await assert.rejects(read(damaged), { code: 'hr-unreadable', message: 'people.csv mixes UTF-8 and Windows-1252.' });
    await assert.rejects(read(damaged, { encoding: 'utf-8' }), { code: 'hr-unreadable' });
    await assert.rejects(read(whole.subarray(0, whole.indexOf(0xa9))), {
      code: 'hr-unreadable',
      message: 'people.csv ends in the middle of a character.',
    });
  });

  it('reads back what was written, whatever the separator, encoding, quoting, line end and date format', async () => {
    await fc.assert(
      fc.asyncProperty(someone, someWriting, async (people, writing) => {
        const content = encode(writeFile(people, writing), writing.encoding);
        // A few pairs of Windows-1252 letters, such as É’, are a letter in UTF-8 too: then only the setting can tell.
        fc.pre(writing.encoding !== 'windows-1252' || isAscii(content) || !isUtf8(content));
        const reading = await read(content).catch((error) => {
          assert.match(error.message, /DD\/MM\/YYYY and MM\/DD\/YYYY are both possible/);
          return read(content, { dateFormat: writing.format });
        });
        assert.deepEqual(reading.setAside, []);
        assert.deepEqual(
          reading.people.map((person) => ({
            key: person.personKey,
            name: person.birthName,
            start: person.employments[0]?.startsOn,
            end: person.employments[0]?.endsOn,
            fte: person.employments[0]?.fte,
          })),
          people,
        );
      }),
      worlds(150),
    );
  });
});

interface Row {
  key: string;
  name: string | undefined;
  start: string | undefined;
  end: string | undefined;
  fte: number | undefined;
}

interface Way {
  separator: ',' | ';' | '\t' | '|';
  encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  format: NonNullable<CsvSource['dateFormat']>;
  decimal: '.' | ',' | '%';
  newline: '\n' | '\r\n';
  quoteAll: boolean;
}

const letters = [...'abcdefghijklmnopqrstuvwxyzÁÉëïöüßøçñ’€"-,;|. '];
const someName = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 20 })
  .map((signs) => signs.join('').trim())
  .filter((name) => name !== '');
const someDate = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const someone: fc.Arbitrary<Row[]> = fc.uniqueArray(
  fc
    .record(
      {
        key: fc.stringMatching(/^[A-Z0-9]{1,6}$/),
        name: fc.option(someName, { nil: undefined }),
        start: someDate,
        end: fc.option(someDate, { nil: undefined }),
        fte: fc.option(
          fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100),
          { nil: undefined },
        ),
      },
      { noNullPrototype: true },
    )
    .map((row) => (row.end !== undefined && row.end < row.start ? { ...row, start: row.end, end: row.start } : row)),
  { minLength: 1, maxLength: 12, selector: (row) => row.key },
);

const someWriting: fc.Arbitrary<Way> = fc.record({
  separator: fc.constantFrom(',', ';', '\t', '|'),
  encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'),
  format: fc.constantFrom('YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'DD.MM.YYYY'),
  decimal: fc.constantFrom('.', ',', '%'),
  newline: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
});

function writeFile(people: readonly Row[], way: Way): string {
  const quote = (text: string) => (way.quoteAll || /[",;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = people.map((row) => [
    row.key,
    row.name ?? '',
    'U',
    writeDate(row.start, way.format),
    writeDate(row.end, way.format),
    writeFraction(row.fte, way.decimal),
  ]);
  const lines = [['key', 'name', 'unit', 'start', 'end', 'fte'], ...rows].map((row) =>
    row.map(quote).join(way.separator),
  );
  return lines.map((line) => line + way.newline).join('');
}

function writeDate(date: string | undefined, format: Way['format']): string {
  if (date === undefined) return '';
  const [year = '', month = '', day = ''] = date.split('-');
  return format.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

function writeFraction(fte: number | undefined, decimal: Way['decimal']): string {
  if (fte === undefined) return '';
  return decimal === '%' ? `${Math.round(fte * 100)}%` : String(fte).replace('.', decimal);
}

function encode(text: string, encoding: Way['encoding']): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text);
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from(text.replaceAll('’', '\x92').replaceAll('€', '\x80'), 'latin1');
  }
}
