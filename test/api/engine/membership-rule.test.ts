import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileRule } from '../../../api/engine/membership-rule/compile-rule.ts';
import { parseRule } from '../../../api/engine/membership-rule/parse-rule.ts';
import { RuleError } from '../../../api/engine/membership-rule/read-tokens.ts';
import { type RuleFacts, ruleAttributes } from '../../../api/engine/membership-rule/rule-attributes.ts';

const anna: RuleFacts = {
  department: 'Sales North',
  jobTitle: 'Adviser "A"',
  country: 'NL',
  employeeType: 'employee',
  accountEnabled: true,
  mobilePhone: '+31 6',
  officeLocation: 'Zutphen',
  businessPhone: '+31 20',
  faxNumber: '+31 30',
  id: 'a1',
  city: null,
};

const answers: readonly [rule: string, answer: boolean][] = [
  ['user.department -eq "Sales North"', true],
  ['user.department -eq "sales NORTH"', true],
  ['USER.DEPARTMENT -EQ "sales north"', true],
  ['user.department -eq "Sales"', false],
  ['user.department -ne "Sales"', true],
  ['user.department -startsWith "sales"', true],
  ['user.department -startsWith "North"', false],
  ['user.department -notStartsWith "North"', true],
  ['user.department -contains "nor"', true],
  ['user.department -notContains "nor"', false],
  ['user.department -match "^sales (north|south)$"', true],
  ['user.department -match "North"', true],
  ['user.department -match "^North"', false],
  ['user.department -notMatch "^North"', true],
  ['user.department -match "[A-Z]{5} "', true],
  ['user.country -in ["BE", "nl"]', true],
  ['user.country -in ["BE"]', false],
  ['user.country -notIn ["BE"]', true],
  ['user.accountEnabled -eq true', true],
  ['user.accountEnabled -eq False', false],
  ['user.accountEnabled -ne false', true],
  ['user.jobTitle -eq "Adviser `"A`""', true],
  // A few attributes have another name in rules than in Graph.
  ['user.mobile -startsWith "+31"', true],
  ['user.telephoneNumber -eq "+31 20"', true],
  ['user.physicalDeliveryOfficeName -eq "Zutphen"', true],
  ['user.facsimileTelephoneNumber -eq "+31 30"', true],
  ['user.objectId -eq "A1"', true],
  // Missing and null are one: negatives hold, positives do not.
  ['user.city -eq null', true],
  ['user.city -ne null', false],
  ['user.state -eq null', true],
  ['user.country -ne null', true],
  ['user.city -eq ""', false],
  ['user.city -ne "Utrecht"', true],
  ['user.city -startsWith "U"', false],
  ['user.city -notStartsWith "U"', true],
  ['user.city -contains ""', false],
  ['user.city -notContains "U"', true],
  ['user.city -match ".*"', false],
  ['user.city -notMatch ".*"', true],
  ['user.city -in ["Utrecht"]', false],
  ['user.city -notIn ["Utrecht"]', true],
  // Comparison, then -not, then -and, then -or.
  ['user.country -eq "BE" -and user.city -eq "x" -or user.country -eq "NL"', true],
  ['user.country -eq "NL" -or user.country -eq "BE" -and user.city -eq "x"', true],
  ['(user.country -eq "NL" -or user.country -eq "BE") -and user.city -eq "x"', false],
  ['-not user.country -eq "BE" -and user.country -eq "NL"', true],
  ['-not (user.country -eq "NL" -and user.department -contains "x")', true],
  ['-not -not user.country -eq "NL"', true],
  ['((user.country -eq "NL"))', true],
  ['(user.country -eq "NL")-and(user.accountEnabled -eq true)', true],
  ['  user.country\n\t-eq   "NL"  ', true],
  // Entra takes operators without the hyphen as well.
  ['user.country eq "NL" and not (user.city startsWith "U")', true],
  ['user.country IN ["BE"] or user.country notIn ["BE"]', true],
];

