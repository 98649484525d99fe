import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account } from '../../../models/account.ts';
import type { Employment, Person } from '../../../models/person.ts';

/**
 * What the contract says should become of everybody, written down once more, slowly and without any of the engine's own steps (only the
 * rules and templates themselves are borrowed): for each person either nothing, or an account in a certain state.
 */
export type Fate =
  | { kind: 'nothing' }
  | {
      kind: 'account';
      /** Null for one that has to be made. */
      accountId: string | null;
      deleted: boolean;
      enabled: boolean;
      /** What must be there; null while attributes are left as they are. */
      attributes: Record<string, string> | null;
      /** A person whose account it is, nobody, or left as it is. */
      manager: { person: string } | 'nobody' | 'as it is';
      groups: Set<string> | null;
    };

type Found = Account | 'unclear' | null;

export function foretell(input: PlanInput): Map<string, Fate> {
  const fates = new Map<string, Fate>();
  for (const person of input.people) fates.set(person.personKey, fateOf(person, input));
  for (const [personKey, fate] of fates) {
    if (fate.kind !== 'account' || typeof fate.manager !== 'object') continue;
    fate.manager = settleManager(fate.manager.person, fates, input);
    if (typeof fate.manager === 'object' && fate.manager.person === personKey)
      throw new Error('nobody manages themselves');
  }
  return fates;
}

function settleManager(
  key: string,
  fates: Map<string, Fate>,
  input: PlanInput,
): { person: string } | 'nobody' | 'as it is' {
  const fate = fates.get(key);
  if (fate?.kind === 'account') return fate.deleted ? 'nobody' : { person: key };
  const manager = input.people.find(({ personKey }) => personKey === key);
  const found = liveAccountOf(key, manager, input);
  if (found === 'unclear') return 'as it is';
  if (found !== null) return { person: key };
  if (manager !== undefined && binnedAccountOf(manager, input) === 'unclear') return 'as it is';
  return manager === undefined ? 'as it is' : 'nobody';
}

/** The policies of these tests all live in one zone. */
const calendarDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

function dayOf(instant: string, addDays = 0): string {
  const day = calendarDay.format(new Date(instant));
  return new Date(Date.parse(`${day}T00:00:00Z`) + addDays * 86_400_000).toISOString().slice(0, 10);
}

interface Moment {
  holds: Employment[];
  phase: 'none yet' | 'prepared' | 'working' | 'left' | 'put off' | 'waits';
  primary: Employment | null;
  lastDay: string | null;
  returns: boolean;
}

function momentOf(person: Person, input: PlanInput): Moment {
  const { lifecycle } = input.policy.policy;
  const today = dayOf(input.now);
  const soon = dayOf(input.now, lifecycle.createDaysBeforeStart);
  const dated = person.employments.filter((job) => job.startsOn !== undefined);
  const isOver = (job: Employment) => job.endsOn !== undefined && job.endsOn < today;
  const coming = dated.filter((job) => (job.startsOn ?? '') > today);
  const over = dated.filter((job) => !coming.includes(job) && isOver(job));
  const working = dated.filter((job) => !coming.includes(job) && !isOver(job));
  const mayWork = person.employments.some((job) => job.startsOn === undefined && !isOver(job));
  const lastDay =
    over
      .map((job) => job.endsOn ?? '')
      .sort()
      .at(-1) ?? null;
  const first = coming.map((job) => job.startsOn ?? '').sort()[0];
  const base = { holds: [], primary: null, lastDay, returns: first !== undefined };
  const best = (...times: Employment[][]) => times.flatMap((jobs) => [...jobs].sort(byRank))[0] ?? null;
  if (person.isActive === false) {
    if (working.length === 0 && over.length > 0) return { ...base, phase: 'left', primary: best(coming, over) };
    return { ...base, phase: 'put off', primary: best(working, coming, over) };
  }
  if (working.length > 0) return { ...base, phase: 'working', holds: working, primary: best(working) };
  const next = coming.filter((job) => job.startsOn === first);
  if (first !== undefined && first <= soon) return { ...base, phase: 'prepared', holds: next, primary: best(next) };
  if (mayWork || dated.length === 0) return { ...base, phase: 'waits' };
  if (over.length > 0) return { ...base, phase: 'left', primary: best(coming, over) };
  return { ...base, phase: 'none yet', primary: best(coming) };
}

