import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import type { YouforceRow } from './to-rows.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const filters = ['personCode', 'personId', 'organizationUnit', 'company'] as const;
const mostRows = 10_000;

/** Where a page begins: behind this record, in the order in which records were written. */
interface Bookmark {
  at: string;
  from: string;
  id: string;
}

/** The rows of a state of a table in the order of pages; made once for all pages of it. */
export function sortRows(rows: readonly YouforceRow[]): YouforceRow[] {
  return [...rows].sort((a, b) => compare(placeOf(a), placeOf(b)));
}

/** One page of a list. `link` is the address that the API gives itself, which need not be the one that was called. */
export function answerList(rows: readonly YouforceRow[], { query }: StandInCall, link: string): StandInAnswer {
  const take = Number(query.get('take') ?? 100);
  const bookmark = readBookmark(query.get('nextToken'));
  const [from, to] = [query.get('from'), query.get('to')];
  const isWrong = [from, to].some((moment) => moment !== null && !instant.test(moment));
  if (!Number.isInteger(take) || take < 1 || take > mostRows || bookmark === 'broken' || isWrong) return failed(400);
  const page: YouforceRow[] = [];
  let hasMore = false;
  for (let index = bookmark === null ? 0 : firstBehind(rows, bookmark); index < rows.length; index++) {
    const row = rows[index];
    if (row === undefined || !fits(row, { from, to, query })) continue;
    if (page.length === take) {
      hasMore = true;
      break;
    }
    page.push(row);
  }
  const last = page.at(-1);
  const nextLink = hasMore && last !== undefined ? `${link}?${nextQuery(query, placeOf(last))}` : undefined;
  const shown = page.map(({ changedAt: _, ...fields }) => fields);
  // One record comes without a list around it, and a list may hold a null: seen by others who read it.
  const value = shown.length === 1 ? shown[0] : nextLink === undefined ? shown : [...shown, null];
  return { status: 200, body: JSON.stringify({ value, nextLink }) };
}

/** Errors have no documented shape. */
export const failed = (status: number): StandInAnswer => ({
  status,
  body: JSON.stringify({ message: `error ${status}` }),
});

const placeOf = ({ changedAt, validFrom, id }: YouforceRow): Bookmark => ({ at: changedAt, from: validFrom ?? '', id });

function compare(a: Bookmark, b: Bookmark): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function firstBehind(rows: readonly YouforceRow[], bookmark: Bookmark): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && compare(placeOf(row), bookmark) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fits(
  row: YouforceRow,
  { from, to, query }: { from: string | null; to: string | null; query: URLSearchParams },
): boolean {
  if ((from !== null && row.changedAt < from) || (to !== null && row.changedAt > to)) return false;
  return filters.every((name) => !query.has(name) || row[name] === query.get(name));
}

function nextQuery(query: URLSearchParams, bookmark: Bookmark): string {
  const next = new URLSearchParams(query);
  next.set('nextToken', Buffer.from(JSON.stringify(bookmark)).toString('base64url'));
  return next.toString();
}

function readBookmark(token: string | null): Bookmark | null | 'broken' {
  if (token === null) return null;
  try {
    const { at, from, id } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as Bookmark;
    return [at, from, id].every((part) => typeof part === 'string') ? { at, from, id } : 'broken';
  } catch {
    return 'broken';
  }
}
