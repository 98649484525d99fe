import type { Operation } from '../../../models/plan.ts';
import type { Throttle } from '../../outbound/throttle.ts';
import { BATCH_SIZE, sendBatch } from './batch.ts';
import type { GraphConnection } from './client.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';

/** Takes single requests from many callers and sends them in full batches, several in flight. */
export interface Batcher {
  /**
   * Resolves with the answer of this one request. Rejects when Entra refuses us altogether or the batcher was stopped.
   * `operations` are announced before the request goes out. `urgent` goes ahead of all that waits.
   */
  ask(request: GraphRequest, options?: { operations?: readonly Operation[]; urgent?: boolean }): Promise<GraphAnswer>;
  /** Sends nothing more: what waits, and what is asked from now on, is rejected with `reason`. */
  stop(reason: unknown): void;
}

interface Waiting {
  request: GraphRequest;
  operations: readonly Operation[];
  resolve: (answer: GraphAnswer) => void;
  reject: (reason: unknown) => void;
}

export function createBatcher(options: {
  connection: GraphConnection;
  throttle: Throttle;
  batchesInFlight: number;
  /** Called and awaited with the operations of a batch that were not announced before. */
  announce?: (operations: readonly Operation[]) => Promise<void>;
}): Batcher {
  const { connection, throttle, announce } = options;
  const announced = new Set<string>();
  let queue: Waiting[] = [];
  let urgentQueue: Waiting[] = [];
  let inFlight = 0;
  let isScheduled = false;
  let stopped: { reason: unknown } | null = null;

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    // A turn of the loop later, so that what is asked together travels together.
    setImmediate(() => {
      isScheduled = false;
      while (inFlight < options.batchesInFlight && queue.length + urgentQueue.length > 0) void dispatch(takePack());
    });
  }

  function takePack(): Waiting[] {
    const pack = urgentQueue.splice(0, BATCH_SIZE);
    return pack.concat(queue.splice(0, BATCH_SIZE - pack.length));
  }

  async function dispatch(pack: Waiting[]): Promise<void> {
    inFlight += 1;
    try {
      await throttle.takeTurn(pack.filter((waiting) => waiting.request.method !== 'GET').length);
      await announceNew(pack.flatMap((waiting) => waiting.operations));
      if (stopped !== null) throw stopped.reason;
      const answers = await sendBatch(
        pack.map((waiting) => waiting.request),
        { connection, throttle },
      );
      for (const [index, answer] of answers.entries()) pack[index]?.resolve(answer);
    } catch (reason) {
      for (const waiting of pack) waiting.reject(reason);
    } finally {
      inFlight -= 1;
      schedule();
    }
  }

  async function announceNew(operations: readonly Operation[]): Promise<void> {
    const fresh = operations.filter((operation) => !announced.has(operation.id));
    for (const operation of fresh) announced.add(operation.id);
    if (fresh.length > 0) await announce?.(fresh);
  }

  return {
    ask(request, { operations = [], urgent = false } = {}) {
      if (stopped !== null) return Promise.reject(stopped.reason);
      return new Promise((resolve, reject) => {
        (urgent ? urgentQueue : queue).push({ request, operations, resolve, reject });
        schedule();
      });
    },
    stop(reason) {
      stopped ??= { reason };
      for (const waiting of [...urgentQueue, ...queue]) waiting.reject(reason);
      queue = [];
      urgentQueue = [];
    },
  };
}
