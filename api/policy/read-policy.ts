import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InstroomError } from '../../models/errors.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { examinePolicy } from './examine-policy.ts';
import type { FileFinding } from './read-yaml.ts';

/**
 * Reads `instroom.yaml`: parses, validates, fills in defaults, compiles rules and templates. Folders and files of sources become
 * absolute, relative to the policy's own folder.
 * @throws InstroomError `policy` that lists every problem with its line and what was expected
 */
export async function readPolicy(path: string): Promise<CompiledPolicy> {
  const text = await readPolicyText(path);
  return parsePolicy(text, { name: path, folder: dirname(resolve(path)) });
}

/** @throws InstroomError `policy` when there is no such file */
export async function readPolicyText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InstroomError('policy', `The policy ${resolve(path)} cannot be read.`, {
      advice: 'Name an existing file with --config or INSTROOM_CONFIG.',
      cause,
    });
  }
}

/** As `readPolicy`, from text. `file.name` is for messages, `file.folder` is what relative paths start from. */
export function parsePolicy(text: string, file: { name: string; folder: string }): CompiledPolicy {
  const examined = examinePolicy(text, file);
  if (examined.kind === 'refused') throw refusePolicy(file.name, examined.findings);
  return examined.compiled;
}

function refusePolicy(name: string, findings: readonly FileFinding[]): InstroomError {
  const lines = findings.map(({ line, text }) => `  line ${line}: ${text}`);
  return new InstroomError('policy', `${name} is not accepted:\n${lines.join('\n')}`, {
    advice: '\nNothing was done. Mend the file and try again.',
  });
}
