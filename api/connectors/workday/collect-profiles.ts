import type { CalendarDate } from '../../../models/person.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection, type SetAsideCollection } from '../collect-set-aside.ts';
import type { WorkdayDesk } from './desk.ts';
import type { Ending, Profile, ProfileContext } from './profile.ts';
import { moved, readPages, type WorkdayPage } from './read-pages.ts';
import { effectiveWithin, type Moment, namedWorkers, statusOnly, wholeWorker } from './requests.ts';
import { createRightsTally, type RightsTally } from './rights.ts';
import { idOf, Worker } from './schema.ts';
import { createCells, readStay } from './to-employments.ts';
import { toProfile } from './to-person.ts';
import type { ChartSeen } from './to-units.ts';
import { findNode } from './xml.ts';

/** What one reading gathers. */
export interface Gathering {
  profiles: Map<string, Profile>;
  setAside: SetAsideCollection;
  tally: RightsTally;
  chart: ChartSeen;
  moment: Moment;
  /** How profiles end, as of tomorrow. */
  ahead: ReadonlyMap<string, Ending>;
}

export const startGathering = (
  desk: WorkdayDesk,
  { chart, moment, ahead }: Pick<Gathering, 'chart' | 'moment' | 'ahead'>,
): Gathering => ({
  profiles: new Map(),
  setAside: createSetAsideCollection(sourceTexts(desk.parts.language)),
  tally: createRightsTally(),
  chart,
  moment,
  ahead,
});

interface Ask {
  request: object;
  /** Another day than that of the gathering. */
  day?: CalendarDate;
  /** More workers than this are too many: nothing is gathered. */
  most?: number;
}

/** Puts the workers of an answer into the gathering. False when they are too many. */
export async function gather(ask: Ask, into: Gathering, desk: WorkdayDesk): Promise<boolean> {
  for (const profile of await readProfiles(ask, into, desk)) {
    if (profile === null) return false;
    into.profiles.set(profile.wid, profile);
  }
  return true;
}

/** The workers of an answer; null alone when they are too many. */
export async function readProfiles(ask: Ask, into: Gathering, desk: WorkdayDesk): Promise<(Profile | null)[]> {
  const { source, parts, client } = desk;
  const moment = { ...into.moment, ...(ask.day === undefined ? {} : { day: ask.day }) };
  const context: ProfileContext = { source, texts: sourceTexts(parts.language), asOf: moment.day };
  const pages = readPages({ ...pagesOf(desk), request: ask.request, group: wholeWorker, moment }, client);
  const profiles = new Map<string, Profile>();
  const isNamed = 'wd:Request_References' in ask.request;
  for await (const page of pages) {
    if (page.total > (ask.most ?? Number.POSITIVE_INFINITY)) return [null];
    for (const [index, row] of page.rows.entries()) {
      const profile = readRow({ row, index, page }, { context, into, desk });
      if (profile === null) continue;
      // Whoever is asked for by two of their ids may come twice.
      if (profiles.has(profile.wid) && !isNamed) throw moved({ sourceId: source.id, operation: 'Get_Workers' });
      profiles.set(profile.wid, profile);
    }
  }
  return [...profiles.values()];
}

const pagesOf = ({ source }: WorkdayDesk) =>
  ({ sourceId: source.id, operation: 'Get_Workers', pageSize: source.pageSize }) as const;

/** A worker who cannot be read is set aside, under the key they have or had. */
function readRow(
  { row, index, page }: { row: unknown; index: number; page: WorkdayPage },
  { context, into, desk }: { context: ProfileContext; into: Gathering; desk: WorkdayDesk },
): Profile | null {
  const { texts, source } = context;
  const parsed = Worker.safeParse(row);
  if (!parsed.success) {
    const name = findNode(row, 'Worker_Data', source.personKey === 'worker-id' ? 'Worker_ID' : 'Universal_ID');
    const personKey = typeof name === 'string' && name.trim() !== '' ? name.trim() : (keyOfRow(row, desk) ?? null);
    const where = personKey === null ? `page ${page.page}, worker ${index + 1}` : `worker ${personKey}`;
    const part = parsed.error.issues[0]?.path.join('.') ?? '';
    into.setAside.add(personKey, [{ reason: 'broken-row', text: texts.missingPart(part || 'Worker', where), where }]);
    return null;
  }
  const wid = idOf(parsed.data.Worker_Reference, 'WID');
  const { profile, seen, where } = toProfile(parsed.data, context, into.ahead.get(wid ?? ''));
  into.tally.add(seen.rights);
  into.chart.addUnits(seen.units);
  into.chart.addLinks(seen.links);
  if (profile !== null) return profile;
  const missing = wid === undefined ? 'WID' : source.personKey === 'worker-id' ? 'Worker_ID' : 'Universal_ID';
  into.setAside.add(desk.known.keys.get(wid ?? '') ?? null, [
    { reason: 'no-key', text: texts.noKey(missing, where), where },
  ]);
  return null;
}

