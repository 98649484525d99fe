import { ScimError } from './scim-error.ts';

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | boolean | null;

/** A filter of RFC 7644, section 3.4.2.2. `path` is an attribute, with a namespace or a part where it has one. */
export type Filter =
  | { kind: 'compare'; path: string; comparison: Comparison; value: FilterValue }
  | { kind: 'present'; path: string }
  | { kind: 'and' | 'or'; parts: readonly [Filter, Filter] }
  | { kind: 'not'; part: Filter }
  /** Some element of a list passes the filter; with `rest` that element has a part that passes `rest`. */
  | { kind: 'within'; path: string; filter: Filter; rest: Filter | null };

const longest = 2000;
const deepest = 30;
const comparisons = new Set<string>(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);
const token = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/gy;

const refuse = (why: string): ScimError =>
  new ScimError(400, 'invalidFilter', `This filter cannot be read: ${why}. An example: userName eq "jansen"`);

/** @throws ScimError `invalidFilter` */
export function parseFilter(text: string): Filter {
  const tokens = splitTokens(text);
  let at = 0;
  let depth = 0;
  const peek = (): string | undefined => tokens[at];
  const word = (): string => peek()?.toLowerCase() ?? '';
  const expect = (wanted: string): void => {
    if (tokens[at++] !== wanted) throw refuse(`${wanted} is missing`);
  };
  const nested = (): Filter => {
    depth += 1;
    if (depth > deepest) throw refuse('it is nested too deeply');
    const filter = anyOf();
    depth -= 1;
    return filter;
  };

  const anyOf = (): Filter => {
    let filter = allOf();
    while (word() === 'or') {
      at += 1;
      filter = { kind: 'or', parts: [filter, allOf()] };
    }
    return filter;
  };
  const allOf = (): Filter => {
    let filter = one();
    while (word() === 'and') {
      at += 1;
      filter = { kind: 'and', parts: [filter, one()] };
    }
    return filter;
  };
  const one = (): Filter => {
    const isNot = word() === 'not' && tokens[at + 1] === '(';
    if (isNot) at += 1;
    if (peek() === '(') {
      at += 1;
      const part = nested();
      expect(')');
      return isNot ? { kind: 'not', part } : part;
    }
    return about();
  };
  const about = (): Filter => {
    const path = tokens[at++];
    if (path === undefined || !/^[\p{L}$_]/u.test(path)) throw refuse('the name of an attribute is missing');
    if (peek() !== '[') return compare(path);
    at += 1;
    const filter = nested();
    expect(']');
    const rest = peek()?.startsWith('.') ? compare((tokens[at++] ?? '').slice(1)) : null;
    return { kind: 'within', path, filter, rest };
  };
  const compare = (path: string): Filter => {
    const comparison = (tokens[at++] ?? '').toLowerCase();
    if (comparison === 'pr') return { kind: 'present', path };
    if (!comparisons.has(comparison)) throw refuse('eq, ne, co, sw, ew, gt, ge, lt, le or pr is missing');
    return { kind: 'compare', path, comparison: comparison as Comparison, value: readValue(tokens[at++]) };
  };

  const filter = nested();
  if (at < tokens.length) throw refuse('there is too much at the end');
  return filter;
}

function splitTokens(text: string): string[] {
  if (text.length > longest) throw refuse(`it is longer than ${longest} characters`);
  const rest = text.trimEnd();
  const tokens: string[] = [];
  token.lastIndex = 0;
  let end = 0;
  for (const match of rest.matchAll(token)) {
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
    end = (match.index ?? 0) + match[0].length;
  }
  if (end < rest.length) throw refuse('a quotation mark is missing');
  if (tokens.length === 0) throw refuse('it is empty');
  return tokens;
}

function readValue(text: string | undefined): FilterValue {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as FilterValue;
  } catch {
    if (/^(true|false)$/i.test(text ?? '')) return text?.toLowerCase() === 'true';
  }
  throw refuse('a value is a text in double quotation marks, a number, true, false or null');
}
