import { open } from 'lmdb';
import type {
  AccessPass,
  DirectoryObject,
  InstalledApp,
  Membership,
  RoleAssignment,
  Sku,
  SyncJob,
  Tenant,
  Tombstone,
} from './records.ts';

interface Tables {
  /** One row: who this world is and how many writes it has seen. */
  meta: { worldId: string; head: number };
  tenant: Tenant;
  sku: Sku;
  object: DirectoryObject;
  membership: Membership;
  tombstone: Tombstone;
  assignment: RoleAssignment;
  syncJob: SyncJob;
  pass: AccessPass;
  teamsApp: InstalledApp;
}

/** One row to keep under its key, or (null) to forget. */
export type Row = { [T in keyof Tables]: { table: T; key: string; value: Tables[T] | null } }[keyof Tables];

export interface Journal {
  /** Everything that was kept, in no particular order. */
  load(): Iterable<Row>;
  /** Keeps all rows or none; resolves when they are on the disk. Commits are kept in the order in which they were asked for. */
  commit(rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

/** Opens the memory of a sandbox in a folder, or one that forgets when there is no folder. */
export function openJournal(folder: string | undefined): Journal {
  if (folder === undefined) return { load: () => [], commit: () => Promise.resolve(), close: () => Promise.resolve() };
  // A commit is flushed before it is acknowledged; those that wait at the same time share one flush.
  const database = open<Row['value'], [Row['table'], string]>({
    path: folder,
    noSubdir: false,
    encoding: 'json',
    overlappingSync: false,
  });
  return {
    *load() {
      for (const { key, value } of database.getRange()) yield { table: key[0], key: key[1], value } as Row;
    },
    async commit(rows) {
      await database.transaction(() => {
        for (const { table, key, value } of rows) {
          if (value === null) database.removeSync([table, key]);
          else database.putSync([table, key], value);
        }
      });
    },
    close: () => database.close(),
  };
}
