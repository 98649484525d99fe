import type { ProposedPolicy } from '../../models/policy-version.ts';
import type { Actor } from '../../models/run.ts';
import type { CompiledPolicy, PolicyFile } from '../engine/compiled-policy.ts';
import type { PolicyComparison } from '../engine/outlook/compare-policies.ts';

/** What requests about a changed policy rest on. */
export interface PolicyDesk {
  compareFile(): Promise<PolicyFile>;
  /** What was noted about the file the last time. */
  proposal(): Promise<ProposedPolicy | null>;
  noteProposal(proposed: ProposedPolicy | null): Promise<void>;
  /** Puts the noted text of this version in force; false when another one was noted since. Doing it twice is doing it once. */
  accept(version: string, by: Actor): Promise<boolean>;
  /** Who would gain and lose what, over everybody as last read; null as long as Entra was never read. */
  compare(proposed: CompiledPolicy): Promise<PolicyComparison | null>;
}