function keyOfRow(row: unknown, { known }: WorkdayDesk): string | undefined {
  const ids = [findNode(row, 'Worker_Reference', 'ID')].flat();
  return ids.map((id) => known.keys.get(String(findNode(id, '#text')))).find((key) => key !== undefined);
}

/** A day and a half of Workday's cover every hour of the customer's tomorrow, wherever that is. */
const hourMs = 3_600_000;
const aheadMs = 48 * hourMs;
const behindMs = 24 * hourMs;

/** What takes effect from a day before `since` to the end of tomorrow; Workday's own days begin at Pacific midnight. */
export const windowOf = (since: string, now: string) =>
  effectiveWithin(
    new Date(Date.parse(since) - behindMs).toISOString(),
    new Date(Date.parse(now) + aheadMs).toISOString(),
  );

/**
 * How workers end, as of tomorrow: a termination, and the last day of work with it, shows on its day and not before, and that day begins
 * for Workday when ours is nine hours old.
 * @param ask.moment - tomorrow
 */
export async function readAhead(
  ask: { request: object; moment: Moment },
  desk: WorkdayDesk,
): Promise<ReadonlyMap<string, Ending>> {
  const texts = sourceTexts(desk.parts.language);
  const endings = new Map<string, Ending>();
  for await (const { rows } of readPages({ ...pagesOf(desk), ...ask, group: statusOnly }, desk.client))
    for (const row of rows) {
      const worker = Worker.safeParse(row).data;
      const wid = worker && idOf(worker.Worker_Reference, 'WID');
      const status = worker?.Worker_Data.Employment_Data?.Worker_Status_Data;
      // What cannot be read here shows in the worker's own record, which sets them aside.
      if (wid !== undefined && status !== undefined) endings.set(wid, readStay(status, createCells('', { texts })));
    }
  return endings;
}

/**
 * Whoever is hired later is read as of that day: before it, Workday tells neither job nor organisation. Of somebody who was here before,
 * the stay to come is added.
 * @param known - days of hires that are known from before; a reading of changes may not have them again
 */
export async function gatherUpcoming(
  into: Gathering,
  known: ReadonlyMap<string, readonly CalendarDate[]>,
  desk: WorkdayDesk,
): Promise<Map<string, CalendarDate[]>> {
  const { day } = into.moment;
  const upcoming = new Map<string, CalendarDate[]>();
  const byDay = new Map<CalendarDate, string[]>();
  for (const { wid, startsOn, hiredOn } of into.profiles.values()) {
    const days = new Set([...hiredOn, ...(known.get(wid) ?? []), startsOn ?? ''].filter((one) => one > day));
    if (days.size > 0) upcoming.set(wid, [...days]);
    for (const one of days) byDay.set(one, [...(byDay.get(one) ?? []), wid]);
  }
  for (const [hiredOn, wids] of byDay)
    for (const some of slices(wids, desk.source.pageSize)) {
      const request = namedWorkers(some.map((id) => ({ type: 'WID', id })));
      for (const later of await readProfiles({ request, day: hiredOn }, into, desk)) {
        if (later !== null) putLater(into.profiles, later, hiredOn);
      }
    }
  return upcoming;
}

function putLater(profiles: Map<string, Profile>, later: Profile, hiredOn: CalendarDate): void {
  const now = profiles.get(later.wid);
  if (now === undefined || now.startsOn === hiredOn) {
    profiles.set(later.wid, later);
    return;
  }
  if (later.startsOn !== hiredOn || now.startsOn === undefined || now.startsOn > hiredOn) return;
  now.problems.push(...later.problems);
  for (const { employment, manager } of later.jobs)
    now.jobs.push({
      employment: { ...employment, employmentKey: `${employment.employmentKey}@${hiredOn}` },
      manager,
    });
}

export function* slices<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
