import type { Grant } from '../../models/grant.ts';
import type { Employment, Person } from '../../models/person.ts';
import { dayAt, dayThere, type Moment, momentOf } from './expect-moment.ts';
import { addDays } from './hr-state.ts';
import type { HrDay } from './make-history.ts';

/** The roles of `instroom.yaml`: whom they are for, what they give, and for how many days they are handed over. */
interface Role {
  id: string;
  fits(row: { department: string; title: string; kind: string }): boolean;
  gives: readonly string[];
  handOverDays: number;
}

const crmUser = 'app CRM/User';
const roles: readonly Role[] = [
  { id: 'staff', fits: ({ kind }) => kind !== 'contingent', gives: ['sg-staff', 'licence SPE_E3'], handOverDays: 0 },
  { id: 'contractors', fits: ({ kind }) => kind === 'contingent', gives: ['sg-contractors'], handOverDays: 0 },
  { id: 'sales', fits: isIn('Sales'), gives: ['sg-sales', 'sg-crm', crmUser], handOverDays: 5 },
  { id: 'finance', fits: isIn('Finance'), gives: ['sg-finance'], handOverDays: 3 },
  { id: 'support', fits: isIn('Support'), gives: ['sg-crm'], handOverDays: 0 },
  { id: 'leads', fits: ({ title }) => title.startsWith('Lead'), gives: ['sg-leads'], handOverDays: 4 },
  { id: 'payers', fits: ({ title }) => title === 'Payer', gives: ['sg-pay'], handOverDays: 3 },
  { id: 'buyers', fits: ({ title }) => title === 'Buyer', gives: ['sg-buy'], handOverDays: 0 },
];

function isIn(name: string): Role['fits'] {
  return ({ department }) => department.startsWith(name);
}

const inTouch = ['sg-staff', 'licence SPE_E3'];

/** When a role was lost: at the beginning of a day in the place where the person was then. */
export interface Loss {
  day: string;
  location: string | undefined;
}

/** What was seen of a role that is handed over: held (null), or lost. */
export type RoleMemory = ReadonlyMap<string, Loss | null>;

export interface Before {
  access: ReadonlySet<string>;
  memory: RoleMemory;
}

export const departmentOf = (row: Employment | undefined, { units }: HrDay): string =>
  units.find(({ unitKey }) => unitKey === row?.unitKey)?.name ?? '';

const rolesOf = (rows: readonly Employment[], day: HrDay): Role[] => {
  const held = rows.flatMap((row) => {
    const facts = { department: departmentOf(row, day), title: row.functionTitle ?? '', kind: row.kind };
    return roles.filter((role) => role.fits(facts));
  });
  return [...new Set(held)];
};

/** What somebody who works here or is expected should have today, and what is remembered of their roles for later days. */
export function expectAccess(person: Person, moment: Moment, around: { day: HrDay; before: Before }): Before {
  const { day, before } = around;
  const held = rolesOf(moment.rows, day);
  const memory = remember(before.memory, held, lossOf(person, moment.today));
  const kept = roles.filter((role) => !held.includes(role) && isHandedOver(role, { person, moment, memory, day }));
  const wanted = new Set([...held, ...kept].flatMap(({ gives }) => gives));
  for (const item of byCountryAndTeam(moment.primary, day)) wanted.add(item);
  for (const grant of day.grants)
    if (grant.personKey === person.personKey) for (const item of granted(grant, day)) wanted.add(item);
  if (wanted.has('sg-pay') && wanted.has('sg-buy'))
    wanted.delete(paysFirst(moment, { day, access: before.access }) ? 'sg-buy' : 'sg-pay');
  const parks =
    moment.phase === 'works' && isAway(person, moment.today, 'parental') && !isAway(person, moment.today, 'detached');
  return { memory, access: parks ? new Set([...wanted].filter((item) => inTouch.includes(item))) : wanted };
}

export const isAway = ({ leaves }: Person, today: string, kind: string): boolean =>
  leaves.some((leave) => leave.kind === kind && leave.startsOn <= today && today <= (leave.endsOn ?? '9'));

export const lossOf = ({ employments }: Person, day: string): Loss => ({ day, location: employments[0]?.location });

function remember(before: RoleMemory, held: readonly Role[], loss: Loss): RoleMemory {
  const memory = new Map(before);
  for (const [id, lost] of before) if (lost === null && !held.some((role) => role.id === id)) memory.set(id, loss);
  for (const { id, handOverDays } of held) if (handOverDays > 0) memory.set(id, null);
  return memory;
}

/**
 * For so many days after the contract that gave it, or after HR wrote something else over the row. What was lost at one place is over
 * when the days are over there, wherever the person has gone since.
 */
function isHandedOver(role: Role, life: { person: Person; moment: Moment; memory: RoleMemory; day: HrDay }): boolean {
  const { today } = life.moment;
  const ended = life.person.employments.filter(({ endsOn = '9' }) => endsOn < today);
  const isFresh = ended.some(
    (row) => rolesOf([row], life.day).includes(role) && today <= addDays(row.endsOn ?? '', role.handOverDays),
  );
  const lost = life.memory.get(role.id) ?? null;
  return isFresh || (lost !== null && dayAt(lost.location, life.day.now) < addDays(lost.day, role.handOverDays));
}

function byCountryAndTeam(primary: Employment | undefined, day: HrDay): string[] {
  const isEngineer = departmentOf(primary, day).startsWith('Engineering') && primary?.functionTitle !== 'Trainee';
  return [...(primary?.country === 'NL' ? ['sg-nl'] : []), ...(isEngineer ? ['sg-engineers'] : [])];
}

/** Of two things that nobody may have at once the one that is there stays, else that of the older contract. */
function paysFirst({ rows }: Moment, { day, access }: { day: HrDay; access: ReadonlySet<string> }): boolean {
  if (access.has('sg-pay') !== access.has('sg-buy')) return access.has('sg-pay');
  const since = (id: string) =>
    rows
      .filter((row) => rolesOf([row], day).some((role) => role.id === id))
      .map(({ startsOn = '' }) => startsOn)
      .sort()[0] ?? '9';
  return since('payers') <= since('buyers');
}

/** What a grant gives today. */
function granted(grant: Grant, day: HrDay): string[] {
  const { groups, licences, apps } = grant.items;
  const items = [
    ...groups,
    ...licences.map((name) => `licence ${name}`),
    ...apps.map(({ app, role }) => `app ${app}/${role}`),
  ];
  const { follows } = grant;
  if (follows === null) return grant.startsAt <= day.now && day.now < (grant.endsAt ?? '9') ? items : [];
  const absent = day.people.find(({ personKey }) => personKey === follows.personKey);
  if (absent === undefined) return [];
  const today = dayThere(absent, day.now);
  const leave = absent.leaves.find(({ leaveKey }) => leaveKey === follows.leaveKey);
  if (leave === undefined || today < leave.startsOn || (leave.endsOn ?? '9') < today) return [];
  const moment = momentOf(absent, day.now);
  const theirs = moment.phase === 'works' ? rolesOf(moment.rows, day).flatMap(({ gives }) => gives) : [];
  return items.filter((item) => theirs.includes(item));
}
