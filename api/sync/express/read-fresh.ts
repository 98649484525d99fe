import type { FreshPerson } from '../../../models/fresh-person.ts';
import type { HrConnector, PeopleReading } from '../../../models/hr-connector.ts';
import type { Person } from '../../../models/person.ts';
import type { Run, SomePeople, SourceSummary } from '../../../models/run.ts';
import type { RecordRef } from '../../../models/same-people.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { readIdentityRules } from '../../engine/identity/identity-rules.ts';
import { createOwnerOf } from '../../engine/identity/known-records.ts';
import { longestKey } from '../../engine/identity/list-records.ts';
import { loadReadAt } from '../read-at.ts';
import type { ExpressParts } from './express-parts.ts';
import type { ExpressPerson } from './express-world.ts';
import { type JoinedFresh, joinFresh } from './join-fresh.ts';
import { readSome } from './read-some.ts';

/** Some people as HR has them now. */
export interface ReadFresh {
  people: readonly ExpressPerson[];
  /** These people as they were known before. */
  known: ReadonlyMap<string, Person>;
  sources: SourceSummary[];
}

/** Whom to read, under which keys they were taken in hand, and since when it is known that they changed. */
export interface ReadAsk {
  people: readonly SomePeople[];
  inHand: readonly FreshPerson[];
  toldAt: ReadonlyMap<string, string>;
}

/**
 * Reads people who were taken in hand, puts them together with what other sources said of them, and writes them down.
 * @returns null when only all sources together tell who they are; then nothing is written down
 * @throws InstroomError as connectors do
 */
export async function readFresh(
  ask: ReadAsk,
  policy: CompiledPolicy,
  { run, parts }: { run: Run; parts: ExpressParts },
): Promise<ReadFresh | null> {
  const readings = await readHr(ask, policy, { run, parts });
  const links = await parts.stores.identity.links();
  const ownerOf = createOwnerOf(links, readIdentityRules(policy.policy));
  // Somebody else's by now: others do not know that the run has that one in hand.
  if (ask.inHand.some((one) => ownerOf(one) !== one.personKey)) return null;
  const fresh = toFresh(ask.people, readings, { run, ownerOf });
  const known = await knownBefore(fresh, parts);
  const linked = new Set(links.flatMap(({ personKey, recordKey }) => [personKey, recordKey]));
  const isPlain = policy.policy.sources.length === 1 && fresh.every((one) => isOfOne(one, known, linked));
  const joined = isPlain ? { people: fresh, links: [] } : await joinFresh({ fresh, links }, policy, parts);
  if (joined === null) return null;
  await keep({ fresh, joined }, readings, parts);
  return { people: joined.people, known, sources: summarise(readings, ask.toldAt) };
}

/** Whether somebody is all that the one source says, under the key it has for them. */
function isOfOne(
  { personKey, recordKey, sourceId }: FreshPerson,
  known: ReadonlyMap<string, Person>,
  linked: ReadonlySet<string>,
): boolean {
  if (personKey !== recordKey || personKey.length > longestKey || linked.has(personKey)) return false;
  return (known.get(personKey)?.sourceId ?? sourceId) === sourceId;
}

async function readHr(
  ask: ReadAsk,
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
function toFresh(
  people: readonly SomePeople[],
  readings: readonly PeopleReading[],
  { run, ownerOf }: { run: Run; ownerOf: (ref: RecordRef) => string },
): FreshPerson[] {
  return readings.flatMap(({ sourceId, readAt, ...reading }) => {
    const asked = people.find((some) => some.sourceId === sourceId)?.personKeys ?? [];
    const read = new Map(reading.people.map((person) => [person.personKey, person]));
    const aside = new Map(reading.setAside.map((entry) => [entry.personKey, entry]));
    return asked.map((recordKey) => ({
      sourceId,
      recordKey,
      personKey: ownerOf({ sourceId, recordKey }),
      runId: run.id,
      readAt,
      endedAt: null,
      person: aside.has(recordKey) ? null : (read.get(recordKey) ?? null),
      setAside: aside.get(recordKey) ?? null,
    }));
  });
}

async function knownBefore(fresh: readonly FreshPerson[], { stores }: ExpressParts): Promise<Map<string, Person>> {
  const keys = new Set(fresh.map(({ personKey }) => personKey));
  const { people } = await stores.people.loadAll();
  return new Map(people.filter(({ personKey }) => keys.has(personKey)).map((person) => [person.personKey, person]));
}

/** What was read is written down first with whom it is about, so that no reading of everybody that began before goes behind it. */
async function keep(
  { fresh, joined }: { fresh: readonly FreshPerson[]; joined: JoinedFresh },
  readings: readonly PeopleReading[],
  { stores }: ExpressParts,
): Promise<void> {
  await stores.freshPeople.save(fresh);
  await stores.identity.saveLinks({ set: joined.links, gone: [] });
  const [readAt] = readings.map((reading) => reading.readAt).sort();
  if (readAt === undefined) return;
  const theirs = joined.people.filter(({ setAside }) => setAside === null);
  const people = theirs.flatMap(({ person }) => person ?? []);
  const gone = theirs.flatMap(({ person, personKey }) => (person === null ? personKey : []));
  await stores.people.saveSome({ readAt, people, gone });
}

function summarise(readings: readonly PeopleReading[], toldAt: ReadonlyMap<string, string>): SourceSummary[] {
  return readings.map(({ sourceId, readAt, changedAt, people, setAside }) => {
    const told = toldAt.get(sourceId);
    const counts = { people: people.length, setAside: setAside.length };
    return { sourceId, readAt, changedAt, ...(told === undefined ? {} : { toldAt: told }), ...counts };
  });
}
