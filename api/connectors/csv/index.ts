import path from 'node:path';
import { explainError, InstroomError } from '../../../models/errors.ts';
import type { HrConnector, Secrets, SourceFinding } from '../../../models/hr-connector.ts';
import type { HrReading, Person } from '../../../models/person.ts';
import type { Language } from '../../../models/policy.ts';
import type { Clock } from '../../../models/ports.ts';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection } from '../collect-set-aside.ts';
import { chooseDelivery } from './choose-delivery.ts';
import { readWholeFiles, type WantedFile, type WholeFile } from './client.ts';
import { readFlatFile } from './flat-file.ts';
import { nativeFiles, readNativeFolder } from './native-folder.ts';
import type { ReadContext } from './open-table.ts';
import { visitLocally } from './places/local-place.ts';
import type { Place } from './places/place.ts';
import { createSftpVisit } from './places/visit-sftp.ts';

/** Times on a server are in seconds and by its own clock, so files there are always watched, and longer. */
const usualSettleMs = { local: 300, sftp: 1_500 };

/**
 * Reads people from files: a folder with the four native CSV files, or one flat file, CSV or Excel, with a mapping of columns; on this
 * machine or on a server. `folder` and `file` of the source are absolute, or as the server has them. `settleMs` is how long a file
 * that was written just now has to stay the same.
 */
export function createCsvConnector(options: {
  source: CsvSource;
  language: Language;
  clock: Clock;
  /** For a server. */
  secrets: Pick<Secrets, 'read'>;
  settleMs?: number;
}): HrConnector {
  const { source, clock, secrets } = options;
  const { sftp } = source;
  const settleMs = options.settleMs ?? usualSettleMs[sftp === undefined ? 'local' : 'sftp'];
  const visit = sftp === undefined ? visitLocally : createSftpVisit({ server: sftp, sourceId: source.id, secrets });
  const texts = sourceTexts(options.language);
  const read = async (): Promise<HrReading> => {
    const readAt = clock.now().toISOString();
    const files = await visit(async (place) => {
      const wanted = await wantedFiles(source, place);
      return readWholeFiles(wanted, { place, clock, settleMs, alwaysSettle: sftp !== undefined });
    });
    const setAside = createSetAsideCollection(texts);
    const { people, units } = await readFiles(files, source, {
      sourceId: source.id,
      texts,
      writing: source,
      setAside,
    });
    const usable = (person: Person) => !setAside.has(person.personKey);
    return {
      sourceId: source.id,
      readAt,
      changedAt: newestChange(files),
      people: people.filter(usable),
      units,
      setAside: setAside.list(),
    };
  };
  return {
    sourceId: source.id,
    watchPaths: sftp === undefined ? [watchedFolder(source)] : [],
    pollEveryMs: sftp === undefined ? null : sftp.pollMinutes * 60_000,
    read,
    check: () => checkByReading(read),
  };
}

/** Files are quickly read: trying them is reading them. */
async function checkByReading(read: () => Promise<HrReading>): Promise<SourceFinding[]> {
  try {
    const { people, setAside } = await read();
    return [{ ok: true, text: `${people.length} people, ${setAside.length} set aside` }];
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return [{ ok: false, text: explainError(error) }];
  }
}

/** A file that is replaced by renaming is a new file: only its folder sees that. */
const watchedFolder = (source: CsvSource): string => source.folder ?? path.dirname(source.file ?? '');

const wantedFiles = async (source: CsvSource, place: Place): Promise<WantedFile[]> =>
  source.folder === undefined ? [{ path: await chooseDelivery(source, place) }] : nativeFiles(source.folder);

function readFiles(files: readonly (WholeFile | null)[], source: CsvSource, context: ReadContext) {
  const [flat] = files;
  return source.columns && flat ? readFlatFile(flat, source.columns, context) : readNativeFolder(files, context);
}

function newestChange(files: readonly (WholeFile | null)[]): HrReading['changedAt'] {
  return new Date(Math.max(...files.map((file) => file?.modifiedAtMs ?? 0))).toISOString();
}
