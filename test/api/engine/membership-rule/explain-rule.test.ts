import assert from 'node:assert/strict';
import { compileRule } from '../../../../api/engine/membership-rule/compile-rule.ts';
import { explainRule } from '../../../../api/engine/membership-rule/explain-rule.ts';

const anna = {
  department: 'Finance',
  country: 'NL',
  accountEnabled: true,
  mobilePhone: null,
  otherMails: ['a@x.nl', 'b@x.nl', 'c@x.nl', 'd@x.nl'],
  assignedPlans: [{ service: 'SCO' }],
  managerId: 'm1',
  employeeHireDate: '2026-06-03T00:00:00Z',
  now: Date.parse('2026-06-01T12:00:00Z'),
};

const cases: readonly [rule: string, result: boolean, decidedBy: string][] = [
  ['user.department -eq "Sales"', false, 'user.department -eq "Sales" (department is "Finance")'],
  ['user.mobile -eq null', true, 'user.mobile -eq null (mobile is empty)'],
  ['user.city -eq "x"', false, 'user.city -eq "x" (city is empty)'],
  ['user.accountEnabled -eq false', false, 'user.accountEnabled -eq false (accountEnabled is true)'],
  [
    'user.country -eq "NL" -and (user.department -eq "Sales" -or user.department -eq "HR")',
    false,
    'user.department -eq "Sales" (department is "Finance"); user.department -eq "HR" (department is "Finance")',
  ],
  [
    'user.country -eq "NL" -and user.department -ne "Sales"',
    true,
    'user.country -eq "NL" (country is "NL"); user.department -ne "Sales" (department is "Finance")',
  ],
  ['user.city -eq "x" -or user.country -eq "NL"', true, 'user.country -eq "NL" (country is "NL")'],
  [
    '(user.country -eq "NL" -and user.mobile -eq null) -or user.accountEnabled -eq true',
    true,
    'user.accountEnabled -eq true (accountEnabled is true)',
  ],
  ['-not (user.country -eq "BE")', true, '-not (user.country -eq "BE") (country is "NL")'],
  [
    '-not (user.country -eq "BE" -or user.city -eq "x")',
    true,
    'user.country -eq "BE" (country is "NL"); user.city -eq "x" (city is empty)',
  ],
  [
    'user.otherMails -any (_ -endsWith "@y.nl")',
    false,
    'user.otherMails -any (_ -endsWith "@y.nl") (otherMails is ["a@x.nl", "b@x.nl", "c@x.nl", and 1 more])',
  ],
  [
    'user.assignedPlans -any (assignedPlan.service -eq "SCO")',
    true,
    'user.assignedPlans -any (assignedPlan.service -eq "SCO") (assignedPlans is [{"service":"SCO"}])',
  ],
  [
    'user.employeeHireDate -le system.now',
    false,
    'user.employeeHireDate -le system.now (employeeHireDate is "2026-06-03T00:00:00Z", now is 2026-06-01T12:00:00.000Z)',
  ],
  [
    'user.employeeHireDate -ge 2026-01-01',
    true,
    'user.employeeHireDate -ge 2026-01-01 (employeeHireDate is "2026-06-03T00:00:00Z")',
  ],
  [
    'Direct Reports for "cccccccc-0000-1111-2222-dddddddddddd"',
    false,
    'Direct Reports for "cccccccc-0000-1111-2222-dddddddddddd" (manager is "m1")',
  ],
];

describe('what decided a rule', () => {
  for (const [rule, result, decidedBy] of cases) {
    it(rule, () => assert.deepEqual(explainRule(compileRule(rule), anna), { result, decidedBy }));
  }
});
