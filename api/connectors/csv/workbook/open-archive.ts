import { type Readable, Transform } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry } from 'yauzl';
import type { WholeFile } from '../client.ts';
import { damaged, locked, tooLarge } from './refuse-workbook.ts';

/** The parts of a workbook by their names, which do not mind capitals. */
export interface Archive {
  has(part: string): boolean;
  /** The bytes of a part, unpacked. The stream breaks when they are not what the archive says they are. */
  open(part: string): Promise<Readable>;
}

/** Room for 300,000 people with thirty columns, and three times that; what a bomb unpacks to is far more. */
const mostBytes = 1_500_000_000;
const mostEntries = 5_000;
/** Sheets are packed to a tenth or a fiftieth of their size; only what holds the same bytes over and over packs like this. */
const largestRatio = 300;
const smallBytes = 20_000_000;

/**
 * Opens a workbook for reading by its directory, which stands at the end: a file that was cut off has none.
 * Throws InstroomError (`hr-unreadable`) when it is not whole, is locked, or would unpack to more than a list of people can be.
 */
export async function openArchive(file: WholeFile): Promise<Archive> {
  const zip = await yauzl
    .fromBufferPromise(file.bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    .catch((cause: unknown) => {
      throw damaged(file, cause);
    });
  if (zip.entryCount > mostEntries) throw tooLarge(file, `has ${zip.entryCount} parts`);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (cause) {
    throw damaged(file, cause);
  }
  return {
    has: (part) => entries.has(part.toLowerCase()),
    open: async (part) => {
      const entry = entries.get(part.toLowerCase());
      if (entry === undefined) throw damaged(file, new Error(`${part} is missing`));
      if (entry.isEncrypted()) throw locked(file);
      refuseBomb(entry, file);
      const packed = await zip.openReadStreamPromise(entry).catch((cause: unknown) => {
        throw damaged(file, cause);
      });
      const checked = checkSum(entry);
      packed.on('error', (error) => checked.destroy(error));
      return packed.pipe(checked);
    },
  };
}

function refuseBomb({ compressedSize, uncompressedSize }: Entry, file: WholeFile): void {
  const isBomb = uncompressedSize > smallBytes && uncompressedSize > compressedSize * largestRatio;
  if (isBomb || uncompressedSize > mostBytes) {
    throw tooLarge(file, `unpacks to ${Math.round(uncompressedSize / 1_000_000)} MB`);
  }
}

/** yauzl checks sizes and leaves the check sum to us: https://github.com/thejoshwolfe/yauzl#no-crc-32-checking */
function checkSum(entry: Entry): Transform {
  let sum = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      sum = crc32(chunk, sum);
      done(null, chunk);
    },
    flush: (done) => done(sum === entry.crc32 ? null : new Error(`${entry.fileName} has another check sum`)),
  });
}
