import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Grant } from '../../../../models/grant.ts';
import type { Employment, Leave, Person } from '../../../../models/person.ts';
import {
  linesOf,
  makeAccount,
  makeEmployment,
  makeGrant,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  notesOf,
  salesUnit,
} from '../make-input.ts';

const policyText = `roles:
  - { id: sales, title: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }
  - { id: care, title: Care, when: 'user.department -eq "Care"', grant: { groups: [sg-care, sg-ward] } }
`;
const names = ['sg-sales', 'sg-care', 'sg-ward', 'sg-x', 'sg-y'];
const job = (unitKey: string, more: Partial<Employment> = {}) =>
  makeEmployment({ employmentKey: `E-${unitKey}`, unitKey, ...more });

interface Story {
  now?: string;
  policy?: string;
  /** P1's employments; one in Sales unless they are given. */
  employments?: Employment[];
  leaves?: Leave[];
  /** P2, who may be stood in for: in Care unless something else is given. */
  absent?: Partial<Person> | null;
  grants?: Grant[];
  /** Groups that P1 is in. */
  held?: string[];
  ledger?: { roleId: string; lostAt: string | null }[];
  attributes?: Record<string, string>;
}

function planOf(story: Story) {
  const { absent = {}, held = ['sg-sales'] } = story;
  const first = makePerson({
    personKey: 'P1',
    employments: story.employments ?? [job('sales')],
    leaves: story.leaves ?? [],
  });
  const second = makePerson({ personKey: 'P2', employments: [job('care')], ...absent });
  return planPeople(
    makeInput({
      now: story.now ?? '2026-11-24T08:00:00Z',
      policy: makePolicy(story.policy ?? policyText),
      people: absent === null ? [first] : [first, second],
      units: [salesUnit, { unitKey: 'care', name: 'Care' }],
      grants: story.grants ?? [],
      ledger: {
        ...makeInput({}).ledger,
        holdings: (story.ledger ?? []).map((holding) => ({ personKey: 'P1', ...holding })),
      },
      directory: {
        accounts: [
          makeAccount({ id: 'a1', stampedPersonKey: 'P1' }, story.attributes),
          makeAccount({ id: 'a2', stampedPersonKey: 'P2' }, { department: 'Care' }),
        ],
        groups: names.map((name) => {
          const ofSecond = name === 'sg-care' || name === 'sg-ward' ? ['a2'] : [];
          return makeGroup(name, held.includes(name) ? ['a1', ...ofSecond] : ofSecond);
        }),
      },
    }),
  );
}
/** What the plan does for P1. */
const lines = (story: Story) => linesOf(planOf(story)).filter((line) => line.includes(' P1'));
const reasonsOf = (story: Story) =>
  planOf(story).operations.flatMap(({ reasons }) => reasons.map(({ kind, source }) => `${kind} ${source}`));

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
