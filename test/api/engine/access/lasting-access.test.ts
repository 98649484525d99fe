import assert from 'node:assert/strict';
import type { Employment } from '../../../../models/person.ts';
import { linesOf, makeGrant, notesOf } from '../make-input.ts';
import { job, lines, planOf, policyText, reasonsOf } from './access-story.ts';

describe('drift that was kept', () => {
  const kept = makeGrant({
    kind: 'kept-drift',
    items: { groups: ['sg-x'] },
    withheld: { groups: ['sg-sales'] },
    attributes: ['displayName'],
    endsAt: '2026-12-01T00:00:00Z',
  });
  const drifted = { grants: [kept], held: ['sg-x'], attributes: { displayName: 'By hand' } };

  it('leaves what somebody did by hand as it is: what was added, taken and written', () => {
    assert.deepEqual(lines(drifted), []);
    assert.deepEqual(lines({ ...drifted, attributes: { displayName: 'By hand', givenName: 'Other' } }), [
      'update-account P1',
    ]);
  });

  it('goes back to the policy at its end', () => {
    assert.deepEqual(lines({ ...drifted, now: '2026-12-01T00:00:00Z' }), [
      'update-account P1',
      'remove-member P1 sg-x',
      'add-member P1 sg-sales',
    ]);
  });

  it('holds back what other grants give as well, whatever their ids', () => {
    for (const id of ['a', 'z']) {
      const gives = makeGrant({ id, items: { groups: ['sg-sales'] } });
      assert.deepEqual(lines({ ...drifted, grants: [kept, gives] }), [], id);
    }
  });
});

describe('somebody who keeps in touch', () => {
  const policy = `${policyText}leave: { mode: keep-in-touch, keepInTouch: { groups: [sg-x, sg-ward] } }
groups: [{ id: sg-x, membershipRule: 'user.department -in ["Sales", "Care"]' }]
`;
  const leaves = [{ startsOn: '2026-11-20', endsOn: '2026-11-30' }];
  const held = ['sg-sales', 'sg-x'];

  it('keeps what the policy names of what they would have, and the rest is parked, with a note', () => {
    assert.deepEqual(lines({ policy, leaves, held }), ['remove-member P1 sg-sales']);
    assert.ok(notesOf(planOf({ policy, leaves, held })).includes('parked P1'));
  });

  it('gets back what was parked on the day after', () => {
    const after = { policy, leaves, held: ['sg-x'], now: '2026-11-30T23:00:00Z' };
    assert.deepEqual(lines(after), ['add-member P1 sg-sales']);
    assert.deepEqual(lines({ ...after, now: '2026-11-30T22:59:59Z' }), []);
    assert.ok(!notesOf(planOf(after)).includes('parked P1'));
  });

  it('is not spoken of where there is nothing to park', () => {
    const only = policy.replace('[sg-sales]', '[]');
    assert.deepEqual(lines({ policy: only, leaves, held: ['sg-x'] }), []);
    assert.ok(!notesOf(planOf({ policy: only, leaves, held: ['sg-x'] })).includes('parked P1'));
  });

  it('has grants parked as well', () => {
    const grants = [makeGrant({ items: { groups: ['sg-y', 'sg-ward'] } })];
    assert.deepEqual(lines({ policy, leaves, held, grants }), ['remove-member P1 sg-sales', 'add-member P1 sg-ward']);
  });
});

describe('a role that is handed over', () => {
  const policy = policyText.replace(
    'grant: { groups: [sg-sales] }',
    'grant: { groups: [sg-sales] }, keepAfterLossDays: 10',
  );
  const moved = (endsOn: string, more: Partial<Employment> = {}) => [
    job('sales', { endsOn, ...more }),
    job('care', { startsOn: '2026-11-01' }),
  ];
  const rest = { policy, attributes: { department: 'Care' }, held: ['sg-sales', 'sg-care', 'sg-ward'] };
  const lost = ['remove-member P1 sg-sales'];

  it('stays for its days after its contract, with its reason', () => {
    assert.deepEqual(lines({ ...rest, employments: moved('2026-11-14') }), [], 'the tenth day');
    assert.deepEqual(lines({ ...rest, employments: moved('2026-11-13') }), lost, 'the day after it');
    const again = { ...rest, held: ['sg-care', 'sg-ward'], employments: moved('2026-11-14') };
    assert.deepEqual(reasonsOf(again), ['rule roles.sales']);
    assert.match(planOf(again).operations[0]?.reasons[0]?.text ?? '', /until 2026-11-24 23:00 UTC/);
  });

  it('is none of a contract whose begin HR does not say', () => {
    assert.deepEqual(lines({ ...rest, employments: moved('2026-11-20', { startsOn: undefined } as never) }), lost);
  });

  it('stays for its days after HR changed the row, as written down', () => {
    const employments = [job('care')];
    assert.deepEqual(lines({ ...rest, employments }), lost, 'nothing was written down');
    const noticed = { ...rest, employments, ledger: [{ roleId: 'sales', lostAt: null }] };
    assert.deepEqual(lines(noticed), []);
    assert.deepEqual(planOf(noticed).ledger.holdings, [
      { personKey: 'P1', roleId: 'sales', lostAt: '2026-11-23T23:00:00.000Z' },
    ]);
    assert.deepEqual(planOf({ policy }).ledger.holdings, [{ personKey: 'P1', roleId: 'sales', lostAt: null }]);
  });

  it('is over with the end of access, and does not come back with a later contract', () => {
    const ledger = [{ roleId: 'sales', lostAt: null }];
    const left = planOf({ ...rest, employments: [job('sales', { endsOn: '2026-11-23' })], ledger });
    assert.ok(linesOf(left).includes('remove-member P1 sg-sales'));
    assert.deepEqual(left.ledger.holdings, [{ personKey: 'P1', roleId: 'sales', lostAt: '2026-11-23T23:00:00.000Z' }]);
    assert.deepEqual(planOf({ ...rest, employments: [job('sales', { endsOn: '2026-11-23' })] }).ledger.holdings, []);
    const back = { ...rest, employments: [job('care')], ledger: [{ roleId: 'sales', lostAt: '2026-10-01T22:00:00Z' }] };
    assert.deepEqual(lines(back), lost);
  });
});
