import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account } from '../../../models/account.ts';
import type { Entitlements } from '../../../models/entitlements.ts';
import type { Employment, Person } from '../../../models/person.ts';
import { separate, type Wish } from './naive-separation.ts';

/**
 * What the contract says of somebody's life, written down once more, slowly and without any of the engine's own steps. For worlds in
 * which it is clear whose account is whose. Access is a set of words: `group g-sales`, `licence L1`, `app App/User`; null is "as it is".
 */
export interface Lot {
  kind: 'no account' | 'deleted' | 'account';
  enabled: boolean;
  access: Set<string> | null;
  department: string | null;
  /** First day of what is worked in or comes next; decides who gets a seat. */
  since: string;
}

export function foretellLife(input: PlanInput): Map<string, Lot> {
  return new Map(input.people.map((person) => [person.personKey, lotOf(person, input)]));
}

const zoneOf = (person: Person): string => {
  const zones: Record<string, string> = { Auckland: 'Pacific/Auckland', LA: 'America/Los_Angeles' };
  return zones[person.employments[0]?.location ?? ''] ?? 'Europe/Amsterdam';
};

/** `2026-11-24 08:30` on the clock of a zone. */
const clock = (instant: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instant);

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

interface Moment {
  phase: 'early' | 'expected' | 'works' | 'between ends' | 'left';
  jobs: Employment[];
  primary: Employment | undefined;
  today: string;
  /** First day of what is worked in, or comes next. */
  since: string;
}

function momentOf(person: Person, input: PlanInput): Moment {
  const { lifecycle } = input.policy.policy;
  const [today = '', time = ''] = clock(Date.parse(input.now), zoneOf(person)).split(' ');
  const runs = (job: Employment, day: string) => (job.startsOn ?? '') <= day && (job.endsOn ?? '9') >= day;
  const worksOn = (job: Employment, day: string) =>
    runs(job, day) && (lifecycle.disableAfter === 'contract-end' || (job.lastWorkingDayOn ?? '9') >= day);
  const running = person.employments.filter((job) => runs(job, today));
  const working = running.filter((job) => worksOn(job, today));
  const isNew = !person.employments.some((job) => runs(job, addDays(today, -1)));
  const common = { today, since: working.map((job) => job.startsOn ?? '').sort()[0] ?? '' };
  if (working.length > 0) {
    const phase = isNew && time < lifecycle.enableAt ? ('expected' as const) : ('works' as const);
    return { ...common, phase, jobs: running, primary: first(working) };
  }
  if (running.length > 0) return { ...common, phase: 'between ends', jobs: [], primary: first(running) };
  const next = person.employments
    .map((job) => job.startsOn ?? '')
    .filter((day) => day > today)
    .sort()[0];
  const coming = person.employments.filter((job) => job.startsOn === next);
  if (next !== undefined && next <= addDays(today, lifecycle.createDaysBeforeStart))
    return { ...common, phase: 'expected', jobs: coming, primary: first(coming), since: next };
  const hasEnded = person.employments.some((job) => (job.endsOn ?? '9') < today);
  return { ...common, phase: hasEnded ? 'left' : 'early', jobs: [], primary: undefined };
}

/** The primary one: most hours, else the latest start, else the first in HR's numbering. */
const first = (jobs: Employment[]): Employment | undefined =>
  [...jobs].sort(
    (a, b) =>
      (b.fte ?? 0) - (a.fte ?? 0) ||
      (b.startsOn ?? '').localeCompare(a.startsOn ?? '') ||
      a.employmentKey.localeCompare(b.employmentKey),
  )[0];

const accountOf = (person: Person, input: PlanInput): Account | undefined =>
  [...input.directory.accounts, ...input.directory.deletedAccounts].find(
    (account) => account.stampedPersonKey === person.personKey,
  );

function lotOf(person: Person, input: PlanInput): Lot {
  const { lifecycle } = input.policy.policy;
  const moment = momentOf(person, input);
  const { phase, today } = moment;
  const account = accountOf(person, input);
  const isLive = account !== undefined && account.deletedAt === null;
  const lot = { kind: 'account' as const, enabled: false, access: null, department: null };
  const common = { ...lot, since: moment.since };
  const isOut = input.urgentExits.some(({ personKey }) => personKey === person.personKey);
  if (phase === 'works' || phase === 'expected')
    return isOut ? common : { ...common, ...insideLot(person, moment, input) };
  if (!isLive || phase === 'early') return isLive ? common : { ...common, kind: 'no account' };
  if (phase === 'between ends') return common;
  const end =
    person.employments
      .map((job) => job.endsOn ?? '')
      .filter((day) => day < today)
      .sort()
      .at(-1) ?? '';
  const returns = person.employments.some((job) => (job.startsOn ?? '') > today);
  if (!returns && today > addDays(end, lifecycle.deleteDaysAfterEnd)) return { ...common, kind: 'deleted' };
  const isGone = today > addDays(end, lifecycle.removeAccessDaysAfterEnd);
  return { ...common, access: isGone ? new Set() : null };
}

