import { InstroomError } from '../../models/errors.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { markPolicy, readPolicy } from './read-policy.ts';

/**
 * Reads the policy when its file or its golden people have changed since the last time, else gives what came of it then.
 * @throws InstroomError `policy`, the same one until something changes, when it cannot be used
 */
export function createPolicyLoader(path: string): () => Promise<CompiledPolicy> {
  let known: { mark: string; outcome: CompiledPolicy | InstroomError } | null = null;
  const read = () =>
    readPolicy(path).catch((error: unknown) => {
      if (error instanceof InstroomError && error.code === 'policy') return error;
      throw error;
    });
  return async () => {
    const mark = await markPolicy(path);
    const outcome = known !== null && mark !== null && known.mark === mark ? known.outcome : await read();
    known = mark === null ? null : { mark, outcome };
    if (outcome instanceof InstroomError) throw outcome;
    return outcome;
  };
}
