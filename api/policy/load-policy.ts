import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { markPolicy, readPolicy } from './read-policy.ts';

/** Reads the policy when its file or its golden people have changed since the last time, else gives the one already read. */
export function createPolicyLoader(path: string): () => Promise<CompiledPolicy> {
  let known: { mark: string; policy: CompiledPolicy } | null = null;
  return async () => {
    const mark = await markPolicy(path);
    if (known !== null && mark !== null && known.mark === mark) return known.policy;
    const policy = await readPolicy(path);
    if (mark !== null) known = { mark, policy };
    return policy;
  };
}
