import type { AccountAttribute, DirectoryMirror, DirectoryReading } from '../../models/account.ts';
import type { MatchRejection } from '../../models/adoption.ts';
import type { Grant, UrgentExit } from '../../models/grant.ts';
import type { Ledger } from '../../models/ledger.ts';
import type { HrReading, Person, SetAside, Unit } from '../../models/person.ts';
import { type OperationCounts, OperationKind } from '../../models/plan.ts';
import type { SourceSummary } from '../../models/run.ts';
import type { SourceProfile } from '../../models/source-profile.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { JoinedPeople } from '../engine/identity/join-people.ts';
import { profileReading } from '../engine/limits/check-source.ts';
import { joinReadings, loadIdentity } from './join-readings.ts';
import { inNewKeys, keepJoined } from './keep-joined.ts';
import { namesToRead } from './names-to-read.ts';
import { overlayFresh, saveFreshAgain } from './overlay-fresh.ts';
import { loadFreeze } from './pause.ts';
import { saveReadAt } from './read-at.ts';
import { grantsSince } from './settle-run.ts';
import { loadProfiles } from './source-profiles.ts';
import type { SyncParts } from './sync-parts.ts';

/** HR and Entra as they are now, whole, with what was written down before. */
export interface ReadWorld {
  /** When looking began (instant). */
  beganAt: string;
  people: Person[];
  units: Unit[];
  setAside: SetAside[];
  /** As the sources gave them, in their own keys. */
  readings: HrReading[];
  /** How the readings were put together. */
  joined: JoinedPeople;
  sources: SourceSummary[];
  directory: DirectoryReading;
  /** Entra as it was read the time before, after our last writes; null when it never was. */
  previous: DirectoryMirror | null;
  links: ReadonlyMap<string, string>;
  ownership: ReadonlyMap<string, AccountAttribute[]>;
  rejections: readonly MatchRejection[];
  ledger: Ledger;
  /** In force or to come, and those that ended lately. */
  grants: Grant[];
  urgentExits: UrgentExit[];
  /** What was done in the 24 hours before the plan, by kind. */
  recent: OperationCounts;
  /** What the sources looked like when they were last believed. */
  believed: Map<string, SourceProfile>;
  /** Until when leavers keep what they have (instant); null or missing when they do not. */
  frozenUntil?: string | null;
}

/**
 * Reads every source, the directory and what was written down. Complete, or it throws: nothing is caught here, because going on with
 * a part is the worst thing a run could do.
 * @param options.now - the instant that is planned for; the clock's when it is left out
 * @param options.alsoNamed - policies whose groups and apps are read as well
 */
export async function readWorld(
  parts: SyncParts,
  policy: CompiledPolicy,
  options: { now?: string; alsoNamed?: readonly CompiledPolicy[] } = {},
): Promise<ReadWorld> {
  const { now = parts.clock.now().toISOString(), alsoNamed = [] } = options;
  const readHr = () => Promise.all(parts.connectorsOf(policy).map((connector) => connector.read()));
  return readAround(readHr, { policies: [policy, ...alsoNamed], now }, parts);
}

/** Entra and what was written down, and nothing of HR: for whoever must out at once while a source cannot be read. */
export function readWithoutHr(parts: SyncParts, policy: CompiledPolicy, now: string): Promise<ReadWorld> {
  return readAround(async () => [], { policies: [policy], now }, parts);
}

