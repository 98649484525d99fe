import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { openCollection } from './open-collection.ts';
import { inBatches, writeInBatches } from './write-in-batches.ts';

/** A part of a long list, such as the members of a group: the whole may be more than one document can hold. */
interface StoredPart {
  _id: string;
  directory: string;
  ownerId: string;
  items: unknown[];
}

/** About how many items one document holds. */
const itemsPerPart = 500;

/** Long lists, each of one owner in one directory, kept in parts. The order of a list is not kept. */
export interface PartCollection<Item> {
  /** The lists of a directory by their owners; an owner without items is not among them. */
  load(directory: string): Promise<Map<string, Item[]>>;
  of(directory: string, ownerId: string): Promise<Item[]>;
  /** The owners whose list holds this item. */
  ownersOf(directory: string, item: Item): Promise<string[]>;
  /** Makes the list equal to these items, writing only the parts that differ. */
  save(directory: string, ownerId: string, items: readonly Item[]): Promise<void>;
  remove(directory: string, ownerIds: readonly string[]): Promise<void>;
}

/**
 * @param definition.idOf - what tells one item of a list from another
 * @param definition.lookUp - the question that an index over the items answers; without it there is none
 */
export async function openParts<Item>(
  connection: Connection,
  name: string,
  definition: { idOf: (item: Item) => string; lookUp?: string },
): Promise<PartCollection<Item>> {
  const { idOf, lookUp } = definition;
  const parts = await openCollection<StoredPart>(connection, name, {
    fields: { directory: String, ownerId: String, items: Schema.Types.Mixed },
    indexes: [
      { fields: { directory: 1, ownerId: 1 }, answers: 'the list of an owner, and of all owners of a directory' },
      ...(lookUp === undefined ? [] : [{ fields: { items: 1 as const, directory: 1 as const }, answers: lookUp }]),
    ],
  });
  return {
    load: async (directory) => {
      const lists = new Map<string, Item[]>();
      for await (const { ownerId, items } of parts.find({ directory })) {
        const list = lists.get(ownerId);
        if (list === undefined) lists.set(ownerId, items as Item[]);
        else list.push(...(items as Item[]));
      }
      return lists;
    },
    of: async (directory, ownerId) =>
      (await parts.find({ directory, ownerId }).toArray()).flatMap((part) => part.items as Item[]),
    ownersOf: async (directory, item) => {
      const found = await parts.find({ items: item, directory }, { projection: { ownerId: 1 } }).toArray();
      return found.map((part) => part.ownerId);
    },
    save: async (directory, ownerId, items) => {
      const known = new Map((await parts.find({ directory, ownerId }).toArray()).map((part) => [part._id, part.items]));
      const wanted = spread(items, idOf).map((part) => ({
        _id: `${directory}|${ownerId}|${part.name}`,
        replacement: { directory, ownerId, items: part.items },
      }));
      const changed = wanted.filter(({ _id, replacement }) => !isDeepStrictEqual(known.get(_id), replacement.items));
      await writeInBatches(
        parts,
        changed.map(({ _id, replacement }) => ({ replaceOne: { filter: { _id }, replacement, upsert: true } })),
      );
      for (const { _id } of wanted) known.delete(_id);
      if (known.size > 0) await parts.deleteMany({ _id: { $in: [...known.keys()] } });
    },
    remove: async (directory, ownerIds) => {
      for (const ids of inBatches(ownerIds)) await parts.deleteMany({ directory, ownerId: { $in: ids } });
    },
  };
}

/**
 * Puts every item into a part that follows from the item's own id, so that one change touches one part. The number of parts is a
 * power of two: it changes only when a list doubles.
 */
function spread<Item>(items: readonly Item[], idOf: (item: Item) => string): { name: string; items: Item[] }[] {
  let count = 1;
  while (count * itemsPerPart < items.length) count *= 2;
  const parts = new Map<number, Item[]>();
  const byId = items.map((item) => ({ id: idOf(item), item })).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id, item } of byId) {
    const part = count === 1 ? 0 : numberOf(id) % count;
    const list = parts.get(part);
    if (list === undefined) parts.set(part, [item]);
    else list.push(item);
  }
  return [...parts].map(([part, list]) => ({ name: `${count}|${part}`, items: list }));
}

/** A number that spreads ids evenly, whatever they look like (FNV-1a). */
function numberOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
