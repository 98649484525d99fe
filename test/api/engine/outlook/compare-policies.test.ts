import assert from 'node:assert/strict';
import { comparePolicies } from '../../../../api/engine/outlook/compare-policies.ts';
import type { Person } from '../../../../models/person.ts';
import {
  makeAccount,
  makeApp,
  makeEmployment,
  makeGrant,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  makeSku,
  salesUnit,
} from '../make-input.ts';

const sales = (grant = '{ groups: [sg-sales] }') =>
  `{ id: sales, when: 'user.department -eq "Sales"', grant: ${grant} }`;
const policyOf = (...lines: string[]) => lines.join('\n');
const old = policyOf(`roles: [${sales()}]`);
const people: Person[] = ['P1', 'P2', 'P3'].map((personKey, index) =>
  makePerson({
    personKey,
    callName: ['An', 'Bo', 'Cas'][index] ?? '',
    employments: [
      makeEmployment({
        employmentKey: personKey,
        unitKey: index === 2 ? 'care' : 'sales',
        functionTitle: 'Chef',
        country: 'NL',
      }),
    ],
  }),
);

/** What the second policy would change for these people, as they have it by the first. */
function compared(before: string, after: string, parts: Parameters<typeof makeInput>[0] = {}) {
  const input = (policy: string) =>
    makeInput({
      people,
      units: [salesUnit, { unitKey: 'care', name: 'Care' }],
      ...parts,
      policy: makePolicy(policy),
      directory: {
        accounts: people.map(({ personKey }) => makeAccount({ id: `a-${personKey}`, stampedPersonKey: personKey })),
        groups: ['sg-sales', 'sg-x', 'sg-y'].map((name) => makeGroup(name)),
        skus: [makeSku('E5', 2)],
        applications: [makeApp('Bank', ['Pay'])],
        ...parts.directory,
      },
    });
  return comparePolicies(input(before), input(after));
}

