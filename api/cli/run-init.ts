import { join } from 'node:path';
import { InstroomError } from '../../models/errors.ts';
import { Language } from '../../models/policy.ts';
import { writeStarter } from '../policy/write-starter.ts';
import { paint } from './paint.ts';

/**
 * `instroom init [folder]`: writes a first policy with examples.
 * @returns 0
 * @throws InstroomError `configuration` when something is in the way
 */
export async function runInit(folder: string, options: { language: string; json?: boolean }): Promise<number> {
  const language = Language.safeParse(options.language);
  if (!language.success)
    throw new InstroomError('configuration', `There is no starter in ${options.language}.`, {
      advice: `Name one of ${Language.options.join(', ')}.`,
    });
  const files = await writeStarter(folder, language.data);
  process.stdout.write(`${options.json ? JSON.stringify({ folder, files }, null, 2) : print(folder, files)}\n`);
  return 0;
}

function print(folder: string, files: readonly string[]): string {
  const policy = join(folder, 'instroom.yaml');
  return [
    `Written to ${folder}:`,
    ...files.map((file) => `  ${paint('green', '+')} ${file}`),
    '',
    'Next:',
    `  instroom test  --config ${policy}    the examples in golden/`,
    `  instroom check --config ${policy}    the policy, the HR files and the directory`,
    `  instroom plan  --config ${policy}    what would be done`,
  ].join('\n');
}
