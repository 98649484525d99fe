import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from 'chokidar';
import { Cron } from 'croner';
import type { Clock, Logger, RunService } from '../../models/ports.ts';
import type { RunTrigger } from '../../models/run.ts';
import { isUnfinishedFile } from '../../models/unfinished-file.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { system } from './audit-run.ts';
import { startAlarm } from './start-alarm.ts';

export interface Schedule {
  stop(): Promise<void>;
}

/** Editors and file transfers touch a file several times; what comes within this time is one change. */
const settleMs = 150;

/** A folder on a network that is away is not waited for longer. */
const longestReadyMs = 5000;

/**
 * Asks for runs: by the policy's cron patterns in the policy's time zone, when a watched file changes, and at the moment at which a
 * plan changes by itself. It only asks; what is true is read by the run.
 * Watching has begun when it is there, unless that takes long.
 * @param options.watchPaths - files and folders, absolute
 * @param options.isPaused - while it is, no run is asked for
 * @param options.nextPlanAt - the moment at which the plan changes by itself, as far as it is known
 */
export async function startSchedule(
  runs: RunService,
  options: {
    policy: CompiledPolicy;
    watchPaths: readonly string[];
    nextPlanAt: () => Promise<string | null>;
    isPaused?: () => Promise<boolean>;
    clock: Clock;
    logger: Logger;
  },
): Promise<Schedule> {
  const { schedule, timeZone } = options.policy.policy;
  const startUnlessPaused = async (trigger: RunTrigger): Promise<void> => {
    if ((await options.isPaused?.()) !== true) await runs.start({ trigger, by: system });
  };
  const ask = (trigger: RunTrigger) => {
    startUnlessPaused(trigger).catch((error: unknown) =>
      options.logger.error({ error }, 'a run could not be asked for'),
    );
  };
  const crons = schedule.map(
    (pattern) => new Cron(pattern, { timezone: timeZone, protect: true }, () => ask('schedule')),
  );
  const alarm = startAlarm(options, { nextAt: options.nextPlanAt, ring: () => ask('clock') });
  const watched = new Set(options.watchPaths);
  const ignored = (path: string): boolean => !watched.has(path) && isUnfinishedFile(path);
  const watcher = watch([...watched], { ignoreInitial: true, depth: 1, ignored });
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask('file'), settleMs);
  });
  watcher.on('error', (error) =>
    options.logger.warn({ error }, 'a folder cannot be watched; changes wait for the schedule'),
  );
  const ready = new Promise((resolve) => watcher.once('ready', () => resolve(null)));
  await Promise.race([ready, sleep(longestReadyMs, undefined, { ref: false })]);
  return {
    stop: async () => {
      clearTimeout(timer);
      alarm.stop();
      for (const cron of crons) cron.stop();
      await watcher.close();
    },
  };
}
