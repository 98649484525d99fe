import type { Clock, Logger } from '../../models/ports.ts';

export interface Alarm {
  stop(): void;
}

/** The moment is asked for this often: any run of any process may have worked out another one. */
const usualLookMs = 1000;

/** What comes sooner after a ring waits until then. */
const usualRestMs = 60_000;

/**
 * Rings when the moment has come at which a plan changes by itself. Rings once for a moment, and at most once a minute: a run that
 * does not settle what it was woken for must not be woken for it over and over. No timer is ever set for longer than a second: one
 * for a moment that is months away would go off at once
 * (https://nodejs.org/api/timers.html#settimeoutcallback-delay-args).
 * @param nextAt - the moment as it is known now (instant), or null
 */
export function startAlarm(
  parts: { clock: Clock; logger: Logger },
  options: { nextAt: () => Promise<string | null>; ring: () => void; lookMs?: number; restMs?: number },
): Alarm {
  const { lookMs = usualLookMs, restMs = usualRestMs } = options;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let rungFor: string | null = null;
  let rungAtMs = Number.NEGATIVE_INFINITY;

  /** How long to sleep until there is something to look at. */
  const look = async (): Promise<number> => {
    const next = await options.nextAt();
    const nowMs = parts.clock.now().getTime();
    if (next === null || next === rungFor) return lookMs;
    const dueInMs = Math.max(Date.parse(next), rungAtMs + restMs) - nowMs;
    if (dueInMs > 0) return Math.min(dueInMs, lookMs);
    rungFor = next;
    rungAtMs = nowMs;
    options.ring();
    return lookMs;
  };
  const run = (): void => {
    look()
      .catch((error: unknown) => {
        parts.logger.warn({ error }, 'the moment of the next plan is not known');
        return lookMs;
      })
      .then((ms) => {
        if (!isOver) timer = setTimeout(run, ms);
      });
  };
  run();
  return {
    stop: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
