import { resolve } from 'node:path';
import type { Actor } from '../../models/run.ts';
import { systemClock } from '../clock.ts';
import { type Config, readConfig } from '../config.ts';
import { createSyncParts } from '../create-sync-parts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { createLogger } from '../logger.ts';
import { openWorkplace, type Workplace } from '../open-workplace.ts';
import { createPolicyKeeper, type PolicyKeeper } from '../policy/create-policy-keeper.ts';
import { readPolicy } from '../policy/read-policy.ts';
import type { SyncParts } from '../sync/sync-parts.ts';
import { showProgress } from './show-progress.ts';

/** What every command works with. */
export interface Desk {
  config: Config;
  /** The file, whether or not it is in force: what plans and forecasts show. What is written goes by the one in force. */
  policy: CompiledPolicy;
  workplace: Workplace;
  sync: SyncParts;
  by: Actor;
  owner: string;
  close(): Promise<void>;
}

export interface DeskOptions {
  config?: string;
  json?: boolean;
}

/** The configuration of the environment, with the policy that the command line names. */
export function readCommandConfig(options: DeskOptions): Config {
  const env = options.config === undefined ? process.env : { ...process.env, INSTROOM_CONFIG: resolve(options.config) };
  return readConfig({ LOG_LEVEL: 'error', ...env });
}

/**
 * Opens everything a command needs, beside a running server or alone. Nobody is told in Teams of what a command does: that is the
 * server's work, and it sees the run in the store.
 * @param known - the policy, when it was read already
 */
export async function openDesk(options: DeskOptions, known?: CompiledPolicy): Promise<Desk> {
  const config = readCommandConfig(options);
  const logger = createLogger({ level: config.logLevel });
  const policy = known ?? (await readPolicy(config.policyPath));
  const workplace = await openWorkplace(config, { role: 'command', policy, clock: systemClock, logger });
  const bar = showProgress(options.json !== true);
  const { stores, directory } = workplace;
  const keeper = createPolicyKeeper({
    path: config.policyPath,
    settings: stores.settings,
    audit: stores.audit,
    clock: systemClock,
  });
  await sayWhenAnotherCounts(keeper, config.policyPath);
  const sync = createSyncParts({
    policies: { load: keeper.peek },
    stores,
    directory,
    notifier: { tell: async () => {} },
    clock: systemClock,
    logger,
    sources: workplace.sources,
    progress: bar.progress,
  });
  return {
    config,
    policy,
    workplace,
    sync,
    by: { kind: 'cli', id: 'cli', name: 'command line' },
    owner: `command-${process.pid}-${Date.now()}`,
    close: async () => {
      bar.stop();
      await workplace.close();
    },
  };
}

/** On the error output, where it is in nobody's way. */
async function sayWhenAnotherCounts(keeper: PolicyKeeper, path: string): Promise<void> {
  const file = await keeper.compareFile();
  if (file.kind === 'same') return;
  process.stderr.write(
    `${path} is not the policy in force: version ${file.inForce.version} is, until a changed one is approved in Teams. What is written or ` +
      'compared goes by that one; plan, explain and forecast show what the file would do.\n',
  );
}
