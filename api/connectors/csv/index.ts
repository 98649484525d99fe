import path from 'node:path';
import { explainError, InstroomError } from '../../../models/errors.ts';
import type { HrConnector, SourceFinding } from '../../../models/hr-connector.ts';
import type { HrReading, Person } from '../../../models/person.ts';
import type { Language } from '../../../models/policy.ts';
import type { Clock } from '../../../models/ports.ts';
import type { CsvSource } from '../../../models/sources/csv-source.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection } from '../collect-set-aside.ts';
import { readWholeFiles, type WholeFile } from './client.ts';
import { readFlatFile } from './flat-file.ts';
import { nativeFiles, readNativeFolder } from './native-folder.ts';
import type { ReadContext } from './open-table.ts';

const defaultSettleMs = 300;

/**
 * Reads people from CSV files: a folder with the four native files, or one flat file with a mapping of columns.
 * `folder` and `file` of the source are absolute. `settleMs` is how long a file that was written just now has to stay the same.
 */
export function createCsvConnector(options: {
  source: CsvSource;
  language: Language;
  clock: Clock;
  settleMs?: number;
}): HrConnector {
  const { source, clock, settleMs = defaultSettleMs } = options;
  const texts = sourceTexts(options.language);
  const read = async (): Promise<HrReading> => {
    const readAt = clock.now().toISOString();
    const files = await readWholeFiles(wantedFiles(source), { clock, settleMs });
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
    watchPaths: [watchedFolder(source)],
    pollEveryMs: null,
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

const wantedFiles = (source: CsvSource) =>
  source.folder === undefined ? [{ path: source.file ?? '' }] : nativeFiles(source.folder);

function readFiles(files: readonly (WholeFile | null)[], source: CsvSource, context: ReadContext) {
  const [flat] = files;
  return source.columns && flat ? readFlatFile(flat, source.columns, context) : readNativeFolder(files, context);
}

function newestChange(files: readonly (WholeFile | null)[]): HrReading['changedAt'] {
  return new Date(Math.max(...files.map((file) => file?.modifiedAtMs ?? 0))).toISOString();
}