function byRank(a: Employment, b: Employment): number {
  const flag = (job: Employment) => (job.isPrimary === true ? 1 : 0);
  return (
    flag(b) - flag(a) ||
    (b.fte ?? 0) - (a.fte ?? 0) ||
    (b.startsOn ?? '').localeCompare(a.startsOn ?? '') ||
    a.employmentKey.localeCompare(b.employmentKey)
  );
}

const numbersOf = (person: Person) => new Set(person.employments.flatMap((job) => job.employeeNumber ?? []));
const claimantsOf = (account: Account, input: PlanInput) =>
  [...input.links].filter(([, id]) => id === account.id).map(([personKey]) => personKey);
const isNobodys = (account: Account, input: PlanInput) =>
  account.stampedPersonKey === null && claimantsOf(account, input).length === 0;

/** The accounts of a list that surely are this person's: by a link, else by our stamp. */
function ownAccounts(key: string, accounts: readonly Account[], input: PlanInput): Account[] | 'unclear' {
  const linked = accounts.filter((account) => claimantsOf(account, input).includes(key));
  if (linked.some((account) => claimantsOf(account, input).length > 1)) return 'unclear';
  if (linked.length > 0) return linked;
  return accounts.filter((account) => account.stampedPersonKey === key && claimantsOf(account, input).length === 0);
}

/** Nobody whose number somebody else has in earnest is matched by it. */
function usableNumbers(person: Person, input: PlanInput): Set<string> | 'unclear' {
  const left = momentOf(person, input).phase === 'left';
  const own = numbersOf(person);
  const shares = (other: Person) => other !== person && [...numbersOf(other)].some((number) => own.has(number));
  const hasLeft = (other: Person) => momentOf(other, input).phase === 'left';
  if (input.people.some((other) => shares(other) && !hasLeft(other))) return left ? new Set() : 'unclear';
  return left && input.people.some(shares) ? 'unclear' : own;
}

/** Somebody who left and whose account is gone, or goes by the recycle bin, gets no other one by its mark or number. */
function hadAnAccount(person: Person, input: PlanInput): boolean {
  if (momentOf(person, input).phase !== 'left') return false;
  const { accounts, deletedAccounts } = input.directory;
  const linkedId = input.links.get(person.personKey);
  if (linkedId !== undefined) return !accounts.some(({ id }) => id === linkedId);
  const marked = (account: Account) =>
    account.stampedPersonKey === person.personKey && claimantsOf(account, input).length === 0;
  return !accounts.some(marked) && deletedAccounts.some(marked);
}

function liveAccountOf(key: string, person: Person | undefined, input: PlanInput): Found {
  if (person !== undefined && hadAnAccount(person, input)) return null;
  const own = ownAccounts(key, input.directory.accounts, input);
  if (own === 'unclear' || own.length > 1) return 'unclear';
  if (own[0] !== undefined || person === undefined) return own[0] ?? null;
  const numbers = usableNumbers(person, input);
  if (numbers === 'unclear') return 'unclear';
  const byNumber = input.directory.accounts.filter(
    (account) => !account.isGuest && isNobodys(account, input) && numbers.has(account.attributes.employeeId ?? ''),
  );
  return byNumber.length > 1 ? 'unclear' : (byNumber[0] ?? null);
}

/** The one live account that surely belongs to a person key; null when there is none or it is not clear. */
export function findLiveAccount(key: string, input: PlanInput): Account | null {
  const person = input.people.find(({ personKey }) => personKey === key);
  const found = liveAccountOf(key, person, input);
  return found === 'unclear' ? null : found;
}

