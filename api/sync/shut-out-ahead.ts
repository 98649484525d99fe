import { applyRun } from './apply-run.ts';
import { runEvent, system } from './audit-run.ts';
import { concludeRun } from './conclude-run.ts';
import { newRun } from './create-run-service.ts';
import { exitDecision, urgentPart } from './decide-urgent-exits.ts';
import { draftPlan } from './make-plan.ts';
import { readWithoutHr } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/**
 * Shuts out whoever must out at once while HR cannot be read: a run of its own that is made of Entra and of what was written down, and of
 * which nothing else goes. Does nothing when nobody is still in.
 * @throws InstroomError when Entra cannot be read either
 */
export async function shutOutAhead(parts: SyncParts, holdOn: () => Promise<void>): Promise<void> {
  if ((await parts.stores.grants.urgentExits()).length === 0) return;
  const now = parts.clock.now().toISOString();
  const policy = await parts.loadPolicy();
  const world = await readWithoutHr(parts, policy, now);
  const drafted = await draftPlan(world, policy, now);
  const release = urgentPart({ plan: drafted.plan, world });
  if (release === null) return;
  const { plan } = drafted;
  const decision = exitDecision({ plan, world }, release, now);
  const asked = newRun({ trigger: 'button', by: system, at: now, now });
  const run = await parts.stores.runs.add({ ...asked, state: 'planning', startedAt: now });
  await parts.stores.runs.saveOperations(run.id, plan.operations);
  const { policyVersion, fingerprint, verdict, counts } = plan;
  const planned = { plannedAt: now, policyVersion, fingerprint, verdict, counts, decision };
  const moved = await parts.stores.runs.change(run.id, ['planning'], { ...planned, state: 'applying' });
  if (moved === null) return;
  await parts.stores.audit.append([
    runEvent('run-decided', moved, { at: now, actor: system, text: decision.reason ?? '' }),
  ]);
  await concludeRun(await applyRun(moved, parts, { fresh: { ...drafted, policy, world }, holdOn }), parts);
}
