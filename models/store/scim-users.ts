import type { Connection, mongo } from 'mongoose';
import {
  enterpriseUser,
  type ScimAttributes,
  type ScimKeyName,
  type ScimUniqueName,
  type ScimUser,
  type ScimUserStore,
} from '../scim.ts';
import { openCollection } from './open-collection.ts';
import { openScimNames } from './scim-names.ts';
import { batchSize, inBatches } from './write-in-batches.ts';

interface StoredUser extends Omit<ScimUser, 'attributes' | 'id'> {
  _id: string;
  userId: string;
  /** What nobody else of the source may have; nothing once withdrawn. */
  names: string[];
  /** What the key of the person may be, by the attribute that it is; also once withdrawn. */
  keys: string[];
  /** As text: names of attributes hold dots and dollar signs, which MongoDB reads as something else. */
  attributes: string;
}

/**
 * People whom HR systems pushed, each source its own. A name is claimed before the record that has it is written, and let go after the
 * record that has it no longer: whoever dies half-way leaves a claim, never two people with one name.
 */
export async function createScimUserStore(connection: Connection): Promise<ScimUserStore> {
  const users = await openCollection<StoredUser>(connection, 'scim-users', {
    fields: {
      sourceId: String,
      userId: String,
      names: [String],
      keys: [String],
      attributes: String,
      version: Number,
      createdAt: String,
      changedAt: String,
      withdrawnAt: String,
    },
    indexes: [
      { fields: { sourceId: 1 }, answers: 'everybody whom a source pushed (list)' },
      { fields: { keys: 1 }, answers: 'who has the key of a person (findByKeys)' },
    ],
  });
  await addKeys(users);
  const names = await openScimNames(connection);
  const holds = async (id: string, name: string): Promise<boolean> =>
    (await users.findOne({ _id: id }))?.names.includes(name) ?? false;
  const claim = (stored: StoredUser) => names.claim(stored.names, { id: stored._id, at: stored.changedAt }, holds);
  /** Others may be changing the same user: what the record has by now stays claimed. */
  const letGo = async (some: readonly string[], id: string): Promise<void> => {
    for (const name of some) if (!(await holds(id, name))) await names.release([name], id);
  };
  /** Whether a record was written though the word of it was lost. */
  const isThere = async ({ _id, version, changedAt, attributes }: StoredUser): Promise<boolean> =>
    (await users.findOne({ _id, version, changedAt, attributes })) !== null;
  return {
    add: async (user) => {
      const stored = toStored(user);
      const claimed = await claim(stored);
      if (claimed.kind !== 'done') return claimed.kind;
      try {
        await users.insertOne(stored);
      } catch (error) {
        if (await isThere(stored)) return 'done';
        await letGo(claimed.fresh, stored._id);
        throw error;
      }
      return 'done';
    },
    replace: async (user) => {
      const stored = toStored(user);
      const { _id, ...changed } = stored;
      const claimed = await claim(stored);
      if (claimed.kind !== 'done') return claimed.kind;
      try {
        const before = await users.findOneAndUpdate(
          { _id, version: user.version - 1 },
          { $set: changed },
          { returnDocument: 'before' },
        );
        const left = before === null ? claimed.fresh : before.names.filter((name) => !stored.names.includes(name));
        await letGo(left, _id);
        return before === null ? 'changed' : 'done';
      } catch (error) {
        if (await isThere(stored)) return 'done';
        await letGo(claimed.fresh, _id);
        throw error;
      }
    },
    find: async (sourceId, id) => {
      const stored = await users.findOne({ _id: keyOf(sourceId, id) });
      return stored === null ? null : toUser(stored);
    },
    findByName: async (sourceId, name, value) => {
      const wanted = nameOf(sourceId, name, value);
      const claimant = await names.claimant(wanted);
      const stored = claimant === null ? null : await users.findOne({ _id: claimant });
      return stored?.names.includes(wanted) ? toUser(stored) : null;
    },
    findByKeys: async (sourceId, name, keys) => {
      const found = new Map<string, ScimUser>();
      for (const some of inBatches(keys)) {
        const wanted = some.map((key) => personKeyName(sourceId, name, key));
        for await (const stored of users.find({ keys: { $in: wanted } })) found.set(stored._id, toUser(stored));
      }
      return [...found.values()].sort(byArrival);
    },
    list: async (sourceId) => {
      const found: ScimUser[] = [];
      for await (const stored of users.find({ sourceId }).batchSize(5000)) found.push(toUser(stored));
      return found.sort(byArrival);
    },
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byArrival = (a: ScimUser, b: ScimUser): number => compare(a.createdAt, b.createdAt) || compare(a.id, b.id);

/** Whoever was pushed before keys were kept gets theirs. */
async function addKeys(users: mongo.Collection<StoredUser>): Promise<void> {
  for await (const stored of users.find({ keys: null as unknown as string[] }).batchSize(batchSize)) {
    const { keys } = toStored(toUser(stored));
    await users.updateOne({ _id: stored._id }, { $set: { keys } });
  }
}

const personKeyName = (sourceId: string, name: ScimKeyName, key: string): string =>
  JSON.stringify([sourceId, name, key.trim()]);

const keyOf = (sourceId: string, id: string): string => JSON.stringify([sourceId, id]);

/** External ids are exact, user names are not: RFC 7643, section 3.1 and 4.1. */
const nameOf = (sourceId: string, name: ScimUniqueName, value: string): string =>
  JSON.stringify([sourceId, name, name === 'userName' ? value.toLowerCase() : value]);

function toStored({ id, attributes, ...user }: ScimUser): StoredUser {
  const names = (['userName', 'externalId'] as const).flatMap((name) => {
    const value = attributes[name];
    return user.withdrawnAt === null && typeof value === 'string' ? [nameOf(user.sourceId, name, value)] : [];
  });
  const keys = keysOf(id, attributes).map(([name, key]) => personKeyName(user.sourceId, name, key));
  return { _id: keyOf(user.sourceId, id), userId: id, names, keys, attributes: JSON.stringify(attributes), ...user };
}

function keysOf(id: string, attributes: ScimAttributes): [ScimKeyName, string][] {
  const extension = attributes[enterpriseUser];
  const number = typeof extension === 'object' && extension !== null && 'employeeNumber' in extension;
  const values: [ScimKeyName, unknown][] = [
    ['id', id],
    ['userName', attributes.userName],
    ['externalId', attributes.externalId],
    ['employeeNumber', number ? extension.employeeNumber : undefined],
  ];
  return values.flatMap(([name, value]): [ScimKeyName, string][] => (typeof value === 'string' ? [[name, value]] : []));
}

const toUser = (stored: StoredUser): ScimUser => ({
  sourceId: stored.sourceId,
  id: stored.userId,
  attributes: JSON.parse(stored.attributes) as ScimAttributes,
  version: stored.version,
  createdAt: stored.createdAt,
  changedAt: stored.changedAt,
  withdrawnAt: stored.withdrawnAt,
});
