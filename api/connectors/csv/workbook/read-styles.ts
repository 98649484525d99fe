import type { Archive } from './open-archive.ts';
import { readXml } from './read-xml.ts';

/** What a style makes of a number: a day, a number with zeros before it up to a width, or nothing that matters here. */
export type NumberStyle = { kind: 'day' } | { kind: 'padded'; width: number } | { kind: 'plain' };

/**
 * The formats that files do not spell out and that show a day:
 * https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.numberingformat. 27 to 58 are those of East Asia.
 */
const builtInDays = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** The styles of cells by their number. */
export async function readStyles(archive: Archive, part: string | null): Promise<NumberStyle[]> {
  if (part === null) return [];
  const formats = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let isInCells = false;
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells) styles.push(styleOf(Number(attributes.numFmtId ?? 0), formats));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

function styleOf(id: number, formats: ReadonlyMap<number, string>): NumberStyle {
  const code = formats.get(id);
  if (code === undefined) return builtInDays.has(id) ? { kind: 'day' } : { kind: 'plain' };
  if (/^0{2,40}$/.test(code)) return { kind: 'padded', width: code.length };
  return showsDay(code) ? { kind: 'day' } : { kind: 'plain' };
}

/**
 * Whether a format shows a day: it has a day, a year, or a month that is no minute. Text in quotation marks, colours, conditions and
 * languages in brackets, and single signs after a backslash, an underscore or a star say nothing. `[h]` counts hours that went by.
 */
export function showsDay(code: string): boolean {
  const [positive = ''] = code
    .replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
    .toLowerCase()
    .split(';');
  if (/general/.test(positive) || /\[[hms]+\]/i.test(code)) return false;
  return /[dy]/.test(positive) || (/m/.test(positive) && !/[hs]/.test(positive));
}
