import { DateTime } from 'luxon';
import { escapeText } from './escape-text.ts';
import type { CardElement } from './sheet.ts';

/** The longest reason that a form takes. */
export const longestReason = 500;

/** The calendar day so many days after another. */
export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** How many days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round(DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days);
}

/** Whether this is a day that the calendar has, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}

export function dateInput(input: {
  id: string;
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
}): CardElement {
  const { id, label, value, min, max } = input;
  return {
    type: 'Input.Date',
    id,
    label,
    ...(value !== undefined && isDay(value) ? { value } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

export function reasonInput(input: { label: string; placeholder: string; value: string | undefined }): CardElement {
  const { label, placeholder, value } = input;
  return {
    type: 'Input.Text',
    id: 'reason',
    label,
    placeholder,
    maxLength: longestReason,
    isMultiline: true,
    ...(value === undefined ? {} : { value: value.slice(0, longestReason) }),
  };
}

export function button(title: string, verb: string, data: Record<string, unknown>, style?: string): CardElement {
  return { type: 'Action.Execute', title, verb, data, ...(style === undefined ? {} : { style }) };
}

/** What is wrong with what was filled in, on top of the same form. */
export function problemBand(problem: string | null): { status?: { text: string; tone: 'warning' } } {
  return problem === null ? {} : { status: { text: `⚠ ${problem}`, tone: 'warning' } };
}

/** One thing of a list with a button beside it: what it is, more about it, and what can be done. */
export function listRow(row: { title: string; lines: readonly string[]; action: CardElement | null }): CardElement {
  const text = [
    { type: 'TextBlock', text: row.title, weight: 'bolder', wrap: true },
    ...row.lines
      .filter((line) => line !== '')
      .map((line) => ({ type: 'TextBlock', text: line, wrap: true, spacing: 'none', isSubtle: true, size: 'small' })),
  ];
  const side = row.action === null ? [] : [{ type: 'ActionSet', actions: [row.action] }];
  return {
    type: 'ColumnSet',
    separator: true,
    columns: [
      { type: 'Column', width: 'stretch', items: text },
      ...(side.length === 0
        ? []
        : [{ type: 'Column', width: 'auto', verticalContentAlignment: 'center', items: side }]),
    ],
  };
}

/** The label of a choice: choices are plain text, but a renderer that reads Markdown there must find none. */
export function choiceTitle(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return escapeText(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}
