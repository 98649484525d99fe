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

/** What ended longer ago than this is no news. */
const longestSinceMs = 2 * dayMs;

/** What was told is remembered this long after the end. */
const keptDays = 90;

/**
 * Tells those concerned that a grant ends, once for each notice and end: when the end moves, they hear of the new one. What was told is
 * remembered as an end and a number of days by grant.
 */
export async function tellGrantEndings(desk: RequestDesk): Promise<void> {
  const now = Date.parse(nowOf(desk));
  const since = new Date(now - longestSinceMs).toISOString();
  const grants = await desk.stores.grants.list({ at: since });
  for (const grant of grants) {
    if (grant.kind === 'kept-drift') continue;
    const period = await effectivePeriod(grant, desk);
    // A replacement whose leave HR withdrew ends there and then.
    const until = period === null ? null : period.until;
    if (period === null || until === null || until - now > 7 * dayMs || now - until > longestSinceMs) continue;
    const daysLeft = noticeOf(until - now);
    if (daysLeft === null || isShort(period.from, until, daysLeft)) continue;
    if (await goesOn(grant, until, { grants, desk })) continue;
    await tellOnce(grant, { until, daysLeft }, desk);
  }
}

/** Whether another grant of the same person takes over all of it at its end, as a longer one does: then nothing ends. */
async function goesOn(
  grant: Grant,
  until: number,
  { grants, desk }: { grants: readonly Grant[]; desk: RequestDesk },
): Promise<boolean> {
  const items = namesIn(grant.items).map((name) => JSON.stringify(name));
  for (const other of grants) {
    if (other.id === grant.id || other.personKey !== grant.personKey) continue;
    const given = new Set(namesIn(other.items).map((name) => JSON.stringify(name)));
    if (!items.every((item) => given.has(item))) continue;
    const period = await effectivePeriod(other, desk);
    if (period !== null && period.from <= until && (period.until === null || period.until > until)) return true;
  }
  return false;
}

function noticeOf(leftMs: number): number | null {
  return notices.find((days) => leftMs <= days * dayMs) ?? null;
}

/** Of what is given for a week nobody hears after a minute that it ends in a week. */
const isShort = (from: number, until: number, daysLeft: number): boolean =>
  daysLeft > 0 && until - from <= daysLeft * dayMs;

async function tellOnce(
  grant: Grant,
  { until, daysLeft }: { until: number; daysLeft: number },
  desk: RequestDesk,
): Promise<void> {
  const setting = `grant-ending:${grant.id}`;
  const mark = `${new Date(until).toISOString()} ${daysLeft}`;
  if ((await desk.stores.settings.get(setting)) === mark) return;
  const { policy } = await desk.loadPolicy();
  const person = await desk.stores.people.find(grant.personKey);
  const items = await askedOfGrant(namesIn(grant.items), policy, desk);
  await desk.notifier.tell({
    kind: 'grant-ending',
    grant: { ...grant, endsAt: new Date(until).toISOString() },
    personName: person === null ? grant.personKey : plainName(person),
    what: items.map(({ item }) => item.title).join(', '),
    daysLeft,
    to: await listenersOf(grant, daysLeft, desk),
  });
  // Remembered afterwards: told twice after a crash is better than never, and letters of one subject replace each other.
  await desk.stores.settings.set(setting, mark, new Date(until + keptDays * dayMs).toISOString());
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
