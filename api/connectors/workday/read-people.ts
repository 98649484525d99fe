import type { PeopleReading } from '../../../models/hr-connector.ts';
import type { HrReading, Unit } from '../../../models/person.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import type { Changes } from '../keep-reading.ts';
import { unreadable } from '../unreadable.ts';
import {
  type Gathering,
  gather,
  gatherUpcoming,
  readAhead,
  slices,
  startGathering,
  windowOf,
} from './collect-profiles.ts';
import type { WorkdayDesk } from './desk.ts';
import { joinPeople } from './join-people.ts';
import type { ManagerRef, Profile } from './profile.ts';
import { dayAt } from './read-day.ts';
import { readUnits } from './read-units.ts';
import { enteredWithin, everybody, type Moment, namedWorkers, type WorkerId } from './requests.ts';
import { refuseMissing } from './rights.ts';
import { createChartSeen } from './to-units.ts';

/** More changed workers than this, and than half of all, are a reason to read everybody. */
const manyChanged = 5_000;

/** Today and tomorrow where the customer is, with what had been entered by now. */
function momentsOf({ parts }: WorkdayDesk): { today: Moment; tomorrow: Moment } {
  const enteredBy = parts.clock.now().toISOString();
  const day = (ahead: number) => dayAt(enteredBy, parts.timeZone, ahead);
  return { today: { day: day(0), enteredBy }, tomorrow: { day: day(1), enteredBy } };
}

export async function readEverybody(desk: WorkdayDesk): Promise<HrReading> {
  const { today, tomorrow } = momentsOf(desk);
  const readAt = today.enteredBy;
  const ahead = await readAhead({ request: windowOf(readAt, readAt), moment: tomorrow }, desk);
  const gathering = startGathering(desk, { chart: createChartSeen(), moment: today, ahead });
  await gather({ request: everybody() }, gathering, desk);
  if (gathering.profiles.size === 0)
    throw unreadable(
      `${desk.source.id}: Get_Workers gave nobody who can be read.`,
      'Check that the security group of the integration system user reaches the workers; an empty list is never believed.',
    );
  refuseMissing(desk.source.id, gathering.tally);
  const upcoming = await gatherUpcoming(gathering, new Map(), desk);
  const keys = keysOf(gathering);
  const units = await readUnits({ ...gathering, resolve: resolverOf(keys) }, desk);
  desk.known = { wholeAt: readAt, keys, led: ledOf(gathering), upcoming, chart: gathering.chart };
  const people = joinPeople(gathering.profiles.values(), joiningOf(gathering, desk));
  return { sourceId: desk.source.id, readAt, changedAt: null, people, units, setAside: gathering.setAside.list() };
}

/** Everybody of whom something was entered or takes effect, read anew; null when only reading everybody will do. */
export async function readChangedPeople(since: string, desk: WorkdayDesk): Promise<Changes | null> {
  const { today, tomorrow } = momentsOf(desk);
  const readAt = today.enteredBy;
  const window = windowOf(since, readAt);
  const { known } = desk;
  const ahead = await readAhead({ request: window, moment: tomorrow }, desk);
  known.chart.nextRound();
  const gathering = startGathering(desk, { chart: known.chart, moment: today, ahead });
  const most = Math.max(manyChanged, known.keys.size / 2);
  for (const request of [enteredWithin(since, readAt), window])
    if (!(await gather({ request, most }, gathering, desk))) return null;
  // Rights that were taken away show as elements that are missing, here as in a reading of everybody, which then says so.
  if (gathering.tally.missing().some(({ decides }) => decides) || isChainLost(gathering, desk)) return null;
  for (const { wid, personKey } of gathering.profiles.values())
    if ((known.keys.get(wid) ?? personKey) !== personKey) return null;
  if (!(await gatherOthers(gathering, desk))) return null;
  for (const [wid, days] of await gatherUpcoming(gathering, desk.known.upcoming, desk)) known.upcoming.set(wid, days);
  remember(gathering, desk);
  const units: Unit[] = await readUnits({ ...gathering, resolve: resolverOf(known.keys) }, desk);
  const people = joinPeople(gathering.profiles.values(), joiningOf(gathering, desk));
  return { readAt, changedAt: null, people, setAside: gathering.setAside.list(), gone: [], units };
}

