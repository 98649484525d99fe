import type { Operation } from '../../../models/plan.ts';
import { askPatiently } from './ask-patiently.ts';
import { readOrNull } from './explain-answer.ts';
import { explainJudgement } from './explain-judgement.ts';
import { readMemberIds } from './read-members.ts';
import { MEMBERS_AT_ONCE, toAddMembers } from './to-requests.ts';
import { writeAccount } from './write-account.ts';
import type { Ending, Writing } from './writing.ts';

/** One change of one group's members, with the account it is about. */
export interface MemberChange {
  operation: Operation;
  accountId: string;
}

/**
 * Brings the members of one group up to date, one request after the other in the order given: parallel changes of one
 * group end in 409. People are added twenty at a time, which is one write; there is no such thing for removals.
 */
export async function writeMembers(groupId: string, changes: readonly MemberChange[], writing: Writing): Promise<void> {
  for (const pack of toPacks(changes)) {
    const [first] = pack;
    if (first.operation.kind === 'add-member') await addMembers(groupId, pack, writing);
    else await writeAccount(first.operation, first.accountId, writing);
  }
}

type Pack = [MemberChange, ...MemberChange[]];

/** Additions that follow each other, up to twenty and no account twice; removals alone. */
function toPacks(changes: readonly MemberChange[]): Pack[] {
  const packs: Pack[] = [];
  for (const change of changes) {
    const pack = packs.at(-1);
    const fits =
      pack !== undefined &&
      pack.length < MEMBERS_AT_ONCE &&
      change.operation.kind === 'add-member' &&
      pack[0].operation.kind === 'add-member' &&
      pack.every((other) => other.accountId !== change.accountId);
    if (fits) pack.push(change);
    else packs.push([change]);
  }
  return packs;
}

async function addMembers(groupId: string, pack: Pack, writing: Writing): Promise<void> {
  const request = toAddMembers(
    groupId,
    pack.map((change) => change.accountId),
    writing.connection.root,
  );
  const [first, ...others] = pack;
  const { judgement, wasUnclear } = await askPatiently(
    request,
    [first.operation, ...others.map((change) => change.operation)],
    { writing, isRecent: pack.some((change) => writing.recentIds.has(change.accountId)) },
  );
  if (judgement.kind === 'done') return endAll(pack, { kind: 'done' }, writing);
  const there = wasUnclear ? 'done' : 'already';
  if (judgement.kind === 'already' && others.length === 0) return endAll(pack, { kind: there }, writing);
  if (judgement.kind === 'already') return addMissing(groupId, pack, { writing, there });
  const isAboutGroup = judgement.kind === 'failed' && judgement.reason === 'permission';
  const isStuck = judgement.kind === 'retry';
  if (others.length > 0 && !isAboutGroup && !isStuck) return addOneByOne(groupId, pack, writing);
  endAll(pack, { kind: 'failed', error: explainJudgement(judgement) }, writing);
}

/** One who is a member already makes Graph refuse all twenty without saying who: look, and send the rest. */
async function addMissing(
  groupId: string,
  pack: Pack,
  { writing, there }: { writing: Writing; there: 'done' | 'already' },
): Promise<void> {
  const members = new Set(await readOrNull(readMemberIds(groupId, writing, { urgent: true })));
  endAll(
    pack.filter((change) => members.has(change.accountId)),
    { kind: there },
    writing,
  );
  const [first, ...others] = pack.filter((change) => !members.has(change.accountId));
  if (first === undefined) return;
  const missing: Pack = [first, ...others];
  // Nobody found although somebody is there: the list is behind or gone, so each goes alone and hears it for
  // themselves.
  if (missing.length === pack.length) return addOneByOne(groupId, missing, writing);
  return addMembers(groupId, missing, writing);
}

/** So that one who cannot be added does not keep the others out. */
async function addOneByOne(groupId: string, pack: Pack, writing: Writing): Promise<void> {
  for (const change of pack) await addMembers(groupId, [change], writing);
}

function endAll(changes: readonly MemberChange[], ending: Omit<Ending, 'accountId'>, writing: Writing): void {
  for (const { operation, accountId } of changes) writing.end(operation, { ...ending, accountId });
}
