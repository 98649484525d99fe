import assert from 'node:assert/strict';
import { compileRule } from '../../../../api/engine/membership-rule/compile-rule.ts';

const noon = Date.parse('2026-06-01T12:00:00Z');
const at = (instant: string): number => Date.parse(instant);

describe('a compiled rule', () => {
  it('names the facts that the answer rests on, once', () => {
    const facts = (text: string) => [...compileRule(text).facts].sort();
    assert.deepEqual(facts('user.country -eq "NL" -and (user.mobile -eq null -or -not user.country -in ["BE"])'), [
      'country',
      'mobilePhone',
    ]);
    assert.deepEqual(facts('user.employeeHireDate -le system.now -or user.otherMails -startsWith "a"'), [
      'employeeHireDate',
      'now',
      'otherMails',
    ]);
    assert.deepEqual(facts('Direct Reports for "cccccccc-0000-1111-2222-dddddddddddd"'), ['managerId']);
    const custom = 'extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber';
    assert.deepEqual(facts(`user.${custom} -eq "1"`), [custom]);
  });

  it('says whether it looks at the moment, and then needs one', () => {
    const rule = compileRule('user.employeeHireDate -le system.now');
    assert.equal(rule.usesNow, true);
    assert.throws(() => rule.matches({ employeeHireDate: '2026-01-01' }), /needs the fact now/);
    const fixed = compileRule('user.employeeHireDate -le 2026-01-01');
    assert.equal(fixed.usesNow, false);
    assert.equal(fixed.matches({ employeeHireDate: '2026-01-01' }), true);
    assert.equal(fixed.nextChange({ employeeHireDate: '2026-01-01' }), null);
  });

  it('takes dates of every kind that a directory gives', () => {
    const rule = compileRule('user.employeeHireDate -eq 2026-01-01T10:00:00Z');
    for (const employeeHireDate of [
      at('2026-01-01T10:00:00Z'),
      '2026-01-01T10:00:00Z',
      '2026-01-01T10:00:00.000Z',
      '2026-01-01T10:00:00',
      '2026-01-01T12:00:00+02:00',
      '2026-01-01T05:00:00-05:00',
    ]) {
      assert.equal(rule.matches({ employeeHireDate }), true, String(employeeHireDate));
    }
    for (const employeeHireDate of ['soon', true, null]) assert.equal(rule.matches({ employeeHireDate }), false);
    assert.equal(compileRule('user.employeeHireDate -ge 2026-01-01').matches({ employeeHireDate: '2026-01-01' }), true);
  });

  it('gives the equality with fewest values as what must hold', () => {
    const equalities = (text: string) => compileRule(text).equalities;
    assert.deepEqual(equalities('user.department -eq "Sales"'), { fact: 'department', values: ['sales'] });
    assert.deepEqual(equalities('user.department -in ["A", "B"] -and user.country -eq "NL"'), {
      fact: 'country',
      values: ['nl'],
    });
    assert.deepEqual(equalities('user.department -eq "A" -or user.department -in ["b", "a"]'), {
      fact: 'department',
      values: ['a', 'b'],
    });
    assert.deepEqual(
      equalities('(user.city -eq "X" -and user.country -eq "NL") -or (user.country -eq "BE" -and user.mail -ne null)'),
      { fact: 'country', values: ['nl', 'be'] },
    );
    assert.deepEqual(equalities('Direct Reports for "CCCCCCCC-0000-1111-2222-dddddddddddd"'), {
      fact: 'managerId',
      values: ['cccccccc-0000-1111-2222-dddddddddddd'],
    });
    for (const none of [
      'user.department -eq null',
      'user.department -ne "a"',
      'user.accountEnabled -eq true',
      'user.department -eq "a" -or user.country -eq "NL"',
      '-not (user.department -eq "a")',
      'user.employeeHireDate -eq 2026-01-01',
    ]) {
      assert.equal(equalities(none), null, none);
    }
  });

  it('knows the moment at which the answer changes by itself', () => {
    const facts = { employeeHireDate: '2026-06-03T00:00:00Z', now: noon };
    const next = (text: string) => compileRule(text).nextChange(facts);
    assert.equal(next('user.employeeHireDate -le system.now'), at('2026-06-03T00:00:00Z'));
    assert.equal(next('user.employeeHireDate -ge system.now'), at('2026-06-03T00:00:00.001Z'));
    assert.equal(next('user.employeeHireDate -eq system.now'), at('2026-06-03T00:00:00Z'));
    assert.equal(next('user.employeeHireDate -ge system.now -plus p1d'), at('2026-06-02T00:00:00.001Z'));
    assert.equal(next('user.employeeHireDate -le system.now -minus p30d'), at('2026-07-03T00:00:00Z'));
    assert.equal(next('user.employeeHireDate -le system.now -plus p30d'), null, 'it holds already, for ever');
    assert.equal(
      next('user.employeeHireDate -le system.now -and user.country -eq "NL"'),
      null,
      'the country forbids it',
    );
    assert.equal(compileRule('user.employeeHireDate -le system.now').nextChange({ now: noon }), null);
  });
});
