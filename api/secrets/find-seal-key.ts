import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from '../../models/hr-connector.ts';

/** The secret with which what connectors remember is sealed, where the installation gives one. */
export const sealSecret = 'INSTROOM_SEAL_KEY';

/**
 * The key of the seal: the secret `INSTROOM_SEAL_KEY`, which several instances must share; else a file in the data folder that only
 * we may read, made the first time.
 */
export async function findSealKey(secrets: Secrets, dataDir: string): Promise<string> {
  const given = await secrets.find(sealSecret);
  if (given !== null) return given;
  const path = join(dataDir, 'seal.key');
  await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' }).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return readFile(path, 'utf8');
}