const refusals: readonly [rule: string, message: RegExp, at: number][] = [
  ['', /expected an attribute such as user\.department, not the end of the rule/, 0],
  ['   ', /expected an attribute/, 3],
  ['user.department', /expected an operator such as -eq, not the end of the rule/, 15],
  ['user.department = "Sales"', /= cannot stand here/, 16],
  ['user.department -eq', /compared with text in double quotes, not the end of the rule/, 19],
  ['user.department -eq Sales', /compared with text in double quotes, not Sales/, 20],
  ["user.department -eq 'Sales'", /straight double quotes, not '/, 20],
  ['user.department -eq “Sales”', /straight double quotes, not “/, 20],
  ['user.department -eq "Sales', /no closing double quote/, 20],
  ['user.department -eq 5', /compared with text in double quotes, not 5/, 20],
  ['user.departement -eq "x"', /user\.departement is not an attribute of a user; did you mean user\.department/, 0],
  ['department -eq "x"', /department is not an attribute of a user; did you mean user\.department/, 0],
  ['user.mobilePhone -eq "x"', /did you mean user\.mobile$/, 0],
  ['user.officeLocation -eq "x"', /did you mean user\.physicalDeliveryOfficeName$/, 0],
  ['user.businessPhone -eq "x"', /did you mean user\.telephoneNumber$/, 0],
  ['user.qqq -eq "x"', /user\.qqq is not an attribute of a user$/, 0],
  ['user.__proto__ -eq "x"', /is not an attribute/, 0],
  ['user.extensionAttribute15 -eq "x"', /mark/, 0],
  ['device.displayName -eq "x"', /devices cannot be evaluated/, 0],
  ['user.memberOf -any (group.objectId -in ["x"])', /memberOf rules are not evaluated/, 0],
  ['user.department -equals "x"', /-equals is not an operator; did you mean -eq/, 16],
  ['user.department -startWith "x"', /did you mean -startsWith/, 16],
  ['user.department -endsWith "x"', /-endsWith is not an operator/i, 16],
  ['user.department -any (x)', /rules over lists \(-any\) are not evaluated/, 16],
  ['user.department -ge "x"', /comparisons of dates \(-ge\) are not evaluated/, 16],
  ['user.department -in "x"', /expected a list such as/, 20],
  ['user.department -in []', /a list is compared with text in double quotes, not \]/, 21],
  ['user.department -in ["x"', /expected , or \] in the list, not the end of the rule/, 24],
  ['user.department -in ["x" "y"]', /expected , or \] in the list, not "y"/, 25],
  ['user.department -in ["x",]', /not \]/, 25],
  ['user.department -match "("', /“\(” is not a regular expression/, 23],
  ['user.accountEnabled -eq "true"', /compared with true or false, not "true"/, 24],
  ['user.accountEnabled -startsWith "t"', /-startswith does not go with user\.accountEnabled/, 32],
  ['user.accountEnabled -in ["true"]', /-in does not go with user\.accountEnabled/, 24],
  ['user.country -eq "NL" user.city -eq "x"', /expected -and, -or or the end of the rule, not user\.city/, 22],
  ['user.country -eq "NL" -and', /expected an attribute/, 26],
  ['(user.country -eq "NL"', /expected \), not the end of the rule/, 22],
  ['user.country -eq "NL")', /expected -and, -or or the end of the rule, not \)/, 21],
  ['-and user.country -eq "NL"', /expected an attribute/, 0],
  ['-not', /expected an attribute/, 4],
  ['$null -eq "x"', /\$ cannot stand here/, 0],
];

describe('membership rules', () => {
  for (const [rule, answer] of answers) {
    it(`${answer ? 'holds' : 'fails'}: ${rule}`, () => assert.equal(compileRule(rule).matches(anna), answer));
  }

  for (const [rule, message, at] of refusals) {
    it(`refuses: ${rule}`, () => {
      assert.throws(
        () => parseRule(rule),
        (error) => error instanceof RuleError && message.test(error.message) && error.at === at,
        String(message),
      );
    });
  }

  it('names the facts that the answer rests on, once', () => {
    const rule = compileRule('user.country -eq "NL" -and (user.mobile -eq null -or -not user.country -in ["BE"])');
    assert.deepEqual([...rule.facts].sort(), ['country', 'mobilePhone']);
  });

  it('takes a rule with ten thousand alternatives, and refuses one with ten thousand parentheses', () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => `user.country -eq "x${index}"`).join(' -or ');
    assert.equal(compileRule(`${wide} -or user.country -eq "NL"`).matches(anna), true);
    assert.throws(() => compileRule(`${'('.repeat(10_000)}user.country -eq "NL"${')'.repeat(10_000)}`), /too deeply/);
    assert.throws(() => compileRule(`${'-not '.repeat(10_000)}user.country -eq "NL"`), /too deeply/);
  });

  it('takes a text of a hundred thousand characters', () => {
    assert.equal(compileRule(`user.country -ne "${'x'.repeat(100_000)}"`).matches(anna), true);
  });

  it('throws nothing but RuleError, whatever it is given', () => {
    const pieces = fc.constantFrom(
      ...['user.country', 'user.accountEnabled', 'user.memberOf', 'null', 'true', '"NL"', '"`', '"', '`', '(', ')'],
      ...[
        '[',
        ']',
        ',',
        '-eq',
        '-ne',
        '-in',
        '-not',
        '-and',
        '-or',
        '-match',
        '-any',
        'eq',
        ' ',
        '-',
        '5',
        '$',
        '\n',
        '“',
      ],
    );
    const nearly = fc.array(pieces, { maxLength: 25 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ maxLength: 60, unit: 'binary' })), (text) => {
        try {
          assert.equal(typeof compileRule(text).matches(anna), 'boolean');
        } catch (error) {
          if (!(error instanceof RuleError)) throw error;
          assert.ok(error.at >= 0 && error.at <= text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('answers as a plain reading of the same rule does', () => {
    const attributes = [...ruleAttributes.values()].filter((attribute) => attribute.type === 'string').slice(0, 4);
    const names = [...ruleAttributes].filter(([, attribute]) => attributes.includes(attribute));
    const leaf = fc
      .record({ name: fc.constantFrom(...names), value: fc.constantFrom('a', 'b', 'ab'), ne: fc.boolean() })
      .map(({ name: [name, { fact }], value, ne }) => ({
        text: `user.${name} ${ne ? '-ne' : '-eq'} "${value}"`,
        holds: (facts: RuleFacts) => (facts[fact] === value) !== ne,
      }));
    type Tree = { text: string; holds(facts: RuleFacts): boolean };
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
          text: `(${a.text}) -and (${b.text})`,
          holds: (facts: RuleFacts) => a.holds(facts) && b.holds(facts),
        })),
        fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => ({
          text: `(${a.text}) -or (${b.text})`,
          holds: (facts: RuleFacts) => a.holds(facts) || b.holds(facts),
        })),
        tie('tree').map((a) => ({ text: `-not (${a.text})`, holds: (facts: RuleFacts) => !a.holds(facts) })),
      ),
    }));
    const facts = fc.record(
      Object.fromEntries(attributes.map(({ fact }) => [fact, fc.constantFrom('a', 'b', 'ab', null)])),
    );
    fc.assert(
      fc.property(tree, facts, (rule, person) => {
        assert.equal(compileRule(rule.text).matches(person), rule.holds(person));
      }),
    );
  });
});
