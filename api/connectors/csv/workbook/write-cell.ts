import type { NumberStyle } from './read-styles.ts';
import { decodeSigns } from './text-budget.ts';

/** A cell as the file has it. */
export interface RawCell {
  /** What its value is: `s` a shared text, `str` and `inlineStr` text, `b` a truth, `e` an error, `d` a day in ISO; a number otherwise. */
  type: string;
  style: number;
  /** Null when the file gives no value. */
  value: string | null;
  isFormula: boolean;
}

/** What cells are written with. */
export interface CellContext {
  sharedStrings: readonly string[];
  styles: readonly NumberStyle[];
  countsFrom1904: boolean;
  decimal: 'point' | 'comma' | undefined;
}

/** A cell as text, as somebody would have typed it into a CSV file; or what it shows instead of a value. */
export type WrittenCell = { kind: 'text'; text: string } | { kind: 'fault'; shows: string };

const empty: WrittenCell = { kind: 'text', text: '' };
const toText = (text: string): WrittenCell => ({ kind: 'text', text });

/** Returns null for a cell that points to nowhere or is no number: the file is damaged. */
export function writeCell(cell: RawCell, context: CellContext): WrittenCell | null {
  const { type, value } = cell;
  if (value === null) return cell.isFormula ? { kind: 'fault', shows: '=' } : empty;
  switch (type) {
    case 's': {
      const text = /^\d+$/.test(value) ? context.sharedStrings[Number(value)] : undefined;
      return text === undefined ? null : toText(text);
    }
    case 'str':
    case 'inlineStr':
      return toText(decodeSigns(value).trim());
    case 'b':
      return toText(value === '1' || value === 'true' ? 'TRUE' : 'FALSE');
    case 'e':
      return { kind: 'fault', shows: value.slice(0, 20) };
    case 'd':
      return toText(value.trim());
    default:
      return value === '' ? empty : writeNumber(value, context.styles[cell.style] ?? { kind: 'plain' }, context);
  }
}

function writeNumber(value: string, style: NumberStyle, context: CellContext): WrittenCell | null {
  const number = Number(value);
  if (!Number.isFinite(number) || value.trim() === '') return null;
  if (style.kind === 'day') return toText(writeDay(number, context.countsFrom1904));
  if (style.kind === 'padded' && Number.isInteger(number) && number >= 0) {
    return toText(String(number).padStart(style.width, '0'));
  }
  const text = /^-?\d{1,15}$/.test(value) ? value : String(Number(number.toPrecision(15)));
  return toText(context.decimal === 'comma' ? text.replace('.', ',') : text);
}

const dayMs = 86_400_000;
const secondsOfDay = 86_400;
/** Day 0 of each way of counting. 1900 is a leap year there, which it was not: https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year */
const from1900 = Date.UTC(1899, 11, 30);
const from1904 = Date.UTC(1904, 0, 1);
const wrongLeapDay = 60;

/**
 * The calendar day of a serial number, `YYYY-MM-DD`, with its time when it has one (to the second: a fraction is never exact). A day
 * that does not exist comes back as what Excel shows for it, or as the number.
 */
export function writeDay(serial: number, countsFrom1904: boolean): string {
  const seconds = Math.round(serial * secondsOfDay);
  const [day, time] = [Math.floor(seconds / secondsOfDay), seconds % secondsOfDay];
  if (day < 0 || day > 2_958_465) return String(serial);
  if (!countsFrom1904 && day === wrongLeapDay) return '1900-02-29';
  const base = countsFrom1904 ? from1904 : from1900 + (day < wrongLeapDay ? dayMs : 0);
  const iso = new Date(base + day * dayMs + time * 1000).toISOString();
  return time === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