/** What somebody has who works here or is expected. */
function insideLot(person: Person, moment: Moment, input: PlanInput): Pick<Lot, 'enabled' | 'access' | 'department'> {
  const mode = moment.phase === 'works' ? leaveMode(person, moment.today, input) : 'unchanged';
  const all = [...accessOf(person, moment, input)];
  return {
    enabled: moment.phase === 'works' && mode !== 'disabled',
    access: new Set(mode === 'keep-in-touch' ? all.filter((item) => isInTouch(item, input)) : all),
    department: unitName(moment.primary),
  };
}

function leaveMode(person: Person, today: string, input: PlanInput): string {
  const { mode, kinds } = input.policy.policy.leave;
  const modes = person.leaves
    .filter(({ startsOn, endsOn = '9' }) => startsOn <= today && today <= endsOn)
    .map(({ kind = '' }) => kinds[kind] ?? mode);
  return ['disabled', 'keep-in-touch'].find((strict) => modes.some((one) => one === strict)) ?? 'unchanged';
}

const isInTouch = (item: string, input: PlanInput): boolean =>
  wordsOf(input.policy.policy.leave.keepInTouch).includes(item);

const unitName = (job: Employment | undefined): string =>
  ({ S: 'Sales', F: 'Finance', O: 'Other' })[job?.unitKey ?? ''] ?? '';

/** Licence L2 comes by the group that carries it. */
const wordsOf = ({ groups, licences, apps }: Entitlements): string[] => [
  ...groups.map((name) => `group ${name}`),
  ...licences.map((name) => (name === 'L2' ? 'group g-l2' : `licence ${name}`)),
  ...apps.map(({ app, role }) => `app ${app}/${role}`),
];

/** The three roles of the test policies, in plain words. */
const rolesOf = (job: Employment): string[] => [
  ...(job.unitKey === 'S' ? ['sales'] : []),
  ...(job.unitKey === 'F' ? ['finance'] : []),
  ...(job.kind === 'intern' ? ['intern'] : []),
];

function byPolicy(person: Person, moment: Moment, input: PlanInput, handsOver: boolean): Wish[] {
  const held = new Set(moment.jobs.flatMap(rolesOf));
  const kept = handsOver ? keptRoles(person, moment, input).filter((id) => !held.has(id)) : [];
  const ofRoles = [...held, ...kept].flatMap((id) => {
    const role = input.policy.policy.roles.find((entry) => entry.id === id);
    return role === undefined ? [] : wordsOf(role.grant).map((item): Wish => ({ item, because: `roles.${id}` }));
  });
  const country = moment.primary?.country;
  return country === 'NL' ? [...ofRoles, { item: 'group g-nl', because: 'groups.g-nl' }] : ofRoles;
}

/** Roles of contracts that ended a short while ago, and of what was written down. */
function keptRoles(person: Person, { today, jobs }: Moment, input: PlanInput): string[] {
  const held = new Set(jobs.flatMap(rolesOf));
  return input.policy.policy.roles.flatMap(({ id, keepAfterLossDays: days }) => {
    if (days === 0 || held.has(id)) return [];
    const ended = person.employments.some(
      (job) => rolesOf(job).includes(id) && (job.endsOn ?? '9') < today && today <= addDays(job.endsOn ?? '', days),
    );
    const written = input.ledger.holdings.find((entry) => entry.personKey === person.personKey && entry.roleId === id);
    const isFresh =
      written !== undefined &&
      (written.lostAt === null || Date.parse(input.now) < Date.parse(written.lostAt) + days * 86_400_000);
    return ended || isFresh ? [id] : [];
  });
}

