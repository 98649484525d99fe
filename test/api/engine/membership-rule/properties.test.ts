import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileRule } from '../../../../api/engine/membership-rule/compile-rule.ts';
import { explainRule } from '../../../../api/engine/membership-rule/explain-rule.ts';
import { foldText } from '../../../../api/engine/membership-rule/fold-text.ts';
import { indexRules } from '../../../../api/engine/membership-rule/index-rules.ts';
import { parseRule } from '../../../../api/engine/membership-rule/parse-rule.ts';
import { printRule } from '../../../../api/engine/membership-rule/print-rule.ts';
import { RuleError } from '../../../../api/engine/membership-rule/read-tokens.ts';
import { worlds } from '../../../play-worlds.ts';
import { arbitraryFacts, arbitraryRule, someday } from './arbitrary-rule.ts';

const anyone = { now: someday, department: 'a', otherMails: ['a'] };

/** Compiles and asks; whatever the text, the outcome is a yes, a no or a RuleError whose place is in the text. */
function survives(text: string): void {
  try {
    assert.equal(typeof compileRule(text).matches(anyone), 'boolean');
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    assert.ok(error.at >= 0 && error.at <= text.length, `${error.at} in ${text}`);
  }
}

const pieces = fc.constantFrom(
  ...['user.country', 'user.accountEnabled', 'user.memberOf', 'user.otherMails', 'user.assignedPlans'],
  ...['user.employeeHireDate', 'assignedPlan.service', '_', 'system.now', 'p1d', '2026-01-01', 'Direct', 'Reports'],
  ...['for', 'null', 'true', '"NL"', "'NL'", '"`', '"', "'", '`"', '`', '(', ')', '[', ']', ',', '-eq', '-ne', '-in'],
  ...[
    '-not',
    '-and',
    '-or',
    '-match',
    '-any',
    '-all',
    '-le',
    '-plus',
    'eq',
    ' ',
    '-',
    '–',
    '5',
    '$',
    '\n',
    '“',
    '"(a*)*"',
  ],
  ...['extension_', 'device.x', 'group.objectId', '"\\w["', '"a{2,1}"'],
);

describe('membership rules, whatever they are given', () => {
  it('never throw anything but RuleError: random text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80, unit: 'binary' }), survives), worlds(2000));
  });

  it('never throw anything but RuleError: words of the language in any order', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 25 }).map((list) => list.join(' ')),
        survives,
      ),
      worlds(3000),
    );
  });

  it('never throw anything but RuleError: rules with something cut out or put in', () => {
    const mutated = fc
      .tuple(arbitraryRule, fc.nat(), fc.nat({ max: 8 }), fc.oneof(pieces, fc.constant('')))
      .map(([rule, at, length, put]) => {
        const from = at % (rule.length + 1);
        return rule.slice(0, from) + put + rule.slice(from + length);
      });
    fc.assert(fc.property(mutated, survives), worlds(3000));
  });

  it('never throw anything but RuleError: patterns', () => {
    const signs = fc.constantFrom(
      ...'abéZ019.^$|()[]{}*+?\\-,:=!<>dDwWsSbBpPxuk\n_ '.split(''),
      '(?:',
      '\\p{L}',
      '\\x41',
      '[^',
      '\\u00e9',
    );
    const patterns = fc.array(signs, { maxLength: 12 }).map((list) => `user.department -match "${list.join('')}"`);
    fc.assert(fc.property(patterns, survives), worlds(5000));
  });

  it('answer at once where patterns would run away elsewhere', () => {
    const text = `${'a'.repeat(20_000)}!`;
    for (const pattern of [
      '(a+)+$',
      '^(a|a)*$',
      '^(([a-z])+.)+[A-Z]([a-z])+$',
      '(.*)*x',
      '.*.*.*.*.*=',
      '^(a{1,30}){1,30}$',
    ]) {
      const started = performance.now();
      assert.equal(compileRule(`user.department -match "${pattern}"`).matches({ department: text }), false);
      assert.ok(performance.now() - started < 2000, pattern);
    }
  });
});

describe('membership rules, by property', () => {
  it('parse again from what they print, to the same answers', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryFacts, (text, facts) => {
        const printed = printRule(parseRule(text));
        assert.equal(printRule(parseRule(printed)), printed);
        assert.equal(compileRule(printed).matches(facts), compileRule(text).matches(facts), printed);
      }),
      worlds(1000),
    );
  });

  it('hold only where their equalities do', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryFacts, (text, facts) => {
        const { equalities, matches } = compileRule(text);
        if (equalities === null || !matches(facts)) return;
        assert.ok(equalities.values.includes(foldText(String(facts[equalities.fact]))));
      }),
      worlds(2000),
    );
  });

  it('explain the answer that they give', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryFacts, (text, facts) => {
        const rule = compileRule(text);
        const { result, decidedBy } = explainRule(rule, facts);
        assert.equal(result, rule.matches(facts));
        assert.match(decidedBy, / is /);
      }),
      worlds(1000),
    );
  });

  it('give through an index what each of them answers, and one array for people whom they cannot tell apart', () => {
    const rules = fc.array(arbitraryRule, { maxLength: 12 });
    fc.assert(
      fc.property(rules, fc.array(arbitraryFacts, { minLength: 1, maxLength: 12 }), (texts, people) => {
        const entries = texts.map((text, value) => ({ rule: compileRule(text), value }));
        const index = indexRules(entries);
        const lists = new Map<string, readonly number[]>();
        for (const facts of [...people, ...people]) {
          const found = index.matching(facts);
          const naive = entries.filter(({ rule }) => rule.matches(facts)).map(({ value }) => value);
          assert.deepEqual(found, naive);
          assert.equal(found, lists.get(naive.join()) ?? found);
          lists.set(naive.join(), found);
        }
      }),
      worlds(1000),
    );
  });

  it('stay as they are until the next change, and are another then', () => {
    const moments = fc.array(fc.integer({ min: 1, max: 12 * 86_400_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(arbitraryRule, arbitraryFacts, moments, (text, facts, later) => {
        const rule = compileRule(text);
        const now = facts.now as number;
        const next = rule.nextChange(facts);
        const answer = rule.matches(facts);
        if (!rule.usesNow) assert.equal(next, null);
        for (const after of [...later, ...(next === null ? [] : [next - now - 1])]) {
          const at = now + after;
          if (next === null || at < next) assert.equal(rule.matches({ ...facts, now: at }), answer);
        }
        if (next === null) return;
        assert.ok(next > now);
        assert.equal(rule.matches({ ...facts, now: next }), !answer);
      }),
      worlds(2000),
    );
  });
});
