import { isUtf8 } from 'node:buffer';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import { unreadable } from '../unreadable.ts';
import type { WholeFile } from './client.ts';

/**
 * The text of a file as UTF-8 bytes without a byte order mark.
 * A byte order mark decides; then the setting; then what is valid UTF-8 is UTF-8, and the rest is Windows-1252.
 * Throws InstroomError (`hr-unreadable`) when the bytes are not what they claim to be, or end in the middle of a character.
 */
export function decodeText(file: WholeFile, encoding: CsvSource['encoding']): Buffer {
  const { bytes } = file;
  if (startsWith(bytes, 0xff, 0xfe)) return decodeUtf16(file, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decodeUtf16(file, 'utf-16be');
  if (bytes.includes(0)) {
    throw unreadable(
      `${file.name} holds zero bytes: it was not written whole, or it is UTF-16 without a byte order mark.`,
      `Save ${file.path} as UTF-8.`,
    );
  }
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return requireUtf8(file, bytes.subarray(3));
  if (encoding === 'utf-8') return requireUtf8(file, bytes);
  if (encoding === 'windows-1252') return decodeWindows1252(bytes);
  if (isUtf8(bytes)) return bytes;
  if (isCutUtf8(bytes)) throw endsInCharacter(file);
  return refuseMixture(file);
}

const startsWith = (bytes: Buffer, ...mark: number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

function requireUtf8(file: WholeFile, bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  if (isCutUtf8(bytes)) throw endsInCharacter(file);
  throw unreadable(
    `${file.name} says that it is UTF-8 and is not.`,
    `Save ${file.path} as UTF-8, or set encoding: windows-1252.`,
  );
}

/** Whether only the last character is incomplete: one to three bytes of it are there. */
function isCutUtf8(bytes: Buffer): boolean {
  return [1, 2, 3].some(
    (count) => (bytes[bytes.length - count] ?? 0) >= 0xc0 && isUtf8(bytes.subarray(0, bytes.length - count)),
  );
}

function endsInCharacter(file: WholeFile): Error {
  return unreadable(
    `${file.name} ends in the middle of a character.`,
    `Write ${file.path} under another name and rename it when it is whole; if it is whole, set encoding: windows-1252.`,
  );
}

function decodeUtf16(file: WholeFile, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(file.bytes));
  } catch (cause) {
    throw unreadable(
      `${file.name} is UTF-16 and ends in the middle of a character, or is damaged.`,
      `Write ${file.path} under another name and rename it when it is whole.`,
      cause,
    );
  }
}

/**
 * `stream` keeps Node from a shortcut that takes Windows-1252 for Latin-1 and loses € and ’
 * (https://github.com/nodejs/node/issues/56542).
 */
const decodeWindows1252 = (bytes: Buffer): Buffer =>
  Buffer.from(new TextDecoder('windows-1252').decode(bytes, { stream: true }));

/** `é` in UTF-8 is `Ã©` in Windows-1252, which nobody writes: one stray byte must not spoil every name in the file. */
function refuseMixture(file: WholeFile): Buffer {
  if (/\u00c3[\u0080-\u00bf]/.test(file.bytes.toString('latin1'))) {
    throw unreadable(
      `${file.name} mixes UTF-8 and Windows-1252.`,
      `Save ${file.path} as UTF-8, or set encoding to what it is.`,
    );
  }
  return decodeWindows1252(file.bytes);
}
