import { composeNames } from '../api/engine/names/compose-names.ts';
import { toLocalPart } from '../api/engine/names/desired-names.ts';
import type { Employment, Person } from '../models/person.ts';
import { castings, castKeys, type DemoOrganisation, demoOrganisation, type Part } from './demo-people.ts';
import type { Story } from './demo-stories.ts';
import type { DemoUser } from './demo-user.ts';
import { type DemoApp, type DemoSku, demoSku, existingApps, existingSkus } from './existing-apps.ts';
import { type DemoGroup, existingGroups } from './existing-groups.ts';
import { fixedGuid } from './fixed-guid.ts';

/** The domain that tells the demo, and copies of it, from a customer's own policy. */
export const demoDomain = 'zonnewende.example';

export interface DemoSeed {
  tenant: { id: string; displayName: string; domains: string[] };
  users: DemoUser[];
  groups: DemoGroup[];
  skus: DemoSku[];
  servicePrincipals: DemoApp[];
}

/** Somebody who plays a part in Teams, as the playground needs to know them. */
export interface DemoPlayer {
  aadObjectId: string;
  personKey: string;
  name: string;
  address: string;
}

/** The people of the demo who talk to the bot. */
export const demoPeople: Readonly<Record<Part, DemoPlayer>> = {
  itDesk: playerOf('itDesk'),
  hrDesk: playerOf('hrDesk'),
  security: playerOf('security'),
  manager: playerOf('manager'),
  employee: playerOf('employee'),
};

function playerOf(part: Part): DemoPlayer {
  const casting = castings.find((cast) => cast.part === part);
  const name = casting?.name.join(' ').replace('|', ' ') ?? '';
  const personKey = castKeys[part];
  return { aadObjectId: idOf(personKey), personKey, name, address: `${nicknameOf(name)}@${demoDomain}` };
}

/** Stories of people who have an account already, and how many of them at most; the others have none yet. */
const storiesWithAccount: Readonly<Partial<Record<Story, number>>> = {
  'left-recently': 2,
  'leaves-today': 1,
  'left-long-ago': 2,
  'leaves-soon': 2,
  'on-leave': 2,
  'parallel-contracts': 2,
  moves: 1,
  'comes-back': 1,
  namesake: 1,
  'synced-account': 1,
  'error-unknown-manager': 1,
  'error-no-start': 1,
};

/** What is in Entra when the demo begins, as seen from `today` (YYYY-MM-DD). Ids are the same on every machine and day. */
export function demoSeed(today: string): DemoSeed {
  const organisation = demoOrganisation(today);
  const staff = longServing(organisation).map((person, index) => staffAccount(person, index, organisation));
  const withManagers = staff.map((user) => withManager(user, staff));
  const candidates = organisation.people
    .filter((person) => organisation.storyOf.get(person.personKey) === 'matches-by-address')
    .map(candidateAccount);
  return {
    tenant: {
      id: fixedGuid('tenant'),
      displayName: 'Stichting Zonnewende',
      domains: [demoDomain, 'zonnewende.onmicrosoft.example'],
    },
    users: [...withManagers, ...candidates, ...otherAccounts],
    groups: existingGroups(staff, {
      'sg-it-desk': demoPeople.itDesk.aadObjectId,
      'sg-hr-desk': demoPeople.hrDesk.aadObjectId,
      'sg-security': demoPeople.security.aadObjectId,
    }),
    skus: existingSkus,
    servicePrincipals: existingApps(staff),
  };
}

/** Heads of units, those who play a part, a few who live through a story, and some others. */
function longServing({ people, units, storyOf }: DemoOrganisation): Person[] {
  const heads = new Set(units.map((unit) => unit.headPersonKey));
  const cast = new Set(Object.values(castKeys));
  const left = new Map(Object.entries(storiesWithAccount));
  return people.filter(({ personKey }, index) => {
    const story = storyOf.get(personKey);
    if (story === undefined) return heads.has(personKey) || cast.has(personKey) || index % 31 === 5;
    const places = left.get(story) ?? 0;
    left.set(story, places - 1);
    return places > 0;
  });
}

