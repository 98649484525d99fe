import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { RuleError, readTokens, type Token } from './read-tokens.ts';
import { ruleAttributeNames, ruleAttributes, ruleNamesOfFacts } from './rule-attributes.ts';

/** One comparison of an attribute with a value. Text is kept lower-cased: Entra compares without regard to case. */
export type Comparison =
  | { operator: 'eq'; value: string | boolean | null }
  | { operator: 'ne'; value: string | boolean | null }
  | { operator: 'startswith' | 'notstartswith' | 'contains' | 'notcontains'; value: string }
  | { operator: 'match' | 'notmatch'; value: RegExp }
  | { operator: 'in' | 'notin'; value: ReadonlySet<string> };

export type RuleNode =
  | { kind: 'and' | 'or'; nodes: readonly RuleNode[] }
  | { kind: 'not'; node: RuleNode }
  | { kind: 'compare'; fact: string; type: 'string' | 'boolean'; comparison: Comparison };

/** Known to Entra, not evaluated by this version: refused by name rather than misread. */
const unsupported: ReadonlyMap<string, string> = new Map([
  ['any', 'rules over lists (-any)'],
  ['all', 'rules over lists (-all)'],
  ['ge', 'comparisons of dates (-ge)'],
  ['le', 'comparisons of dates (-le)'],
]);

const comparisons = [
  'eq',
  'ne',
  'startswith',
  'notstartswith',
  'contains',
  'notcontains',
  'match',
  'notmatch',
  'in',
  'notin',
];
const written = [
  '-eq',
  '-ne',
  '-startsWith',
  '-notStartsWith',
  '-contains',
  '-notContains',
  '-match',
  '-notMatch',
  '-in',
  '-notIn',
  '-and',
  '-or',
  '-not',
];

/**
 * Parses a rule in Entra's dynamic-membership-rule language. Precedence as in Entra: comparison, -not, -and, -or.
 * @throws RuleError that says what was expected, with the offset in the rule.
 * @see https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership#supported-expression-operators
 */
export function parseRule(rule: string): RuleNode {
  const reader = createReader(readTokens(rule));
  const node = parseOr(reader, 0);
  const rest = reader.peek();
  if (rest.kind !== 'end') throw new RuleError(`expected -and, -or or the end of the rule, not ${show(rest)}`, rest.at);
  return node;
}

interface Reader {
  peek(): Token;
  take(): Token;
  takeOperator(name: string): boolean;
}

function createReader(tokens: readonly Token[]): Reader {
  let next = 0;
  const last = tokens[tokens.length - 1] ?? { kind: 'end' as const, at: 0 };
  const peek = (): Token => tokens[next] ?? last;
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const takeOperator = (name: string): boolean => {
    const token = peek();
    const found = token.kind === 'operator' && token.value === name;
    if (found) next += 1;
    return found;
  };
  return { peek, take, takeOperator };
}

/** Deeper than any rule of 3,072 characters that a person writes, and far from the end of the stack. */
const deepest = 500;

const parseOr = (reader: Reader, depth: number): RuleNode => parseSeries('or', reader, () => parseAnd(reader, depth));

const parseAnd = (reader: Reader, depth: number): RuleNode => parseSeries('and', reader, () => parseNot(reader, depth));

/** Side by side, not nested: a rule may have any number of alternatives. */
function parseSeries(kind: 'and' | 'or', reader: Reader, parseNext: () => RuleNode): RuleNode {
  const first = parseNext();
  const nodes = [first];
  while (reader.takeOperator(kind)) nodes.push(parseNext());
  return nodes.length === 1 ? first : { kind, nodes };
}

function parseNot(reader: Reader, depth: number): RuleNode {
  if (depth > deepest) throw new RuleError('this rule is nested too deeply', reader.peek().at);
  if (reader.takeOperator('not')) return { kind: 'not', node: parseNot(reader, depth + 1) };
  const token = reader.peek();
  if (token.kind === 'mark' && token.value === '(') {
    reader.take();
    const node = parseOr(reader, depth + 1);
    const close = reader.take();
    if (close.kind !== 'mark' || close.value !== ')') throw new RuleError(`expected ), not ${show(close)}`, close.at);
    return node;
  }
  return parseComparison(reader);
}

