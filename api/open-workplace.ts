import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoDomain, demoSeed } from '../demo/existing-accounts.ts';
import { InstroomError } from '../models/errors.ts';
import type { Secrets, SourceMemory } from '../models/hr-connector.ts';
import type { Clock, Directory, Logger } from '../models/ports.ts';
import { startEmbeddedStore } from '../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../models/store/open-stores.ts';
import type { Stores } from '../models/stores.ts';
import type { Config } from './config.ts';
import { type CompiledPolicy, managedGroupNames } from './engine/compiled-policy.ts';
import { openDirectory } from './open-directory.ts';
import { openSourcePlace } from './open-source-place.ts';
import { policySeed } from './sandbox/policy-seed.ts';
import type { SandboxSeed } from './sandbox/sandbox-seed.ts';
import { type Sandbox, startSandbox } from './sandbox/start-sandbox.ts';

/** The stores and the directory that a process works with, and what it must put away at the end. */
export interface Workplace {
  stores: Stores;
  directory: Directory;
  sandboxUrl: string | null;
  /** Where the secrets of sources are, and what sources remember. */
  sources: { secrets: Secrets; memoryOf(sourceId: string): SourceMemory };
  close(): Promise<void>;
}

/** What a process that serves a data folder tells others about itself. */
interface Occupant {
  role: 'server' | 'command';
  pid: number;
  sandboxUrl: string | null;
}

const longestWaitMs = 10 * 60_000;

/**
 * Opens the stores and the directory that the configuration names.
 *
 * One process serves a data folder. A command beside a running server works through that server's store and sandbox; in any other
 * case it waits until the folder is free.
 * @param parts.policy - what an empty sandbox is filled for; null when that is not known
 * @throws InstroomError when the store or the folder cannot be had
 */
export async function openWorkplace(
  config: Config,
  parts: { role: Occupant['role']; policy: CompiledPolicy | null; clock: Clock; logger: Logger },
): Promise<Workplace> {
  await makeFolder(config.dataDir);
  const engine = config.mongoUri === null ? await takeFolder(config.dataDir, parts.role) : null;
  const shared = engine?.shared === true ? await readOccupant(config.dataDir) : null;
  const sandbox =
    config.graph.kind === 'sandbox' && shared?.sandboxUrl == null ? await openSandbox(config, parts) : null;
  const sandboxUrl = shared?.sandboxUrl ?? sandbox?.baseUrl ?? null;
  const stores = await openStores({ uri: engine?.uri ?? config.mongoUri ?? '', logger: parts.logger });
  if (engine?.shared === false) {
    await stores.jobs.releaseAll();
    await stores.outbox.releaseAll();
    await writeOccupant(config.dataDir, { role: parts.role, pid: process.pid, sandboxUrl });
  }
  return {
    stores,
    directory: openDirectory(config, { sandboxUrl, clock: parts.clock, logger: parts.logger }),
    sandboxUrl,
    sources: openSourcePlace(config, stores),
    close: async () => {
      if (engine?.shared === false) await rm(occupantPath(config.dataDir), { force: true });
      await stores.close();
      await sandbox?.close();
      await engine?.close();
    },
  };
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new InstroomError('store', `The data folder ${dataDir} cannot be made.`, {
      advice: 'Name a folder that Instroom may write with INSTROOM_DATA_DIR.',
      cause,
    });
  }
}

async function takeFolder(dataDir: string, role: Occupant['role']): ReturnType<typeof startEmbeddedStore> {
  const until = Date.now() + longestWaitMs;
  for (;;) {
    const engine = await startEmbeddedStore({ folder: join(dataDir, 'store') });
    if (!engine.shared) return engine;
    const occupant = await readOccupant(dataDir);
    if (occupant?.role === 'server') {
      if (role === 'command') return engine;
      throw new InstroomError('conflict', `Instroom already runs on ${dataDir} (process ${occupant.pid}).`, {
        advice: 'Stop that one, or give this one another INSTROOM_DATA_DIR.',
      });
    }
    await engine.close();
    if (Date.now() > until)
      throw new InstroomError('conflict', `Another instroom command has been using ${dataDir} for ten minutes.`);
    await sleep(200);
  }
}

const occupantPath = (dataDir: string): string => join(dataDir, 'occupant.json');

async function readOccupant(dataDir: string): Promise<Occupant | null> {
  const text = await readFile(occupantPath(dataDir), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Occupant);
}

/** Written whole or not at all, so that nobody reads half of it. */
async function writeOccupant(dataDir: string, occupant: Occupant): Promise<void> {
  const path = occupantPath(dataDir);
  await writeFile(`${path}.${process.pid}`, JSON.stringify(occupant), { mode: 0o600 });
  await rename(`${path}.${process.pid}`, path);
}

/** A sandbox that is there already needs none. */
function seedFor(policy: CompiledPolicy | null, clock: Clock): { seed?: SandboxSeed } {
  if (policy === null) return {};
  const isDemo = policy.policy.domains.includes(demoDomain);
  const today = clock.now().toISOString().slice(0, 10);
  return { seed: isDemo ? demoSeed(today) : policySeed(policy.policy, managedGroupNames(policy)) };
}

/**
 * The sandbox starts with the demo's existing accounts, for the demo and copies of it, or else with the domains and groups that the
 * policy names. It keeps its port, so that delta links of an earlier time still lead to it.
 */
async function openSandbox(config: Config, parts: { policy: CompiledPolicy | null; clock: Clock }): Promise<Sandbox> {
  const folder = join(config.dataDir, 'sandbox');
  const portPath = join(config.dataDir, 'sandbox-port');
  const seed = seedFor(parts.policy, parts.clock);
  const port = Number(await readFile(portPath, 'utf8').catch(() => '0')) || 0;
  const sandbox = await startSandbox({ folder, ...seed, port }).catch((error: unknown) => {
    if (error instanceof InstroomError && error.code === 'conflict' && port !== 0)
      return startSandbox({ folder, ...seed });
    throw error;
  });
  await writeFile(portPath, new URL(sandbox.baseUrl).port, { mode: 0o600 });
  return sandbox;
}
