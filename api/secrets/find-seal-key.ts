import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InstroomError } from '../../models/errors.ts';
import type { Secrets } from '../../models/hr-connector.ts';

/** Another process may be writing the key at this moment. */
const mostLooks = 20;
const lookMs = 50;

/** The secret with which what connectors remember is sealed, where the installation gives one. */
export const sealSecret = 'INSTROOM_SEAL_KEY';

/**
 * The key of the seal: the secret `INSTROOM_SEAL_KEY`, which several instances must share; else a file in the data folder that only
 * we may read, made the first time.
 * @throws InstroomError `configuration` when that file is empty
 */
export async function findSealKey(secrets: Secrets, dataDir: string): Promise<string> {
  const given = await secrets.find(sealSecret);
  if (given !== null) return given;
  const path = join(dataDir, 'seal.key');
  await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  for (let look = 0; look < mostLooks; look++) {
    const key = await readFile(path, 'utf8');
    if (key !== '') return key;
    await sleep(lookMs);
  }
  throw new InstroomError('configuration', `${path} is empty.`, {
    advice: 'Put back the copy of it, or remove it and connect the sources again that keep a secret.',
  });
}
