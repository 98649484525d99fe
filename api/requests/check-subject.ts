import type { CatalogueItem } from '../../models/approvals.ts';
import { absentOf } from '../../models/grant.ts';
import type { Policy } from '../../models/policy.ts';
import type { Subject } from '../../models/request.ts';
import type { Asking } from '../../models/request-service.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { effectivePeriod, findLeave } from './carry-grants.ts';
import { checkOrder } from './check-order.ts';
import { askedOf, askedOfCatalogue, nameOfCatalogue, namesIn } from './named-item.ts';
import { learnKeys } from './read-access.ts';
import { hasAlready, readCut } from './read-cut.ts';
import { type Asker, checkPeriod, isDay, isManagerOf, knowPerson, mayAskFor, refuse } from './refuse-asking.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** What is asked, with everything in it that decides taken from HR and the policy instead of from whoever asks. */
export interface CheckedAsking {
  subject: Subject;
  forPersonKey: string | null;
  needed: ReadonlySet<string>;
  /** Whoever asks is the manager of the absent person and gains nothing: their yes to what goes along is in the asking. */
  isAskedByManager: boolean;
}

export interface CheckAround {
  asker: Asker;
  desk: RequestDesk;
  policy: Policy;
}

type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;

/** A replacement lasts as long as a leave: a good year, and it can be extended. */
const longestReplacementDays = 400;

/** @throws RefusedAsking */
export async function checkSubject(asking: Asking, around: CheckAround): Promise<CheckedAsking> {
  const { subject } = asking;
  if (subject.kind === 'exception') return checkException({ ...asking, subject }, around);
  if (subject.kind === 'replacement') return checkReplacement({ ...asking, subject }, around);
  if (subject.kind === 'extension') return checkExtension({ ...asking, subject }, around);
  return plain(await checkOrder(subject, asking.forPersonKey, around), asking.forPersonKey);
}

const plain = (subject: Subject, forPersonKey: string | null): CheckedAsking => ({
  subject,
  forPersonKey,
  needed: new Set(),
  isAskedByManager: false,
});

/** Whoever gains must be here, or be expected. */
async function knowGainer(personKey: string | null, { desk, policy }: CheckAround) {
  const person = await knowPerson(personKey, desk);
  const standing = judgePerson(person, policy, nowOf(desk));
  if (!['active', 'before-start', 'early'].includes(standing.phase))
    refuse({ kind: 'has-left', name: plainName(person) });
  return { person, personKey: person.personKey, name: plainName(person), today: standing.calendar.today };
}

async function checkException(
  { subject, forPersonKey }: Asking & { subject: SubjectOf<'exception'> },
  around: CheckAround,
): Promise<CheckedAsking> {
  const { asker, desk, policy } = around;
  const { personKey, name, today } = await knowGainer(forPersonKey, around);
  if (!(await mayAskFor(personKey, asker, { roles: ['it', 'hr'], desk }))) refuse({ kind: 'not-for-you' });
  const entry = policy.catalogue.find(({ id }) => id === subject.item.key);
  if (entry === undefined) return refuse({ kind: 'not-in-catalogue', title: subject.item.title });
  const item = askedOfCatalogue(entry);
  if (!entry.requestable) refuse({ kind: 'not-requestable', title: item.title });
  checkPeriod(subject, { today, most: entry.maxDays, title: item.title });
  if (subject.breakGlass && (!entry.breakGlass || subject.startsOn > today))
    refuse({ kind: 'never-at-once', title: item.title });
  if (await hasAlready(personKey, entry, desk)) refuse({ kind: 'has-already', name, title: item.title });
  return plain({ ...subject, item }, personKey);
}