function parseComparison(reader: Reader): RuleNode {
  const subject = reader.take();
  if (subject.kind !== 'word')
    throw new RuleError(`expected an attribute such as user.department, not ${show(subject)}`, subject.at);
  const attribute = readAttribute(subject.value, subject.at);
  const operator = reader.take();
  if (operator.kind !== 'operator' || !comparisons.includes(operator.value)) throw wrongOperator(operator);
  const comparison = readComparison(operator.value, reader, { name: subject.value, type: attribute.type });
  return { kind: 'compare', fact: attribute.fact, type: attribute.type, comparison };
}

function readAttribute(name: string, at: number): { fact: string; type: 'string' | 'boolean' } {
  const lower = name.toLowerCase();
  if (lower.startsWith('device.')) throw new RuleError('rules about devices cannot be evaluated for people', at);
  if (lower === 'user.memberof') throw new RuleError('memberOf rules are not evaluated by this version', at);
  if (lower === 'user.extensionattribute15')
    throw new RuleError('extensionAttribute15 holds the mark of Instroom, so a rule cannot rest on it', at);
  const attribute = lower.startsWith('user.') ? ruleAttributes.get(lower.slice('user.'.length)) : undefined;
  if (attribute) return attribute;
  const bare = lower.replace(/^user\./, '');
  const near = ruleNamesOfFacts.get(bare) ?? nearestWord(bare, ruleAttributeNames);
  throw new RuleError(`${name} is not an attribute of a user${near === null ? '' : `; did you mean user.${near}`}`, at);
}

function wrongOperator(token: Token): RuleError {
  if (token.kind === 'operator') {
    const known = unsupported.get(token.value);
    if (known !== undefined) return new RuleError(`${known} are not evaluated by this version`, token.at);
    const near = nearestWord(`-${token.value}`, written);
    return new RuleError(
      `-${token.value} is not an operator${near === null ? '' : `; did you mean ${near}`}`,
      token.at,
    );
  }
  return new RuleError(`expected an operator such as -eq, not ${show(token)}`, token.at);
}

function readComparison(
  operator: string,
  reader: Reader,
  subject: { name: string; type: 'string' | 'boolean' },
): Comparison {
  if (operator === 'in' || operator === 'notin') {
    if (subject.type === 'boolean')
      throw new RuleError(`-${operator} does not go with ${subject.name}, which is true or false`, reader.peek().at);
    return { operator, value: readList(reader) };
  }
  const token = reader.take();
  if (operator === 'eq' || operator === 'ne') return { operator, value: readValue(token, subject) };
  if (subject.type === 'boolean')
    throw new RuleError(`-${operator} does not go with ${subject.name}, which is true or false`, token.at);
  const value = readText(token, subject.name);
  if (operator === 'match' || operator === 'notmatch') return { operator, value: readPattern(value, token.at) };
  return {
    operator: operator as 'startswith' | 'notstartswith' | 'contains' | 'notcontains',
    value: value.toLowerCase(),
  };
}

function readValue(token: Token, subject: { name: string; type: 'string' | 'boolean' }): string | boolean | null {
  const word = token.kind === 'word' ? token.value.toLowerCase() : null;
  if (word === 'null') return null;
  if (subject.type === 'boolean') {
    if (word === 'true' || word === 'false') return word === 'true';
    throw new RuleError(`${subject.name} is compared with true or false, not ${show(token)}`, token.at);
  }
  return readText(token, subject.name).toLowerCase();
}

function readText(token: Token, name: string): string {
  if (token.kind === 'text') return token.value;
  throw new RuleError(`${name} is compared with text in double quotes, not ${show(token)}`, token.at);
}

function readList(reader: Reader): ReadonlySet<string> {
  const open = reader.take();
  if (open.kind !== 'mark' || open.value !== '[')
    throw new RuleError(`expected a list such as ["Sales", "Finance"], not ${show(open)}`, open.at);
  const values = new Set<string>();
  for (;;) {
    values.add(readText(reader.take(), 'a list').toLowerCase());
    const mark = reader.take();
    if (mark.kind === 'mark' && mark.value === ']') return values;
    if (mark.kind !== 'mark' || mark.value !== ',')
      throw new RuleError(`expected , or ] in the list, not ${show(mark)}`, mark.at);
  }
}

function readPattern(pattern: string, at: number): RegExp {
  try {
    return new RegExp(pattern, 'iu');
  } catch {
    throw new RuleError(`“${pattern}” is not a regular expression`, at);
  }
}

function show(token: Token): string {
  if (token.kind === 'end') return 'the end of the rule';
  if (token.kind === 'operator') return `-${token.value}`;
  return token.kind === 'text' ? `"${token.value}"` : token.value;
}
