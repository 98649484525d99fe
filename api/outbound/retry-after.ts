/**
 * Reads a Retry-After header, seconds (Graph also sends fractions of one) or a date, as milliseconds from now; null
 * when it is missing or unreadable. https://learn.microsoft.com/graph/throttling
 */
export function readRetryAfter(header: string | null | undefined, now: Date = new Date()): number | null {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
