import { DateTime } from 'luxon';
import { RuleError } from './read-tokens.ts';
import { showToken, type TokenReader } from './token-reader.ts';

/** A moment in a rule: epoch milliseconds, or with `fromNow` milliseconds after the moment of the question. */
export interface Moment {
  value: number;
  fromNow: boolean;
  hasOffset: boolean;
}

/**
 * Takes a moment: `2026-01-31T08:00:00Z` with or without quotes, `system.now`, or `system.now -plus p1d`, in parentheses if
 * wished. One offset at most, as in Entra.
 * @throws RuleError when it is none
 */
export function readMoment(reader: TokenReader): Moment {
  if (reader.takeMark('(')) {
    const moment = readMoment(reader);
    reader.expectMark(')');
    return moment;
  }
  const token = reader.take();
  if (token.kind === 'word' && token.value.toLowerCase() === 'system.now') return readOffset(reader);
  const value = token.kind === 'word' || token.kind === 'text' ? parseInstant(token.value) : null;
  if (value !== null) return { value, fromNow: false, hasOffset: false };
  throw new RuleError(
    `expected a moment such as 2026-01-31T00:00:00Z or system.now -plus p30d, not ${showToken(token)}`,
    token.at,
  );
}

function readOffset(reader: TokenReader): Moment {
  const sign = reader.takeOperator('plus') ? 1 : reader.takeOperator('minus') ? -1 : 0;
  if (sign === 0) return { value: 0, fromNow: true, hasOffset: false };
  const token = reader.take();
  const duration = token.kind === 'word' ? parseDuration(token.value) : null;
  if (duration === null) {
    throw new RuleError(`expected a time such as p1d, p7dt12h or pt30m, not ${showToken(token)}`, token.at);
  }
  const next = reader.peek();
  if (next.kind === 'operator' && (next.value === 'plus' || next.value === 'minus')) {
    throw new RuleError(`system.now takes one ${showToken(next)} at most; add the times up`, next.at);
  }
  return { value: sign * duration, fromNow: true, hasOffset: true };
}

/** Days, hours, minutes and seconds; Entra's service counts no months and years, which have no fixed length. */
function parseDuration(text: string): number | null {
  const match = /^p(?:(\d{1,5})d)?(?:t(?=\d)(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,8}(?:\.\d{1,3})?)s)?)?$/i.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return days * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + Math.round(seconds * 1000);
}

const instantPattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?)?$/i;

/** Epoch milliseconds of an ISO 8601 date or instant, null for anything else. What says no zone is UTC. */
function parseInstant(text: string): number | null {
  const instant = DateTime.fromISO(text, { zone: 'utc' });
  return instantPattern.test(text) && instant.isValid ? instant.toMillis() : null;
}
