import type { PlatformPath } from 'node:path';
import { InstroomError } from '../../../../models/errors.ts';
import { unreadable } from '../../unreadable.ts';

/** A file as it was at one look. Two looks with the same `mark` saw the same state. */
export interface FileLook {
  isFile: boolean;
  /** In bytes. */
  size: number;
  modifiedAtMs: number;
  mark: string;
}

/** Where files are: a folder of this machine, or a server for as long as a visit takes. */
export interface Place {
  /** How paths are written there. */
  paths: PlatformPath;
  /** A path as messages call it. */
  nameOf(path: string): string;
  /** Null when nothing is there. Throws InstroomError when it may not be looked at. */
  look(path: string): Promise<FileLook | null>;
  /** The names in a folder. Throws InstroomError when it is not there or may not be looked at. */
  list(folder: string): Promise<string[]>;
  /** The whole file as `look` saw it. Throws InstroomError `hr-busy` when it has become another one. */
  read(path: string, look: FileLook): Promise<Buffer>;
}

/** Goes to the place, lets `work` be done there, and leaves. */
export type Visit = <Result>(work: (place: Place) => Promise<Result>) => Promise<Result>;

/** A file that somebody is writing; it is looked at again with the next run, which the end of the writing asks for. */
export function busy(file: string): InstroomError {
  return new InstroomError('hr-busy', `${file} is being written right now.`, {
    retryable: true,
    advice: 'It is read again later. Write it under another name and rename it when it is whole.',
  });
}

export const notThere = (name: string, cause?: unknown): InstroomError =>
  unreadable(`${name} is not there.`, 'Put the file there, or correct the path of the source.', cause);
