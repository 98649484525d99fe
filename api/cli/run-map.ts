import { InstroomError } from '../../models/errors.ts';
import { Language } from '../../models/policy.ts';
import { systemClock } from '../clock.ts';
import { examineFile } from '../connectors/csv/mapping/examine-file.ts';
import { mappingJson, printMapping } from './print-mapping.ts';

export interface MapOptions {
  language: string;
  sheet?: string;
  json?: boolean;
}

/** As long as a source watches a file that was written just now. */
const settleMs = 300;

/**
 * `instroom map FILE`: proposes a source for a CSV file or workbook, in words and as YAML. Nothing is written, and no cell is shown but
 * words of closed lists, such as kinds of people.
 * @returns 0 when the file can be read with what is proposed, 2 when something has to be decided or mended first
 * @throws InstroomError `configuration` for a language that there is not, `hr-unreadable` for a file that cannot be read
 */
export async function runMap(file: string, options: MapOptions): Promise<number> {
  const language = Language.safeParse(options.language);
  if (!language.success) {
    throw new InstroomError('configuration', `There are no texts in ${options.language}.`, {
      advice: `Name one of ${Language.options.join(', ')}.`,
    });
  }
  const examined = await examineFile(file, {
    folder: process.cwd(),
    ...(options.sheet === undefined ? {} : { sheet: options.sheet }),
    language: language.data,
    clock: systemClock,
    settleMs,
  });
  const text = options.json
    ? JSON.stringify(mappingJson(examined, language.data), null, 2)
    : printMapping(examined, language.data);
  process.stdout.write(`${text}\n`);
  return examined.rehearsal.kind === 'read' ? 0 : 2;
}
