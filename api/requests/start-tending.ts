import { keepLooking, type Looking } from '../../models/keep-looking.ts';
import { askDoubts } from './ask-doubts.ts';
import { tellGrantEndings } from './grant-endings.ts';
import { tellLeavesWithoutCover } from './leaves-without-cover.ts';
import { proposePolicy } from './propose-policy.ts';
import { openRequestDesk } from './request-desk.ts';
import type { RequestParts } from './request-parts.ts';
import { tendRequests } from './tend-requests.ts';

/** Requests are looked at this often; what is about days, less often. */
const usualTimes = { lookMs: 1000, daysMs: 30 * 60_000 };

/**
 * Looks after requests for as long as the process lives. Several processes may do so: every step is one atomic change. What went wrong is
 * logged and tried again.
 */
export function startTending(parts: RequestParts, times: Partial<typeof usualTimes> = {}): Looking {
  const { lookMs, daysMs } = { ...usualTimes, ...times };
  const desk = openRequestDesk(parts);
  let daysAt = 0;
  const failed = (error: unknown) => parts.logger.error({ error }, 'requests could not be tended; it is tried again');
  /** One that fails does not hold up the others. */
  const attempt = (work: () => Promise<unknown>): Promise<unknown> => work().catch(failed);
  const look = async (): Promise<void> => {
    await attempt(() => proposePolicy(desk));
    await attempt(() => tendRequests(desk));
    const now = parts.clock.now().getTime();
    if (now < daysAt) return;
    daysAt = now + daysMs;
    await attempt(() => askDoubts(desk));
    await attempt(() => tellGrantEndings(desk));
    await attempt(() => tellLeavesWithoutCover(desk));
  };
  return keepLooking(look, { everyMs: lookMs, failed });
}
