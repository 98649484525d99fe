import type { DirectoryMirror, DirectoryReading } from '../../models/account.ts';
import type { HrReading, Person, SetAside, Unit } from '../../models/person.ts';
import type { AudienceRole } from '../../models/policy.ts';
import type { SourceSummary } from '../../models/run.ts';
import { type CompiledPolicy, managedGroupNames } from '../engine/compiled-policy.ts';
import { managedApplicationNames, managesLicences } from '../engine/resolve-items.ts';
import type { SyncParts } from './sync-parts.ts';

/** HR and Entra as they are now, whole. */
export interface ReadWorld {
  people: Person[];
  units: Unit[];
  setAside: SetAside[];
  readings: HrReading[];
  sources: SourceSummary[];
  directory: DirectoryReading;
  links: Map<string, string>;
}

/**
 * Reads every source and the directory. Complete, or it throws: nothing is caught here, because going on with a part is the worst
 * thing a run could do.
 * @param alsoNamed - policies whose groups and apps are read as well
 */
export async function readWorld(
  parts: SyncParts,
  policy: CompiledPolicy,
  alsoNamed: readonly CompiledPolicy[] = [],
): Promise<ReadWorld> {
  const key = parts.directory.identify().key;
  const [previous, links] = await Promise.all([
    parts.stores.accounts.loadMirror(key),
    parts.stores.accounts.loadLinks(key),
  ]);
  const [readings, directory] = await Promise.all([
    Promise.all(parts.connectorsOf(policy).map((connector) => connector.read())),
    readDirectory(parts, [policy, ...alsoNamed], previous),
  ]);
  return { ...joinReadings(readings), readings, sources: readings.map(summarise), directory, links };
}

/** Keeps what was read, for questions and for the next reading to go on from. */
export async function keepWorld(parts: SyncParts, world: ReadWorld): Promise<void> {
  const usable = new Set(world.people);
  for (const reading of world.readings) {
    await parts.stores.people.saveReading({
      ...reading,
      people: reading.people.filter((person) => usable.has(person)),
    });
  }
  await parts.stores.accounts.saveReading(parts.directory.identify().key, world.directory);
}

function readDirectory(
  parts: SyncParts,
  policies: readonly CompiledPolicy[],
  previous: DirectoryMirror | null,
): Promise<DirectoryReading> {
  const { progress } = parts;
  return parts.directory.read({
    groups: [...new Set(policies.flatMap(groupNames))],
    applications: [...new Set(policies.flatMap(({ policy }) => managedApplicationNames(policy, [])))],
    licences: policies.some(({ policy }) => managesLicences(policy, [])),
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
    await parts.stores.accounts.saveReading(key, await readDirectory(parts, [policy], previous));
  } catch (error) {
    parts.logger.warn({ error }, 'Entra could not be read after a run');
  }
}

/** The groups whose members are read: those the policy writes, and those that say who may do what. */
function groupNames(policy: CompiledPolicy): string[] {
  const roles: AudienceRole[] = ['it', 'hr', 'security'];
  const audiences = roles.flatMap((role) => policy.policy.people[role]?.group ?? []);
  return [...managedGroupNames(policy), ...audiences];
}

/** Longer than any HR system's key, and short enough for every index of every store. */
const longestKey = 256;

/**
 * Somebody whom two sources both claim is set aside: nothing is guessed about which one is right. So is somebody whose key cannot be
 * one.
 */
function joinReadings(readings: readonly HrReading[]): { people: Person[]; units: Unit[]; setAside: SetAside[] } {
  const people = new Map<string, Person>();
  const setAside = readings.flatMap((reading) => reading.setAside);
  const claimed = new Set<string>();
  for (const person of readings.flatMap((reading) => reading.people)) {
    const other = people.get(person.personKey);
    if (person.personKey.length > longestKey) {
      const text = `${person.personKey.slice(0, 40)}…: a key of ${person.personKey.length} characters is not one.`;
      setAside.push({ personKey: person.personKey, reason: 'broken-row', text, where: person.sourceId });
    } else if (other === undefined) people.set(person.personKey, person);
    else claimed.add(person.personKey);
  }
  for (const personKey of claimed) {
    people.delete(personKey);
    const text = `${personKey}: two sources both have this person.`;
    setAside.push({ personKey, reason: 'conflicting-rows', text, where: 'sources' });
  }
  return { people: [...people.values()], units: readings.flatMap((reading) => reading.units), setAside };
}

function summarise(reading: HrReading): SourceSummary {
  const { sourceId, readAt, changedAt, people, setAside } = reading;
  return { sourceId, readAt, changedAt, people: people.length, setAside: setAside.length };
}