describe('a comparison of two policies', () => {
  it('of the same policy is that nobody changes', () => {
    const {
      policyVersions,
      people: changed,
      compared: of,
      gains,
      losses,
      samples,
      scope,
      accounts,
    } = compared(old, old);
    assert.equal(policyVersions.before, policyVersions.after);
    assert.deepEqual([changed, of, gains, losses, samples], [0, 3, [], [], []]);
    assert.deepEqual(
      [scope, accounts],
      [
        { gained: 0, lost: 0 },
        { enabled: 0, disabled: 0, deleted: 0 },
      ],
    );
  });

  it('counts who gains and who loses what, most people first, then by name', () => {
    const next = policyOf(
      `roles: [${sales('{ groups: [sg-y, sg-x], apps: [{ app: Bank, role: Pay }] }')}]`,
      `groups: [{ id: sg-x, membershipRule: 'user.jobTitle -eq "Chef"' }]`,
    );
    const { gains, losses, people: changed } = compared(old, next);
    assert.deepEqual(gains, [
      { item: 'sg-x', kind: 'group', people: 3 },
      { item: 'Bank: Pay', kind: 'app-role', people: 2 },
      { item: 'sg-y', kind: 'group', people: 2 },
    ]);
    assert.deepEqual(losses, [{ item: 'sg-sales', kind: 'group', people: 2 }]);
    assert.equal(changed, 3);
  });

  it('names what as many people gain by name, whatever the order of the policy', () => {
    for (const groups of ['[sg-x, sg-y]', '[sg-y, sg-x]']) {
      const next = policyOf(`roles: [${sales(`{ groups: ${groups} }`)}]`);
      assert.deepEqual(
        compared('roles: []', next).gains.map(({ item }) => item),
        ['sg-x', 'sg-y'],
      );
    }
  });

  it('is about people whom both are asked about', () => {
    const input = makeInput({ people: people.slice(1), policy: makePolicy(old) });
    const { people: changed, compared: of } = comparePolicies(input, { ...input, people });
    assert.deepEqual([changed, of], [0, 2]);
  });

  it('shows real people, those with most changes first', () => {
    const next = policyOf(`groups: [{ id: sg-x, membershipRule: 'user.jobTitle -eq "Chef"' }]`);
    const { samples } = compared(old, next);
    assert.deepEqual(
      samples.map(({ personKey, gains, losses }) => [personKey, gains, losses]),
      [
        ['P1', ['sg-x'], ['sg-sales']],
        ['P2', ['sg-x'], ['sg-sales']],
        ['P3', ['sg-x'], []],
      ],
    );
    assert.equal(samples[0]?.name, 'An de Vries (P1)');
    const many = Array.from({ length: 30 }, (_, index) => makePerson({ personKey: `Q${index}` }));
    const large = compared(old, 'roles: []', { people: many, directory: { accounts: [] } });
    assert.deepEqual([large.people, large.samples.length], [30, 20]);
  });

  it('counts attributes that change, with their values', () => {
    const { attributes, samples } = compared(
      old,
      policyOf(old, 'attributes: { jobTitle: "Title ${functionTitle}", city: Ede, country: null }'),
    );
    assert.deepEqual(attributes, [
      { attribute: 'jobTitle', people: 3 },
      { attribute: 'country', people: 3 },
      { attribute: 'city', people: 3 },
    ]);
    assert.deepEqual(samples[0]?.attributes, [
      { attribute: 'jobTitle', before: 'Chef', after: 'Title Chef' },
      { attribute: 'country', before: 'NL', after: null },
      { attribute: 'city', before: null, after: 'Ede' },
    ]);
  });

  it('counts who comes into the scope and who falls out of it, and what that gives and takes', () => {
    const inside = policyOf(old, 'scope: user.department -eq "Sales"');
    const narrowed = compared(old, inside);
    assert.deepEqual([narrowed.scope, narrowed.people, narrowed.losses], [{ gained: 0, lost: 1 }, 1, []]);
    const none = policyOf(old, 'scope: user.department -eq "X"');
    const widened = compared(none, old);
    assert.deepEqual(widened.scope, { gained: 3, lost: 0 });
    assert.deepEqual(widened.gains, [{ item: 'sg-sales', kind: 'group', people: 2 }]);
    assert.deepEqual(widened.attributes, []);
  });

  it('counts accounts that would be switched or deleted', () => {
    const away = people.map((person) => ({ ...person, leaves: [{ startsOn: '2026-11-01' }] }));
    const disabling = policyOf(old, 'leave: { mode: disabled }');
    assert.deepEqual(compared(old, disabling, { people: away }).accounts, { enabled: 0, disabled: 3, deleted: 0 });
    assert.deepEqual(compared(disabling, old, { people: away }).accounts, { enabled: 3, disabled: 0, deleted: 0 });
    const gone = people.map((person) => ({
      ...person,
      employments: person.employments.map((employment) => ({ ...employment, endsOn: '2026-11-01' })),
    }));
    const sooner = policyOf(old, 'lifecycle: { deleteDaysAfterEnd: 10 }');
    const { accounts, people: changed } = compared(old, sooner, { people: gone });
    assert.deepEqual([accounts, changed], [{ enabled: 0, disabled: 0, deleted: 3 }, 3]);
    assert.deepEqual(compared(sooner, old, { people: gone }).accounts, { enabled: 0, disabled: 0, deleted: 0 });
  });

  it('tells of each licence how many people need one and how many seats are lacking', () => {
    const next = policyOf(`roles: [${sales('{ licences: [E5] }')}]`, `licences: [{ sku: E5, reserve: 1 }]`);
    assert.deepEqual(compared(old, next).licences, [{ licence: 'E5', before: 0, after: 2, seats: 2, short: 1 }]);
    assert.deepEqual(compared(next, old).licences, [{ licence: 'E5', before: 2, after: 0, seats: 2, short: 0 }]);
  });

  it('leaves out what grants give by either policy', () => {
    const grants = [makeGrant({ items: { groups: ['sg-x'] } })];
    assert.deepEqual(compared(old, 'roles: []', { grants }).losses, [{ item: 'sg-sales', kind: 'group', people: 2 }]);
  });

  it('says nothing of access that is left as it is', () => {
    const between = people.map((person) => ({
      ...person,
      employments: person.employments.map((employment) => ({
        ...employment,
        lastWorkingDayOn: '2026-11-01',
        endsOn: '2026-12-31',
      })),
    }));
    assert.deepEqual(compared(old, 'roles: []', { people: between }).losses, []);
    // One policy leaves it alone until the contract ends; the other still gives it, which is neither a gain nor a loss.
    const longer = policyOf(old, 'lifecycle: { disableAfter: contract-end }');
    const [later, sooner] = [compared(old, longer, { people: between }), compared(longer, old, { people: between })];
    assert.deepEqual([later.gains, later.accounts.enabled, sooner.losses, sooner.accounts.disabled], [[], 3, [], 3]);
  });

  describe('of what goes sooner or later', () => {
    const within = (...groups: string[]) => ({
      accounts: people.map(({ personKey }) => makeAccount({ id: `a-${personKey}`, stampedPersonKey: personKey })),
      groups: ['sg-sales', 'sg-x', 'sg-y'].map((name) => makeGroup(name, groups.includes(name) ? ['a-P1'] : [])),
    });
    const ended = (more: Partial<Person['employments'][number]>) =>
      people.map((person) => ({
        ...person,
        employments: person.employments.map((employment) => ({ ...employment, ...more })),
      }));
    const left = ended({ endsOn: '2026-11-19' });
    const slow = policyOf(old, 'lifecycle: { removeAccessDaysAfterEnd: 14 }');

    it('tells who loses at once what the old policy leaves for some days more, and who keeps it for longer', () => {
      const parts = { people: left, directory: within('sg-sales', 'sg-x') };
      const sooner = compared(slow, old, parts);
      assert.deepEqual(sooner.losses, [{ item: 'sg-sales', kind: 'group', people: 1 }]);
      assert.deepEqual([sooner.gains, sooner.people, sooner.samples[0]?.losses], [[], 1, ['sg-sales']]);
      const later = compared(old, slow, parts);
      assert.deepEqual([later.gains, later.losses], [sooner.losses, []]);
    });

    it('says nothing to whom it was taken from already, or whom neither policy takes it from yet', () => {
      const taken = { people: left, directory: within() };
      assert.deepEqual([compared(slow, old, taken).people, compared(old, slow, taken).people], [0, 0]);
      const slower = policyOf(old, 'lifecycle: { removeAccessDaysAfterEnd: 20 }');
      assert.equal(compared(slow, slower, { people: left, directory: within('sg-sales') }).people, 0);
    });

    it('says nothing of accounts that are not there, or that one of the policies is not about', () => {
      assert.equal(compared(slow, old, { people: left, directory: { accounts: [] } }).people, 0);
      const parts = { people: left, directory: within('sg-sales') };
      const none = policyOf(old, 'scope: user.department -eq "X"');
      assert.deepEqual([compared(slow, none, parts).losses, compared(none, slow, parts).gains], [[], []]);
    });

    it('tells who loses between the last working day and the end what the new policy gives no more', () => {
      const parts = {
        people: ended({ lastWorkingDayOn: '2026-11-01', endsOn: '2026-12-31' }),
        directory: within('sg-sales'),
      };
      const longer = policyOf(
        'roles: [{ id: sales, when: \'user.department -eq "X"\', grant: { groups: [sg-sales] } }]',
        'lifecycle: { disableAfter: contract-end }',
      );
      assert.deepEqual(compared(old, longer, parts).losses, [{ item: 'sg-sales', kind: 'group', people: 1 }]);
    });

    it('tells who is given fewer days, or more, for handing over a role', () => {
      const moved = people.slice(0, 1).map((person) => ({
        ...person,
        employments: [
          ...ended({ endsOn: '2026-11-19' })
            .slice(0, 1)
            .flatMap(({ employments }) => employments),
          makeEmployment({ employmentKey: 'new', unitKey: 'care', startsOn: '2026-11-20' }),
        ],
      }));
      const kept = (days: number) =>
        `roles: [{ id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] }, keepAfterLossDays: ${days} }]`;
      const lost = [{ item: 'sg-sales', kind: 'group', people: 1 }];
      const tell = (before: number, after: number) => {
        const { gains, losses } = compared(kept(before), kept(after), { people: moved });
        return { gains, losses };
      };
      assert.deepEqual(tell(14, 3), { gains: [], losses: lost });
      assert.deepEqual(tell(3, 14), { gains: lost, losses: [] });
      assert.deepEqual(tell(14, 10), { gains: [], losses: [] });
      assert.deepEqual(tell(3, 2), { gains: [], losses: [] });
    });
  });

  it('names what one person gains by name, whatever the order of the policy', () => {
    const { samples } = compared('roles: []', policyOf(`roles: [${sales('{ groups: [sg-y, sg-x] }')}]`));
    assert.deepEqual(samples[0]?.gains, ['sg-x', 'sg-y']);
  });
});

