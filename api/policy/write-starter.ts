import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InstroomError } from '../../models/errors.ts';
import type { Language } from '../../models/policy.ts';
import { goldenSchema } from './golden/golden-schema.ts';
import { policySchema } from './policy-schema.ts';

const starters = fileURLToPath(new URL('./starter', import.meta.url));

/**
 * Writes a first policy with made-up HR files, golden people and the schemas for editors. All of it or nothing: what is there already is
 * never written over, and examples never end up among what somebody has made.
 * @returns the files, by their names from the folder
 * @throws InstroomError `configuration` when something of it is there already
 */
export async function writeStarter(folder: string, language: Language): Promise<string[]> {
  const files = await readStarter(language);
  await refuseToOverwrite(folder, [...files.keys()]);
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  }
  return [...files.keys()];
}

async function readStarter(language: Language): Promise<Map<string, string>> {
  const source = join(starters, language);
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = paths.map((path) => path.slice(source.length + 1).replaceAll('\\', '/')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(source, name), 'utf8')));
  return new Map([
    ...names.map((name, index): [string, string] => [name, texts[index] ?? '']),
    ['instroom.schema.json', toText(policySchema())],
    ['golden.schema.json', toText(goldenSchema())],
  ]);
}

const toText = (schema: object): string => `${JSON.stringify(schema, null, 2)}\n`;

async function refuseToOverwrite(folder: string, names: readonly string[]): Promise<void> {
  const places = new Set(names.map((name) => name.split('/')[0] ?? name));
  const there = await Promise.all(
    [...places].map(async (place) => ((await isThere(join(folder, place))) ? [place] : [])),
  );
  const found = there.flat();
  if (found.length === 0) return;
  throw new InstroomError('configuration', `${resolve(folder)} has ${found.join(', ')} already. Nothing was written.`, {
    advice: 'Name another folder.',
  });
}

/** An empty folder is as good as none. */
async function isThere(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats?.isDirectory() ? (await readdir(path)).length > 0 : stats !== null;
}
