import type { Looking } from '../models/keep-looking.ts';
import type { RunService } from '../models/ports.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';
import { followPolicy } from './follow-policy.ts';
import type { Express } from './open-express.ts';
import { system } from './sync/audit-run.ts';
import { loadFollowUp } from './sync/express/follow-up.ts';
import { loadNextPlan } from './sync/next-plan.ts';
import { startSchedule } from './sync/schedule.ts';
import type { SyncParts } from './sync/sync-parts.ts';

/**
 * Has runs asked for as the policy in force says: by its schedule, by the files that it has watched, and by looks at its sources.
 * @param parts.policy - the one in force now
 * @returns `watched`: the files and folders, absolute, that the policy of now has watched
 */
export async function openSchedule(
  sync: SyncParts,
  parts: {
    policy: CompiledPolicy;
    policyPath: string;
    express: Pick<Express, 'follow'>;
    runs: RunService;
    isPaused(): Promise<boolean>;
  },
): Promise<Looking & { watched: string[] }> {
  const { policyPath, express, runs, isPaused } = parts;
  const { clock, logger } = sync;
  const watchedBy = (policy: CompiledPolicy): string[] => [
    policyPath,
    ...sync.connectorsOf(policy).flatMap((connector) => connector.watchPaths),
  ];
  const nextPlanAt = async () => earlier(await loadNextPlan(sync), await loadFollowUp(sync));
  const start = async (policy: CompiledPolicy) => {
    await express.follow(sync.connectorsOf(policy));
    return startSchedule(runs, { policy, watchPaths: watchedBy(policy), nextPlanAt, isPaused, clock, logger });
  };
  const changed = async () => {
    if (!(await isPaused())) await runs.start({ trigger: 'file', by: system });
  };
  const following = await followPolicy(start, { ...sync, policy: parts.policy, changed });
  return { ...following, watched: watchedBy(parts.policy) };
}

/** The earlier of two instants, as ISO 8601 in UTC, of which either may be missing. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