/** These people alone. */
export async function readSomePeople(personKeys: readonly string[], desk: WorkdayDesk): Promise<PeopleReading> {
  // Managers are told by WID, which says whose it is only where everybody was read.
  if (desk.known.wholeAt === null) await readEverybody(desk);
  const { today, tomorrow } = momentsOf(desk);
  const wanted = new Set(personKeys);
  const wids = widsOf(wanted, desk);
  let gathering = startGathering(desk, { chart: createChartSeen(), moment: today, ahead: new Map() });
  for (const some of slices(personKeys, desk.source.pageSize)) {
    const ids = some.flatMap((key) => [...(wids.get(key) ?? []).map(toWid), ...numbersOf(key, desk)]);
    if (ids.length === 0) continue;
    const request = namedWorkers(ids);
    gathering = { ...gathering, ahead: await readAhead({ request, moment: tomorrow }, desk) };
    await gather({ request }, gathering, desk);
  }
  refuseMissing(desk.source.id, gathering.tally);
  if (isChainLost(gathering, desk))
    throw unreadable(
      `${desk.source.id}: Workday lets too little be seen: nobody who was asked for has a manager any more.`,
      'Check that the security group of the integration system user still sees Management_Chain_Data. If it is so, the next reading of everybody takes it over.',
    );
  await gatherConversions(wanted, gathering, desk);
  for (const { wid, personKey } of gathering.profiles.values())
    if (!wanted.has(personKey)) gathering.profiles.delete(wid);
  await gatherUpcoming(gathering, desk.known.upcoming, desk);
  remember(gathering, desk);
  const people = joinPeople(gathering.profiles.values(), joiningOf(gathering, desk));
  const setAside = gathering.setAside.list();
  return { sourceId: desk.source.id, readAt: today.enteredBy, changedAt: null, people, setAside };
}

const toWid = (id: string): WorkerId => ({ type: 'WID', id });

/** A new profile of somebody has the number that they have as a person, unless the tenant says otherwise. */
const numbersOf = (key: string, { source }: WorkdayDesk): WorkerId[] =>
  source.personKey === 'worker-id'
    ? [
        { type: 'Employee_ID', id: key },
        { type: 'Contingent_Worker_ID', id: key },
      ]
    : [];

/**
 * Somebody whose known profiles are all over may have become an employee, or a contingent worker, since everybody was read: the
 * transaction log tells, before they are taken for a leaver.
 */
async function gatherConversions(wanted: ReadonlySet<string>, into: Gathering, desk: WorkdayDesk): Promise<void> {
  const { day, enteredBy } = into.moment;
  const here = new Set<string>();
  for (const { personKey, endsOn } of into.profiles.values()) if ((endsOn ?? '9999') >= day) here.add(personKey);
  if ([...wanted].every((key) => here.has(key))) return;
  const found = startGathering(desk, { chart: createChartSeen(), moment: into.moment, ahead: into.ahead });
  await gather({ request: enteredWithin(desk.known.wholeAt ?? enteredBy, enteredBy) }, found, desk);
  for (const profile of found.profiles.values())
    if (wanted.has(profile.personKey)) into.profiles.set(profile.wid, profile);
}

/** The other profiles of those who changed: without them an employment would seem to be gone. False when one of them does not come. */
async function gatherOthers(gathering: Gathering, desk: WorkdayDesk): Promise<boolean> {
  const changed = new Set([...gathering.profiles.values()].map(({ personKey }) => personKey));
  const others = [...widsOf(changed, desk).values()].flat().filter((wid) => !gathering.profiles.has(wid));
  for (const some of slices(others, desk.source.pageSize))
    await gather({ request: namedWorkers(some.map(toWid)) }, gathering, desk);
  return others.every((wid) => gathering.profiles.has(wid));
}

function widsOf(personKeys: ReadonlySet<string>, { known }: WorkdayDesk): Map<string, string[]> {
  const wids = new Map<string, string[]>();
  if (personKeys.size === 0) return wids;
  for (const [wid, personKey] of known.keys)
    if (personKeys.has(personKey)) wids.set(personKey, [...(wids.get(personKey) ?? []), wid]);
  return wids;
}

const keysOf = ({ profiles }: Gathering): Map<string, string> =>
  new Map([...profiles.values()].map(({ wid, personKey }) => [wid, personKey]));

const ledOf = ({ profiles }: Gathering): Set<string> =>
  new Set([...profiles.values()].filter(isLed).map(({ wid }) => wid));

const isLed = ({ jobs }: Profile): boolean => jobs.some(({ manager }) => manager !== null);

/** Few who lost their manager all at once, and are in service, may have lost them to a right that is gone. */
function isChainLost({ profiles, moment }: Gathering, { known }: WorkdayDesk): boolean {
  const current = [...profiles.values()].filter(({ endsOn = '9999' }) => endsOn >= moment.day);
  return current.some(({ wid }) => known.led.has(wid)) && !current.some(isLed);
}

function remember(gathering: Gathering, { known }: WorkdayDesk): void {
  for (const [wid, personKey] of keysOf(gathering)) known.keys.set(wid, personKey);
  for (const wid of ledOf(gathering)) known.led.add(wid);
}

/** A manager whom the user may not see keeps the number that Workday gives. */
const resolverOf =
  (keys: ReadonlyMap<string, string>) =>
  ({ wid, number }: ManagerRef): string | undefined =>
    keys.get(wid ?? '') ?? number ?? wid;

const joiningOf = ({ setAside, moment }: Gathering, { known, parts }: WorkdayDesk) => ({
  today: moment.day,
  texts: sourceTexts(parts.language),
  setAside,
  resolve: resolverOf(known.keys),
});
