import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { HrReading, Person } from '../person.ts';
import type { PeopleStore } from '../stores.ts';
import { hashOf } from './hash-of.ts';
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
export async function createPeopleStore(connection: Connection): Promise<PeopleStore> {
  const people = await openCollection<StoredPerson>(connection, 'people', {
    fields: { sourceId: String, hash: String, search: String, goneAt: String, person: Schema.Types.Mixed },
    indexes: [{ fields: { sourceId: 1, goneAt: 1 }, answers: 'who does this source name now (saveReading, count)' }],
  });
  const units = await openUnits(connection);
  const setAsides = await openSetAsides(connection);

  const savePeople = async (reading: HrReading): Promise<void> => {
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
    await writeInBatches(
      people,
      changed.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
    );
    const setAside = new Set(reading.setAside.map((entry) => entry.personKey));
    const gone = [...known].filter(([key, before]) => !before.gone && !setAside.has(key)).map(([key]) => key);
    for (const keys of inBatches(gone))
      await people.updateMany({ _id: { $in: keys } }, { $set: { goneAt: reading.readAt } });
  };

  return {
    saveReading: async (reading) => {
      await savePeople(reading);
      await units.save(reading);
      await setAsides.save(reading);
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
    count: () => people.countDocuments({ goneAt: null }),
  };
}

function toStored(person: Person): StoredPerson {
  const { personKey, sourceId } = person;
  return { _id: personKey, sourceId, hash: hashOf(person), search: searchText(person), goneAt: null, person };
}

/** Names in the orders people type them, key, employee numbers and address. */
function searchText(person: Person): string {
  const { callName, givenName, initials, birthNamePrefix, birthName, partnerNamePrefix, partnerName } = person;
  const birth = [birthNamePrefix, birthName];
  const partner = [partnerNamePrefix, partnerName];
  const words = (parts: (string | undefined)[]) => parts.filter((part) => part !== undefined && part !== '').join(' ');
  return [
    person.personKey,
    ...person.employments.flatMap((employment) => employment.employeeNumber ?? []),
    person.workEmail,
    words([callName, ...birth]),
    words([callName, ...partner]),
    words([givenName, initials, ...birth, ...partner]),
    words([...birth, '-', ...partner]),
  ]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase();
}
