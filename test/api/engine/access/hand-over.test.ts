import assert from 'node:assert/strict';
import { closeHoldings, handOver } from '../../../../api/engine/access/hand-over.ts';
import type { CompiledRole } from '../../../../api/engine/compiled-policy.ts';
import { createCalendar } from '../../../../api/engine/life/calendar.ts';
import type { RoleHolding } from '../../../../models/ledger.ts';
import { Lifecycle } from '../../../../models/lifecycle.ts';
import { makePolicy } from '../make-input.ts';

const policy = makePolicy(`roles:
  - { id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] }, keepAfterLossDays: 7 }
  - { id: keys, when: 'user.department -eq "Sales"', grant: { groups: [sg-keys] }, keepAfterLossDays: 30 }
  - { id: plain, when: 'user.department -eq "Sales"', grant: { groups: [sg-plain] } }
`);
const roleOf = (id: string): CompiledRole => {
  const role = policy.roles.find((entry) => entry.id === id);
  if (role === undefined) throw new Error(`no role ${id}`);
  return role;
};
const rolesWithHandOver = new Map(['sales', 'keys'].map((id) => [id, roleOf(id)]));

/** What is kept, as `role until`, and what is written down, as `role lostAt`. */
function played(
  now: string,
  story: { held?: string[]; former?: [endsOn: string, ...roles: string[]][]; holdings?: [string, string | null][] },
  timeZone = 'Europe/Amsterdam',
) {
  const calendar = createCalendar(now, { timeZone, lifecycle: Lifecycle.parse({}) });
  const { kept, changes } = handOver(
    {
      personKey: 'P1',
      held: new Set((story.held ?? []).map(roleOf)),
      former: (story.former ?? []).map(([endedOn, ...roles]) => ({
        endedOn,
        roles: roles.map(roleOf),
      })),
      holdings: (story.holdings ?? []).map(([roleId, lostAt]): RoleHolding => ({ personKey: 'P1', roleId, lostAt })),
    },
    { now: Date.parse(now), calendar, rolesWithHandOver },
  );
  return {
    kept: kept.map(({ role, until }) => `${role.id} ${new Date(until).toISOString()}`),
    changes: changes.map(({ roleId, lostAt }) => `${roleId} ${lostAt}`),
  };
}

describe('a hand-over after a contract that ended', () => {
  const ended = (now: string, endsOn: string, zone?: string) => played(now, { former: [[endsOn, 'sales']] }, zone).kept;

  it('keeps the role for its days, the first of them the day after the last', () => {
    assert.deepEqual(ended('2026-11-24T08:00:00Z', '2026-11-23'), ['sales 2026-11-30T23:00:00.000Z']);
    assert.deepEqual(ended('2026-11-30T22:59:59Z', '2026-11-23'), ['sales 2026-11-30T23:00:00.000Z']);
    assert.deepEqual(ended('2026-11-30T23:00:00Z', '2026-11-23'), []);
  });

  it('counts days of the person, over a night in which the clock changes and over 29 February', () => {
    assert.deepEqual(ended('2026-10-24T08:00:00Z', '2026-10-22'), ['sales 2026-10-29T23:00:00.000Z']);
    assert.deepEqual(ended('2026-03-28T08:00:00Z', '2026-03-26'), ['sales 2026-04-02T22:00:00.000Z']);
    assert.deepEqual(ended('2028-02-26T08:00:00Z', '2028-02-25'), ['sales 2028-03-03T23:00:00.000Z']);
    assert.deepEqual(ended('2026-11-24T08:00:00Z', '2026-11-23', 'Pacific/Auckland'), [
      'sales 2026-11-30T11:00:00.000Z',
    ]);
    assert.deepEqual(ended('2026-11-24T18:00:00Z', '2026-11-23', 'America/Los_Angeles'), [
      'sales 2026-12-01T08:00:00.000Z',
    ]);
  });

  it('counts from the last of several contracts that gave the role', () => {
    const kept = [['2026-11-20', 'sales'] as const, ['2026-11-22', 'sales'] as const];
    for (const former of [kept, [...kept].reverse()]) {
      const { kept: now } = played('2026-11-24T08:00:00Z', { former: former.map(([on, role]) => [on, role]) });
      assert.deepEqual(now, ['sales 2026-11-29T23:00:00.000Z']);
    }
  });

  it('is no matter while another employment gives the role', () => {
    assert.deepEqual(played('2026-11-24T08:00:00Z', { held: ['sales'], former: [['2026-11-23', 'sales']] }), {
      kept: [],
      changes: ['sales null'],
    });
  });
});

