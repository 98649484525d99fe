import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { reportUnreachable, type UnreachableWhy } from './report-unreachable.ts';
import type { SendOutcome } from './send-card.ts';

/** So long a letter is tried again before it is given up; then it is a task for IT. */
const patienceMs = 3 * 24 * 3_600_000;

const firstWaitMs = 2_000;
const longestWaitMs = 600_000;

export type LetterEnd =
  | SendOutcome
  /** Sent, but what it is about changed on the way: the card is brought up to date at once. */
  | { kind: 'stale' }
  | { kind: 'unreachable'; why: UnreachableWhy };

export interface SettlingParts extends BotParts {
  owner: string;
  random: () => number;
}

/** Writes down what became of a letter; who could not be reached becomes somebody's task. */
export async function settleLetter(letter: Letter, end: LetterEnd, parts: SettlingParts): Promise<void> {
  const now = parts.clock.now();
  const at = now.toISOString();
  const tried = { notBefore: at, attempts: letter.attempts + 1, sentAt: letter.sentAt, problem: null };
  const settle = (outcome: Partial<Letter> & Pick<Letter, 'state'>) =>
    parts.stores.outbox.settle(letter.id, parts.owner, { ...tried, ...outcome });
  const giveUp = async (why: UnreachableWhy, problem: string): Promise<void> => {
    // The task comes first: a crash in between gives it again under the same id.
    await reportUnreachable(letter, why, parts);
    await settle({ state: 'undeliverable', problem });
  };
  switch (end.kind) {
    case 'sent':
      await settle({ state: 'sent', sentAt: at });
      return;
    case 'stale':
      await settle({ state: 'waiting' });
      return;
    case 'moot':
      await settle({ state: 'superseded' });
      return;
    case 'later':
      await settle({ state: 'waiting', notBefore: end.at, attempts: letter.attempts, problem: letter.problem });
      return;
    case 'unreachable':
      return giveUp(end.why, end.why);
    case 'blocked':
    case 'not-installed':
      return giveUp(end.kind, end.problem);
    case 'retry': {
      if (now.getTime() - Date.parse(letter.writtenAt) > patienceMs) return giveUp('silent', end.problem);
      const waitMs = backOff(letter.attempts, end.afterMs, parts.random);
      await settle({
        state: 'waiting',
        notBefore: new Date(now.getTime() + waitMs).toISOString(),
        problem: end.problem,
      });
      return;
    }
    default:
      return giveUp('refused', end.problem);
  }
}

/** A random part of a doubling limit, so that many letters do not come back at once; on top of what the other side asked for. */
export function backOff(attempts: number, afterMs: number | null, random: () => number): number {
  const limit = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 20));
  return Math.ceil((afterMs ?? limit / 2) + random() * (afterMs === null ? limit / 2 : firstWaitMs));
}
