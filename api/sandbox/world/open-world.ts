import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type HeldMemberships, holdMemberships } from './hold-memberships.ts';
import { type HeldObjects, holdObjects } from './hold-objects.ts';
import { createLookupIndex } from './lookup-index.ts';
import { openJournal, type Row } from './open-journal.ts';
import { createOrderedLog, type OrderedLog } from './ordered-log.ts';
import type {
  AccessPass,
  Change,
  DirectoryObject,
  Membership,
  ObjectKind,
  ObjectState,
  RoleAssignment,
  Sku,
  SyncJob,
  Tenant,
  Tombstone,
} from './records.ts';

export type FeedEntry =
  | { what: 'object'; seq: number; object: DirectoryObject }
  | { what: 'membership'; seq: number; membership: Membership }
  | { what: 'tombstone'; seq: number; tombstone: Tombstone };

/** The state of the sandbox: everything can be read at once, and changed by `write` alone. */
export interface World {
  /** Tells this world from another one, for instance one that was made anew in the same place. */
  worldId: string;
  tenant(): Tenant;
  /** The number of the last write. */
  head(): number;
  objects: Omit<HeldObjects, 'put' | 'remove'>;
  memberships: Omit<HeldMemberships, 'put' | 'forgetGroup'>;
  /** What changed to objects of a kind, in order, from beyond a write on: each thing once, as it is now. */
  feed(kind: ObjectKind, afterSeq: number): Generator<FeedEntry>;
  skus(): readonly Sku[];
  syncJobs(appId: string): SyncJob[];
  assignment(id: string): RoleAssignment | undefined;
  assignmentsTo(resourceId: string): RoleAssignment[];
  assignmentsOf(principalId: string): RoleAssignment[];
  pass(userId: string): AccessPass | undefined;
  /** The Teams apps that somebody has. */
  teamsApps(userId: string): string[];
  /**
   * Makes all changes at once: they can be read when this returns, and are on the disk when the promise resolves.
   * Rejects when they cannot be kept; from then on nothing is written any more.
   */
  write(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the world kept in `folder`, or a new one; without a folder one that lives in memory. */
export function openWorld(folder: string | undefined): World {
  const journal = openJournal(folder);
  const objects = holdObjects();
  const memberships = holdMemberships();
  const feeds = { user: createFeed(), group: createFeed(), servicePrincipal: createFeed() };
  const tombstones = new Map<string, Tombstone>();
  const skus = new Map<string, Sku>();
  const syncJobs = new Map<string, SyncJob>();
  const assignments = new Map<string, RoleAssignment>();
  const assignmentsByEnd = createLookupIndex<RoleAssignment>((link) => [link.principalId, link.resourceId]);
  const passes = new Map<string, AccessPass>();
  const teamsApps = new Map<string, string[]>();
  let tenant: Tenant = { id: randomUUID(), displayName: 'Sandbox', domains: ['sandbox.onmicrosoft.com'] };
  let meta = { worldId: randomUUID() as string, head: 0 };
  let failure: unknown = null;

  function createFeed(): OrderedLog<FeedEntry> {
    return createOrderedLog({ position: (entry) => entry.seq, current: isCurrent });
  }

  function isCurrent(entry: FeedEntry): boolean {
    if (entry.what === 'object') return objects.get(entry.object.id) === entry.object;
    if (entry.what === 'tombstone') return tombstones.get(entry.tombstone.id) === entry.tombstone;
    const { groupId, memberId } = entry.membership;
    return memberships.get(groupId, memberId) === entry.membership;
  }

  function keepRow(row: Row) {
    if (row.value === null) return forgetRow(row);
    switch (row.table) {
      case 'meta':
        meta = row.value;
        return;
      case 'tenant':
        tenant = row.value;
        return;
      case 'sku':
        return void skus.set(row.key, row.value);
      case 'object':
        objects.put(row.value);
        return feeds[row.value.kind].append({ what: 'object', seq: row.value.seq, object: row.value });
      case 'membership':
        memberships.put(row.value);
        return feeds.group.append({ what: 'membership', seq: row.value.seq, membership: row.value });
      case 'tombstone':
        tombstones.set(row.key, row.value);
        return feeds[row.value.of].append({ what: 'tombstone', seq: row.value.seq, tombstone: row.value });
      case 'assignment':
        assignmentsByEnd.update(assignments.get(row.key), row.value);
        return void assignments.set(row.key, row.value);
      case 'syncJob':
        return void syncJobs.set(row.key, row.value);
      case 'pass':
        return void passes.set(row.key, row.value);
      case 'teamsApp': {
        const { userId, appId } = row.value;
        return void teamsApps.set(userId, [...(teamsApps.get(userId) ?? []), appId]);
      }
    }
  }

  function forgetRow(row: Row) {
    if (row.table === 'object') objects.remove(row.key);
    if (row.table === 'pass') passes.delete(row.key);
    if (row.table === 'assignment') {
      assignmentsByEnd.update(assignments.get(row.key), undefined);
      assignments.delete(row.key);
    }
  }

  function keep(row: Row): Row {
    keepRow(row);
    return row;
  }

  const nextSeq = () => {
    meta = { ...meta, head: meta.head + 1 };
    return meta.head;
  };

  function apply(change: Change): Row[] {
    switch (change.kind) {
      case 'tenant':
        return [keep({ table: 'tenant', key: 'tenant', value: change.tenant })];
      case 'sku':
        return [keep({ table: 'sku', key: change.sku.skuId, value: change.sku })];
      case 'object': {
        const value = stamp(objects.get(change.object.id), change.object, { seq: nextSeq(), touched: change.touched });
        return [keep({ table: 'object', key: value.id, value })];
      }
      case 'membership':
        return [link(change.groupId, change.memberId, change.present)];
      case 'assignment':
        return [keep({ table: 'assignment', key: change.assignment.id, value: change.assignment })];
      case 'sync-job':
        return [keep({ table: 'syncJob', key: change.job.id, value: change.job })];
      case 'assignment-removed':
        return [keep({ table: 'assignment', key: change.id, value: null })];
      case 'pass':
        return [keep({ table: 'pass', key: change.pass.userId, value: change.pass })];
      case 'pass-removed':
        return [keep({ table: 'pass', key: change.userId, value: null })];
      case 'teams-app': {
        const { userId, appId } = change;
        return [keep({ table: 'teamsApp', key: `${userId}/${appId}`, value: { userId, appId } })];
      }
      case 'purge':
        return purge(change.id, change.at);
    }
  }

  function link(groupId: string, memberId: string, present: boolean): Row {
    const value = { groupId, memberId, present, seq: nextSeq() };
    return keep({ table: 'membership', key: `${groupId}/${memberId}`, value });
  }

  function purge(id: string, at: string): Row[] {
    const object = objects.get(id);
    if (object === undefined) return [];
    const rows: Row[] = memberships.groupIdsOf(id).map((groupId) => link(groupId, id, false));
    for (const { memberId } of memberships.forgetGroup(id))
      rows.push({ table: 'membership', key: `${id}/${memberId}`, value: null });
    for (const reportId of objects.reportIds(id)) {
      const report = objects.get(reportId);
      if (report !== undefined) rows.push(...apply({ kind: 'object', object: { ...report, managerId: null } }));
    }
    for (const assignmentId of assignmentsByEnd.ids(id))
      rows.push(keep({ table: 'assignment', key: assignmentId, value: null }));
    if (passes.has(id)) rows.push(keep({ table: 'pass', key: id, value: null }));
    rows.push(keep({ table: 'object', key: id, value: null }));
    rows.push(keep({ table: 'tombstone', key: id, value: { id, of: object.kind, seq: nextSeq(), at } }));
    return rows;
  }

  const assignmentsWith = (id: string) =>
    assignmentsByEnd.ids(id).flatMap((assignmentId) => assignments.get(assignmentId) ?? []);

  for (const row of journal.load()) keepRow(row);

  return {
    get worldId() {
      return meta.worldId;
    },
    tenant: () => tenant,
    head: () => meta.head,
    objects,
    memberships,
    feed: (kind, afterSeq) => feeds[kind].after(afterSeq),
    skus: () => [...skus.values()],
    syncJobs: (appId) => [...syncJobs.values()].filter((job) => job.appId === appId),
    assignment: (id) => assignments.get(id),
    assignmentsTo: (resourceId) => assignmentsWith(resourceId).filter((link) => link.resourceId === resourceId),
    assignmentsOf: (principalId) => assignmentsWith(principalId).filter((link) => link.principalId === principalId),
    pass: (userId) => passes.get(userId),
    teamsApps: (userId) => teamsApps.get(userId) ?? [],
    async write(changes) {
      if (failure !== null) throw failure;
      const rows = changes.flatMap(apply);
      try {
        await journal.commit([...rows, { table: 'meta', key: 'meta', value: meta }]);
      } catch (thrown) {
        // Memory is now ahead of the disk: to go on would be to promise what a restart takes back.
        failure = thrown;
        throw thrown;
      }
    },
    close: () => journal.close(),
  };
}

/** The object as kept after a write: its place in the feed and which properties this write changed. */
function stamp(
  before: DirectoryObject | undefined,
  state: ObjectState,
  write: { seq: number; touched?: readonly string[] | undefined },
): DirectoryObject {
  const { seq } = write;
  const { kind, id, properties, managerId, ownerIds, privileged, deletedAt } = state;
  const own = { kind, id, properties, managerId, ownerIds, privileged, deletedAt, seq };
  if (before === undefined) return { ...own, order: seq, appearedSeq: seq, formerManagerId: null, changes: {} };
  const changed = [...(write.touched ?? [])];
  for (const name of new Set([...Object.keys(before.properties), ...Object.keys(properties)]))
    if (!isDeepStrictEqual(before.properties[name], properties[name])) changed.push(name);
  if (before.managerId !== managerId) changed.push('manager');
  const isRestored = before.deletedAt !== null && deletedAt === null;
  return {
    ...own,
    order: before.order,
    appearedSeq: isRestored ? seq : before.appearedSeq,
    formerManagerId: before.managerId === managerId ? before.formerManagerId : before.managerId,
    changes:
      changed.length === 0
        ? before.changes
        : { ...before.changes, ...Object.fromEntries(changed.map((n) => [n, seq])) },
  };
}
