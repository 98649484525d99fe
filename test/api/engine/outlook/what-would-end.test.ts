import assert from 'node:assert/strict';
import { makeGrant } from '../make-input.ts';
import { held, itemOf, job, policyText, type Story } from './explained-story.ts';

describe('what would end something', () => {
  const until = (name: string, story: Story) => itemOf(name, story).wouldEndWhen;
  const both = job({ lastWorkingDayOn: '2026-12-10', endsOn: '2026-12-31' });

  it('is the role, or the rule, or HR', () => {
    assert.equal(until('group sg-sales', {}), 'ends when Sales no longer applies');
    assert.equal(until('group sg-rule', {}), 'ends when the membership rule no longer holds');
    assert.equal(until('enabled', {}), 'changes when HR says something else');
    assert.equal(until('displayName', {}), 'changes when HR says something else');
    const also = policyText.replace('id: sales, title: Sales, when', 'id: sales, when');
    assert.equal(until('group sg-sales', { policy: also }), 'ends when sales no longer applies');
  });

  it('is the end of the contract for access, and the last working day for signing in', () => {
    assert.match(until('group sg-sales', { employments: [both] }) ?? '', /ends after 2026-12-31.*; ends when Sales/);
    assert.match(until('enabled', { employments: [both] }) ?? '', /ends after 2026-12-10/);
    const late = `${policyText}lifecycle: { disableAfter: contract-end }`;
    assert.match(until('enabled', { employments: [both], policy: late }) ?? '', /ends after 2026-12-31/);
  });

  it('is the last of several contracts, and never while one is open', () => {
    const other = job({ employmentKey: 'E2', endsOn: '2027-03-01' });
    assert.match(until('enabled', { employments: [both, other] }) ?? '', /2027-03-01/);
    assert.match(until('enabled', { employments: [other, both] }) ?? '', /2027-03-01/);
    assert.equal(
      until('enabled', { employments: [both, job({ employmentKey: 'E3' })] }),
      'changes when HR says something else',
    );
  });

  it('is the minute of a grant', () => {
    const grants = [makeGrant({ items: { groups: ['sg-x'] }, endsAt: '2026-12-05T12:30:00Z' })];
    assert.equal(until('group sg-x', { parts: { grants } }), 'ends on 2026-12-05 12:30 UTC');
    const open = [makeGrant({ items: { groups: ['sg-x'] } })];
    assert.equal(until('group sg-x', { parts: { grants: open } }), 'changes when HR says something else');
  });

  it('is the end of a hand-over', () => {
    const employments = [job({ employmentKey: 'E0', unitKey: 'care', endsOn: '2026-11-20' }), job()];
    assert.match(until('group sg-care', { employments }) ?? '', /Care was lost.*until 2026-11-30 23:00 UTC/);
  });

  it('has come for what nothing gives any more', () => {
    const { wants, reasons, wouldEndWhen, operation } = itemOf('group sg-care', { held: ['sg-care'] });
    assert.deepEqual([wants, wouldEndWhen], [null, 'nothing gives it any more: it goes with the next run']);
    assert.match(reasons[0]?.text ?? '', /no role, rule or grant/);
    assert.equal(operation, 'Remove Sanne de Vries (P1) from sg-care.');
  });

  it('is the end of access for what is left alone after the last day', () => {
    const policy = `${policyText}lifecycle: { removeAccessDaysAfterEnd: 7 }`;
    const at = (now: string) => itemOf('group sg-sales', { policy, employments: [both], held, now });
    for (const now of ['2026-12-15T08:00:00Z', '2027-01-03T08:00:00Z']) {
      const { has, wants, reasons, wouldEndWhen } = at(now);
      assert.deepEqual([has, wants, wouldEndWhen], ['sg-sales', 'sg-sales', 'ends on 2027-01-07 23:00 UTC'], now);
      assert.equal(reasons[0]?.text, 'what is there is left as it is');
    }
    assert.equal(at('2027-01-07T23:00:00Z').wants, null);
  });

  it('is nobody’s guess after an urgent exit', () => {
    const urgentExits = [{ personKey: 'P1', fromAt: '2026-11-01T00:00:00Z', liftedAt: null, reason: 'x', by: 'y' }];
    assert.equal(until('group sg-sales', { held, parts: { urgentExits } }), 'changes when HR says something else');
  });
});
