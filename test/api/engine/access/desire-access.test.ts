import assert from 'node:assert/strict';
import { linesOf, makeGrant, notesOf } from '../make-input.ts';
import { job, lines, planOf, policyText, reasonsOf } from './access-story.ts';

describe('an exception', () => {
  it('gives what it names on top of the policy, while it is in force', () => {
    const grants = [
      makeGrant({ items: { groups: ['sg-x'] }, startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T09:00:00Z' }),
    ];
    assert.deepEqual(lines({ grants, now: '2026-11-24T07:59:59Z' }), []);
    assert.deepEqual(lines({ grants }), ['add-member P1 sg-x']);
    assert.deepEqual(lines({ grants, now: '2026-11-24T09:00:00Z', held: ['sg-sales', 'sg-x'] }), [
      'remove-member P1 sg-x',
    ]);
  });

  it('says why, and who approved', () => {
    const items = { groups: ['sg-x'] };
    const approval = { by: 'mo@voorbeeld.nl', at: '2026-11-01T10:00:00Z', requestId: 'r7' };
    assert.deepEqual(reasonsOf({ grants: [makeGrant({ items })] }), ['grant g1']);
    assert.deepEqual(reasonsOf({ grants: [makeGrant({ items, approval })] }), ['grant g1', 'approval r7']);
    const both = [makeGrant({ items, id: 'g2' }), makeGrant({ items })];
    assert.deepEqual(reasonsOf({ grants: both }), ['grant g1', 'grant g2'], 'in the order of their ids');
  });

  it('adds its reason to what somebody has already', () => {
    const grants = [makeGrant({ items: { groups: ['sg-sales'] } })];
    assert.deepEqual(reasonsOf({ grants, held: [] }), ['rule roles.sales', 'grant g1']);
  });

  it('is prepared before the first day and ends with access', () => {
    const grants = [makeGrant({ items: { groups: ['sg-x'] } })];
    const soon = { grants, employments: [job('sales', { startsOn: '2026-12-01' })] };
    assert.ok(lines(soon).includes('add-member P1 sg-x'));
    const left = { grants, employments: [job('sales', { endsOn: '2026-11-23' })], held: ['sg-x'] };
    assert.deepEqual(lines(left), ['disable-account P1', 'revoke-sessions P1', 'remove-member P1 sg-x']);
  });

  it('is nothing where it names what is not there, with a note', () => {
    const plan = planOf({ grants: [makeGrant({ items: { groups: ['sg-none'] } })] });
    assert.deepEqual([linesOf(plan), notesOf(plan)], [[], ['unknown-group']]);
  });
});

describe('a replacement', () => {
  const leaves = [{ startsOn: '2026-11-20', endsOn: '2026-12-20' }];
  const replacement = (more: Parameters<typeof makeGrant>[0] = {}) =>
    makeGrant({
      kind: 'replacement',
      follows: { personKey: 'P2', leaveKey: null },
      items: { groups: ['sg-care', 'sg-x'] },
      endsAt: '2026-12-31T00:00:00Z',
      ...more,
    });

  it('gives what the absent person has by policy, as far as it was approved', () => {
    assert.deepEqual(lines({ grants: [replacement()], absent: { leaves } }), ['add-member P1 sg-care']);
  });

  it('moves with the work of the absent person', () => {
    const moved = { leaves, employments: [job('sales')] };
    assert.deepEqual(lines({ grants: [replacement()], absent: moved, held: ['sg-sales', 'sg-care'] }), [
      'remove-member P1 sg-care',
    ]);
  });

  it('gives nothing of what the absent person has by grant', () => {
    const lent = makeGrant({ id: 'g2', personKey: 'P2', items: { groups: ['sg-x'] } });
    assert.deepEqual(lines({ grants: [replacement(), lent], absent: { leaves } }), ['add-member P1 sg-care']);
  });

  it('gives the same while the leave disables the absent person, and while their rights are parked', () => {
    for (const mode of ['disabled', 'keep-in-touch'])
      assert.deepEqual(
        lines({ policy: `${policyText}leave: { mode: ${mode} }`, grants: [replacement()], absent: { leaves } }),
        ['add-member P1 sg-care'],
        mode,
      );
  });

  it('follows a leave that HR moves, extends or shortens', () => {
    const at = (startsOn: string, endsOn: string, now?: string) =>
      lines({
        grants: [replacement()],
        absent: { leaves: [{ startsOn, endsOn }] },
        ...(now === undefined ? {} : { now }),
      });
    assert.deepEqual(at('2026-12-01', '2026-12-20'), [], 'later');
    assert.deepEqual(at('2026-11-20', '2026-11-23'), [], 'over');
    assert.deepEqual(at('2026-11-20', '2027-02-20', '2027-02-20T22:59:59Z'), ['add-member P1 sg-care'], 'extended');
    assert.deepEqual(at('2026-11-20', '2027-02-20', '2027-02-20T23:00:00Z'), []);
  });

  it('ends, and says so, when the leave is withdrawn or HR no longer knows the absent person', () => {
    const held = ['sg-sales', 'sg-care'];
    for (const absent of [{}, null]) {
      const plan = planOf({ grants: [replacement()], absent, held });
      assert.deepEqual(lines({ grants: [replacement()], absent, held }), ['remove-member P1 sg-care']);
      assert.ok(notesOf(plan).includes('grant-ended P1'));
      assert.equal(plan.nextChanges.get('P1'), undefined);
    }
  });

  it('is no longer spoken of when its time is over', () => {
    const over = replacement({ endsAt: '2026-11-01T00:00:00Z' });
    assert.deepEqual(notesOf(planOf({ grants: [over], absent: {} })), []);
    assert.deepEqual(notesOf(planOf({ grants: [replacement({ endsAt: null })], absent: {} })), ['grant-ended P1']);
  });

  it('is nothing when the absent person has left, and knows that beforehand', () => {
    const leaving = { leaves, employments: [job('care', { endsOn: '2026-11-30' })] };
    assert.deepEqual(lines({ grants: [replacement()], absent: leaving }), ['add-member P1 sg-care']);
    assert.equal(
      planOf({ grants: [replacement()], absent: leaving }).nextChanges.get('P1'),
      '2026-11-30T23:00:00.000Z',
    );
    const gone = { grants: [replacement()], absent: leaving, now: '2026-11-30T23:00:00Z' };
    assert.deepEqual(lines(gone), []);
  });
});
