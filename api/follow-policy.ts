import { InstroomError } from '../models/errors.ts';
import { keepLooking, type Looking } from '../models/keep-looking.ts';
import type { Logger } from '../models/ports.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';

/** So soon a changed policy is followed. */
const usualLookMs = 2000;

/**
 * Keeps something going as the policy in force says, from now on and anew whenever another one is in force. While the file cannot be used, it
 * goes on as before: people hear of that from runs, or from the bot.
 * @param start - what goes on by a policy; it ends when a later one has begun
 * @param options.changed - called once a changed policy is followed
 */
export async function followPolicy(
  start: (policy: CompiledPolicy) => Promise<Looking>,
  options: {
    policy: CompiledPolicy;
    loadPolicy(): Promise<CompiledPolicy>;
    changed(): Promise<void>;
    logger: Logger;
    lookMs?: number;
  },
): Promise<Looking> {
  let { version } = options.policy;
  let current = await start(options.policy);
  /** Of policies of before: what has to end, and whether it was said that another one is followed. */
  const before = new Set<Looking>();
  let isSaid = true;
  const look = async (): Promise<void> => {
    const policy = await options.loadPolicy();
    if (policy.version !== version) {
      const next = await start(policy);
      before.add(current);
      current = next;
      version = policy.version;
      isSaid = false;
      options.logger.info({ version }, 'schedule, watched files and polls follow the changed policy');
    }
    await endAll(before);
    if (isSaid) return;
    await options.changed();
    isSaid = true;
  };
  const looking = keepLooking(look, {
    everyMs: options.lookMs ?? usualLookMs,
    failed: (error) => {
      if (error instanceof InstroomError && error.code === 'policy') return;
      options.logger.warn({ error }, 'a changed policy could not be followed yet');
    },
  });
  return {
    stop: async () => {
      await looking.stop();
      before.add(current);
      await endAll(before);
    },
  };
}

/** What cannot be ended now stays in the set, to be tried again. */
async function endAll(going: Set<Looking>): Promise<void> {
  for (const one of going) {
    await one.stop();
    going.delete(one);
  }
}
