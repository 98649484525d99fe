/** A piece of a rule. `at` and `end` are the offsets of its first character and of the one after its last. */
export type Token = { at: number; end: number } & (
  | { kind: 'text'; value: string }
  | { kind: 'word'; value: string }
  | { kind: 'operator'; value: string }
  | { kind: 'mark'; value: '(' | ')' | '[' | ']' | ',' }
  | { kind: 'end' }
);

/**
 * A rule that Entra would not take either, or that Instroom cannot evaluate. `at` is an offset in the rule text; `advice` says
 * what to write instead, when that takes more than a word.
 */
export class RuleError extends Error {
  readonly at: number;
  readonly advice: string | null;
  constructor(message: string, at: number, advice: string | null = null) {
    super(message);
    this.name = 'RuleError';
    this.at = at;
    this.advice = advice;
  }
}

/** A rule that Entra may well take and that Instroom cannot evaluate: such a rule can still be handed to Entra unchanged. */
export class UnsupportedRuleError extends RuleError {}

/** Every operator of Entra's language as people write it, without the hyphen. */
const operators = [
  ...['eq', 'ne', 'startsWith', 'notStartsWith', 'endsWith', 'notEndsWith', 'contains', 'notContains'],
  ...['match', 'notMatch', 'in', 'notIn', 'le', 'ge', 'any', 'all', 'not', 'and', 'or', 'plus', 'minus'],
];

/** The operators with their hyphen, by their lower-cased name without it. */
export const operatorNames: ReadonlyMap<string, string> = new Map(
  operators.map((name) => [name.toLowerCase(), `-${name}`]),
);

/** What other languages write for an operator. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['=', '-eq'],
  ['!', '-ne or -not'],
  ['<', '-le'],
  ['>', '-ge'],
  ['&', '-and'],
  ['|', '-or'],
]);

/** Entra takes no longer rules. */
const longest = 3072;

/**
 * Cuts a membership rule into tokens. Text stands in double or single quotes; a double quote inside is written as `` `" ``, a
 * single one as `''`. The dash before an operator may be the long one that Microsoft's page shows.
 * @throws RuleError at the first character that cannot stand in a rule, and for a rule of more than 3,072 characters.
 * @see https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership#supported-values
 */
export function readTokens(rule: string): Token[] {
  if (rule.length > longest) {
    throw new RuleError(`a rule has at most 3,072 characters, this one has ${rule.length}`, longest);
  }
  const tokens: Token[] = [];
  let at = rule.length - rule.trimStart().length;
  while (at < rule.length) {
    const token = readToken(rule.slice(at), at);
    tokens.push(token);
    at = token.end + rule.slice(token.end).length - rule.slice(token.end).trimStart().length;
  }
  tokens.push({ kind: 'end', at: rule.length, end: rule.length });
  return tokens;
}

/** Digits too, because a moment is written without quotes: 2026-01-31T08:00:00+01:00. */
const wordPattern = /^(?:[A-Za-z_$][\w.]*|\d+(?:[\w.:]|[+-](?=\d))*)/;

function readToken(rest: string, at: number): Token {
  const first = rest.charAt(0);
  if (first === '(' || first === ')' || first === '[' || first === ']' || first === ',') {
    return { kind: 'mark', value: first, at, end: at + 1 };
  }
  if (/^`?["']/.test(rest)) return readText(rest, at);
  const operator = /^[-–][A-Za-z]+/.exec(rest)?.[0];
  if (operator !== undefined) {
    return { kind: 'operator', value: operator.slice(1).toLowerCase(), at, end: at + operator.length };
  }
  const word = wordPattern.exec(rest)?.[0];
  if (word !== undefined) return readWord(word, at);
  if (first === '“' || first === '”' || first === '‘' || first === '’') {
    throw new RuleError(`text stands in straight double quotes, not ${first}`, at);
  }
  const meant = foreign.get(first);
  throw new RuleError(`${first} cannot stand here${meant === undefined ? '' : `; did you mean ${meant}`}`, at);
}

/** Operators may be written without their hyphen; attributes never look like one, because they begin with `user.`. */
function readWord(word: string, at: number): Token {
  const lower = word.toLowerCase();
  const end = at + word.length;
  return operatorNames.has(lower)
    ? { kind: 'operator', value: lower, at, end }
    : { kind: 'word', value: word, at, end };
}

/**
 * Reads quoted text. Microsoft writes a value that itself has quotes around it as `` `"Sales`" ``, without quotes around that; the
 * quotes then belong to the value. A single quote that is not doubled is refused: Entra matches it now and then only.
 * @see https://github.com/MicrosoftDocs/azure-docs/issues/68441
 */
function readText(rest: string, at: number): Token {
  const isBare = rest.startsWith('`"');
  const quote = isBare ? '`"' : rest.charAt(0);
  let value = '';
  let next = quote.length;
  while (next < rest.length) {
    const here = rest.slice(next, next + 2);
    if (quote === "'" ? here.startsWith("'") && here !== "''" : here.startsWith(quote)) {
      const text = isBare ? `"${value}"` : value;
      return { kind: 'text', value: text, at, end: at + next + quote.length };
    }
    const piece = readPiece(here, at + next);
    value += piece.value;
    next += piece.length;
  }
  const name = quote === "'" ? 'single' : 'double';
  throw new RuleError(`this text has no closing ${name} quote`, at);
}

function readPiece(here: string, at: number): { value: string; length: number } {
  const first = here.charAt(0);
  if (here === "''") return { value: "'", length: 2 };
  if (here === '`"' || here === '``') return { value: here.charAt(1), length: 2 };
  if (first === "'") throw new RuleError("a single quote inside text is written twice: ''", at);
  if (first === '"') throw new RuleError('a double quote inside text is written with a backtick before it: `"', at);
  if (first === '`') throw new RuleError('a backtick stands before a double quote or a backtick only', at);
  return { value: first, length: 1 };
}