function binnedAccountOf(person: Person, input: PlanInput): Found {
  const own = ownAccounts(person.personKey, input.directory.deletedAccounts, input);
  const numbers = usableNumbers(person, input);
  if (own === 'unclear' || numbers === 'unclear') return 'unclear';
  const found =
    own.length > 0
      ? own
      : input.directory.deletedAccounts.filter(
          (account) =>
            !account.isGuest && isNobodys(account, input) && numbers.has(account.attributes.employeeId ?? ''),
        );
  return (
    [...found].sort((a, b) => (b.deletedAt ?? '').localeCompare(a.deletedAt ?? '') || a.id.localeCompare(b.id))[0] ??
    null
  );
}

function fateOf(person: Person, input: PlanInput): Fate {
  const nothing: Fate = { kind: 'nothing' };
  const moment = momentOf(person, input);
  const live = liveAccountOf(person.personKey, person, input);
  if (live === 'unclear' || moment.phase === 'waits') return nothing;
  const account = live ?? binnedAccountOf(person, input);
  const wanted = moment.phase === 'working' || moment.phase === 'prepared';
  if (account === 'unclear' || (live === null && !wanted)) return nothing;
  if (account !== null && (account.isSynced || isProtected(account, input))) return nothing;
  if (!inScope(person, moment, account, input)) return nothing;
  const ready = person.callName ?? person.initials;
  const unitIsKnown = input.units.some(({ unitKey }) => unitKey === moment.primary?.unitKey);
  if (wanted && (ready === undefined || person.birthName === undefined || !unitIsKnown)) return nothing;
  if (account === null && hasCandidate(person, input)) return nothing;
  return { kind: 'account', accountId: account?.id ?? null, ...stateOf(person, moment, account, input) };
}

function isProtected(account: Account, input: PlanInput): boolean {
  return input.policy.policy.protect.some((entry) =>
    [account.id, account.userPrincipalName, account.mail].includes(entry),
  );
}

function hasCandidate(person: Person, input: PlanInput): boolean {
  const first = `${person.callName ?? person.initials}.${person.birthName}@voorbeeld.nl`
    .toLowerCase()
    .replace('..', '.');
  return input.directory.accounts.some(
    (account) =>
      isNobodys(account, input) &&
      !account.attributes.employeeId &&
      [person.workEmail, first].some(
        (address) => address !== undefined && [account.userPrincipalName, account.mail].includes(address),
      ),
  );
}

