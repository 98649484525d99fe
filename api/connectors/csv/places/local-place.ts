import { readdir, readFile, stat } from 'node:fs/promises';
import paths from 'node:path';
import type { InstroomError } from '../../../../models/errors.ts';
import { unreadable } from '../../unreadable.ts';
import { busy, type FileLook, notThere, type Place, type Visit } from './place.ts';

/** Files on a disk or a mounted share. */
const localPlace: Place = {
  paths,
  nameOf: (path) => path,
  look: async (path) => {
    try {
      const stats = await stat(path, { bigint: true });
      return {
        isFile: stats.isFile(),
        size: Number(stats.size),
        modifiedAtMs: Number(stats.mtimeMs),
        mark: `${stats.ino} ${stats.size} ${stats.mtimeNs}`,
      };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw explainAccess(error, path);
    }
  },
  list: (folder) =>
    readdir(folder).catch((error: unknown) => {
      throw explainAccess(error, folder);
    }),
  read: async (path: string, look: FileLook) => {
    const bytes = await readFile(path).catch((error: unknown) => {
      throw codeOf(error) === 'ENOENT' ? busy(path) : explainAccess(error, path);
    });
    if (bytes.length !== look.size) throw busy(path);
    return bytes;
  },
};

export const visitLocally: Visit = (work) => work(localPlace);

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

function explainAccess(error: unknown, path: string): InstroomError {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return notThere(path, error);
    case 'EACCES':
    case 'EPERM':
      return unreadable(`${path} may not be read.`, 'Give the account that Instroom runs under read access.', error);
    case 'EBUSY':
      return busy(path);
    default:
      return unreadable(`${path} cannot be read: ${(error as Error).message}.`, 'Check the disk or file share.', error);
  }
}
