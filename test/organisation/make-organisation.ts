import type { Account, Group } from '../../models/account.ts';
import type { Person, Unit } from '../../models/person.ts';
import { type Plan, personOf } from '../../models/plan.ts';
import { makeGroup } from '../api/engine/make-input.ts';

const callNames = [
  'Sanne',
  'Daan',
  'Fatima',
  'Youssef',
  'Lieke',
  'Bram',
  'Aylin',
  'Sjoerd',
  'Noor',
  'Ravi',
  'Femke',
  'Thijs',
  'Esra',
  'Joost',
];
const birthNames = [
  'Vries',
  'Jansen',
  'Berg',
  'Bakker',
  'Yilmaz',
  'Dijkstra',
  'Smit',
  'Mulder',
  'Haddad',
  'Bosch',
  'Visser',
  'Meijer',
  'Ruiter',
];
const prefixes = ['de', 'van der', 'van den', undefined, undefined, undefined];

/** How many units, and groups beside those for everybody, an organisation of the bench has. */
const unitCount = 200;

/** Somebody of a made-up organisation; the same number always gives the same person. */
export function makePerson(number: number): Person {
  const prefix = prefixes[number % prefixes.length];
  return {
    personKey: `P${number}`,
    sourceId: 'hr',
    callName: callNames[number % callNames.length] ?? 'Sanne',
    ...(prefix === undefined ? {} : { birthNamePrefix: prefix }),
    birthName: `${birthNames[number % birthNames.length]}${Math.floor(number / 500) || ''}`,
    nameUse: 'birth',
    employments: [
      {
        employmentKey: `E${number}`,
        employeeNumber: String(100_000 + number),
        kind: number % 20 === 0 ? 'intern' : 'employee',
        employerName: 'Voorbeeld',
        startsOn: '2020-01-01',
        fte: 1,
        unitKey: `U${number % unitCount}`,
        functionTitle: `Function ${number % 37}`,
        country: number % 10 === 0 ? 'BE' : 'NL',
      },
    ],
    leaves: [],
  };
}

export function makeUnits(): Unit[] {
  return Array.from({ length: unitCount }, (_, index) => ({
    unitKey: `U${index}`,
    name: `Unit ${index}`,
    headPersonKey: `P${index}`,
    ...(index === 0 ? {} : { parentKey: `U${Math.floor((index - 1) / 4)}` }),
  }));
}

/** Five memberships for most people: everybody, country, kind, unit, function. */
export function makePolicyText(source: string): string {
  const roles = [
    `  - { id: everybody, when: 'user.employeeType -in ["employee", "intern"]', grant: { groups: [sg-everybody, sg-intranet] } }`,
    `  - { id: employees, when: 'user.employeeType -eq "employee"', grant: { groups: [sg-employees] } }`,
    ...Array.from(
      { length: 20 },
      (_, index) =>
        `  - { id: unit${index}, when: 'user.department -match "^Unit \\d*${index % 10}$"', grant: { groups: [sg-units-${index % 10}] } }`,
    ),
  ];
  return `version: 1
domains: [voorbeeld.example]
source: ${source}
schedule: []
roles:
${roles.join('\n')}
groups:
  - { id: sg-nl, membershipRule: 'user.country -eq "NL"' }
  - { id: sg-be, membershipRule: 'user.country -eq "BE"' }
`;
}

export function makeGroups(): Group[] {
  const names = [
    'sg-everybody',
    'sg-intranet',
    'sg-employees',
    'sg-nl',
    'sg-be',
    ...Array.from({ length: 10 }, (_, index) => `sg-units-${index}`),
  ];
  return names.map((name) => makeGroup(name));
}

/** The accounts that there are when the plan of a first load has been carried out; fills the members of the groups. */
export function carryOut(plan: Pick<Plan, 'operations'>, groups: readonly Group[]): Account[] {
  const accounts = new Map<string, Account>();
  const members = new Map(groups.map((group) => [group.id, group.memberIds ?? []]));
  for (const operation of plan.operations) {
    const { kind, target, after } = operation;
    const personKey = personOf(operation);
    if (kind === 'create-account')
      accounts.set(personKey, makeAccount(personKey, target.userPrincipalName, after ?? {}));
    const account = accounts.get(personKey);
    if (kind === 'set-manager' && account) account.managerId = `A-${String(after?.managerPersonKey)}`;
    if (kind === 'add-member') members.get(target.groupId ?? '')?.push(`A-${personKey}`);
  }
  return [...accounts.values()];
}

function makeAccount(personKey: string, userPrincipalName: string, after: Record<string, unknown>): Account {
  const { userPrincipalName: _address, mailNickname, accountEnabled, ...attributes } = after;
  return {
    id: `A-${personKey}`,
    userPrincipalName,
    mail: null,
    mailNickname: String(mailNickname),
    proxyAddresses: [],
    otherMails: [],
    licences: [],
    accountEnabled: accountEnabled === true,
    attributes: attributes as Account['attributes'],
    stampedPersonKey: personKey,
    stampTaken: false,
    managerId: null,
    isSynced: false,
    isGuest: false,
    deletedAt: null,
  };
}
