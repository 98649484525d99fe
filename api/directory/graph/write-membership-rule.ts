import { z } from 'zod';
import type { Operation } from '../../../models/plan.ts';
import { askPatiently } from './ask-patiently.ts';
import { readOrNull } from './explain-answer.ts';
import { explainJudgement, explainOurselves } from './explain-judgement.ts';
import { endUnsupported } from './send-operation.ts';
import { DYNAMIC, toMembershipRule } from './to-access-requests.ts';
import type { Ending, Writing } from './writing.ts';

const RuledGroup = z.object({
  groupTypes: z.array(z.string()).nullish(),
  membershipRule: z.string().nullish(),
  membershipRuleProcessingState: z.string().nullish(),
});
type RuledGroup = z.infer<typeof RuledGroup>;

/**
 * Gives a group its membership rule, or pauses and resumes the working of it. Looks first: a change of the types of a group has to name
 * those that stay. Reports exactly one result.
 */
export async function writeMembershipRule(operation: Operation, writing: Writing): Promise<void> {
  writing.end(operation, await bringRule(operation, writing));
}

async function bringRule(operation: Operation, writing: Writing): Promise<Ending> {
  const { groupId } = operation.target;
  if (groupId === undefined) return { ...endUnsupported(operation, ''), accountId: null };
  const group = await readGroup(groupId, writing);
  if (group === null)
    return fail(
      explainOurselves('Request_ResourceNotFound', 'Entra does not show the group, so its rule was left alone.'),
    );
  if (isSo(group, operation)) return { kind: 'already', accountId: null };
  const request = toMembershipRule(operation, group.groupTypes ?? []);
  if (request === null) return { ...endUnsupported(operation, ''), accountId: null };
  const { judgement } = await askPatiently(request, [operation], { writing, isRecent: false });
  if (judgement.kind === 'done' || judgement.kind === 'already') return { kind: judgement.kind, accountId: null };
  return fail(explainJudgement(judgement));
}

async function readGroup(groupId: string, { reader }: Writing): Promise<RuledGroup | null> {
  const url = `/groups/${encodeURIComponent(groupId)}?$select=groupTypes,membershipRule,membershipRuleProcessingState`;
  const answer = await readOrNull(reader.read(url, { doing: 'Looking at a dynamic group', urgent: true }));
  return answer?.status === 200 ? (RuledGroup.safeParse(answer.body).data ?? null) : null;
}

function isSo(group: RuledGroup, { after }: Operation): boolean {
  const isDynamic = group.groupTypes?.includes(DYNAMIC) ?? false;
  if (after?.dynamic === false) return !isDynamic;
  const processing = group.membershipRuleProcessingState?.toLowerCase();
  return isDynamic && group.membershipRule === after?.membershipRule && processing === after?.processing;
}

function fail(error: NonNullable<Ending['error']>): Ending {
  return { kind: 'failed', accountId: null, error };
}
