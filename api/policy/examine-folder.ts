import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InstroomError } from '../../models/errors.ts';
import type { GoldenResult } from '../../models/golden.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { examinePolicy } from './examine-policy.ts';
import { playGolden } from './golden/play-golden.ts';
import { parseGolden, readGoldenTexts } from './golden/read-golden.ts';
import type { FileFinding } from './read-yaml.ts';

/** A policy with its golden people: what has to be mended in the files, and how the examples went once both can be read. */
export interface FolderExamination {
  compiled: CompiledPolicy | null;
  findings: readonly FileFinding[];
  results: readonly GoldenResult[];
}

/**
 * Reads a policy and the golden people beside it, and plays them.
 * @throws InstroomError `policy` when a file cannot be read at all
 */
export async function examineFolder(path: string): Promise<FolderExamination> {
  const [text, goldenTexts] = await Promise.all([readText(path), readGoldenTexts(path)]);
  const examined = examinePolicy(text, { name: path, folder: dirname(resolve(path)) });
  const golden = parseGolden(goldenTexts);
  if (examined.kind === 'refused')
    return { compiled: null, findings: [...examined.findings, ...golden.findings], results: [] };
  const { compiled } = examined;
  return { compiled, findings: golden.findings, results: playGolden(golden.examples, compiled) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InstroomError('policy', `The policy ${resolve(path)} cannot be read.`, {
      advice: 'Name an existing file with --config or INSTROOM_CONFIG; instroom init writes a first one.',
      cause,
    });
  }
}
