import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { HrReading, Person } from '../person.ts';
import { searchText } from '../search-text.ts';
import type { PeopleStore, SettingStore } from '../stores.ts';
import { hashOf } from './hash-of.ts';
import { keepCount } from './keep-count.ts';
import { openCollection } from './open-collection.ts';
import { openSetAsides } from './set-asides.ts';
import { openUnits } from './units.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

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

/**
 * People as HR last stated them. Somebody who is no longer named is kept, marked as gone, and left out of searches and counts.
 */
export async function createPeopleStore(
  connection: Connection,
  parts: { settings: SettingStore; noteChange: () => Promise<void> },
): Promise<PeopleStore> {
  const people = await openCollection<StoredPerson>(connection, 'people', {
    fields: { sourceId: String, hash: String, search: String, goneAt: String, person: Schema.Types.Mixed },
    indexes: [{ fields: { sourceId: 1, goneAt: 1 }, answers: 'who does this source name now (saveReading, count)' }],
  });
  const units = await openUnits(connection);
  const setAsides = await openSetAsides(connection);

  const counted = keepCount(parts.settings, 'people-count', () => people.countDocuments({ goneAt: null }));

  const savePeople = async (reading: HrReading): Promise<boolean> => {
    const known = new Map<string, { hash: string; gone: boolean }>();
    for await (const stored of people.find({ sourceId: reading.sourceId }, { projection: { hash: 1, goneAt: 1 } })) {
      known.set(stored._id, { hash: stored.hash, gone: stored.goneAt !== null });
    }
    const changed = reading.people.flatMap((person) => {
      const stored = toStored(person);
      const before = known.get(person.personKey);
      known.delete(person.personKey);
      return before !== undefined && before.hash === stored.hash && !before.gone ? [] : [stored];
    });
    const setAside = new Set(reading.setAside.map((entry) => entry.personKey));
    const gone = [...known].filter(([key, before]) => !before.gone && !setAside.has(key)).map(([key]) => key);
    if (changed.length + gone.length === 0) return false;
    await parts.noteChange();
    await counted.forget();
    await writeInBatches(
      people,
      changed.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
    );
    for (const keys of inBatches(gone))
      await people.updateMany({ _id: { $in: keys } }, { $set: { goneAt: reading.readAt } });
    await counted.count();
    return true;
  };

  return {
    saveReading: async (reading) => {
      const peopleChanged = await savePeople(reading);
      const unitsChanged = await units.save(reading);
      await setAsides.save(reading);
      if (peopleChanged || unitsChanged) await parts.noteChange();
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
      const all: Person[] = [];
      for await (const { person } of people.find({ goneAt: null }).batchSize(5000)) all.push(person);
      return { people: all, units: await units.all() };
    },
  };
}

function toStored(person: Person): StoredPerson {
  const { personKey, sourceId } = person;
  return { _id: personKey, sourceId, hash: hashOf(person), search: searchText(person), goneAt: null, person };
}
