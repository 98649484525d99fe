import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { inTurns } from '../in-turns.ts';
import type { HrReading, Person } from '../person.ts';
import { searchText } from '../search-text.ts';
import { mapSteps } from '../steps.ts';
import type { PeopleStore, SettingStore } from '../stores.ts';
import { hashOf } from './hash-of.ts';
import { keepCount } from './keep-count.ts';
import { keepWhole } from './keep-whole.ts';
import { openCollection } from './open-collection.ts';
import { openSetAsides } from './set-asides.ts';
import { openUnits } from './units.ts';
import { batchSize, inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredPerson {
  _id: string;
  sourceId: string;
  hash: string;
  /** What a search looks through, in lower case. */
  search: string;
  /** When the source no longer named this person (instant); null while it does. */
  goneAt: string | null;
  person: Person;
}

/** Somebody whom a source names now. */
type Named = Pick<StoredPerson, 'hash' | 'person'>;

interface Everybody {
  named: ReadonlyMap<string, Named>;
  people: readonly Person[];
}

/** What a reading changes. */
interface PeopleChange {
  changed: readonly Named[];
  /** Keys of those whom the source no longer names. */
  gone: readonly string[];
}

/**
 * People as HR last stated them. Somebody who is no longer named is kept, marked as gone, and left out of searches and counts.
 */
export async function createPeopleStore(connection: Connection, settings: SettingStore): Promise<PeopleStore> {
  const people = await openCollection<StoredPerson>(connection, 'people', {
    fields: { sourceId: String, hash: String, search: String, goneAt: String, person: Schema.Types.Mixed },
    indexes: [{ fields: { goneAt: 1 }, answers: 'whom sources name now (loadAll, count)' }],
  });
  const units = await openUnits(connection, settings);
  const setAsides = await openSetAsides(connection);
  const counted = keepCount(settings, 'people-count', () => people.countDocuments({ goneAt: null }));
  const everybody = keepWhole<Everybody, PeopleChange>({
    settings,
    key: 'version:people',
    read: async () => {
      const named = new Map<string, Named>();
      const projection = { hash: 1, person: 1 };
      for await (const { _id, hash, person } of people.find({ goneAt: null }, { projection }).batchSize(batchSize))
        named.set(_id, { hash, person });
      return toEverybody(named);
    },
    follow: ({ named }, changes) => {
      const next = new Map(named);
      for (const { changed, gone } of changes) {
        for (const one of changed) next.set(one.person.personKey, one);
        for (const key of gone) next.delete(key);
      }
      return toEverybody(next);
    },
  });

  const write = async ({ changed, gone }: PeopleChange, readAt: string): Promise<void> => {
    await writeInBatches(
      people,
      changed.map(({ person, hash }) => ({
        replaceOne: { filter: { _id: person.personKey }, replacement: toStored(person, hash), upsert: true },
      })),
    );
    for (const keys of inBatches(gone)) await people.updateMany({ _id: { $in: keys } }, { $set: { goneAt: readAt } });
  };

  return {
    saveReading: async (reading) => {
      const change = await compare(reading, await everybody.whole());
      if (change.changed.length + change.gone.length > 0)
        await everybody.change(async () => {
          await counted.forget();
          await write(change, reading.readAt);
          await counted.count();
        }, change);
      await units.save(reading);
      await setAsides.save(reading);
    },
    saveSome: async ({ readAt, people: some, gone: asked }) => {
      const { named } = await everybody.whole();
      const changed = some
        .map((person) => ({ person, hash: hashOf(person) }))
        .filter(({ person, hash }) => named.get(person.personKey)?.hash !== hash);
      const gone = asked.filter((personKey) => named.has(personKey));
      const isOthers = gone.length > 0 || changed.some(({ person }) => !named.has(person.personKey));
      if (isOthers) await counted.forget();
      if (changed.length + gone.length > 0)
        await everybody.change(() => write({ changed, gone }, readAt), { changed, gone });
      if (isOthers) await counted.forget();
    },
    find: async (personKey) => (await people.findOne({ _id: personKey }))?.person ?? null,
    search: async (text, limit) => {
      const pattern = text
        .trim()
        .toLowerCase()
        .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      const found = await people
        .find({ goneAt: null, search: { $regex: pattern } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map((stored) => stored.person);
    },
    findUnit: units.find,
    setAside: setAsides.all,
    count: counted.count,
    loadAll: async () => {
      const [{ people: all }, known] = await Promise.all([everybody.whole(), units.all()]);
      return { people: all, units: known.units, unitSources: known.sources };
    },
  };
}

const toEverybody = (named: ReadonlyMap<string, Named>): Everybody => ({
  named,
  people: Array.from(named.values(), ({ person }) => person),
});

/** What a reading changes in what is known. Whoever is set aside stays as they were last known. */
async function compare(reading: HrReading, { named }: Everybody): Promise<PeopleChange> {
  const read = await inTurns(mapSteps(reading.people, (person) => ({ person, hash: hashOf(person) })));
  const changed = read.filter(({ person, hash }) => named.get(person.personKey)?.hash !== hash);
  const here = new Set(reading.people.map(({ personKey }) => personKey));
  for (const { personKey } of reading.setAside) if (personKey !== null) here.add(personKey);
  const gone = Array.from(named.values()).flatMap(({ person: { sourceId, personKey } }) =>
    sourceId === reading.sourceId && !here.has(personKey) ? [personKey] : [],
  );
  return { changed, gone };
}

function toStored(person: Person, hash: string): Omit<StoredPerson, '_id'> {
  return { sourceId: person.sourceId, hash, search: searchText(person), goneAt: null, person };
}
