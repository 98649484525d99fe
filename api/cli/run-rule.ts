import { readFile } from 'node:fs/promises';
import { explainError, InstroomError } from '../../models/errors.ts';
import { compileRule, type MembershipRule } from '../engine/membership-rule/compile-rule.ts';
import { explainRule, type RuleExplanation } from '../engine/membership-rule/explain-rule.ts';
import { RuleError } from '../engine/membership-rule/read-tokens.ts';
import { paint } from './paint.ts';
import { readInstant } from './read-instant.ts';
import { type RuleUser, readUserFacts } from './read-user-facts.ts';

export interface RuleOptions {
  user: string;
  now?: string;
  json?: boolean;
}

/**
 * `instroom rule <rule> --user FILE`: whether a rule holds for a user of Microsoft Graph, or for each of a list, and what decides
 * that. Nothing else is read: no policy, no directory.
 * @returns 0 whatever the answers
 * @throws InstroomError `configuration` for a rule that is refused and for a file that cannot be used
 */
export async function runRule(text: string, options: RuleOptions): Promise<number> {
  const rule = compile(text);
  const now = Date.parse(readInstant(options.now) ?? new Date().toISOString());
  const { users, isList } = readUserFacts(await readJson(options.user), rule.facts.filter(isCustom));
  const answers = users.map(({ name, facts }) => ({ name, ...explainRule(rule, { ...facts, now }) }));
  process.stdout.write(`${options.json ? printJson(answers, isList) : print(answers)}\n`);
  return 0;
}

const isCustom = (fact: string): boolean => fact.toLowerCase().startsWith('extension_');

type Answer = RuleExplanation & Pick<RuleUser, 'name'>;

function printJson(answers: readonly Answer[], isList: boolean): string {
  const shown = answers.map(({ result, decidedBy }) => ({ result, decidedBy }));
  return JSON.stringify(isList ? shown : shown[0], null, 2);
}

function print(answers: readonly Answer[]): string {
  const width = Math.min(Math.max(...answers.map(({ name }) => name.length), 0), 32);
  const lines = answers.map(({ name, result, decidedBy }) => {
    const mark = result ? paint('green', 'yes') : paint('red', 'no ');
    return `${mark}  ${name.padEnd(width)}  ${paint('dim', 'because')} ${decidedBy}`;
  });
  return lines.length === 0 ? 'Nobody: the list of users is empty.' : lines.join('\n');
}

function compile(text: string): MembershipRule {
  try {
    return compileRule(text);
  } catch (error) {
    if (error instanceof RuleError) throw new InstroomError('configuration', showPlace(text, error));
    throw error;
  }
}

/** The line of the rule where the error is, with a caret under the place, cut to what fits on a screen. */
export function showPlace(text: string, error: RuleError): string {
  const start = text.lastIndexOf('\n', error.at - 1) + 1;
  const line = (text.slice(start).split('\n')[0] ?? '').replaceAll('\t', ' ');
  const column = error.at - start;
  const from = Math.max(column - 60, 0);
  const cut = line.slice(from, from + 100);
  const [before, after] = [from > 0 ? '…' : '', from + 100 < line.length ? '…' : ''];
  const caret = `${' '.repeat(column - from + before.length)}^`;
  const lines = [`The rule is refused at character ${error.at + 1}: ${error.message}.`, ''];
  lines.push(`  ${before}${cut}${after}`, `  ${caret}`);
  return [...lines, ...(error.advice === null ? [] : ['', error.advice])].join('\n');
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InstroomError('configuration', `${path} cannot be read: ${explainError(error)}.`, {
      advice: 'It should hold one user of Microsoft Graph as JSON, or a list of them.',
    });
  }
}
