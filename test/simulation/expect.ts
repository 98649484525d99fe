import type { Person } from '../../models/person.ts';
import { type Before, departmentOf, expectAccess, isAway, lossOf } from './expect-access.ts';
import { type Moment, momentOf } from './expect-moment.ts';
import type { HrDay } from './make-history.ts';

/**
 * What the directory has to hold of one person after the run of a day, read from HR and the policy in plain words, without any of the
 * product's own code.
 */
export interface Expected {
  account: 'none' | 'live' | 'deleted';
  deletedAt: string | null;
  enabled: boolean;
  displayName: string;
  department: string;
  jobTitle: string;
  employeeId: string;
  /** The key of the manager, null when there is none; undefined while nobody says. */
  manager: string | null | undefined;
  /** The first part of the address, apart from a number; undefined while nobody says. */
  address: string | undefined;
  access: ReadonlySet<string>;
  memory: Before['memory'];
}

export type Expectations = ReadonlyMap<string, Expected>;

const nobody: Expected = {
  account: 'none',
  deletedAt: null,
  enabled: false,
  displayName: '',
  department: '',
  jobTitle: '',
  employeeId: '',
  manager: undefined,
  address: undefined,
  access: new Set(),
  memory: new Map(),
};

/** From one day to the next: what was expected yesterday says what stays as it is. */
export function expectDay(yesterday: Expectations, day: HrDay): Map<string, Expected> {
  const today = new Map<string, Expected>();
  for (const [personKey, before] of yesterday)
    today.set(personKey, { ...agedBin(before, day), manager: undefined, address: undefined });
  const holders = new Map<string, Moment>();
  const people = new Map(day.people.map((person) => [person.personKey, person]));
  for (const [personKey, person] of people) {
    const moment = momentOf(person, day.now);
    const { expected, holds } = expectPerson(person, moment, { day, before: today.get(personKey) ?? nobody });
    today.set(personKey, expected);
    if (holds) holders.set(personKey, moment);
  }
  for (const [personKey, moment] of holders) {
    const expected = today.get(personKey);
    const manager = managerOf(personKey, moment, day);
    const hasAccount = manager !== null && today.get(manager)?.account === 'live';
    if (expected !== undefined) today.set(personKey, { ...expected, manager: hasAccount ? manager : null });
  }
  return today;
}

/** Entra keeps what was deleted for thirty days. */
function agedBin(before: Expected, { now }: HrDay): Expected {
  const isOld = before.deletedAt !== null && Date.parse(now) - Date.parse(before.deletedAt) > 30 * 86_400_000;
  return isOld ? { ...nobody, memory: before.memory } : before;
}

/** `holds`: what is wanted of this person is carried out; of everybody else only what ends. */
function expectPerson(
  person: Person,
  moment: Moment,
  around: { day: HrDay; before: Expected },
): { expected: Expected; holds: boolean } {
  const { day, before } = around;
  const isOut = day.urgentExits.some(({ personKey }) => personKey === person.personKey);
  const asItWas = { expected: { ...before, enabled: false }, holds: false };
  if (moment.phase === 'works' || moment.phase === 'prepared')
    return isOut ? asItWas : { expected: expectColleague(person, moment, around), holds: true };
  if (before.account !== 'live' || moment.phase !== 'left') return asItWas;
  const memory = new Map(
    [...before.memory].map(([id, lost]) => [id, lost ?? lossOf(person, dayAfterLast(person, moment))]),
  );
  const access = moment.accessIsGone ? new Set<string>() : before.access;
  const gone = moment.accountIsGone ? { account: 'deleted' as const, deletedAt: day.now } : {};
  return { expected: { ...before, enabled: false, access, memory, ...gone }, holds: false };
}

/** The day after the last contract: from then on nothing of a role is left to hand over but its days. */
function dayAfterLast({ employments }: Person, { today }: Moment): string {
  const ends = employments.map(({ endsOn = '9' }) => endsOn).filter((end) => end < today);
  const end = ends.sort().at(-1) ?? today;
  return new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function expectColleague(person: Person, moment: Moment, around: { day: HrDay; before: Expected }): Expected {
  const { primary } = moment;
  const names = namesOf(person);
  return {
    ...around.before,
    ...expectAccess(person, moment, around),
    account: 'live',
    deletedAt: null,
    enabled: moment.phase === 'works' && !isAway(person, moment.today, 'detached'),
    displayName: `${names.callName} ${names.surname}`,
    department: departmentOf(primary, around.day),
    jobTitle: primary?.functionTitle ?? '',
    employeeId: primary?.employeeNumber ?? '',
    address: `${plain(names.callName)}.${plain(names.surname)}`,
  };
}

function namesOf(person: Person): { callName: string; surname: string } {
  const join = (...parts: Array<string | undefined>) => parts.filter((part) => part !== undefined).join(' ');
  const birth = join(person.birthNamePrefix, person.birthName);
  const partner = join(person.partnerNamePrefix, person.partnerName);
  const surnames = {
    birth,
    partner,
    'partner-birth': `${partner} - ${birth}`,
    'birth-partner': `${birth} - ${partner}`,
    'as-given': birth,
  };
  return { callName: person.callName ?? '', surname: partner === '' ? birth : surnames[person.nameUse] };
}

/** What is left of a name in an address. */
const plain = (name: string): string =>
  name
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z-]/g, '');

/** Whom HR names, else the head of the unit or of the nearest one above it, and never oneself. */
function managerOf(personKey: string, { primary }: Moment, { units }: HrDay): string | null {
  if (primary?.managerPersonKey !== undefined) return primary.managerPersonKey;
  let unit = units.find(({ unitKey }) => unitKey === primary?.unitKey);
  while (unit !== undefined && unit.headPersonKey === personKey) {
    const { parentKey } = unit;
    unit = units.find(({ unitKey }) => unitKey === parentKey);
  }
  return unit?.headPersonKey ?? null;
}
