import { parseRule } from './parse-rule.ts';
import { RuleError, readTokens, type Token, UnsupportedRuleError } from './read-tokens.ts';
import { showToken } from './token-reader.ts';

/**
 * What Entra would refuse in a rule that only Entra evaluates; null when nothing is found. Where a rule asks for what Instroom cannot
 * evaluate (groups of groups, devices, patterns beyond linear time), only the marks are looked at from there on.
 */
export function findSyntaxError(rule: string): RuleError | null {
  try {
    parseRule(rule);
    return null;
  } catch (error) {
    if (error instanceof UnsupportedRuleError) return findUnpaired(rule);
    if (error instanceof RuleError) return error;
    throw error;
  }
}

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']' };

function findUnpaired(rule: string): RuleError | null {
  const tokens = readTokens(rule);
  const open: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'mark' || token.value === ',') continue;
    const closing = closings[token.value];
    if (closing !== undefined) open.push(closing);
    else {
      const expected = open.pop();
      if (expected === undefined) return new RuleError(`${token.value} closes nothing`, token.at);
      if (token.value !== expected) return new RuleError(`expected ${expected}, not ${showToken(token)}`, token.at);
    }
  }
  const left = open.pop();
  const end = tokens.at(-1) as Token;
  return left === undefined ? null : new RuleError(`expected ${left}, not ${showToken(end)}`, end.at);
}
