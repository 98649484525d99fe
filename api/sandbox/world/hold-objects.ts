import { createLookupIndex, type LookupIndex } from './lookup-index.ts';
import { createOrderedLog, type OrderedLog } from './ordered-log.ts';
import type { DirectoryObject, Json, ObjectKind } from './records.ts';

/** What objects can be found by without looking at all of them. */
export type IndexName = keyof ReturnType<typeof createIndexes>;

export interface HeldObjects {
  get(id: string): DirectoryObject | undefined;
  /** Puts an object in the place of the one with the same id. */
  put(object: DirectoryObject): void;
  remove(id: string): void;
  /** Ids of the live objects of this kind that have this value. */
  find(kind: ObjectKind, index: IndexName, value: string): readonly string[];
  /** Ids of the users whose manager this is, whether live or in the recycle bin. */
  reportIds(managerId: string): readonly string[];
  /** Live objects in the order in which they were made, from beyond a place. */
  list(kind: ObjectKind, afterOrder: number): Generator<DirectoryObject>;
  /** The recycle bin in the order of deletion, from beyond a place. */
  listDeleted(kind: ObjectKind, afterSeq: number): Generator<DirectoryObject>;
  count(kind: ObjectKind): number;
  /** Users who hold this licence, not counting the recycle bin. */
  licenceCount(skuId: string): number;
}

/** All directory objects in memory with their indexes. */
export function holdObjects(): HeldObjects {
  const byId = new Map<string, DirectoryObject>();
  const indexes = createIndexes();
  const reports = createLookupIndex<DirectoryObject>((user) => (user.managerId === null ? [] : [user.managerId]));
  const shelves = { user: createShelf(byId), group: createShelf(byId), servicePrincipal: createShelf(byId) };
  const licences = new Map<string, number>();

  function countLicences(object: DirectoryObject | undefined, step: 1 | -1) {
    if (object === undefined || object.deletedAt !== null) return;
    for (const skuId of licencesOf(object)) licences.set(skuId, (licences.get(skuId) ?? 0) + step);
  }

  function replace(before: DirectoryObject | undefined, after: DirectoryObject | undefined) {
    const isLive = (object: DirectoryObject | undefined) => (object?.deletedAt === null ? object : undefined);
    for (const index of Object.values(indexes)) index.update(isLive(before), isLive(after));
    reports.update(before, after);
    countLicences(before, -1);
    countLicences(after, 1);
    const shelf = shelves[(after ?? before)?.kind ?? 'user'];
    shelf.live += Number(isLive(after) !== undefined) - Number(isLive(before) !== undefined);
  }

  return {
    get: (id) => byId.get(id),
    put(object) {
      const before = byId.get(object.id);
      replace(before, object);
      byId.set(object.id, object);
      const shelf = shelves[object.kind];
      if (before === undefined) shelf.all.append({ id: object.id, order: object.order });
      if (object.deletedAt !== null) shelf.deleted.append(object);
    },
    remove(id) {
      replace(byId.get(id), undefined);
      byId.delete(id);
    },
    find: (kind, index, value) => indexes[index].ids(value).filter((id) => byId.get(id)?.kind === kind),
    reportIds: (managerId) => reports.ids(managerId),
    *list(kind, afterOrder) {
      for (const { id } of shelves[kind].all.after(afterOrder)) {
        const object = byId.get(id);
        if (object?.deletedAt === null) yield object;
      }
    },
    listDeleted: (kind, afterSeq) => shelves[kind].deleted.after(afterSeq),
    count: (kind) => shelves[kind].live,
    licenceCount: (skuId) => licences.get(skuId) ?? 0,
  };
}

interface Shelf {
  all: OrderedLog<{ id: string; order: number }>;
  deleted: OrderedLog<DirectoryObject>;
  live: number;
}

function createShelf(byId: ReadonlyMap<string, DirectoryObject>): Shelf {
  return {
    all: createOrderedLog({
      position: (entry) => entry.order,
      current: (entry) => byId.get(entry.id)?.order === entry.order,
    }),
    deleted: createOrderedLog({ position: (entry) => entry.seq, current: (entry) => byId.get(entry.id) === entry }),
    live: 0,
  };
}

function createIndexes() {
  const by = (name: string): LookupIndex<DirectoryObject> =>
    createLookupIndex(({ properties }) => text(properties[name]));
  return {
    userPrincipalName: by('userPrincipalName'),
    employeeId: by('employeeId'),
    mail: by('mail'),
    mailNickname: by('mailNickname'),
    displayName: by('displayName'),
    uniqueName: by('uniqueName'),
    appId: by('appId'),
    /** Proxy addresses without `SMTP:` or `smtp:`. */
    address: createLookupIndex<DirectoryObject>(({ properties }) =>
      text(properties.proxyAddresses).map((address) => address.replace(/^smtp:/i, '')),
    ),
  };
}

const text = (value: Json | undefined): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** The licences assigned to a user: their SKU ids. */
export function licencesOf(user: DirectoryObject): string[] {
  const assigned = user.properties.assignedLicenses;
  if (user.kind !== 'user' || !Array.isArray(assigned)) return [];
  return assigned.flatMap((licence) =>
    typeof licence === 'object' && licence !== null && !Array.isArray(licence) && typeof licence.skuId === 'string'
      ? [licence.skuId]
      : [],
  );
}
