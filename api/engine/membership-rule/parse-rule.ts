import { findAttribute, type Scope } from './find-attribute.ts';
import { parseComparison } from './parse-comparison.ts';
import { RuleError, readTokens, UnsupportedRuleError } from './read-tokens.ts';
import type { RuleAttribute } from './rule-attributes.ts';
import type { ItemsNode, LeafNode, ReportsNode, RuleNode } from './rule-node.ts';
import { createTokenReader, showToken, type TokenReader } from './token-reader.ts';

/** Deeper than any rule of 3,072 characters that a person writes, and far from the end of the stack. */
const deepest = 500;

/** What a condition stands in: what it is about, and how many parentheses and -not are around it. */
interface Inside {
  scope: Scope;
  depth: number;
}

/**
 * Parses a rule in Entra's dynamic-membership-rule language. Precedence as in Entra: comparison, -not, -and, -or.
 * @throws RuleError that says what was expected, with the offset in the rule.
 * @see https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership#operator-precedence
 */
export function parseRule(rule: string): RuleNode {
  const reader = createTokenReader(readTokens(rule));
  const node = parseReports(reader) ?? parseOr(reader, { scope: 'user', depth: 0 });
  const rest = reader.peek();
  if (rest.kind === 'end') return node;
  if (node.kind === 'reports') {
    throw new RuleError(
      `a Direct Reports rule stands alone; expected the end of the rule, not ${showToken(rest)}`,
      rest.at,
    );
  }
  throw new RuleError(`expected -and, -or or the end of the rule, not ${showToken(rest)}`, rest.at);
}

const isWord = (reader: TokenReader, ahead: number, word: string): boolean => {
  const token = reader.peek(ahead);
  return token.kind === 'word' && token.value.toLowerCase() === word;
};

const isReports = (reader: TokenReader): boolean =>
  isWord(reader, 0, 'direct') && isWord(reader, 1, 'reports') && isWord(reader, 2, 'for');

/** `Direct Reports for "<object id of the manager>"`, or null when the rule is another one. */
function parseReports(reader: TokenReader): ReportsNode | null {
  if (!isReports(reader)) return null;
  const { at } = reader.take();
  reader.take();
  reader.take();
  const id = reader.take();
  if (id.kind === 'text' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.value)) {
    return { kind: 'reports', managerId: id.value.toLowerCase(), at, end: id.end };
  }
  throw new RuleError(`expected the object id of a manager in double quotes, not ${showToken(id)}`, id.at);
}

const parseOr = (reader: TokenReader, inside: Inside): RuleNode =>
  parseSeries('or', reader, () => parseAnd(reader, inside));

const parseAnd = (reader: TokenReader, inside: Inside): RuleNode =>
  parseSeries('and', reader, () => parseNot(reader, inside));

/** Side by side, not nested: a rule may have any number of alternatives. */
function parseSeries(kind: 'and' | 'or', reader: TokenReader, parseNext: () => RuleNode): RuleNode {
  const { at } = reader.peek();
  const first = parseNext();
  const nodes = [first];
  while (reader.takeOperator(kind)) nodes.push(parseNext());
  return nodes.length === 1 ? first : { kind, nodes, at, end: reader.lastEnd() };
}

function parseNot(reader: TokenReader, inside: Inside): RuleNode {
  const { at } = reader.peek();
  if (inside.depth > deepest) throw new UnsupportedRuleError('this rule is nested too deeply', at);
  const deeper = { ...inside, depth: inside.depth + 1 };
  if (reader.takeOperator('not')) {
    const node = parseNot(reader, deeper);
    return { kind: 'not', node, at, end: reader.lastEnd() };
  }
  if (reader.takeMark('(')) {
    const node = parseOr(reader, deeper);
    reader.expectMark(')');
    return node;
  }
  if (isReports(reader)) throw new RuleError('a Direct Reports rule stands alone, without parentheses', at);
  return parseLeaf(reader, inside);
}

function parseLeaf(reader: TokenReader, inside: Inside): LeafNode {
  const { at } = reader.peek();
  const attribute = findAttribute(reader, inside.scope);
  const isList = attribute.type === 'texts' || attribute.type === 'plans';
  if (isList && reader.takeOperator('any')) return parseItems('any', reader, { attribute, at });
  if (isList && reader.takeOperator('all')) return parseItems('all', reader, { attribute, at });
  return parseComparison(reader, { attribute, at });
}

/**
 * The condition of -any and -all. Microsoft shows it without parentheses too; because -any and -all bind least of all operators,
 * that is taken only where nothing follows that it might reach.
 */
function parseItems(
  kind: 'any' | 'all',
  reader: TokenReader,
  { attribute, at }: { attribute: RuleAttribute; at: number },
): ItemsNode {
  const scope: Scope = attribute.type === 'plans' ? 'plan' : 'text';
  const hasParentheses = reader.takeMark('(');
  const node = hasParentheses ? parseOr(reader, { scope, depth: 0 }) : parseLeaf(reader, { scope, depth: 0 });
  if (hasParentheses) reader.expectMark(')');
  const next = reader.peek();
  if (!hasParentheses && next.kind === 'operator') {
    throw new RuleError(`the condition of -${kind} stands in parentheses: -${kind} (…)`, node.at);
  }
  return { kind, name: attribute.name, fact: attribute.fact, node, at, end: reader.lastEnd() };
}
