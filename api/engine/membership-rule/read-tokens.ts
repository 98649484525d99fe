/** A piece of a rule. `at` is the offset of its first character in the rule text, for messages. */
export type Token =
  | { kind: 'text'; value: string; at: number }
  | { kind: 'word'; value: string; at: number }
  | { kind: 'operator'; value: string; at: number }
  | { kind: 'mark'; value: '(' | ')' | '[' | ']' | ','; at: number }
  | { kind: 'end'; at: number };

/** A rule that Entra would not take either, or that this version cannot evaluate. `at` is an offset in the rule text. */
export class RuleError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.name = 'RuleError';
    this.at = at;
  }
}

/** Every operator of Entra's language, in lower case and without the hyphen. */
const operatorWords: ReadonlySet<string> = new Set([
  ...['eq', 'ne', 'startswith', 'notstartswith', 'contains', 'notcontains', 'match', 'notmatch', 'in', 'notin'],
  ...['le', 'ge', 'any', 'all', 'not', 'and', 'or'],
]);

/**
 * Cuts a membership rule into tokens. Text stands in double quotes; a double quote inside is written as `` `" ``.
 * @throws RuleError at the first character that cannot stand in a rule.
 * @see https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
 */
export function readTokens(rule: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < rule.length) {
    const rest = rule.slice(at);
    const space = /^\s+/.exec(rest);
    if (space) {
      at += space[0].length;
      continue;
    }
    const token = readToken(rest, at);
    tokens.push(token.token);
    at += token.length;
  }
  tokens.push({ kind: 'end', at });
  return tokens;
}

function readToken(rest: string, at: number): { token: Token; length: number } {
  const first = rest.charAt(0);
  if (first === '(' || first === ')' || first === '[' || first === ']' || first === ',') {
    return { token: { kind: 'mark', value: first, at }, length: 1 };
  }
  if (first === '"') return readText(rest, at);
  const operator = /^-[A-Za-z]+/.exec(rest);
  if (operator) {
    return { token: { kind: 'operator', value: operator[0].slice(1).toLowerCase(), at }, length: operator[0].length };
  }
  const word = /^[A-Za-z_][\w.]*|^-?\d+(?:\.\d+)?/.exec(rest);
  if (word) return { token: readWord(word[0], at), length: word[0].length };
  if (first === "'" || first === '“' || first === '”') {
    throw new RuleError(`text stands in straight double quotes, not ${first}`, at);
  }
  throw new RuleError(`${first} cannot stand here`, at);
}

/** Operators may be written without their hyphen; attributes never look like one, because they begin with `user.`. */
function readWord(word: string, at: number): Token {
  const lower = word.toLowerCase();
  return operatorWords.has(lower) ? { kind: 'operator', value: lower, at } : { kind: 'word', value: word, at };
}

function readText(rest: string, at: number): { token: Token; length: number } {
  const text = /^"((?:`.|[^"`])*)"/s.exec(rest);
  if (!text) throw new RuleError('this text has no closing double quote', at);
  return { token: { kind: 'text', value: (text[1] ?? '').replace(/`(.)/gs, '$1'), at }, length: text[0].length };
}