function staffAccount(person: Person, index: number, organisation: DemoOrganisation): DemoUser {
  const [employment] = person.employments;
  const story = organisation.storyOf.get(person.personKey);
  return {
    ...namedAccount(person),
    // Whoever left long ago was switched off by hand; who left lately was forgotten.
    accountEnabled: story !== 'left-long-ago' && story !== 'comes-back',
    ...(employment === undefined ? {} : workOf(employment, organisation)),
    ...(index % 6 === 3 ? outdatedWork(index) : {}),
    ...(person.mobilePhone === undefined ? {} : { mobilePhone: person.mobilePhone }),
    ...(story === 'synced-account' ? { onPremisesSyncEnabled: true } : { assignedLicenses: [demoSku] }),
  };
}

function namedAccount(person: Person): DemoUser {
  const names = composeNames(person);
  if (names === null) throw new Error(`${person.personKey} has no name to make an account of`);
  const mailNickname = nicknameOf(`${names.callName} ${names.surname}`);
  const address = `${mailNickname}@${demoDomain}`;
  return {
    id: idOf(person.personKey),
    userPrincipalName: address,
    displayName: `${names.callName} ${names.surname}`,
    givenName: names.callName,
    surname: names.surname,
    accountEnabled: true,
    mail: address,
    mailNickname,
    userType: 'Member',
  };
}

function workOf(employment: Employment, { units }: DemoOrganisation): Partial<DemoUser> {
  const { employeeNumber, functionTitle, employerName, kind, country, location, costCentre } = employment;
  const department = units.find((unit) => unit.unitKey === employment.unitKey)?.name;
  return {
    employeeType: kind,
    ...(department === undefined ? {} : { department }),
    ...(functionTitle === undefined ? {} : { jobTitle: functionTitle }),
    ...(employerName === undefined ? {} : { companyName: employerName }),
    ...(employeeNumber === undefined ? {} : { employeeId: employeeNumber }),
    ...(country === undefined ? {} : { country, usageLocation: country }),
    ...(location === undefined ? {} : { officeLocation: location }),
    ...(costCentre === undefined ? {} : { employeeOrgData: { costCenter: costCentre } }),
  };
}

/** What nobody brought up to date after the last reorganisation. */
const outdatedWork = (index: number): Partial<DemoUser> =>
  index % 12 === 3 ? { department: 'Zorg en Welzijn' } : { jobTitle: 'Medewerker', officeLocation: 'Hoofdkantoor' };

/** The head of the own department, for whom an account is there. */
function withManager(user: DemoUser, staff: readonly DemoUser[]): DemoUser {
  const isHead = (other: DemoUser) => /^(Teamleider|Hoofd |Locatiemanager)/.test(other.jobTitle ?? '');
  const head = staff.find((other) => other !== user && isHead(other) && other.department === user.department);
  return head === undefined ? user : { ...user, manager: head.id };
}

/** Made by hand long ago, without an employee number: Instroom asks before it takes these over. */
function candidateAccount(person: Person): DemoUser {
  return { ...namedAccount(person), id: fixedGuid(`candidate ${person.personKey}`) };
}

/** Accounts that are nobody's in HR. */
const otherAccounts: readonly DemoUser[] = [
  { ...plainAccount('breakglass', 'Break-glass administrator'), sandboxPrivileged: true },
  plainAccount('svc-backup', 'Service: backup'),
  plainAccount('svc-printing', 'Service: printing'),
  plainAccount('svc-rosters', 'Service: roster system'),
  plainAccount('meetingroom-deventer', 'Meeting room Deventer'),
  {
    ...plainAccount('inspectie_toezicht.example#EXT#', 'Inspecteur (guest)'),
    userPrincipalName: 'inspectie_toezicht.example#EXT#@zonnewende.onmicrosoft.example',
    mail: 'inspectie@toezicht.example',
    userType: 'Guest',
  },
];

function plainAccount(mailNickname: string, displayName: string): DemoUser {
  return {
    id: fixedGuid(`account ${mailNickname}`),
    userPrincipalName: `${mailNickname}@${demoDomain}`,
    displayName,
    accountEnabled: true,
    mail: null,
    mailNickname,
    userType: 'Member',
  };
}

function idOf(personKey: string): string {
  return fixedGuid(`person ${personKey}`);
}

function nicknameOf(name: string): string {
  const [callName = '', ...surname] = name.split(' ');
  return toLocalPart(`${callName}.${surname.join(' ')}`) ?? '';
}
