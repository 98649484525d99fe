import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedStore, startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';

/** A database that nobody else has, on an engine that others use too. */
export interface OwnDatabase {
  uri: string;
  databaseName: string;
}

/**
 * One embedded engine for all tests of the surrounding `describe`: starting one costs more than most tests do.
 * @returns gives each test an empty database of its own
 */
export function shareEngine(): () => OwnDatabase {
  let folder: string;
  let engine: EmbeddedStore;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'instroom-engine-'));
    engine = await startEmbeddedStore({ folder });
  });
  after(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  return () => ({ uri: engine.uri, databaseName: `test-${randomUUID()}` });
}
