import type { UrgentExit } from '../../models/grant.ts';
import type { OperationKind } from '../../models/plan.ts';
import type { Decision, Release } from '../../models/run.ts';
import { releasePart } from '../engine/limits/release-part.ts';
import { system } from './audit-run.ts';
import type { PreparedRun } from './plan-run.ts';

/** What shuts somebody out, whatever else a plan holds. */
const shutOut: OperationKind[] = ['disable-account', 'revoke-sessions'];

/**
 * The part of a plan that shuts out people with an urgent exit in force, or null when there is none. Whoever asked for the exit has
 * said yes to it: it waits neither for a decision on the rest of the plan nor for a source to be mended.
 */
export function urgentPart({ plan, world }: Pick<PreparedRun, 'plan' | 'world'>): Release | null {
  const people = exitsInForce(world.urgentExits, plan.now).map(({ personKey }) => personKey);
  if (people.length === 0) return null;
  const release: Release = { only: { kinds: shutOut, people } };
  return releasePart(plan.operations, release).released.length === 0 ? null : release;
}

/**
 * The decision that lets the urgent exits of a held plan go; the rest of it is held back and comes again. Null without any.
 * @param isPaused - nothing else goes out by itself now, whatever the verdict
 */
export function decideUrgentExits(
  prepared: Pick<PreparedRun, 'plan' | 'world'>,
  at: string,
  isPaused = false,
): Decision | null {
  const { plan } = prepared;
  const release = plan.verdict.kind === 'auto' && !isPaused ? null : urgentPart(prepared);
  return release === null ? null : exitDecision(prepared, release, at);
}

/** The yes of those who asked for the exits that are in force. */
export function exitDecision(
  { plan, world }: Pick<PreparedRun, 'plan' | 'world'>,
  release: Release,
  at: string,
): Decision {
  const exits = exitsInForce(world.urgentExits, plan.now);
  return {
    answer: 'approve',
    fingerprint: plan.fingerprint,
    by: system,
    at,
    reason: exits.map(({ personKey, by, reason }) => `Urgent exit of ${personKey} by ${by}: ${reason}`).join(' '),
    override: plan.verdict.kind === 'blocked',
    release,
  };
}

/** Urgent exits that hold at an instant. */
export function exitsInForce(exits: readonly UrgentExit[], now: string): UrgentExit[] {
  return exits.filter(({ fromAt, liftedAt }) => liftedAt === null && Date.parse(fromAt) <= Date.parse(now));
}