function factsOf(person: Person, job: Employment, input: PlanInput): Record<string, string> {
  const unitName = input.units.find(({ unitKey }) => unitKey === job.unitKey)?.name;
  const callName = person.callName ?? person.initials ?? '';
  const all: Record<string, string | undefined> = {
    displayName: `${callName} ${person.birthName ?? ''}`.trim(),
    givenName: callName,
    surname: person.birthName,
    department: unitName,
    jobTitle: job.functionTitle,
    employeeType: job.kind,
    employeeId: job.employeeNumber,
    country: job.country,
    usageLocation: job.country?.length === 2 ? job.country.toUpperCase() : undefined,
  };
  const own = input.policy.policy.attributes;
  if (own.department === null) delete all.department;
  if (own.costCenter !== undefined) all.costCenter = job.costCentre;
  if (own.extensionAttribute1 !== undefined) all.extensionAttribute1 = person.personKey;
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** What rules may see beside what HR gives: what nobody but others write, and the account itself. */
function surroundings(account: Account | null, enabled: boolean, input: PlanInput) {
  const foreign: Record<string, string | null> = { city: account?.attributes.city ?? null };
  if (input.policy.policy.attributes.department === null) foreign.department = account?.attributes.department ?? null;
  return { ...foreign, accountEnabled: enabled };
}

function inScope(person: Person, moment: Moment, account: Account | null, input: PlanInput): boolean {
  const { scope } = input.policy;
  if (scope === null || moment.primary === null) return true;
  return scope.matches({
    ...surroundings(account, moment.phase === 'working', input),
    ...factsOf(person, moment.primary, input),
  });
}

function stateOf(person: Person, moment: Moment, account: Account | null, input: PlanInput) {
  const { lifecycle } = input.policy.policy;
  const enabled = moment.phase === 'working';
  if (moment.primary !== null && (enabled || moment.phase === 'prepared')) {
    const attributes = factsOf(person, moment.primary, input);
    const groups = groupsOf({ person, moment, account, attributes }, input);
    return { enabled, deleted: false, attributes, groups, manager: managerOf(person, moment.primary, input) };
  }
  const daysAgo = (days: number) => dayOf(input.now, -days);
  const left = moment.phase === 'left' && moment.lastDay !== null ? moment.lastDay : null;
  const accessIsOver =
    moment.phase === 'put off' || (left !== null && left < daysAgo(lifecycle.removeAccessDaysAfterEnd));
  const deleted = left !== null && !moment.returns && left < daysAgo(lifecycle.deleteDaysAfterEnd);
  return {
    enabled: false,
    deleted,
    attributes: null,
    groups: accessIsOver ? new Set<string>() : null,
    manager: 'as it is' as const,
  };
}

function managerOf(person: Person, job: Employment, input: PlanInput): { person: string } | 'nobody' | 'as it is' {
  const knows = (key: string) =>
    [...input.people, ...input.setAside].some(({ personKey }) => personKey === key) ||
    (ownAccounts(key, input.directory.accounts, input) !== 'unclear' &&
      ownAccounts(key, input.directory.accounts, input).length === 1);
  const named = job.managerPersonKey;
  if (named !== undefined) return named !== person.personKey && knows(named) ? { person: named } : 'as it is';
  let key = job.unitKey;
  for (let steps = 0; steps <= input.units.length; steps++) {
    const unit = input.units.find(({ unitKey }) => unitKey === key);
    if (unit === undefined) return 'nobody';
    const head = unit.headPersonKey;
    if (head !== undefined && head !== person.personKey) return knows(head) ? { person: head } : 'as it is';
    key = unit.parentKey;
  }
  return 'nobody';
}

function groupsOf(
  subject: { person: Person; moment: Moment; account: Account | null; attributes: Record<string, string> },
  input: PlanInput,
): Set<string> {
  const { person, moment, account, attributes } = subject;
  const enabled = moment.phase === 'working';
  const around = surroundings(account, enabled, input);
  const now = Date.parse(input.now);
  const byRole = moment.holds.flatMap((job) =>
    input.policy.roles
      .filter((role) => role.rule.matches({ ...around, ...factsOf(person, job, input) }))
      .flatMap((role) => role.grant.groups),
  );
  const byRule = input.policy.groupRules
    .filter(({ rule }) => rule.matches({ ...(account?.attributes ?? {}), ...around, ...attributes }))
    .map(({ group }) => group);
  const byGrant = input.grants
    .filter((grant) => grant.personKey === person.personKey)
    .filter(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && (endsAt === null || Date.parse(endsAt) > now))
    .flatMap((grant) => grant.items.groups);
  return new Set([...byRole, ...byRule, ...byGrant].map((name) => name.toLowerCase()));
}

/** Whether a grant has ever been in force for somebody who worked or was expected, or whom HR calls inactive without saying since when. */
export function wasInForce({ personKey, startsAt, endsAt }: PlanInput['grants'][number], input: PlanInput): boolean {
  const person = input.people.find((one) => one.personKey === personKey);
  const isOn = (at: string) =>
    startsAt <= at && (endsAt === null || at < endsAt) && Date.parse(at) <= Date.parse(input.now);
  if (person === undefined || !isOn(startsAt)) return false;
  if (momentOf(person, input).phase === 'put off') return true;
  const ahead = input.policy.policy.lifecycle.createDaysBeforeStart;
  const firstDays = person.employments.flatMap(({ startsOn }) => (startsOn === undefined ? [] : [startsOn]));
  // Midnight in Amsterdam is one of these; the other is an hour away from it.
  const begins = firstDays.flatMap((day) =>
    [22, 23].map((hour) => new Date(Date.parse(`${day}T00:00:00Z`) - ahead * 86_400_000 - (24 - hour) * 3_600_000)),
  );
  const { isActive, ...working } = person;
  return [startsAt, ...begins.map((at) => at.toISOString())].some(
    (at) => isOn(at) && ['working', 'prepared'].includes(momentOf(working, { ...input, now: at }).phase),
  );
}
