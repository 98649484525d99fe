import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import type { Group } from '../account.ts';
import { hashOf } from './hash-of.ts';
import { openCollection } from './open-collection.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

interface StoredGroup {
  _id: string;
  directory: string;
  groupId: string;
  /** Object id, mail nickname and display name in lower case. */
  names: string[];
  hash: string;
  isRead: boolean;
  group: Omit<Group, 'memberIds'>;
}

/** A part of a group's members: a group may have more members than one document can hold. */
interface StoredMembers {
  _id: string;
  directory: string;
  groupId: string;
  memberIds: string[];
}

/** About how many members one document holds. */
const membersPerPart = 500;

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
      { fields: { names: 1 }, answers: 'the group with a name' },
    ],
  });
  const members = await openCollection<StoredMembers>(connection, 'members', {
    fields: { directory: String, groupId: String, memberIds: [String] },
    indexes: [
      { fields: { directory: 1, groupId: 1 }, answers: 'the members of a group, and of all groups' },
      { fields: { memberIds: 1 }, answers: 'the groups of an account' },
    ],
  });

  const memberIdsOf = async (directory: string, groupId: string): Promise<string[]> =>
    (await members.find({ directory, groupId }).toArray()).flatMap((part) => part.memberIds);

  const saveMembers = async (directory: string, group: Group): Promise<void> => {
    const known = new Map(
      (await members.find({ directory, groupId: group.id }).toArray()).map((part) => [part._id, part.memberIds]),
    );
    const wanted = cutIntoParts(directory, group);
    const changed = wanted.filter((part) => !isDeepStrictEqual(known.get(part._id), part.memberIds));
    await writeInBatches(
      members,
      changed.map(({ _id, ...replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
    );
    for (const part of wanted) known.delete(part._id);
    if (known.size > 0) await members.deleteMany({ _id: { $in: [...known.keys()] } });
  };

  const saveSome = async (directory: string, some: readonly Group[]): Promise<void> => {
    await writeInBatches(
      groups,
      some.map((group) => ({
        replaceOne: {
          filter: { _id: `${directory}|${group.id}` },
          replacement: toStored(directory, group),
          upsert: true,
        },
      })),
    );
    for (const group of some) await saveMembers(directory, group);
  };

  const remove = async (directory: string, groupIds: readonly string[]): Promise<void> => {
    for (const ids of inBatches(groupIds)) {
      await groups.deleteMany({ _id: { $in: ids.map((id) => `${directory}|${id}`) } });
      await members.deleteMany({ directory, groupId: { $in: ids } });
    }
  };

  return {
    load: async (directory) => {
      const memberIds = new Map<string, string[]>();
      for await (const part of members.find({ directory })) {
        memberIds.set(part.groupId, [...(memberIds.get(part.groupId) ?? []), ...part.memberIds]);
      }
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
      return { ...stored.group, memberIds: stored.isRead ? await memberIdsOf(directory, stored.groupId) : null };
    },
    of: async (directory, accountId) => {
      const parts = await members.find({ memberIds: accountId, directory }, { projection: { groupId: 1 } }).toArray();
      const found = await groups.find({ _id: { $in: parts.map((part) => `${directory}|${part.groupId}`) } }).toArray();
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

/**
 * Puts every member into a part that follows from the member's own id, so that one change touches one part. The number of parts
 * is a power of two: it changes only when a group doubles.
 */
function cutIntoParts(directory: string, group: Group): StoredMembers[] {
  const memberIds = group.memberIds ?? [];
  let count = 1;
  while (count * membersPerPart < memberIds.length) count *= 2;
  const parts = new Map<number, string[]>();
  for (const id of [...memberIds].sort()) {
    const part = count === 1 ? 0 : numberOf(id) % count;
    const list = parts.get(part);
    if (list === undefined) parts.set(part, [id]);
    else list.push(id);
  }
  return [...parts].map(([part, ids]) => ({
    _id: `${directory}|${group.id}|${count}|${part}`,
    directory,
    groupId: group.id,
    memberIds: ids,
  }));
}

/** A number that spreads ids evenly, whatever they look like (FNV-1a). */
function numberOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
