import { setTimeout as delay } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { type DeliveringParts, deliverToPerson, mostAlone } from './deliver-letters.ts';
import { createPace } from './pace.ts';
import { settleLetter } from './settle-letter.ts';
import { openLetters } from './write-letters.ts';

/** Brings letters to people. */
export interface Delivery {
  /** Writes down what a crash may have lost, then brings letters until it is stopped. */
  start(): Promise<void>;
  /** Looks into the outbox now. */
  wake(): void;
  /** Brings what can be brought now, and is done when nothing is left that may go. */
  drain(): Promise<void>;
  /** Ends what is on its way. */
  stop(): Promise<void>;
}

export interface DeliveryOptions {
  /** The name under which letters are leased; unique per process. */
  owner: string;
  sleep?: (ms: number) => Promise<void>;
  random?: () => number;
  pollMs?: number;
  longestCallMs?: number;
}

const lockName = 'letters';

/** Longer than a whole batch of letters takes when nothing answers. */
const leaseMs = 150_000;

const batchSize = 40;
const chatsAtOnce = 10;

/**
 * The one postman: leases letters and brings them, ten people at once and each person's in order. With several processes one of them
 * does it. Teams takes a message at least once: who dies between sending and writing it down sends it again, which is harmless because a
 * decision counts once; everything else is brought once.
 */
export function createDelivery(parts: BotParts & { adapter: TeamsAdapter }, options: DeliveryOptions): Delivery {
  const around = deliveringParts(parts, options);
  const { owner, pollMs = 1000 } = options;
  const { outbox, jobs } = parts.stores;
  let stopping = false;
  let wakeUp: () => void = () => {};
  let isWoken = false;
  let running: Promise<void> | null = null;

  let last: Promise<unknown> = Promise.resolve();
  /** One batch after another, whoever asks: two at once could put an older state of a card over a newer one. */
  const deliverBatch = (): Promise<number> => {
    const batch = last.then(bringBatch);
    last = batch.catch(() => {});
    return batch;
  };

  /** How many letters were taken in hand; none when another process does it. */
  const bringBatch = async (): Promise<number> => {
    const lease = () => ({ owner, now: parts.clock.now().toISOString(), leaseMs });
    if (!(await jobs.lock({ name: lockName, ...lease() }))) return 0;
    const letters = await outbox.lease({ ...lease(), limit: batchSize });
    const lanes = byPerson(letters);
    const quiet = lanes.length === 0 ? null : await parts.quietHours();
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
        const mine = lane;
        await deliverToPerson(mine, quiet, around).catch((error) => putBack(mine, error, around));
      }
    };
    await Promise.all(Array.from({ length: chatsAtOnce }, work));
    return letters.length;
  };

  const loop = async (): Promise<void> => {
    while (!stopping) {
      isWoken = false;
      const count = await deliverBatch().catch((error: unknown) => {
        parts.logger.error({ error }, 'letters cannot be brought');
        return 0;
      });
      if (count > 0 || stopping || isWoken) continue;
      const signal = new AbortController();
      wakeUp = () => signal.abort();
      await delay(pollMs, undefined, { signal: signal.signal }).catch(() => {});
    }
    await jobs.unlock(lockName, owner);
  };

  return {
    start: async () => {
      await openLetters(parts).then(
        (letters) => outbox.write(letters),
        (error: unknown) => parts.logger.error({ error }, 'what a crash may have lost is not known'),
      );
      running ??= loop();
    },
    wake: () => {
      isWoken = true;
      wakeUp();
    },
    drain: async () => {
      while ((await deliverBatch()) > 0);
    },
    stop: async () => {
      stopping = true;
      wakeUp();
      await running;
    },
  };
}

function deliveringParts(parts: BotParts & { adapter: TeamsAdapter }, options: DeliveryOptions): DeliveringParts {
  const { owner, sleep = delay, random = Math.random, longestCallMs } = options;
  const nowMs = () => parts.clock.now().getTime();
  return {
    ...parts,
    owner,
    random,
    sleep: async (ms) => void (await sleep(ms)),
    ...(longestCallMs === undefined ? {} : { longestCallMs }),
    chatPace: createPace({ burst: 7, perSecond: 1, nowMs }),
    joinPace: createPace({ burst: mostAlone, perSecond: mostAlone / 300, nowMs }),
    tenantPace: createPace({ burst: 20, perSecond: 20, nowMs }),
  };
}

/** A fault of ours, such as a store that does not answer, is one failed attempt of each of these letters. */
async function putBack(letters: readonly Letter[], error: unknown, parts: DeliveringParts): Promise<void> {
  parts.logger.error({ error, letters: letters.length }, 'letters could not be brought because of a fault');
  for (const letter of letters)
    await settleLetter(letter, { kind: 'retry', afterMs: null, problem: 'fault' }, parts).catch(() => false);
}

function byPerson(letters: readonly Letter[]): Letter[][] {
  const lanes = new Map<string, Letter[]>();
  for (const letter of letters) lanes.set(letter.aadObjectId, [...(lanes.get(letter.aadObjectId) ?? []), letter]);
  return [...lanes.values()];
}
