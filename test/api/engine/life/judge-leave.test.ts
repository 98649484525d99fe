import assert from 'node:assert/strict';
import { chosenLeaveModes, judgeLeave } from '../../../../api/engine/life/judge-leave.ts';
import { LeavePolicy } from '../../../../models/lifecycle.ts';
import type { Leave } from '../../../../models/person.ts';
import { makeGrant } from '../make-input.ts';

const policy = LeavePolicy.parse({
  kinds: { sabbatical: 'disabled', parental: 'keep-in-touch', holiday: 'unchanged' },
});
const strict = LeavePolicy.parse({ mode: 'disabled', kinds: { holiday: 'unchanged' } });
const away = (kind: string | undefined, startsOn: string, endsOn?: string): Leave => ({
  startsOn,
  ...(endsOn === undefined ? {} : { endsOn }),
  ...(kind === undefined ? {} : { kind }),
});

describe('leave', () => {
  const cases: readonly [what: string, leaves: Leave[], mode: string, rules?: LeavePolicy][] = [
    ['none', [], 'unchanged'],
    ['of a kind the policy does not name', [away('other', '2026-11-01')], 'unchanged'],
    ['of no kind', [away(undefined, '2026-11-01')], 'unchanged'],
    ['of no kind, where the policy disables', [away(undefined, '2026-11-01')], 'disabled', strict],
    ['of a kind that is spared', [away('holiday', '2026-11-01')], 'unchanged', strict],
    ['that disables, on its first day', [away('sabbatical', '2026-11-24', '2026-11-30')], 'disabled'],
    ['that disables, on its last day', [away('sabbatical', '2026-11-01', '2026-11-24')], 'disabled'],
    ['that begins tomorrow', [away('sabbatical', '2026-11-25')], 'unchanged'],
    ['that ended yesterday', [away('sabbatical', '2026-11-01', '2026-11-23')], 'unchanged'],
    ['open-ended', [away('parental', '2020-01-01')], 'keep-in-touch'],
    [
      'overlapping: the strictest',
      [away('holiday', '2026-11-01'), away('sabbatical', '2026-11-01'), away('parental', '2026-11-01')],
      'disabled',
    ],
    [
      'overlapping, the stricter one over',
      [away('sabbatical', '2026-11-01', '2026-11-23'), away('parental', '2026-11-01')],
      'keep-in-touch',
    ],
  ];
  for (const [what, leaves, mode, rules = policy] of cases) {
    it(`${what}: ${mode}`, () => {
      assert.equal(judgeLeave(leaves, rules, { today: '2026-11-24' }), mode);
      assert.equal(judgeLeave([...leaves].reverse(), rules, { today: '2026-11-24' }), mode);
    });
  }

  it('of which somebody chose otherwise: what was chosen, for that leave alone', () => {
    const first = { leaveKey: 'a', startsOn: '2026-11-01', endsOn: '2026-11-30' };
    const judge = (
      chosen: { leaveKey: string | null; startsOn: string; endsOn: string | null },
      mode: 'unchanged' | 'disabled',
    ) => judgeLeave([first], strict, { today: '2026-11-24', chosen: [{ ...chosen, mode }] });
    assert.equal(judge({ leaveKey: 'a', startsOn: '2026-01-01', endsOn: null }, 'unchanged'), 'unchanged');
    assert.equal(judge({ leaveKey: 'b', startsOn: '2026-11-01', endsOn: null }, 'unchanged'), 'disabled');
    assert.equal(judge({ leaveKey: null, startsOn: '2026-11-30', endsOn: null }, 'unchanged'), 'unchanged');
    assert.equal(judge({ leaveKey: null, startsOn: '2026-12-01', endsOn: null }, 'unchanged'), 'disabled');
    assert.equal(judge({ leaveKey: null, startsOn: '2026-10-01', endsOn: '2026-10-31' }, 'unchanged'), 'disabled');
  });

  it('of which several chose otherwise: the strictest of them, whatever their order', () => {
    const leave = { leaveKey: 'a', startsOn: '2026-11-01' };
    const one = (mode: 'unchanged' | 'keep-in-touch' | 'disabled') => ({ ...leave, endsOn: null, mode });
    const judge = (...chosen: ReturnType<typeof one>[]) => judgeLeave([leave], strict, { today: '2026-11-24', chosen });
    assert.equal(judge(one('unchanged'), one('keep-in-touch')), 'keep-in-touch');
    assert.equal(judge(one('keep-in-touch'), one('unchanged')), 'keep-in-touch');
  });

  it('is chosen with replacements that follow a leave and say how', () => {
    const follows = { personKey: 'away', leaveKey: null };
    const replacement = { startsAt: '2026-11-01T23:00:00Z', follows, leaveMode: 'disabled' as const };
    const grants = [
      makeGrant({ ...replacement, endsAt: '2026-11-30T23:00:00Z' }),
      makeGrant({ ...replacement, id: 'g2' }),
      makeGrant({ id: 'g3', follows }),
      makeGrant({ id: 'g4', leaveMode: 'disabled' }),
    ];
    const chosen = { leaveKey: null, startsOn: '2026-11-01', mode: 'disabled' };
    assert.deepEqual(
      [...chosenLeaveModes(grants)],
      [
        [
          'away',
          [
            { ...chosen, endsOn: '2026-11-30' },
            { ...chosen, endsOn: null },
          ],
        ],
      ],
    );
  });
});
