import { crc32, deflateRawSync } from 'node:zlib';

/** A cell of a test's workbook: a text, a number, a truth, nothing, or XML of one's own. */
export type TestCell = string | number | boolean | null | { style?: number; value?: number; xml?: string };

export interface TestSheet {
  name?: string;
  state?: 'hidden' | 'veryHidden';
  rows: ReadonlyArray<readonly TestCell[]>;
  merges?: readonly string[];
}

/** Styles by number: 0 general, 1 a built-in day, 2 a Dutch day, 3 six digits, 4 percent, 5 day and time, 6 hours. */
const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4">
<numFmt numFmtId="164" formatCode="[$-413]d&quot; van &quot;mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="000000"/>
<numFmt numFmtId="166" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="167" formatCode="[h]:mm"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>`;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const kinds = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The parts of a workbook as Excel writes them, with shared texts. */
export function workbookParts(sheets: readonly TestSheet[], options: { from1904?: boolean } = {}): Map<string, string> {
  const strings = new Map<string, number>();
  const parts = new Map<string, string>();
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${kinds}/${kind}" Target="${target}"/>`;
  const relations = (all: readonly string[]) =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
  parts.set('_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')]));
  parts.set(
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${kinds}"><workbookPr${options.from1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(({ name, state }, index) => {
        const hidden = state === undefined ? '' : ` state="${state}"`;
        return `<sheet name="${escapeXml(name ?? `Blad${index + 1}`)}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
      })
      .join('')}</sheets></workbook>`,
  );
  for (const [index, sheet] of sheets.entries()) {
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, `${head}${sheetXml(sheet, strings)}`);
  }
  const texts = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('');
  parts.set('xl/sharedStrings.xml', `${head}<sst xmlns="${main}">${texts}</sst>`);
  parts.set('xl/styles.xml', head + styles);
  parts.set(
    'xl/_rels/workbook.xml.rels',
    relations([
      ...sheets.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
      relation('rId90', 'sharedStrings', 'sharedStrings.xml'),
      relation('rId91', 'styles', '/xl/styles.xml'),
    ]),
  );
  return parts;
}

/** The bytes of a workbook. */
export const makeWorkbook = (sheets: readonly TestSheet[], options: { from1904?: boolean } = {}): Buffer =>
  zip(workbookParts(sheets, options));

function sheetXml({ rows, merges = [] }: TestSheet, strings: Map<string, number>): string {
  const xml = rows.map((cells, index) => {
    if (cells.length === 0) return '';
    const inside = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`, strings)).join('');
    return `<row r="${index + 1}">${inside}</row>`;
  });
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${main}"><sheetData>${xml.join('')}</sheetData>${merged === '' ? '' : `<mergeCells>${merged}</mergeCells>`}</worksheet>`;
}

function cellXml(cell: TestCell, at: string, strings: Map<string, number>): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'object') {
    const value = cell.value === undefined ? '' : `<v>${cell.value}</v>`;
    return cell.xml?.replace('<c', `<c r="${at}"`) ?? `<c r="${at}" s="${cell.style ?? 0}">${value}</c>`;
  }
  const index = strings.get(cell) ?? strings.size;
  strings.set(cell, index);
  return `<c r="${at}" t="s"><v>${index}</v></c>`;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${columnName(Math.floor(column / 26) - 1)}${letter}`;
}

/** A zip archive of these parts: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zip(
  parts: ReadonlyMap<string, string | Buffer>,
  spoil: { crc?: string; flags?: number; claims?: Readonly<Record<string, number>> } = {},
): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of parts) {
    const [raw, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(raw);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(spoil.flags ?? 0, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(spoil.crc === name ? 1 : crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(spoil.claims?.[name] ?? raw.length, 18);
    common.writeUInt16LE(path.length, 22);
    files.push(Buffer.from('PK\x03\x04'), common, path, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), common, place, path);
    offset += 30 + path.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06'), end]);
}
