import { randomUUID } from 'node:crypto';
import type { Clock, Directory } from '../../../models/ports.ts';
import type { Retry } from '../../outbound/retry.ts';
import { createThrottle } from '../../outbound/throttle.ts';
import { createBatcher } from './batcher.ts';
import type { ConnectGraph } from './client.ts';
import { createAccessPass, type PassParts } from './create-access-pass.ts';
import type { GraphLimits } from './limits.ts';
import { createBatchReader } from './read-through-batch.ts';
import { removeAccessPass } from './remove-access-pass.ts';

/**
 * Makes and takes away access passes at a pace of their own: Graph gives little of it, and a run must not wait for it, nor it for a run.
 * Somebody looks at a button meanwhile, so whoever would have to wait for long is told to come back, and nothing is sent.
 */
export function createPassDesk(options: {
  connect: ConnectGraph;
  retry: Retry;
  sleep: (ms: number) => Promise<void>;
  clock: Clock;
  limits: GraphLimits;
}): Pick<Directory, 'createAccessPass' | 'removeAccessPass'> {
  const { connect, retry, sleep, clock, limits } = options;
  const { patience, batchesInFlight, passesInHand } = limits;
  const throttle = createThrottle({
    writesAtOnce: limits.passesAtOnce,
    writesPerSecond: limits.passesPerSecond,
    sleep,
  });
  const open = (): PassParts => {
    const connection = connect(`pass-${randomUUID()}`);
    const { root } = connection;
    const batcher = createBatcher({ connection, throttle, batchesInFlight });
    return { root, batcher, reader: createBatchReader({ root, batcher, retry, patience }), retry, patience, clock };
  };
  let inHand = 0;
  return {
    createAccessPass: async (ask) => {
      if (inHand >= passesInHand) return { kind: 'refused', why: 'busy', text: 'Many passes are asked for just now.' };
      inHand += 1;
      try {
        return await createAccessPass(ask, open());
      } finally {
        inHand -= 1;
      }
    },
    removeAccessPass: (ask) => removeAccessPass(ask, open()),
  };
}
