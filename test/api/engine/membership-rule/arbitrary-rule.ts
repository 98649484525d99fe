import fc from 'fast-check';
import type { RuleFacts } from '../../../../api/engine/membership-rule/rule-attributes.ts';

/** Few values, so that rules and people meet often; capitals, because case does not count. */
const values = fc.constantFrom('a', 'B', 'ab', 'Abc', 'é', 'İ', '');
const quoted = values.map((value) => `"${value}"`);

const textOperator = fc.constantFrom(
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
);

/** A comparison of text, for whatever stands before it. */
const textComparison = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('-eq', '-ne', 'eq', '-NE'), fc.oneof(quoted, fc.constant('null')))
      .map(([op, value]) => `${name} ${op} ${value}`),
    fc.tuple(textOperator, quoted).map(([op, value]) => `${name} -${op} ${value}`),
    fc
      .tuple(fc.constantFrom('in', 'notIn'), fc.array(quoted, { minLength: 1, maxLength: 3 }))
      .map(([op, list]) => `${name} -${op} [${list.join(', ')}]`),
    fc
      .tuple(fc.constantFrom('match', 'notMatch'), fc.constantFrom('^a', 'b$', '^[^b]*$', '\\w{2}', 'x|é'))
      .map(([op, pattern]) => `${name} -${op} "${pattern}"`),
  );

const day = 86_400_000;
/** A moment about which everything turns. */
export const someday = Date.parse('2026-06-01T00:00:00Z');

const dateComparison = fc
  .tuple(
    fc.constantFrom('le', 'ge'),
    fc.constantFrom(
      ...['system.now', 'system.now -plus p1d', '(system.now -minus p2dt1h)', 'SYSTEM.NOW plus pt0.5s'],
      ...['2026-06-01', '"2026-06-02T00:00:00+02:00"'],
    ),
  )
  .map(([op, moment]) => `user.employeeHireDate -${op} ${moment}`);

const leaf = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('department', 'JobTitle', 'country', 'mobile')
      .chain((name) => textComparison(`user.${name}`)),
  },
  { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'null').map((value) => `user.accountEnabled -eq ${value}`) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('-le', '-ge', '-eq')
      .map((op) => `user.employeeHireDate ${op} ${op === '-eq' ? 'system.now' : '2026-06-01'}`),
  },
  { weight: 2, arbitrary: dateComparison },
  { weight: 1, arbitrary: fc.tuple(textOperator, quoted).map(([op, value]) => `user.otherMails -${op} ${value}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('any', 'all'), textComparison('_'), textComparison('_'))
      .map(([op, one, two]) => `user.otherMails -${op} (${one} -or -not ${two})`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('any', 'all'), textComparison('assignedPlan.service'))
      .map(([op, inner]) => `user.assignedPlans -${op} (${inner})`),
  },
);

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `(${a}) -and (${b})`),
    fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => `${a} or ${b}`),
    tie('tree').map((a) => `-not (${a})`),
  ),
}));

/** A rule that is well formed. */
export const arbitraryRule: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: tree },
  { weight: 1, arbitrary: fc.constant('Direct Reports for "AAAAAAAA-0000-1111-2222-bbbbbbbbbbbb"') },
);

const text = fc.option(values);

/** What is known of somebody; always one shape, and the same moment unless given. */
export const arbitraryFacts: fc.Arbitrary<RuleFacts> = fc.record({
  department: text,
  jobTitle: text,
  country: text,
  mobilePhone: text,
  accountEnabled: fc.option(fc.boolean()),
  managerId: fc.option(fc.constantFrom('aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb', 'x')),
  employeeHireDate: fc.option(
    fc.integer({ min: -4, max: 4 }).map((days) => new Date(someday + days * day).toISOString()),
  ),
  otherMails: fc.option(fc.array(values, { maxLength: 2 })),
  assignedPlans: fc.option(fc.array(fc.record({ service: text }), { maxLength: 2 })),
  now: fc.integer({ min: -2, max: 2 }).map((days) => someday + days * day),
});