async function readAround(
  readHr: () => Promise<HrReading[]>,
  { policies, now }: { policies: readonly [CompiledPolicy, ...CompiledPolicy[]]; now: string },
  parts: SyncParts,
): Promise<ReadWorld> {
  const { accounts, grants } = parts.stores;
  const beganAt = parts.clock.now().toISOString();
  const key = parts.directory.identify().key;
  const [previous, given] = await Promise.all([
    accounts.loadMirror(key),
    grants.list({ at: await grantsSince(now, parts) }),
  ]);
  const [read, directory, written] = await Promise.all([
    readHr(),
    readDirectory(parts, namesToRead(policies, given), previous),
    readWritten(parts, policies[0], now),
  ]);
  // Last, so that whoever is read by themselves while everything else is read is in it.
  const readings = await overlayFresh(read, parts);
  // Whoever an express run has in hand has an account, or gets one, under the key that it has them by.
  const inHand = await parts.stores.freshPeople.inHandAfter(beganAt);
  const around = { policy: policies[0], links: written.links, directory: directory.mirror, inHand };
  const joined = await joinReadings(readings, await loadIdentity(readings, parts), around);
  const { formerKeys } = joined;
  return {
    ...written,
    beganAt,
    people: joined.readings.flatMap(({ people }) => people),
    units: joined.readings.flatMap(({ units }) => units),
    setAside: joined.readings.flatMap(({ setAside }) => setAside),
    readings,
    joined,
    sources: readings.map(summarise),
    directory,
    previous,
    grants: inNewKeys(given, formerKeys),
    urgentExits: inNewKeys(written.urgentExits, formerKeys),
  };
}

type Written = Pick<
  ReadWorld,
  'links' | 'ownership' | 'rejections' | 'ledger' | 'urgentExits' | 'recent' | 'believed' | 'frozenUntil'
>;

const dayMs = 86_400_000;

async function readWritten(parts: SyncParts, policy: CompiledPolicy, now: string): Promise<Written> {
  const { accounts, ledger, grants, runs } = parts.stores;
  const key = parts.directory.identify().key;
  const daysFromNow = (days: number) => new Date(Date.parse(now) + days * dayMs).toISOString();
  const limited = OperationKind.options.filter((kind) => policy.limits[kind] !== undefined);
  // A day after as well: clocks differ a little. What is further off belongs to another time, when a day is rehearsed.
  const lately = { since: daysFromNow(-1), until: daysFromNow(1), kinds: limited };
  const [links, ownership, rejections, known, urgentExits, recent, believed, frozenUntil] = await Promise.all([
    accounts.loadLinks(key),
    accounts.loadOwnership(key),
    accounts.loadRejections(key),
    ledger.load(key),
    grants.urgentExits(),
    runs.countDone(lately),
    loadProfiles(parts, policy),
    loadFreeze(parts),
  ]);
  return { links, ownership, rejections, ledger: known, urgentExits, recent, believed, frozenUntil };
}

/** Keeps what was read, for questions and for the next reading to go on from. */
export async function keepWorld(parts: SyncParts, world: ReadWorld): Promise<void> {
  // Whose record is whose comes first: nobody may be known to others under a key that is not theirs for good.
  await keepJoined(world.joined, parts);
  for (const reading of world.joined.readings) {
    await saveReadAt(reading, parts);
    await parts.stores.people.saveReading(reading);
  }
  await saveFreshAgain(world.readings, parts);
  await parts.stores.freshPeople.forgetBefore(world.beganAt);
  await parts.stores.accounts.saveReading(parts.directory.identify().key, world.directory);
}

function readDirectory(
  parts: SyncParts,
  names: ReturnType<typeof namesToRead>,
  previous: DirectoryMirror | null,
): Promise<DirectoryReading> {
  const { progress } = parts;
  return parts.directory.read({
    ...names,
    previous,
    ...(progress === undefined ? {} : { progress }),
  });
}

/**
 * Reads Entra once more after it was written, so that questions are answered from how things are. The run has ended by then: when
 * this reading fails, the next run reads again.
 */
export async function refreshMirror(parts: SyncParts, policy: CompiledPolicy): Promise<void> {
  const key = parts.directory.identify().key;
  try {
    const previous = await parts.stores.accounts.loadMirror(key);
    const since = await grantsSince(parts.clock.now().toISOString(), parts);
    const grants = await parts.stores.grants.list({ at: since });
    await parts.stores.accounts.saveReading(key, await readDirectory(parts, namesToRead([policy], grants), previous));
  } catch (error) {
    parts.logger.warn({ error }, 'Entra could not be read after a run');
  }
}

function summarise(reading: HrReading): SourceSummary {
  const { sourceId, readAt, changedAt, people, setAside } = reading;
  const { filled } = profileReading(reading);
  return { sourceId, readAt, changedAt, people: people.length, setAside: setAside.length, filled };
}
