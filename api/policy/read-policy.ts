import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { examineFolder } from './examine-folder.ts';
import { examinePolicy } from './examine-policy.ts';
import { goldenFolder } from './golden/read-golden.ts';
import { refuseFiles, refuseGolden } from './refuse-policy.ts';

/**
 * Reads `instroom.yaml`: parses, validates, fills in defaults, compiles rules and templates, and plays the golden people beside it.
 * Folders and files of sources become absolute, relative to the policy's own folder.
 * @throws InstroomError `policy` that lists every problem with its line and what was expected, or the golden people that break
 */
export async function readPolicy(path: string): Promise<CompiledPolicy> {
  const { compiled, findings, results } = await examineFolder(path);
  if (compiled === null || findings.length > 0) throw refuseFiles(path, findings);
  const broken = results.filter((result) => !result.ok);
  if (broken.length > 0) throw refuseGolden(path, broken, compiled);
  return compiled;
}

/**
 * As `readPolicy`, from text, and without golden people. `file.name` is for messages, `file.folder` is what relative paths start from.
 */
export function parsePolicy(text: string, file: { name: string; folder: string }): CompiledPolicy {
  const examined = examinePolicy(text, file);
  if (examined.kind === 'refused') throw refuseFiles(file.name, examined.findings);
  return examined.compiled;
}

/** What changes when a policy or one of its golden people does; null when there is no policy. */
export async function markPolicy(path: string): Promise<string | null> {
  const own = await markFile(path);
  if (own === null) return null;
  const folder = goldenFolder(path);
  const names = await readdir(folder).catch(() => []);
  const marks = await Promise.all(names.sort().map(async (name) => `${name} ${await markFile(join(folder, name))}`));
  return [own, ...marks].join('\n');
}

async function markFile(path: string): Promise<string | null> {
  const stats = await stat(path).catch(() => null);
  return stats === null ? null : `${stats.mtimeMs}:${stats.size}:${stats.ino}`;
}