describe('the fingerprint of a comparison', () => {
  const next = policyOf(`groups: [{ id: sg-x, membershipRule: 'user.jobTitle -eq "Chef"' }]`);

  it('is the same for the same people and policies, in any order', () => {
    assert.equal(compared(old, next).fingerprint, compared(old, next, { people: [...people].reverse() }).fingerprint);
    assert.match(compared(old, next).fingerprint, /^[\w-]{22}$/);
  });

  it('is another for other people, another policy, or the other way around', () => {
    const given = [
      compared(old, next),
      compared(next, old),
      compared(old, policyOf(next, '# a note')),
      compared(old, next, { people: people.slice(1) }),
      compared(old, next, { people: people.map((person) => ({ ...person, isActive: false })) }),
    ].map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(given).size, given.length);
  });

  it('is another where an account would be deleted than where it would be disabled', () => {
    const after = policyOf(old, 'leave: { mode: disabled }', 'lifecycle: { deleteDaysAfterEnd: 10 }');
    const away = people.map((person) => ({ ...person, leaves: [{ startsOn: '2026-11-01' }] }));
    const gone = people.map((person) => ({
      ...person,
      employments: person.employments.map((employment) => ({ ...employment, endsOn: '2026-11-01' })),
    }));
    const [disabled, deleted] = [away, gone].map((those) => compared(old, after, { people: those }));
    assert.deepEqual([disabled?.accounts.disabled, deleted?.accounts.deleted], [3, 3]);
    assert.notEqual(disabled?.fingerprint, deleted?.fingerprint);
  });
});
