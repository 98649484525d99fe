import fc from 'fast-check';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account, AccountAttributes, Group } from '../../../models/account.ts';
import { noEntitlements } from '../../../models/entitlements.ts';
import type { Grant } from '../../../models/grant.ts';
import { emptyLedger } from '../../../models/ledger.ts';
import type { Employment, Person, SetAside, Unit } from '../../../models/person.ts';
import { buildAccount } from '../../fakes/create-fake-directory.ts';
import { makePolicy } from './make-input.ts';

/** Small on purpose: with few keys, numbers and names, people and accounts get in each other's way all the time. */
const personKeys = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const accountIds = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
const unitKeys = ['u0', 'u1', 'u2', 'u3'];
const numbers = ['1', '2', '3', '4', '5'];
const dates = [
  '2020-01-01',
  '2026-08-25',
  '2026-08-26',
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-12-08',
  '2026-12-09',
  '2027-06-01',
];
const groupNames = ['g-role', 'g-both', 'g-rule', 'g-grant', 'g-locked', 'g-other'];

export const instants = [
  '2026-11-24T08:00:00Z',
  '2026-11-24T22:59:59Z',
  '2026-11-24T23:00:00Z',
  '2026-12-31T12:00:00Z',
];

const policies = [
  '',
  'scope: user.employeeType -ne "external"\n',
  'scope: user.city -ne "Utrecht"\nprotect: [a0, jan.smit@voorbeeld.nl]\n',
  'lifecycle: { createDaysBeforeStart: 0, removeAccessDaysAfterEnd: 2, deleteDaysAfterEnd: 1 }\n',
  'attributes: { department: null, costCenter: "${costCentre}", extensionAttribute1: "${personKey}" }\n',
].map((more) =>
  named(
    more,
    `${more}
roles:
  - { id: one, when: 'user.department -eq "Unit u0" -or user.jobTitle -eq "x"', grant: { groups: [g-role, g-both, g-missing] } }
  - { id: two, when: 'user.employeeType -eq "intern" -and user.city -ne "Utrecht"', grant: { groups: [g-both, g-locked] } }
groups:
  - { id: g-rule, membershipRule: 'user.accountEnabled -eq true -and user.country -ne null' }
  - { id: G-BOTH, membershipRule: 'user.city -eq "Utrecht"' }
`,
  ),
);

/** A policy that shows itself in a few words when a property fails. */
function named(more: string, text: string) {
  return Object.assign(makePolicy(text), { [fc.toStringMethod]: () => `policy(${JSON.stringify(more)})` });
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 3 });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

/** Missing is left out, as the house rules ask. */
function withoutMissing<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Value;
}

const employment = fc.record({
  employeeNumber: maybe(fc.constantFrom(...numbers)),
  kind: fc.constantFrom('employee' as const, 'intern' as const, 'external' as const),
  startsOn: fc.option(fc.constantFrom(...dates), { nil: undefined, freq: 9 }),
  endsOn: fc.option(fc.constantFrom(...dates), { nil: undefined, freq: 2 }),
  isPrimary: maybe(fc.boolean()),
  fte: maybe(fc.constantFrom(0.4, 1)),
  unitKey: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...unitKeys) },
    { weight: 1, arbitrary: fc.constantFrom('nowhere', undefined) },
  ),
  functionTitle: maybe(fc.constantFrom('x', 'y')),
  costCentre: maybe(fc.constantFrom('10', '20')),
  managerPersonKey: fc.option(fc.constantFrom(...personKeys, 'ghost'), { nil: undefined, freq: 2 }),
  country: maybe(fc.constantFrom('NL', 'be', 'NLD')),
});

function personWith(personKey: string): fc.Arbitrary<Person> {
  return fc
    .record({
      callName: fc.option(fc.constantFrom('Jan', 'Els'), { nil: undefined, freq: 12 }),
      birthName: fc.option(fc.constantFrom('Smit', 'Bos'), { nil: undefined, freq: 12 }),
      initials: maybe(fc.constantFrom('J.', 'E.')),
      workEmail: maybe(fc.constantFrom('mail-a0@voorbeeld.nl', 'els.bos@voorbeeld.nl')),
      isActive: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
      employments: fc.array(employment, { maxLength: 3, minLength: 0 }),
    })
    .map(({ employments, ...person }) => ({
      ...(withoutMissing(person) as Partial<Person>),
      personKey,
      sourceId: 'hr',
      nameUse: 'birth',
      employments: employments.map(
        (entry, index): Employment => ({
          ...(withoutMissing(entry) as Omit<Employment, 'employmentKey'>),
          employmentKey: `${personKey}-${index}`,
        }),
      ),
      leaves: [],
    }));
}

const unit = (unitKey: string): fc.Arbitrary<Unit> =>
  fc
    .record({
      parentKey: maybe(fc.constantFrom(...unitKeys, 'nowhere')),
      headPersonKey: maybe(fc.constantFrom(...personKeys, 'ghost')),
    })
    .map((more) => ({ ...(withoutMissing(more) as Partial<Unit>), unitKey, name: `Unit ${unitKey}` }));

