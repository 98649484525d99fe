import fc from 'fast-check';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account, Application, Group } from '../../../models/account.ts';
import type { UrgentExit } from '../../../models/grant.ts';
import type { Employment, Leave, Person } from '../../../models/person.ts';
import { buildAccount } from '../../fakes/create-fake-directory.ts';
import { giveGroupLicences } from '../../fakes/give-group-licences.ts';
import { arbitraryGrant, arbitraryHoldings } from './arbitrary-grant.ts';
import { lifePolicies } from './life-policies.ts';

/**
 * Small organisations without any doubt about whose account is whose, so that everything else can happen to their people at once: two
 * ends, leaves, zones, grants, urgent exits, roles that are handed over, licences with few seats, apps, duties to separate.
 */
const keys = ['p0', 'p1', 'p2'];
const days = [
  '2020-01-01',
  ...['18', '19', '20', '21', '22', '23', '24', '25', '26', '27', '28'].map((day) => `2026-11-${day}`),
  '2027-02-01',
];

/** Midnights of three zones and what lies around them. */
const instants = [
  '2026-11-23T10:59:59Z',
  '2026-11-23T11:00:00Z',
  '2026-11-23T23:00:00Z',
  '2026-11-24T07:29:59Z',
  '2026-11-24T07:30:00Z',
  '2026-11-24T08:00:00Z',
  '2026-11-24T12:00:00Z',
  '2026-11-24T22:59:59Z',
  '2026-11-24T23:00:00Z',
];

const groupNames = ['g-sales', 'g-finance', 'g-shared', 'g-nl', 'g-vault', 'g-l2', 'g-foreign'];

const maybe = <Value>(value: fc.Arbitrary<Value>, freq = 2) => fc.option(value, { nil: undefined, freq });

function withoutMissing<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as Value;
}

/** Dates that follow each other as HR's do: start, last working day, end. */
const span = fc
  .tuple(fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days), fc.constantFrom(...days)), fc.nat(3))
  .map(([three, kind]) => {
    const [startsOn = '', lastWorkingDayOn, endsOn] = [...three].sort();
    if (kind === 0) return { startsOn };
    return kind === 1 ? { startsOn, endsOn } : { startsOn, lastWorkingDayOn, endsOn };
  });

const employment = fc
  .record({
    span,
    kind: fc.constantFrom('employee' as const, 'intern' as const),
    fte: fc.constantFrom(0.4, 0.6),
    unitKey: fc.constantFrom('S', 'F', 'O'),
    country: maybe(fc.constantFrom('NL', 'DE'), 5),
  })
  .map(({ span: dates, ...rest }) => withoutMissing({ ...dates, ...rest }) as Omit<Employment, 'employmentKey'>);

const leave: fc.Arbitrary<Leave> = fc
  .record({
    two: fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)),
    isOpen: fc.nat(4),
    kind: maybe(fc.constantFrom('X', 'U')),
  })
  .map(({ two, isOpen, kind }) => {
    const [startsOn = '', endsOn] = [...two].sort();
    return withoutMissing({ startsOn, ...(isOpen === 0 ? {} : { endsOn }), kind }) as Leave;
  });

/** Everybody works in one place, whatever the number of contracts. */
const person = (personKey: string): fc.Arbitrary<Person> =>
  fc
    .record({
      location: maybe(fc.constantFrom('Auckland', 'LA')),
      employments: fc.array(employment, { minLength: 1, maxLength: 2 }),
      leaves: fc.array(leave, { maxLength: 2 }),
    })
    .map(({ location, employments, leaves }) => ({
      personKey,
      sourceId: 'hr',
      callName: 'Jan',
      birthName: personKey,
      nameUse: 'birth',
      employments: employments.map((job, index) =>
        withoutMissing({ ...job, location, employmentKey: `${personKey}-${index}` } as Employment),
      ),
      leaves,
    }));

/** What Entra has of somebody, right or wrong. */
interface Possession {
  account: Account | null;
  groups: string[];
  appRoles: string[];
}

