import { z } from 'zod';
import type { Operation } from '../../../models/plan.ts';
import type { Outcome } from '../../outbound/retry.ts';
import { classifyAnswer } from './classify-answer.ts';
import { explainJudgement, explainOurselves } from './explain-judgement.ts';
import type { GraphRequest } from './graph-request.ts';
import { judgeProvisioning } from './judge-provisioning.ts';
import { endUnsupported } from './send-operation.ts';
import { toProvision } from './to-access-requests.ts';
import { roleKey } from './write-app-role.ts';
import type { Ending, Writing } from './writing.ts';

/** An account that an app should have at once. */
export interface Provision {
  operation: Operation;
  accountId: string;
}

/** So many are under way at once: enough to use the limit, few enough that stopping does not take long. */
const AT_ONCE = 20;

/** How often a refusal that may come from slow replication is believed to be one. */
const GONE_ATTEMPTS = 3;

/**
 * Asks Entra to make or change these accounts in their apps now, instead of with the next cycle some forty minutes later. Nothing rests
 * on it: what does not work here comes with that cycle. Reports one result for each.
 */
export async function provisionApps(provisions: readonly Provision[], writing: Writing): Promise<void> {
  const waiting = [...provisions];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { operation, accountId } = next;
      writing.end(operation, await provision(operation, accountId, writing));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function provision(operation: Operation, accountId: string, writing: Writing): Promise<Ending> {
  if (writing.failedRoles.has(roleKey(operation, accountId))) {
    const error = explainOurselves('rests-on-failed', 'The role in the app could not be given.');
    return { kind: 'skipped', accountId, error };
  }
  const request = toProvision(operation, accountId);
  if (request === null) return endUnsupported(operation, accountId);
  return writing.retry<Ending>(
    (number) => attempt({ request, operation, accountId, number }, writing),
    writing.limits.patience,
  );
}

const Body = z.object({ value: z.string().nullish() });

async function attempt(
  { request, operation, accountId, number }: Provision & { request: GraphRequest; number: number },
  writing: Writing,
): Promise<Outcome<Ending>> {
  await writing.provisioning.throttle.takeTurn(1);
  const answer = await writing.provisioning.batcher.ask(request, { operations: [operation] });
  const judgement = classifyAnswer('provision-app', answer);
  if (judgement.kind === 'done') {
    const found = judgeProvisioning(Body.safeParse(answer.body).data?.value ?? '');
    if (found.kind === 'done') return { kind: 'final', value: { kind: 'done', accountId } };
    const value: Ending = { kind: 'failed', accountId, error: explainOurselves(found.code, found.text) };
    return { kind: found.kind === 'not-yet' ? 'again' : 'final', value };
  }
  if (judgement.kind === 'already') throw new Error('Provisioning on demand is never there already');
  const value: Ending = { kind: 'failed', accountId, error: explainJudgement(judgement) };
  if (judgement.kind === 'retry') return { kind: 'again', value, afterMs: judgement.afterMs };
  const mayPass = judgement.kind === 'gone' || judgement.kind === 'locked-out';
  return { kind: mayPass && number < GONE_ATTEMPTS ? 'again' : 'final', value };
}
