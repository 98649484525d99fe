import assert from 'node:assert/strict';
import { compileRule } from '../../../../api/engine/membership-rule/compile-rule.ts';
import { indexRules } from '../../../../api/engine/membership-rule/index-rules.ts';

const index = (...rules: string[]) => indexRules(rules.map((text) => ({ rule: compileRule(text), value: text })));

describe('an index of rules', () => {
  it('gives the values whose rules hold, in the order of the entries', () => {
    const rules = [
      'user.country -eq "NL"',
      'user.department -eq "Sales"',
      'user.department -ne "HR"',
      'user.country -in ["NL", "BE"] -and user.department -eq "Sales"',
    ];
    const found = index(...rules);
    assert.deepEqual(found.matching({ country: 'nl', department: 'SALES' }), rules);
    assert.deepEqual(found.matching({ country: 'BE' }), [rules[2]]);
    assert.deepEqual(found.matching({ department: 'hr' }), []);
    assert.deepEqual(index().matching({}), []);
  });

  it('gives people whom rules cannot tell apart the very same array, however different they are', () => {
    const found = index(
      'user.userPrincipalName -endsWith "@x.nl"',
      'user.department -eq "Sales"',
      'user.mail -ne null',
    );
    const list = found.matching({ userPrincipalName: 'a@x.nl', department: 'Sales', displayName: 'A' });
    assert.equal(found.matching({ userPrincipalName: 'b@x.nl', department: 'sales', displayName: 'B' }), list);
    assert.notEqual(found.matching({ userPrincipalName: 'b@x.nl', department: 'sales', mail: 'b@x.nl' }), list);
  });

  it('asks anew what turns on the moment', () => {
    const found = index('user.employeeHireDate -le system.now', 'user.employeeHireDate -ne null');
    const hired = { employeeHireDate: '2026-06-01T00:00:00Z' };
    assert.equal(found.matching({ ...hired, now: Date.parse('2026-05-31T23:59:59Z') }).length, 1);
    assert.equal(found.matching({ ...hired, now: Date.parse('2026-06-01T00:00:00Z') }).length, 2);
  });

  it('stays right with more different people than it remembers', () => {
    const many = Array.from({ length: 400 }, (_, at) => at);
    const rules = many.flatMap((at) => [
      `user.department -eq "d${at}"`,
      `user.jobTitle -eq "j${at}"`,
      `user.department -eq "d${at}" -and user.jobTitle -eq "j${at}"`,
      `user.city -eq "c${at}"`,
    ]);
    const found = index(...rules, 'user.displayName -startsWith "d1"');
    for (let round = 0; round < 120_000; round += 1) {
      const [d, j] = [round % 400, Math.floor(round / 400)];
      const names = found.matching({ department: `d${d}`, jobTitle: `j${j}`, city: `c${d}`, displayName: `d${round}` });
      assert.equal(names.length, (d === j ? 4 : 3) + (String(round).startsWith('1') ? 1 : 0));
    }
  });

  it('forgets what it remembers, and goes on, when many different people come back', () => {
    const many = Array.from({ length: 300 }, (_, at) => at);
    const found = index(
      ...many.flatMap((at) => [`user.department -eq "d${at}"`, `user.jobTitle -eq "j${at}"`]),
      'user.department -eq "d1" -and user.jobTitle -eq "j1"',
    );
    for (let round = 0; round < 180_000; round += 1) {
      const person = Math.floor(round / 3);
      const names = found.matching({ department: `d${person % 300}`, jobTitle: `j${Math.floor(person / 300)}` });
      assert.equal(names.length, person === 301 ? 3 : 2);
    }
  });
});