const possession = (personKey: string): fc.Arbitrary<Possession> =>
  fc
    .record({
      place: fc.constantFrom('live', 'live', 'live', 'none', 'bin'),
      accountEnabled: fc.boolean(),
      department: fc.constantFrom('Sales', 'Finance', null),
      usageLocation: fc.constantFrom('NL', null),
      licences: fc.subarray(['L1', 'L9']),
      groups: fc.subarray(groupNames),
      appRoles: fc.subarray(['User', 'Admin', 'Other']),
    })
    .map(({ place, licences, groups, appRoles, department, usageLocation, accountEnabled }) => ({
      account:
        place === 'none'
          ? null
          : buildAccount({
              id: `acc-${personKey}`,
              userPrincipalName: `jan.${personKey}@voorbeeld.nl`,
              accountEnabled,
              attributes: { department, usageLocation },
              stampedPersonKey: personKey,
              deletedAt: place === 'bin' ? '2026-11-01T00:00:00Z' : null,
              licences: place === 'bin' ? [] : licences.map((skuId) => ({ skuId, direct: true, groupIds: [] })),
            }),
      groups: place === 'live' ? groups : [],
      appRoles: place === 'live' ? appRoles : [],
    }));

const inhabitant = (personKey: string) =>
  fc.record({
    person: person(personKey),
    possession: possession(personKey),
    grant: arbitraryGrant(personKey, keys),
    holdings: arbitraryHoldings(personKey),
    isOut: fc.nat(5).map((roll) => roll === 0),
  });

const group = (displayName: string, memberIds: string[]): Group => ({
  id: `id-${displayName}`,
  displayName,
  mailNickname: null,
  membershipRule: null,
  ruleProcessing: null,
  barrier: null,
  memberIds,
});

export const arbitraryLife: fc.Arbitrary<PlanInput> = fc
  .record({
    now: fc.constantFrom(...instants),
    policy: fc.constantFrom(...lifePolicies),
    inhabitants: fc.subarray(keys, { minLength: 1 }).chain((present) => fc.tuple(...present.map(inhabitant))),
    free: fc.constantFrom(0, 1, 2, 100),
  })
  .map(({ now, policy, inhabitants, free }) => {
    const possessions = inhabitants.map(({ possession: owned }) => owned);
    const accounts = possessions.flatMap(({ account }) => account ?? []);
    const service = buildAccount({ id: 'acc-service', userPrincipalName: 'service@voorbeeld.nl' });
    const has = (list: 'groups' | 'appRoles', name: string) =>
      possessions.flatMap((owned) => (owned[list].includes(name) && owned.account !== null ? [owned.account.id] : []));
    const application: Application = {
      id: 'App',
      appId: 'app-id',
      displayName: 'App',
      roles: ['User', 'Admin', 'Other'].map((name) => ({ id: name, value: name, displayName: name })),
      assignments: ['User', 'Admin', 'Other'].flatMap((appRoleId) =>
        [...has('appRoles', appRoleId), service.id].map((principalId) => ({
          id: `${principalId} ${appRoleId}`,
          principalId,
          appRoleId,
        })),
      ),
      syncJob: { id: 'job', ruleId: 'rule' },
    };
    const exits = inhabitants.filter(({ isOut, possession: owned }) => isOut && owned.account?.deletedAt === null);
    const directory = {
      accounts: [...accounts.filter(({ deletedAt }) => deletedAt === null), service],
      deletedAccounts: accounts.filter(({ deletedAt }) => deletedAt !== null),
      groups: groupNames.map((name) => group(name, [...has('groups', name), service.id])),
      applications: [application],
      skus: ['L1', 'L2', 'L9'].map((name) => ({ skuId: name, skuPartNumber: name, seats: 200, free })),
    };
    return {
      now,
      policy,
      people: inhabitants.map((entry) => entry.person),
      units: ['Sales', 'Finance', 'Other'].map((name) => ({ unitKey: name.slice(0, 1), name })),
      setAside: [],
      grants: inhabitants.flatMap((entry) => entry.grant ?? []),
      urgentExits: exits.map(
        ({ person: { personKey } }): UrgentExit => ({
          personKey,
          fromAt: '2026-11-20T10:00:00.000Z',
          liftedAt: null,
          reason: 'an incident',
          by: 'security',
        }),
      ),
      links: new Map(),
      ownership: new Map(),
      ledger: {
        reservations: [],
        holdings: inhabitants.flatMap((entry) => entry.holdings),
        findings: [],
        undone: [],
      },
      directory: giveGroupLicences(directory, policy.policy.licences),
    };
  });
