import { absentOf, type Grant } from '../../models/grant.ts';
import { managerKeyOf } from '../colleagues/create-colleagues.ts';
import { plainName } from '../engine/names/compose-names.ts';
import { effectivePeriod } from './carry-grants.ts';
import { askedOfGrant } from './check-subject.ts';
import { namesIn } from './named-item.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

const dayMs = 86_400_000;

/** People hear of the end of a grant a week and a day before it, and when it is there. */
const notices = [0, 1, 7] as const;
const noticeMs = 7 * dayMs;

/** What ended longer ago than this is no news. */
const longestSinceMs = 2 * dayMs;

/** What was told is remembered this long after the end. */
const keptDays = 90;

/** What becomes of a grant before long: it ends in so many days (0: it has), or goes on, where people may have been told that it ends. */
type Outcome = { kind: 'ends'; until: number; daysLeft: number } | { kind: 'goes-on'; until: number | null };

/**
 * Tells those concerned that a grant ends, once for each notice and end: when the end moves, they hear of the new one, and until then the
 * cards say that it goes on. What was told is remembered as an end and a number of days by grant.
 * @param personKey - of this person's grants only
 */
export async function tellGrantEndings(desk: RequestDesk, personKey?: string): Promise<void> {
  const since = new Date(Date.parse(nowOf(desk)) - longestSinceMs).toISOString();
  const grants = await desk.stores.grants.list({ at: since });
  for (const grant of grants) {
    if (grant.kind === 'kept-drift' || (personKey !== undefined && grant.personKey !== personKey)) continue;
    const outcome = await foresee(grant, grants, desk);
    if (outcome?.kind === 'ends') await tellOnce(grant, outcome, desk);
    if (outcome?.kind === 'goes-on') await tellThatItGoesOn(grant, outcome.until, desk);
  }
}

async function foresee(grant: Grant, grants: readonly Grant[], desk: RequestDesk): Promise<Outcome | null> {
  const now = Date.parse(nowOf(desk));
  const period = await effectivePeriod(grant, desk);
  // A replacement whose leave HR withdrew ends there and then.
  if (period === null) return null;
  const { from, until } = period;
  if (until === null || until - now > noticeMs) return { kind: 'goes-on', until };
  const daysLeft = noticeOf(until - now);
  if (now - until > longestSinceMs || daysLeft === null || isShort(from, until, daysLeft)) return null;
  return (await takenOver(grant, until, { grants, desk })) ?? { kind: 'ends', until, daysLeft };
}

/** How long another grant of the same person goes on that takes over all of it at its end; null where nothing takes over. */
async function takenOver(
  grant: Grant,
  until: number,
  { grants, desk }: { grants: readonly Grant[]; desk: RequestDesk },
): Promise<Outcome | null> {
  const items = namesIn(grant.items).map((name) => JSON.stringify(name));
  for (const other of grants) {
    if (other.id === grant.id || other.personKey !== grant.personKey) continue;
    const given = new Set(namesIn(other.items).map((name) => JSON.stringify(name)));
    if (!items.every((item) => given.has(item))) continue;
    const period = await effectivePeriod(other, desk);
    if (period !== null && period.from <= until && (period.until === null || period.until > until))
      return { kind: 'goes-on', until: period.until };
  }
  return null;
}

function noticeOf(leftMs: number): number | null {
  return notices.find((days) => leftMs <= days * dayMs) ?? null;
}

/** Of what is given for a week nobody hears after a minute that it ends in a week. */
const isShort = (from: number, until: number, daysLeft: number): boolean =>
  daysLeft > 0 && until - from <= daysLeft * dayMs;

const settingOf = ({ id }: Grant): string => `grant-ending:${id}`;

async function tellOnce(
  grant: Grant,
  { until, daysLeft }: { until: number; daysLeft: number },
  desk: RequestDesk,
): Promise<void> {
  const mark = `${new Date(until).toISOString()} ${daysLeft}`;
  if ((await desk.stores.settings.get(settingOf(grant))) === mark) return;
  await desk.notifier.tell({
    kind: 'grant-ending',
    grant: { ...grant, endsAt: new Date(until).toISOString() },
    ...(await nameGrant(grant, desk)),
    daysLeft,
    to: await listenersOf(grant, daysLeft, desk),
  });
  await remember(grant, { mark, until }, desk);
}

const goesOn = 'goes on';

/** Nothing is said to whoever was never told that it ends, nor of what has ended. */
async function tellThatItGoesOn(grant: Grant, untilMs: number | null, desk: RequestDesk): Promise<void> {
  const told = await desk.stores.settings.get(settingOf(grant));
  if (typeof told !== 'string' || told === goesOn || told.endsWith(' 0')) return;
  const until = untilMs === null ? null : new Date(untilMs).toISOString();
  await desk.notifier.tell({ kind: 'grant-goes-on', grant, ...(await nameGrant(grant, desk)), until, to: [] });
  await remember(grant, { mark: goesOn, until: untilMs ?? desk.clock.now().getTime() }, desk);
}

async function nameGrant(grant: Grant, desk: RequestDesk): Promise<{ personName: string; what: string }> {
  const { policy } = await desk.loadPolicy();
  const person = await desk.stores.people.find(grant.personKey);
  const items = await askedOfGrant(namesIn(grant.items), policy, desk);
  return {
    personName: person === null ? grant.personKey : plainName(person),
    what: items.map(({ item }) => item.title).join(', '),
  };
}

/** Remembered afterwards: told twice after a crash is better than never, and letters of one subject replace each other. */
function remember(
  grant: Grant,
  { mark, until }: { mark: string; until: number },
  { stores }: RequestDesk,
): Promise<void> {
  return stores.settings.set(settingOf(grant), mark, new Date(until + keptDays * dayMs).toISOString());
}

/** Who holds it, who is away, and the manager; IT as well once it is over. */
async function listenersOf(grant: Grant, daysLeft: number, desk: RequestDesk): Promise<string[]> {
  const absentKey = absentOf(grant);
  const keys = [grant.personKey, absentKey, await managerKeyOf(absentKey ?? grant.personKey, desk)];
  const people = await Promise.all(keys.flatMap((key) => (key === null ? [] : [desk.colleagues.byPerson(key)])));
  const holders = daysLeft === 0 && grant.kind === 'replacement' ? await desk.colleagues.holders('it') : [];
  const all = [...people, ...holders].flatMap((one) => (one === null || !one.canAnswer ? [] : [one.aadObjectId]));
  return [...new Set(all)];
}
