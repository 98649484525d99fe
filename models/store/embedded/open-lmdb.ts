import { open } from 'lmdb';

export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** What the engine needs of an ordered store of bytes. */
export interface Store {
  get(key: Buffer): Buffer | undefined;
  /** Entries with `start <= key < end` in order; with `after`, those beyond that key in the direction of reading. */
  range(wanted: { start: Buffer; end: Buffer; after?: Buffer | undefined; reverse?: boolean; limit: number }): Entry[];
  count(wanted: { start: Buffer; end: Buffer }): number;
  /** Within `write` only. */
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
  /** Runs `work` in a transaction of its own; resolves when that is on the disk, rejects and undoes all if it throws. */
  write<T>(work: () => T): Promise<T>;
  close(): Promise<void>;
}

/**
 * An LMDB store in a folder. A commit is flushed before it is acknowledged (`overlappingSync: false`), and works that
 * wait at the same time share one commit, so that durability costs a disk flush per group and not per write.
 */
export function openLmdb(folder: string): Store {
  const database = open<Buffer, Buffer>({
    path: folder,
    noSubdir: false,
    keyEncoding: 'binary',
    encoding: 'binary',
    overlappingSync: false,
  });
  return {
    get: (key) => database.get(key),
    range({ start, end, after, reverse = false, limit }) {
      const [first, last] = reverse ? [after ?? end, start] : [after ?? start, end];
      const exclusiveStart = reverse || after !== undefined;
      return [...database.getRange({ start: first, end: last, exclusiveStart, inclusiveEnd: reverse, reverse, limit })];
    },
    count: (wanted) => database.getKeysCount(wanted),
    put: (key, value) => database.putSync(key, value),
    remove: (key) => void database.removeSync(key),
    write: (work) => database.childTransaction(work),
    close: () => database.close(),
  };
}
