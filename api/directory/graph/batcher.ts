import type { Operation } from '../../../models/plan.ts';
import type { Lane, Throttle } from '../../outbound/throttle.ts';
import { BATCH_SIZE, sendBatch } from './batch.ts';
import type { GraphConnection } from './client.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';

/** Takes single requests from many callers and sends them in full batches, several in flight. */
export interface Batcher {
  /**
   * Resolves with the answer of this one request. Rejects when Entra refuses us altogether or the batcher was stopped.
   * `operations` are announced each time before the request goes out; when one of them is to be left out, the answer is a refusal. `urgent` goes ahead of all that waits.
   */
  ask(request: GraphRequest, options?: { operations?: readonly Operation[]; urgent?: boolean }): Promise<GraphAnswer>;
  /** Sends nothing more: what waits, and what is asked from now on, is rejected with `reason`. */
  stop(reason: unknown): void;
}

/** Stands for the answer to what is not to be sent. Nothing that Graph answers looks like it. */
const notSent: GraphAnswer = { status: 499, headers: {}, body: undefined };

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
  /** Called and awaited with the operations of each batch; what it names is not sent. */
  announce?: (operations: readonly Operation[]) => Promise<ReadonlySet<string> | undefined>;
  lane?: Lane;
}): Batcher {
  const { connection, throttle, announce, lane = 'bulk' } = options;
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
      await throttle.takeTurn(pack.filter((waiting) => waiting.request.method !== 'GET').length, lane);
      const operations = pack.flatMap((waiting) => waiting.operations);
      const leftOut = operations.length === 0 ? undefined : await announce?.(operations);
      if (stopped !== null) throw stopped.reason;
      const isLeftOut = (waiting: Waiting) => waiting.operations.some(({ id }) => leftOut?.has(id) === true);
      for (const waiting of pack) if (isLeftOut(waiting)) waiting.resolve(notSent);
      const sent = pack.filter((waiting) => !isLeftOut(waiting));
      if (sent.length === 0) return;
      const answers = await sendBatch(
        sent.map((waiting) => waiting.request),
        { connection, throttle, lane },
      );
      for (const [index, answer] of answers.entries()) sent[index]?.resolve(answer);
    } catch (reason) {
      for (const waiting of pack) waiting.reject(reason);
    } finally {
      inFlight -= 1;
      schedule();
    }
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
