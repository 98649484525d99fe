import type { CompiledPolicy } from './compiled-policy.ts';

/** What the file of the policy says beside the one in force. `text` is that of the file; `problem` says what to mend. */
export type PolicyFile =
  | { kind: 'same' }
  | { kind: 'changed'; inForce: CompiledPolicy; proposed: CompiledPolicy; text: string }
  | { kind: 'broken'; inForce: CompiledPolicy; version: string; text: string; problem: string };
