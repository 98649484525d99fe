import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { foldText } from './fold-text.ts';
import { readMoment } from './read-moment.ts';
import { operatorNames, RuleError, type Token } from './read-tokens.ts';
import type { RuleAttribute } from './rule-attributes.ts';
import type { Comparison, LeafNode, Place, TextOperator } from './rule-node.ts';
import { showToken, type TokenReader } from './token-reader.ts';
import { translatePattern } from './translate-pattern.ts';

const equality = ['eq', 'ne'];
const textOperators = ['startswith', 'notstartswith', 'endswith', 'notendswith', 'contains', 'notcontains'];
const lists = ['in', 'notin'];
const patterns = ['match', 'notmatch'];
const order = ['le', 'ge'];

/** The operators that go with an attribute; null goes with -eq and -ne of every one that is not a list. */
const operatorsOf: Readonly<Record<RuleAttribute['type'], readonly string[]>> = {
  text: [...equality, ...textOperators, ...patterns, ...lists],
  boolean: equality,
  date: [...equality, ...order],
  texts: textOperators,
  plans: [],
};

const comparing = [...equality, ...textOperators, ...patterns, ...lists, ...order];

/** What a comparison begins with: its attribute, and where that stands. */
export interface Subject {
  attribute: RuleAttribute;
  at: number;
}

/**
 * Parses what follows an attribute: an operator and a value. A comparison of a list of texts holds when it does for one of them,
 * a negative one when it does for all of them.
 * @throws RuleError for an operator that Entra does not take for this attribute, and for a value that does not go with it
 */
export function parseComparison(reader: TokenReader, subject: Subject): LeafNode {
  const { attribute, at } = subject;
  const operator = takeOperator(reader, attribute);
  if (attribute.type === 'date') return parseDate(reader, subject, operator);
  if (attribute.type === 'texts') {
    const comparison = readComparison(reader, operator, { ...attribute, type: 'text' });
    const place = { at, end: reader.lastEnd() };
    const node = { kind: 'compare' as const, name: '_', fact: '_', comparison, ...place };
    return {
      kind: operator.startsWith('not') ? 'all' : 'any',
      name: attribute.name,
      fact: attribute.fact,
      node,
      ...place,
    };
  }
  const comparison = readComparison(reader, operator, attribute);
  return compareNode(subject, comparison, reader);
}

/** An attribute as a rule writes it. */
const labelOf = ({ name }: RuleAttribute): string =>
  name === '_' || name.startsWith('assignedPlan.') ? name : `user.${name}`;

const compareNode = ({ attribute, at }: Subject, comparison: Comparison, reader: TokenReader): LeafNode => ({
  kind: 'compare',
  name: attribute.name,
  fact: attribute.fact,
  comparison,
  at,
  end: reader.lastEnd(),
});

function takeOperator(reader: TokenReader, attribute: RuleAttribute): string {
  const token = reader.take();
  if (token.kind !== 'operator' || !comparing.includes(token.value)) throw refuseOperator(token, attribute);
  if (operatorsOf[attribute.type].includes(token.value)) return token.value;
  const written = showToken(token);
  const nature: Readonly<Record<RuleAttribute['type'], string>> = {
    text: 'which is text',
    boolean: 'which is true or false',
    date: 'which is a moment',
    texts: `which is a list; write user.${attribute.name} -any (_ ${written} …)`,
    plans: `which is a list; write user.${attribute.name} -any (assignedPlan.service ${written} …)`,
  };
  throw new RuleError(`${written} does not go with ${labelOf(attribute)}, ${nature[attribute.type]}`, token.at);
}

function refuseOperator(token: Token, attribute: RuleAttribute): RuleError {
  if (token.kind !== 'operator') {
    const near = token.kind === 'word' ? nearestWord(token.value, [...operatorNames.keys()]) : null;
    const meant = near === null ? '' : `; did you mean ${operatorNames.get(near)}`;
    return new RuleError(`expected an operator such as -eq, not ${showToken(token)}${meant}`, token.at);
  }
  if (token.value === 'any' || token.value === 'all') {
    return new RuleError(`${showToken(token)} goes with a list, and ${labelOf(attribute)} is not one`, token.at);
  }
  if (token.value === 'not') {
    return new RuleError('-not compares nothing; did you mean -ne', token.at);
  }
  if (operatorNames.has(token.value)) {
    return new RuleError(`expected an operator such as -eq, not ${showToken(token)}`, token.at);
  }
  const near = nearestWord(`-${token.value}`, [...operatorNames.values()]);
  const meant = near === null ? '' : `; did you mean ${near}`;
  return new RuleError(`-${token.value} is not an operator${meant}`, token.at);
}

function parseDate(reader: TokenReader, subject: Subject, operator: string): LeafNode {
  const { attribute, at } = subject;
  if ((operator === 'eq' || operator === 'ne') && isNull(reader.peek())) {
    reader.take();
    return compareNode(subject, { operator, value: null }, reader);
  }
  const moment = readMoment(reader);
  if (moment.hasOffset && !order.includes(operator)) {
    throw new RuleError(`system.now with a time added goes with -le and -ge, not with -${operator}`, at);
  }
  const place: Place = { at, end: reader.lastEnd() };
  const { value, fromNow } = moment;
  const kind = operator as 'eq' | 'ne' | 'le' | 'ge';
  return { kind: 'date', name: attribute.name, fact: attribute.fact, operator: kind, value, fromNow, ...place };
}

function readComparison(reader: TokenReader, operator: string, attribute: RuleAttribute): Comparison {
  if (operator === 'in' || operator === 'notin') return { operator, value: readList(reader) };
  const token = reader.take();
  if (operator === 'eq' || operator === 'ne') return { operator, value: readValue(token, attribute) };
  const value = readText(token, labelOf(attribute));
  if (operator === 'match' || operator === 'notmatch') return { operator, value: translatePattern(value, token.at) };
  return { operator: operator as TextOperator, value: foldText(value) };
}

/** Rules of old say `$null`. */
const isNull = (token: Token): boolean => token.kind === 'word' && /^\$?null$/i.test(token.value);

function readValue(token: Token, attribute: RuleAttribute): string | boolean | null {
  if (isNull(token)) return null;
  if (attribute.type !== 'boolean') return foldText(readText(token, labelOf(attribute)));
  const word = token.kind === 'word' ? token.value.toLowerCase() : null;
  if (word === 'true' || word === 'false') return word === 'true';
  throw new RuleError(`${labelOf(attribute)} is compared with true or false, not ${showToken(token)}`, token.at);
}

function readText(token: Token, name: string): string {
  if (token.kind === 'text') return token.value;
  throw new RuleError(`${name} is compared with text in double quotes, not ${showToken(token)}`, token.at);
}

function readList(reader: TokenReader): ReadonlySet<string> {
  const open = reader.peek();
  if (!reader.takeMark('[')) {
    throw new RuleError(`expected a list such as ["Sales", "Finance"], not ${showToken(open)}`, open.at);
  }
  const values = new Set<string>();
  for (;;) {
    values.add(foldText(readText(reader.take(), 'a list')));
    const mark = reader.peek();
    if (reader.takeMark(']')) return values;
    if (!reader.takeMark(',')) throw new RuleError(`expected , or ] in the list, not ${showToken(mark)}`, mark.at);
  }
}
