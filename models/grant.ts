import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import { Entitlements, noEntitlements } from './entitlements.ts';
import { LeaveMode } from './lifecycle.ts';
import type { Actor, Run } from './run.ts';

/** Who said yes to a grant, and when (instant). */
export const Approval = z.object({ by: z.string(), at: z.string(), requestId: z.string().nullable() });
export type Approval = z.infer<typeof Approval>;

/**
 * Dated access on top of policy, with its reason. In force from `startsAt` (inclusive) until `endsAt` (exclusive), to the minute; null means
 * open-ended. All instants are UTC.
 *
 * - `exception`: gives `items`.
 * - `replacement`: gives what the absent person (`follows.personKey`) is entitled to, as far as `items` approved it, and moves with that
 *   person's leave as HR has it now; `follows.leaveKey` names the leave, otherwise every leave that touches the grant's own period, or
 *   the next one. A leave that HR withdrew ends the grant.
 * - `kept-drift`: what somebody did by hand and is kept for a while: `items` stay, `withheld` are not given back, `attributes` are not
 *   written.
 */
export const Grant = z.object({
  id: z.string(),
  personKey: z.string(),
  kind: z.enum(['replacement', 'exception', 'kept-drift']),
  items: Entitlements,
  withheld: Entitlements.default(noEntitlements),
  attributes: z.array(AccountAttribute).default([]),
  follows: z.object({ personKey: z.string(), leaveKey: z.string().nullable() }).nullable().default(null),
  /** Whom a replacement stands in for where it follows no leave of theirs: HR knows of none, or it goes on after it. */
  standsInFor: z.string().exactOptional(),
  /** How the access of whoever a replacement follows is meant to be during that leave, over what the policy says; missing: as it says. */
  leaveMode: LeaveMode.exactOptional(),
  startsAt: z.string(),
  endsAt: z.string().nullable(),
  reason: z.string(),
  approval: Approval.nullable().default(null),
});
export type Grant = z.infer<typeof Grant>;

/** Whom a replacement stands in for; null for any other grant. */
export const absentOf = ({ follows, standsInFor }: Pick<Grant, 'follows' | 'standsInFor'>): string | null =>
  follows?.personKey ?? standsInFor ?? null;

/** Somebody must out at once, whatever HR says: disabled and signed out from `fromAt` until it is lifted. Instants are UTC. */
export const UrgentExit = z.object({
  personKey: z.string(),
  fromAt: z.string(),
  liftedAt: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
});
export type UrgentExit = z.infer<typeof UrgentExit>;

export type UrgentExitOutcome =
  /** In force now; `isNew` is false when it was already. `run` is the run that was asked for. */
  | { kind: 'in-force'; exit: UrgentExit; isNew: boolean; run: Run }
  | { kind: 'lifted'; exits: UrgentExit[]; run: Run }
  | { kind: 'not-in-force' }
  | { kind: 'unknown-person' };

/** People who must out at once, whatever HR says. */
export interface UrgentExitService {
  ask(ask: { personKey: string; reason: string; by: Actor }): Promise<UrgentExitOutcome>;
  lift(ask: { personKey: string; reason: string; by: Actor }): Promise<UrgentExitOutcome>;
}