describe('a hand-over after HR changed a row', () => {
  const now = '2026-11-24T08:00:00Z';
  const today = '2026-11-23T23:00:00.000Z';

  it('rests on what was written down: a role with hand-over that is held, once, and no other role', () => {
    assert.deepEqual(played(now, { held: ['sales', 'plain'] }), { kept: [], changes: ['sales null'] });
    assert.deepEqual(played(now, { held: ['sales'], holdings: [['sales', null]] }), { kept: [], changes: [] });
  });

  it('counts from the beginning of the day on which the loss is noticed, and writes that down once', () => {
    assert.deepEqual(played(now, { holdings: [['sales', null]] }), {
      kept: ['sales 2026-11-30T23:00:00.000Z'],
      changes: [`sales ${today}`],
    });
    assert.deepEqual(played('2026-11-30T22:59:59Z', { holdings: [['sales', today]] }), {
      kept: ['sales 2026-11-30T23:00:00.000Z'],
      changes: [],
    });
    assert.deepEqual(played('2026-11-30T23:00:00Z', { holdings: [['sales', today]] }), { kept: [], changes: [] });
  });

  it('is over when the role is regained, and begins anew when it is lost again', () => {
    assert.deepEqual(played(now, { held: ['sales'], holdings: [['sales', '2026-11-20T23:00:00Z']] }), {
      kept: [],
      changes: ['sales null'],
    });
    assert.deepEqual(played(now, { holdings: [['sales', null]] }).kept, ['sales 2026-11-30T23:00:00.000Z']);
  });

  it('is not shortened by an older contract that gave the role before', () => {
    const held: [string, string | null][] = [['sales', null]];
    const whole = ['sales 2026-11-30T23:00:00.000Z'];
    assert.deepEqual(played(now, { former: [['2026-10-10', 'sales']], holdings: held }).kept, whole, 'long over');
    assert.deepEqual(played(now, { former: [['2026-11-20', 'sales']], holdings: held }).kept, whole, 'over lately');
  });

  it('counts the later of a loss that was written down and a contract that ended', () => {
    const lost: [string, string | null][] = [['sales', '2026-11-18T23:00:00Z']];
    assert.deepEqual(played(now, { former: [['2026-11-22', 'sales']], holdings: lost }).kept, [
      'sales 2026-11-29T23:00:00.000Z',
    ]);
    assert.deepEqual(played(now, { former: [['2026-11-17', 'sales']], holdings: lost }).kept, [
      'sales 2026-11-25T23:00:00.000Z',
    ]);
  });

  it('forgets roles that the policy no longer hands over', () => {
    assert.deepEqual(
      played(now, {
        holdings: [
          ['plain', null],
          ['gone', null],
        ],
      }),
      { kept: [], changes: [] },
    );
  });

  it('knows each role by itself', () => {
    const { kept } = played('2026-12-10T08:00:00Z', {
      holdings: [
        ['sales', today],
        ['keys', today],
      ],
    });
    assert.deepEqual(kept, ['keys 2026-12-23T23:00:00.000Z']);
  });
});

describe('what was written down of somebody who has left', () => {
  it('is closed, so that a later return finds no roles of a former life', () => {
    const holdings: RoleHolding[] = [
      { personKey: 'P1', roleId: 'sales', lostAt: null },
      { personKey: 'P1', roleId: 'keys', lostAt: '2026-01-01T00:00:00Z' },
    ];
    assert.deepEqual(closeHoldings(holdings, Date.parse('2026-11-23T23:00:00Z')), [
      { personKey: 'P1', roleId: 'sales', lostAt: '2026-11-23T23:00:00.000Z' },
    ]);
  });
});
