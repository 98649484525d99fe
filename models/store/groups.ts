import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Group } from '../account.ts';
import { hashOf } from './hash-of.ts';
import { openCollection } from './open-collection.ts';
import { openParts } from './parts.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredGroup {
  _id: string;
  directory: string;
  groupId: string;
  /** Object id, mail nickname and display name in lower case. */
  names: string[];
  /** Of the group with its members; empty while they are being written. */
  hash: string;
  isRead: boolean;
  group: Omit<Group, 'memberIds'>;
}

export interface GroupCollection {
  load(directory: string): Promise<Group[]>;
  /** Makes the stored groups equal to these. */
  saveAll(directory: string, groups: readonly Group[]): Promise<void>;
  saveSome(directory: string, groups: readonly Group[]): Promise<void>;
  remove(directory: string, groupIds: readonly string[]): Promise<void>;
  find(directory: string, name: string): Promise<Group | null>;
  /** The groups whose members are known and hold this account, without their members. */
  of(directory: string, accountId: string): Promise<Group[]>;
}

export async function openGroups(connection: Connection): Promise<GroupCollection> {
  const groups = await openCollection<StoredGroup>(connection, 'groups', {
    fields: {
      directory: String,
      groupId: String,
      names: [String],
      hash: String,
      isRead: Boolean,
      group: Schema.Types.Mixed,
    },
    indexes: [
      { fields: { directory: 1 }, answers: 'all groups of a directory (load)' },
      { fields: { names: 1, directory: 1 }, answers: 'the group with a name' },
    ],
  });
  const members = await openParts<string>(connection, 'group-members', {
    idOf: (accountId) => accountId,
    lookUp: 'the groups of an account',
  });
  const keyOf = (directory: string, groupId: string): string => `${directory}|${groupId}`;

  /** A group has no hash while its members are written: whoever dies half-way leaves one that counts as changed. */
  const saveSome = async (directory: string, some: readonly Group[]): Promise<void> => {
    for (const batch of inBatches(some)) {
      await groups.updateMany(
        { _id: { $in: batch.map((group) => keyOf(directory, group.id)) } },
        { $set: { hash: '' } },
      );
    }
    for (const group of some) await members.save(directory, group.id, group.memberIds ?? []);
    await writeInBatches(
      groups,
      some.map((group) => ({
        replaceOne: {
          filter: { _id: keyOf(directory, group.id) },
          replacement: toStored(directory, group),
          upsert: true,
        },
      })),
    );
  };

  const remove = async (directory: string, groupIds: readonly string[]): Promise<void> => {
    await members.remove(directory, groupIds);
    for (const ids of inBatches(groupIds))
      await groups.deleteMany({ _id: { $in: ids.map((id) => keyOf(directory, id)) } });
  };

  return {
    load: async (directory) => {
      const memberIds = await members.load(directory);
      const stored = await groups.find({ directory }).toArray();
      return stored.map(({ group, isRead, groupId }) => ({
        ...group,
        memberIds: isRead ? (memberIds.get(groupId) ?? []) : null,
      }));
    },
    saveAll: async (directory, all) => {
      const known = new Map<string, string>();
      for await (const stored of groups.find({ directory }, { projection: { groupId: 1, hash: 1 } }))
        known.set(stored.groupId, stored.hash);
      await saveSome(
        directory,
        all.filter((group) => known.get(group.id) !== hashOf(group)),
      );
      for (const group of all) known.delete(group.id);
      await remove(directory, [...known.keys()]);
    },
    saveSome,
    remove,
    find: async (directory, name) => {
      const stored = await groups.findOne({ names: name.toLowerCase(), directory });
      if (stored === null) return null;
      return { ...stored.group, memberIds: stored.isRead ? await members.of(directory, stored.groupId) : null };
    },
    of: async (directory, accountId) => {
      const groupIds = await members.ownersOf(directory, accountId);
      const found = await groups.find({ _id: { $in: groupIds.map((id) => keyOf(directory, id)) } }).toArray();
      return found.map(({ group }) => ({ ...group, memberIds: null }));
    },
  };
}

function toStored(directory: string, whole: Group): Omit<StoredGroup, '_id'> {
  const { memberIds, ...group } = whole;
  const names = [group.id, group.mailNickname ?? group.id, group.displayName].map((name) => name.toLowerCase());
  return {
    directory,
    groupId: group.id,
    names: [...new Set(names)],
    hash: hashOf(whole),
    isRead: memberIds !== null,
    group,
  };
}
