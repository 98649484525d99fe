import type { FreshPerson } from '../../../models/fresh-person.ts';
import type { HrConnector, PeopleReading } from '../../../models/hr-connector.ts';
import type { Person } from '../../../models/person.ts';
import type { Run, SomePeople, SourceSummary } from '../../../models/run.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { createStandsAlone } from '../../engine/identity/stands-alone.ts';
import { loadReadAt } from '../read-at.ts';
import type { ExpressParts } from './express-parts.ts';
import { readSome } from './read-some.ts';

/** Longer than any HR system's key, and short enough for every index of every store. */
const longestKey = 256;

/** Some people as HR has them now. */
export interface ReadFresh {
  fresh: readonly FreshPerson[];
  /** These people as they were known before. */
  known: ReadonlyMap<string, Person>;
  sources: SourceSummary[];
}

/**
 * Reads people who were taken in hand, and writes them down.
 * @returns null when one of them is another source's, cannot have the key they have, or may be somebody whom another source knows; then
 * nothing is written down
 * @throws InstroomError as connectors do
 */
export async function readFresh(
  ask: { people: readonly SomePeople[]; toldAt: ReadonlyMap<string, string> },
  policy: CompiledPolicy,
  { run, parts }: { run: Run; parts: ExpressParts },
): Promise<ReadFresh | null> {
  const readings = await readHr(ask, policy, { run, parts });
  const fresh = toFresh(ask.people, readings, run);
  const known = await knownBefore(fresh, parts);
  const isUnfit = ({ personKey, sourceId }: FreshPerson) =>
    personKey.length > longestKey || isOthers(known.get(personKey), sourceId);
  if (fresh.some(isUnfit)) return null;
  if (policy.policy.sources.length > 1 && !(await standAlone(fresh, known, parts))) return null;
  await keep(fresh, readings, parts);
  return { fresh, known, sources: summarise(readings, ask.toldAt) };
}

async function readHr(
  ask: Parameters<typeof readFresh>[0],
  policy: CompiledPolicy,
  { run, parts }: { run: Run; parts: ExpressParts },
): Promise<PeopleReading[]> {
  const connectors = new Map<string, HrConnector>(
    parts.connectorsOf(policy).map((connector) => [connector.sourceId, connector]),
  );
  return Promise.all(
    ask.people.flatMap((some) => {
      const connector = connectors.get(some.sourceId);
      return connector === undefined
        ? []
        : readOne(some, connector, { since: ask.toldAt.get(some.sourceId), run, parts });
    }),
  );
}

/** What was read before these people were taken in hand will do unless a run over everybody has read its source since. */
async function readOne(
  some: SomePeople,
  connector: HrConnector,
  { since, run, parts }: { since: string | undefined; run: Run; parts: ExpressParts },
): Promise<PeopleReading> {
  const told = since ?? run.askedAt;
  const whole = (await loadReadAt(some.sourceId, parts)) ?? told;
  return readSome(some, connector, { latest: parts.latest, since: [whole, told].sort()[1] ?? told });
}

/** Everybody who was asked for, as HR has them: whoever is in no list of a reading is not known to the source any more. */
function toFresh(people: readonly SomePeople[], readings: readonly PeopleReading[], run: Run): FreshPerson[] {
  return readings.flatMap((reading) => {
    const asked = people.find(({ sourceId }) => sourceId === reading.sourceId)?.personKeys ?? [];
    const read = new Map(reading.people.map((person) => [person.personKey, person]));
    const aside = new Map(reading.setAside.map((entry) => [entry.personKey, entry]));
    return asked.map((personKey) => ({
      personKey,
      sourceId: reading.sourceId,
      runId: run.id,
      readAt: reading.readAt,
      endedAt: null,
      person: aside.has(personKey) ? null : (read.get(personKey) ?? null),
      setAside: aside.get(personKey) ?? null,
    }));
  });
}

async function knownBefore(fresh: readonly FreshPerson[], { stores }: ExpressParts): Promise<Map<string, Person>> {
  const keys = new Set(fresh.map(({ personKey }) => personKey));
  const { people } = await stores.people.loadAll();
  return new Map(people.filter(({ personKey }) => keys.has(personKey)).map((person) => [person.personKey, person]));
}

/** Where there are several sources: whoever is new, or gone, or otherwise than they were, may be somebody whom another one knows. */
async function standAlone(
  fresh: readonly FreshPerson[],
  known: ReadonlyMap<string, Person>,
  { stores }: ExpressParts,
): Promise<boolean> {
  const [{ people }, links] = await Promise.all([stores.people.loadAll(), stores.identity.links()]);
  const standsAlone = createStandsAlone(people, links);
  return fresh.every(({ person, personKey }) => {
    const before = known.get(personKey);
    return person !== null && before !== undefined && standsAlone(person, before);
  });
}

const isOthers = (known: Person | undefined, sourceId: string): boolean =>
  known !== undefined && known.sourceId !== sourceId;

/** What was read is written down first with whom it is about, so that no reading of everybody that began before goes behind it. */
async function keep(
  fresh: readonly FreshPerson[],
  readings: readonly PeopleReading[],
  { stores }: ExpressParts,
): Promise<void> {
  await stores.freshPeople.save(fresh);
  for (const { sourceId, readAt } of readings) {
    const theirs = fresh.filter((one) => one.sourceId === sourceId && one.setAside === null);
    const people = theirs.flatMap(({ person }) => person ?? []);
    const gone = theirs.flatMap(({ person, personKey }) => (person === null ? personKey : []));
    await stores.people.saveSome({ sourceId, readAt, people, gone });
  }
}

function summarise(readings: readonly PeopleReading[], toldAt: ReadonlyMap<string, string>): SourceSummary[] {
  return readings.map(({ sourceId, readAt, changedAt, people, setAside }) => {
    const told = toldAt.get(sourceId);
    const counts = { people: people.length, setAside: setAside.length };
    return { sourceId, readAt, changedAt, ...(told === undefined ? {} : { toldAt: told }), ...counts };
  });
}