async function checkReplacement(
  { subject, forPersonKey }: Asking & { subject: SubjectOf<'replacement'> },
  around: CheckAround,
): Promise<CheckedAsking> {
  const { asker, desk } = around;
  const absent = await knowPerson(subject.absentKey, desk);
  if (!(await mayAskFor(absent.personKey, asker, { roles: ['it', 'hr'], desk }))) refuse({ kind: 'not-for-you' });
  const { personKey, today } = await knowGainer(forPersonKey, around);
  if (personKey === absent.personKey) refuse({ kind: 'same-person' });
  const absentName = plainName(absent);
  checkPeriod(subject, { today, most: longestReplacementDays, title: absentName });
  const followsLeave = findLeave(absent, subject) !== undefined;
  if (subject.leaveKey !== null && !followsLeave) refuse({ kind: 'unknown-leave' });
  const cut = await readCut({ absentKey: absent.personKey, standInKey: personKey }, desk);
  const allowed = new Map([...cut.needed, ...cut.askOwner].map((item) => [item.key, item]));
  const never = new Set(cut.never.map(({ item }) => item.key));
  const wanted = [...new Set(subject.items.map(({ key }) => key))].filter((key) => !never.has(key));
  const items = wanted.map(
    (key) => allowed.get(key) ?? refuse({ kind: 'not-in-catalogue', title: titleIn(subject, key) }),
  );
  if (items.length === 0)
    refuse(
      subject.items.length > 0 ? { kind: 'never-for-stand-in', title: titleIn(subject, null) } : { kind: 'no-items' },
    );
  const isAskedByManager = asker.personKey !== personKey && (await isManagerOf(absent.personKey, asker, desk));
  return {
    subject: { ...subject, absentName, items, followsLeave },
    forPersonKey: personKey,
    needed: new Set(cut.needed.map(({ key }) => key)),
    isAskedByManager,
  };
}

const titleIn = ({ items }: SubjectOf<'replacement'>, key: string | null): string =>
  items.find((item) => key === null || item.key === key)?.title ?? key ?? '';

async function checkExtension(
  { subject }: Asking & { subject: SubjectOf<'extension'> },
  around: CheckAround,
): Promise<CheckedAsking> {
  const { asker, desk, policy } = around;
  const grant = await desk.stores.grants.find(subject.grantId);
  const period = grant === null ? null : await effectivePeriod(grant, desk);
  const now = Date.parse(nowOf(desk));
  if (grant === null || grant.kind === 'kept-drift' || period === null || period.until === null || period.until <= now)
    return refuse({ kind: 'grant-gone' });
  const { personKey, today } = await knowGainer(grant.personKey, around);
  const absentKey = absentOf(grant) ?? personKey;
  const isTheirs = [personKey, absentKey].map((key) => mayAskFor(key, asker, { roles: ['it', 'hr'], desk }));
  if (!(await Promise.all(isTheirs)).includes(true)) refuse({ kind: 'not-for-you' });
  if (!isDay(subject.endsOn)) refuse({ kind: 'bad-date', day: subject.endsOn });
  const items = await askedOfGrant(namesIn(grant.items), policy, desk);
  const most = Math.min(...items.map(({ most }) => most));
  const title = items.map(({ item }) => item.title).join(', ');
  checkPeriod({ startsOn: today, endsOn: subject.endsOn }, { today, most, title });
  const { calendar } = judgePerson(await knowPerson(personKey, desk), policy, nowOf(desk));
  const endsAt = calendar.instantOf(calendar.plusDays(subject.endsOn, 1));
  if (endsAt <= period.until) refuse({ kind: 'not-longer', endsOn: subject.endsOn });
  return plain({ ...subject, what: title, items: items.map(({ item }) => item) }, personKey);
}

/** What a grant gives, as it is asked for, and for how many days at most. */
export async function askedOfGrant(
  names: ReturnType<typeof namesIn>,
  policy: Pick<Policy, 'catalogue'>,
  desk: RequestDesk,
) {
  const keyOf = await learnKeys([...names, ...policy.catalogue.map(nameOfCatalogue)], desk);
  const entries = new Map<string, CatalogueItem>(
    policy.catalogue.map((entry) => [keyOf(nameOfCatalogue(entry)), entry]),
  );
  return names.map((name) => {
    const entry = entries.get(keyOf(name));
    return entry === undefined
      ? { item: askedOf(name), most: longestReplacementDays }
      : { item: askedOfCatalogue(entry), most: entry.maxDays };
  });
}
