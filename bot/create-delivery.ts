import { setTimeout as delay } from 'node:timers/promises';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { type DeliveringParts, deliverToPerson, mostAlone } from './deliver-letters.ts';
import { createHold, type Hold, type LeaseTimes, usualLease } from './hold-letters.ts';
import { createPace } from './pace.ts';
import { settleLetter } from './settle-letter.ts';
import { createOutboxTending } from './tend-outbox.ts';

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
  lease?: LeaseTimes;
}

const batchSize = 40;
const chatsAtOnce = 10;

/**
 * The one postman: leases letters and brings them, ten people at once and each person's in order. With several processes one of them
 * does it. Teams takes a message at least once: who dies between sending and writing it down sends it again, which is harmless because a
 * decision counts once; everything else is brought once.
 */
export function createDelivery(parts: BotParts & { adapter: TeamsAdapter }, options: DeliveryOptions): Delivery {
  const { owner, pollMs = 1000, lease = usualLease } = options;
  const { clock, logger } = parts;
  const { outbox } = parts.stores;
  const hold = createHold({ ...parts, owner }, lease);
  const around = deliveringParts(parts, options, hold);
  const tending = createOutboxTending(parts);
  let stopping = false;
  let wakeUp: () => void = () => {};
  let isWoken = false;
  let running: Promise<void> | null = null;

  let last: Promise<unknown> = Promise.resolve();
  /** One batch after another, whoever asks: two at once could put an older state of a card over a newer one. */
  const deliverBatch = (): Promise<number | null> => {
    const batch = last.then(bringBatch);
    last = batch.catch(() => {});
    return batch;
  };

  /** How many letters were taken in hand; null when another process does it. */
  const bringBatch = async (): Promise<number | null> => {
    if (!(await hold.take())) return null;
    const now = clock.now().toISOString();
    const letters = await outbox.lease({ owner, now, leaseMs: lease.leaseMs, limit: batchSize });
    const lanes = byPerson(letters);
    if (lanes.length === 0) return 0;
    const work = async (quiet: Awaited<ReturnType<BotParts['quietHours']>>): Promise<void> => {
      for (let lane = lanes.shift(); lane !== undefined && hold.isOurs(); lane = lanes.shift()) {
        const mine = lane;
        await deliverToPerson(mine, quiet, around).catch((error) => putBack(mine, error, around));
      }
    };
    await hold.during(
      letters.map(({ id }) => id),
      async () => {
        const quiet = await parts.quietHours();
        await Promise.all(Array.from({ length: chatsAtOnce }, () => work(quiet)));
      },
    );
    return letters.length;
  };

  const attempt = <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> =>
    work().catch((error: unknown) => {
      logger.error({ error }, 'letters cannot be brought');
      return otherwise;
    });

  const loop = async (): Promise<void> => {
    let wasOurs = true;
    while (!stopping) {
      isWoken = false;
      const count = await attempt(deliverBatch, null);
      const isOurs = count !== null;
      // Whoever had the letters before may have died between a decision and its letters.
      if (isOurs) await attempt(wasOurs ? tending.tend : tending.writeLost, undefined);
      wasOurs = isOurs;
      if ((count ?? 0) > 0 || stopping || isWoken) continue;
      const signal = new AbortController();
      wakeUp = () => signal.abort();
      await delay(pollMs, undefined, { signal: signal.signal }).catch(() => {});
    }
    await hold.release();
  };

  return {
    start: async () => {
      await attempt(tending.writeLost, undefined);
      running ??= loop();
    },
    wake: () => {
      isWoken = true;
      wakeUp();
    },
    drain: async () => {
      while (((await deliverBatch()) ?? 0) > 0);
    },
    stop: async () => {
      stopping = true;
      wakeUp();
      await running;
    },
  };
}

function deliveringParts(
  parts: BotParts & { adapter: TeamsAdapter },
  options: DeliveryOptions,
  hold: Hold,
): DeliveringParts {
  const { owner, sleep = delay, random = Math.random, longestCallMs } = options;
  const nowMs = () => parts.clock.now().getTime();
  return {
    ...parts,
    owner,
    random,
    mayGoOn: hold.isOurs,
    sleep: async (ms) => void (await sleep(ms)),
    ...(longestCallMs === undefined ? {} : { longestCallMs }),
    chatPace: createPace({ burst: 5, perSecond: 0.49, nowMs }),
    joinPace: createPace({ burst: mostAlone, perSecond: mostAlone / 300, nowMs }),
    tenantPace: createPace({ burst: 10, perSecond: 20, nowMs }),
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