/** Sign-in names are unique, as they are in Entra; some are what the naming rules would give. */
const names = ['jan.smit', 'jan.bos', 'els.smit', 'j.smit', 'jan.smit2', 'els.bos', 'x6'];

function accountWith(id: string, index: number): fc.Arbitrary<{ account: Account; exists: boolean }> {
  return fc
    .record({
      exists: fc.boolean(),
      isDeleted: fc.option(fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'), { nil: null, freq: 3 }),
      stampedPersonKey: orNull(fc.constantFrom(...personKeys, 'ghost')),
      stampTaken: fc.boolean(),
      accountEnabled: fc.boolean(),
      isSynced: fc.integer({ min: 0, max: 7 }).map((roll) => roll === 0),
      isGuest: fc.integer({ min: 0, max: 7 }).map((roll) => roll === 0),
      managerId: orNull(fc.constantFrom(...accountIds)),
      employeeId: orNull(fc.constantFrom(...numbers)),
      city: orNull(fc.constantFrom('Utrecht', 'Zutphen')),
      department: orNull(fc.constantFrom('Unit u0', 'Unit u1')),
      division: orNull(fc.constantFrom('North')),
      hasMail: fc.boolean(),
    })
    .map(({ exists, isDeleted, stampTaken, employeeId, city, department, division, hasMail, ...rest }) => ({
      exists,
      account: buildAccount({
        ...rest,
        id,
        userPrincipalName: `${names[index]}@voorbeeld.nl`,
        mail: hasMail ? `mail-${id}@voorbeeld.nl` : null,
        stampTaken: stampTaken && rest.stampedPersonKey === null,
        deletedAt: isDeleted,
        attributes: { employeeId, city, department, division } as AccountAttributes,
      }),
    }));
}

const groupList = (liveIds: readonly string[]): fc.Arbitrary<Group[]> =>
  fc.tuple(...groupNames.map(() => fc.subarray([...liveIds]))).map((members) =>
    groupNames.map((name, index) => ({
      id: `id-${name}`,
      displayName: name,
      mailNickname: null,
      membershipRule: null,
      ruleProcessing: null,
      barrier: name === 'g-locked' ? 'role-assignable' : null,
      memberIds: members[index] ?? [],
    })),
  );

const grant: fc.Arbitrary<Grant> = fc.record<Grant>(
  {
    id: fc.constantFrom('grant-1', 'grant-2'),
    personKey: fc.constantFrom(...personKeys),
    kind: fc.constant('exception' as const),
    items: fc
      .constantFrom(['g-grant'], ['g-both', 'g-role'])
      .map((groups) => ({ groups: [...groups], licences: [], apps: [] })),
    withheld: fc.constant(noEntitlements),
    attributes: fc.constant<Grant['attributes']>([]),
    follows: fc.constant(null),
    startsAt: fc.constantFrom(...dates).map((date) => `${date}T00:00:00.000Z`),
    endsAt: orNull(fc.constantFrom(...dates).map((date) => `${date}T00:00:00.000Z`)),
    reason: fc.constant('asked for'),
    approval: fc.constant(null),
  },
  { noNullPrototype: true },
);

/** A whole organisation with its tenant, at a moment: neat ones and hopelessly muddled ones. */
export const arbitraryWorld: fc.Arbitrary<PlanInput> = fc
  .record({
    now: fc.constantFrom(...instants),
    policy: fc.constantFrom(...policies),
    people: fc.subarray(personKeys, { minLength: 1 }).chain((keys) => fc.tuple(...keys.map(personWith))),
    units: fc.subarray(unitKeys, { minLength: 2 }).chain((keys) => fc.tuple(...keys.map(unit))),
    accounts: fc.tuple(...accountIds.map(accountWith)),
    links: fc.array(fc.tuple(fc.constantFrom(...personKeys), fc.constantFrom(...accountIds)), { maxLength: 2 }),
    grants: fc.array(grant, { maxLength: 2 }),
    urgentExits: fc.constant([]),
    ownership: fc.constant(new Map()),
    ledger: fc.constant(emptyLedger),
    setAside: fc.boolean(),
  })
  .chain(({ accounts, links, setAside, ...rest }) => {
    const existing = accounts.filter(({ exists }) => exists).map(({ account }) => account);
    const live = existing.filter(({ deletedAt }) => deletedAt === null);
    const liveIds = live.map(({ id }) => id);
    const clean = live.map((account) => ({
      ...account,
      managerId: liveIds.includes(account.managerId ?? '') ? account.managerId : null,
    }));
    const bin = existing
      .filter(({ deletedAt }) => deletedAt !== null)
      .map((account) => ({ ...account, managerId: null }));
    const absent = personKeys.filter((key) => !rest.people.some(({ personKey }) => personKey === key));
    const aside: SetAside[] = setAside
      ? absent
          .slice(0, 1)
          .map((personKey) => ({ personKey, reason: 'broken-row', text: `${personKey}: row`, where: 'x:1' }))
      : [];
    return groupList(liveIds).map((groups) => ({
      ...rest,
      setAside: aside,
      links: new Map(links),
      directory: { accounts: clean, deletedAccounts: bin, groups, applications: [], skus: [] },
    }));
  });
