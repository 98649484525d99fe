import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { compileRule } from '../../../../api/engine/membership-rule/compile-rule.ts';
import { parseRule } from '../../../../api/engine/membership-rule/parse-rule.ts';
import { RuleError } from '../../../../api/engine/membership-rule/read-tokens.ts';
import type { RuleFacts } from '../../../../api/engine/membership-rule/rule-attributes.ts';

const Answer = z.strictObject({
  rule: z.string(),
  holds: z.array(z.string()).default([]),
  fails: z.array(z.string()).default([]),
});
const Refusal = z.strictObject({ rule: z.string(), says: z.string(), at: z.number() });
const { people, answers, refusals } = z
  .strictObject({
    people: z.record(z.string(), z.record(z.string(), z.custom<RuleFacts[string]>())),
    answers: z.record(z.string(), z.array(Answer)),
    refusals: z.record(z.string(), z.array(Refusal)),
  })
  .parse(parse(readFileSync(new URL('answers.yaml', import.meta.url), 'utf8')));

const now = Date.parse('2026-06-01T12:00:00Z');
const factsOf = (name: string): RuleFacts => ({ ...people[name], now });

function refusalOf(rule: string): RuleError {
  try {
    parseRule(rule);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error(`${rule} was not refused`);
}

describe('the answers of rules', () => {
  for (const [section, entries] of Object.entries(answers)) {
    describe(section, () => {
      for (const { rule, holds, fails } of entries) {
        it(rule, () => {
          const compiled = compileRule(rule);
          for (const name of holds) assert.equal(compiled.matches(factsOf(name)), true, name);
          for (const name of fails) assert.equal(compiled.matches(factsOf(name)), false, name);
          assert.ok(holds.length + fails.length > 0 && [...holds, ...fails].every((name) => name in people));
        });
      }
    });
  }
});

describe('the refusals of rules', () => {
  for (const [section, entries] of Object.entries(refusals)) {
    describe(section, () => {
      for (const { rule, says, at } of entries) {
        it(rule || '(nothing)', () => {
          const error = refusalOf(rule);
          assert.ok(error.message.includes(says), error.message);
          assert.equal(error.at, at);
        });
      }
    });
  }

  it('refuses a rule of more than 3,072 characters, and takes one of 3,072', () => {
    const rule = (length: number) => `user.country -eq "${'x'.repeat(length - 19)}"`;
    assert.equal(compileRule(rule(3072)).matches(factsOf('anna')), false);
    assert.match(refusalOf(rule(3073)).message, /at most 3,072 characters, this one has 3073/);
  });

  it('refuses a rule that is nested too deeply', () => {
    assert.match(refusalOf(`${'('.repeat(600)}user.country -eq "NL"${')'.repeat(600)}`).message, /too deeply/);
    assert.match(refusalOf(`${'-not '.repeat(600)}user.country -eq "NL"`).message, /too deeply/);
  });

  it('says what to write instead of a memberOf rule', () => {
    const { advice } = refusalOf("user.memberof -any (group.objectId -in ['a', 'b'])");
    assert.match(advice ?? '', /grant: \{ groups: \[a, b, <this group>\] \}/);
    assert.match(advice ?? '', /membershipRule: \(<rule of a>\) -or \(<rule of b>\)/);
    assert.match(refusalOf("user.memberof -any (group.objectId -in ['a'])").advice ?? '', /name this group beside it/);
    assert.match(refusalOf('user.memberof').advice ?? '', /<group 1>/);
    assert.equal(refusalOf('user.nothing -eq "x"').advice, null);
  });
});
