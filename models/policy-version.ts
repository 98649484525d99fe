import { z } from 'zod';

/** The policy that is in force, as it is kept. `required`: another one waits for a yes. Instants are UTC. */
export const AcceptedPolicy = z.object({
  version: z.string(),
  text: z.string(),
  required: z.boolean(),
  acceptedAt: z.string(),
});
export type AcceptedPolicy = z.infer<typeof AcceptedPolicy>;

/**
 * What the file of the policy says beside the one in force. `waiting`: somebody is asked; `refused`: they said no to this very text;
 * `broken`: it cannot be used; `unasked`: nobody may be asked. `problem` says what to do, in the policy's language.
 */
export const ProposedPolicy = z.object({
  version: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'refused', 'broken', 'unasked']),
  since: z.string(),
  requestId: z.string().nullable(),
  problem: z.string().nullable(),
});
export type ProposedPolicy = z.infer<typeof ProposedPolicy>;

export const acceptedPolicySetting = 'accepted-policy';
export const proposedPolicySetting = 'proposed-policy';
