import { posix } from 'node:path';
import { promisify } from 'node:util';
import type { SFTPWrapper } from 'ssh2';
import type { SftpServer } from '../../../../models/sources/sftp-server.ts';
import { unreadable } from '../../unreadable.ts';
import { busy, type FileLook, notThere, type Place } from './place.ts';

/** Status codes of SFTP: https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02#section-7 */
const endOfFile = 1;
const noSuchFile = 2;
const permissionDenied = 3;

/** The files of a server, over a connection that is open. */
export function createSftpPlace(sftp: SFTPWrapper, server: Pick<SftpServer, 'host'>): Place {
  const nameOf = (path: string): string => `sftp://${server.host}${path.startsWith('/') ? '' : '/'}${path}`;
  const explain = (error: unknown, path: string): unknown => {
    const code = (error as { code?: unknown }).code;
    if (code === noSuchFile) return notThere(nameOf(path), error);
    if (code !== permissionDenied) return error;
    return unreadable(`${nameOf(path)} may not be read.`, 'Give the account on the server read access.', error);
  };
  return {
    paths: posix,
    nameOf,
    look: async (path) => {
      try {
        const stats = await promisify(sftp.stat.bind(sftp))(path);
        const { size, mtime } = stats;
        return { isFile: stats.isFile(), size, modifiedAtMs: mtime * 1000, mark: `${size} ${mtime}` };
      } catch (error) {
        if ((error as { code?: unknown }).code === noSuchFile) return null;
        throw explain(error, path);
      }
    },
    list: async (folder) => {
      try {
        return (await promisify(sftp.readdir.bind(sftp))(folder)).map(({ filename }) => filename);
      } catch (error) {
        throw explain(error, folder);
      }
    },
    read: async (path, look) => {
      try {
        return await download(sftp, path, { look, name: nameOf(path) });
      } catch (error) {
        throw (error as { code?: unknown }).code === noSuchFile ? busy(nameOf(path)) : explain(error, path);
      }
    },
  };
}

/** What a server sends at once at most by the standard, and how many requests are under way together. */
const partBytes = 32_768;
const partsAtOnce = 16;

/**
 * A file that is longer or shorter than it was when it was looked at is being written. Not by the library's stream: what that asks for
 * when a connection breaks is nobody's to catch, and would end the process.
 */
async function download(
  sftp: SFTPWrapper,
  path: string,
  { look, name }: { look: FileLook; name: string },
): Promise<Buffer> {
  const handle = await promisify<string, 'r', Buffer>(sftp.open.bind(sftp))(path, 'r');
  try {
    const bytes = Buffer.alloc(look.size);
    const starts = Array.from({ length: Math.ceil(look.size / partBytes) }, (_, index) => index * partBytes);
    for (let at = 0; at < starts.length; at += partsAtOnce) {
      const parts = starts.slice(at, at + partsAtOnce).map((start) => bytes.subarray(start, start + partBytes));
      const whole = await Promise.all(
        parts.map((part, index) => fill(part, (at + index) * partBytes, { sftp, handle })),
      );
      if (whole.includes(false)) throw busy(name);
    }
    if (await fill(Buffer.alloc(1), look.size, { sftp, handle })) throw busy(name);
    return bytes;
  } finally {
    sftp.close(handle, () => {});
  }
}

/** Reads until `part` is full; false when the file ends before. A server may send less than it was asked for. */
async function fill(
  part: Buffer,
  position: number,
  { sftp, handle }: { sftp: SFTPWrapper; handle: Buffer },
): Promise<boolean> {
  for (let done = 0; done < part.length; ) {
    const count = await readPart(sftp, handle, { part, done, position });
    if (count === 0) return false;
    done += count;
  }
  return true;
}

function readPart(
  sftp: SFTPWrapper,
  handle: Buffer,
  { part, done, position }: { part: Buffer; done: number; position: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    sftp.read(handle, part, done, part.length - done, position + done, (error, count) => {
      if (!error) resolve(count);
      else if ((error as { code?: unknown }).code === endOfFile) resolve(0);
      else reject(error);
    });
  });
}