function accessOf(person: Person, moment: Moment, input: PlanInput): Set<string> {
  let wishes = byPolicy(person, moment, input, true);
  for (const grant of input.grants.filter(({ personKey }) => personKey === person.personKey)) {
    if (!isInForce(grant, input)) continue;
    const given = wordsOf(grant.items);
    if (grant.follows === null) wishes.push(...given.map((item) => ({ item, because: grant.id })));
    else wishes.push(...handedOn(grant.follows.personKey, input).filter(({ item }) => given.includes(item)));
    const withheld = wordsOf(grant.withheld);
    wishes = wishes.filter(({ item }) => !withheld.includes(item));
  }
  const account = accountOf(person, input);
  const held = account === undefined || account.deletedAt !== null ? new Set<string>() : holdingsOf(account.id, input);
  const starts = (roleId: string) =>
    moment.jobs
      .filter((job) => rolesOf(job).includes(roleId))
      .map((job) => job.startsOn ?? '')
      .sort()[0];
  return separate(wishes, { held, starts, rules: input.policy.policy.separation });
}

/** What somebody who is away has by policy, to hand on: with it goes the role, so that standing in separates duties as having it does. */
function handedOn(personKey: string, input: PlanInput): Wish[] {
  const absent = input.people.find((person) => person.personKey === personKey);
  if (absent === undefined) return [];
  const moment = momentOf(absent, input);
  return moment.phase === 'works' ? byPolicy(absent, moment, input, false) : [];
}

function isInForce(grant: PlanInput['grants'][number], input: PlanInput): boolean {
  const now = Date.parse(input.now);
  const own = [Date.parse(grant.startsAt), grant.endsAt === null ? Number.POSITIVE_INFINITY : Date.parse(grant.endsAt)];
  if (grant.follows === null) return own[0] !== undefined && own[0] <= now && now < (own[1] ?? 0);
  const absent = input.people.find(({ personKey }) => personKey === grant.follows?.personKey);
  const zone = absent === undefined ? '' : zoneOf(absent);
  const periods = (absent?.leaves ?? [])
    .map(({ startsOn, endsOn }) => [
      midnight(startsOn, zone),
      endsOn === undefined ? Number.POSITIVE_INFINITY : midnight(addDays(endsOn, 1), zone),
    ])
    .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const touching = periods.filter(([from = 0, until = 0]) => from < (own[1] ?? 0) && until > (own[0] ?? 0));
  const coming = periods.filter(([from = 0]) => from >= (own[0] ?? 0));
  // The next one, with what overlaps it or joins on.
  const next: number[][] = [];
  for (const period of coming)
    if (next.length === 0 || next.some(([, until = 0]) => (period[0] ?? 0) <= until)) next.push(period);
  const followed = touching.length > 0 ? touching : next;
  return followed.some(([from = 0, until = 0]) => from <= now && now < until);
}

/** Whether a grant has ever been in force for somebody who worked or was expected: asked of each moment at which that can begin. */
export function wasInForce(grant: PlanInput['grants'][number], input: PlanInput): boolean {
  const person = input.people.find(({ personKey }) => personKey === grant.personKey);
  if (person === undefined) return false;
  const ahead = -input.policy.policy.lifecycle.createDaysBeforeStart;
  const begins = [grant, ...input.people].flatMap((one) => {
    if ('startsAt' in one) return [Date.parse(one.startsAt)];
    const leaves = one.leaves.map(({ startsOn }) => midnight(startsOn, zoneOf(one)));
    const jobs = one.employments.map(({ startsOn = '' }) => midnight(addDays(startsOn, ahead), zoneOf(one)));
    return [...leaves, ...jobs];
  });
  return begins.some((at) => {
    const then = { ...input, now: new Date(at).toISOString() };
    const isThere = ['works', 'expected'].includes(momentOf(person, then).phase);
    return at <= Date.parse(input.now) && isThere && isInForce(grant, then);
  });
}

/** The first quarter of an hour at which the clock of a zone shows that day. */
function midnight(day: string, zone: string): number {
  const quarter = 900_000;
  let at = Date.parse(`${day}T00:00:00Z`) - 24 * 3_600_000;
  while (clock(at, zone) < `${day} 00:00`) at += quarter;
  return at;
}

/** What an account has of what the policy and grants can name, in the same words. */
export function holdingsOf(accountId: string, { directory }: Pick<PlanInput, 'directory'>): Set<string> {
  const account = directory.accounts.find(({ id }) => id === accountId);
  return new Set([
    ...directory.groups
      .filter(({ memberIds }) => memberIds?.includes(accountId))
      .map((group) => `group ${group.displayName}`),
    ...(account?.licences ?? []).filter(({ direct }) => direct).map(({ skuId }) => `licence ${skuId}`),
    ...directory.applications.flatMap((app) =>
      app.assignments
        .filter(({ principalId }) => principalId === accountId)
        .map((one) => `app ${app.displayName}/${one.appRoleId}`),
    ),
  ]);
}
