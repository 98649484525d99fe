import { freezeSetting } from '../../models/desk.ts';
import type { Remark } from '../../models/remark.ts';
import type { Answer, Request, Subject } from '../../models/request.ts';
import type { RecordRef } from '../../models/same-people.ts';
import { readDoubtChoice, readDriftChoice } from './judge-answer.ts';
import type { RequestDesk } from './request-desk.ts';

type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;
type About<Kind extends Subject['kind']> = Request & { subject: SubjectOf<Kind> };

/** What came of an order: the remark is kept with the request. */
export type Carried = { kind: 'done'; remark: Remark | null } | { kind: 'failed'; remark: Remark };

const done: Carried = { kind: 'done', remark: null };
const failed = (remark: Remark): Carried => ({ kind: 'failed', remark });

/** The last yes: whoever gave it is who did it. */
export function lastYes({ tracks }: Request): Answer | null {
  const answers = tracks.flatMap(({ stages }) => stages.flatMap((stage) => stage.answers));
  const yes = answers.filter(({ answer }) => answer === 'approve').sort((a, b) => (a.at < b.at ? -1 : 1));
  return yes[yes.length - 1] ?? null;
}

export async function shutOut(request: About<'urgent-exit'>, desk: RequestDesk): Promise<Carried> {
  const { forPersonKey, reason } = request;
  const by = lastYes(request)?.by ?? request.askedBy;
  const outcome = forPersonKey === null ? null : await desk.urgentExits.ask({ personKey: forPersonKey, reason, by });
  if (outcome?.kind === 'in-force') return done;
  return failed({ kind: 'unknown-person', personKey: forPersonKey ?? '' });
}

/** Lets a held run go, whole or in part, in the name of whoever approved it. */
export async function releaseRun(request: About<'run-release'>, desk: RequestDesk): Promise<Carried> {
  const { runId, planFingerprint, release } = request.subject;
  const { by } = lastYes(request) ?? { by: request.askedBy };
  const run = await desk.stores.runs.find(runId);
  const member = await desk.membership.member(by.id);
  const outcome = await desk.runs.decide({
    runId,
    answer: 'approve',
    fingerprint: planFingerprint,
    by,
    roles: member?.roles ?? [],
    reason: request.reason,
    override: run?.state === 'blocked',
    ...(release === null ? {} : { release }),
  });
  if (outcome.kind === 'decided') return done;
  // Carried out before a crash: the decision is there, and it is this one.
  if (outcome.kind === 'already-decided' && isThisDecision(request, outcome.run.decision, by.id)) return done;
  if (outcome.kind === 'not-allowed') return failed({ kind: 'may-not-release', runId });
  return failed({ kind: outcome.kind === 'nothing-released' ? 'nothing-to-release' : 'run-moved', runId });
}

function isThisDecision(
  { subject, decidedAt }: About<'run-release'>,
  decision: { answer: string; fingerprint: string; at: string; by: { id: string } } | null,
  byId: string,
): boolean {
  if (decision === null || decidedAt === null) return false;
  const isSame = decision.answer === 'approve' && decision.fingerprint === subject.planFingerprint;
  return isSame && decision.by.id === byId && decision.at >= decidedAt;
}

/** Puts a change by hand back, keeps it for a while, or says what would make it the rule. */
export async function settleDrift(request: About<'drift'>, desk: RequestDesk): Promise<Carried> {
  const { findingId } = request.subject;
  const answer = lastYes(request);
  const by = answer?.by ?? request.askedBy;
  const choice = readDriftChoice(answer?.choice ?? null) ?? { kind: 'undo' };
  if (choice.kind === 'rule') {
    const rule = await desk.drift.rule(findingId);
    if (rule.kind === 'refused') return failed(rule.why);
    return { kind: 'done', remark: { kind: 'put-in-policy', yaml: rule.yaml } };
  }
  const reason = answer?.reason ?? request.reason;
  const outcome = await (choice.kind === 'keep'
    ? desk.drift.keep({ findingId, days: choice.days, reason, by, requestId: request.id })
    : desk.drift.putBack({ findingId, by }));
  return outcome.kind === 'done' ? done : failed(outcome.why);
}

/** Links an account to a person. @throws Error when somebody else is deciding on matches at this moment; then it is tried again */
export async function linkAccount(request: About<'match'>, desk: RequestDesk): Promise<Carried> {
  const { forPersonKey, subject } = request;
  if (forPersonKey === null) return failed({ kind: 'account-gone' });
  const links = await desk.stores.accounts.loadLinks(desk.directoryKey);
  if (links.get(forPersonKey) === subject.accountId) return done;
  const by = lastYes(request)?.by ?? request.askedBy;
  const accept = [{ person: forPersonKey, account: subject.accountId }];
  const outcome = await desk.adoption.decide({ accept, acceptAll: null, attributes: null, reject: [] }, by);
  if (outcome.kind === 'busy') throw new Error('somebody else is deciding on matches');
  return outcome.kind === 'decided' ? done : failed({ kind: 'bad-match', problems: outcome.problems });
}

/** Says that two records are one person, or two. @throws Error when somebody else is saying so at this moment; then it is tried again */
export async function sayWhoIsWho(request: About<'doubt'>, desk: RequestDesk): Promise<Carried> {
  const answer = lastYes(request);
  const said = readDoubtChoice(answer?.choice ?? null);
  if (said === null) return failed({ kind: 'doubt-gone' });
  const { left, right } = request.subject;
  const [one, other] = [left, right].map(({ sourceId, recordKey }) => ({ sourceId, recordKey })) as [
    RecordRef,
    RecordRef,
  ];
  const ask = { same: [], two: [], forget: [], [said]: [{ left: one, right: other }] };
  const outcome = await desk.samePeople.decide(ask, answer?.by ?? request.askedBy);
  if (outcome.kind === 'busy') throw new Error('somebody else is saying who is who');
  return outcome.kind === 'decided' ? done : failed({ kind: 'bad-identity', problems: outcome.problems });
}

export async function freezeLeavers({ subject }: About<'freeze'>, { stores }: RequestDesk): Promise<Carried> {
  await stores.settings.set(freezeSetting, subject.until);
  return done;
}

/** Puts the text that was shown in force. */
export async function acceptPolicy(request: About<'policy-change'>, desk: RequestDesk): Promise<Carried> {
  const by = lastYes(request)?.by ?? request.askedBy;
  if (await desk.policies.accept(request.subject.toVersion, by)) return done;
  return { kind: 'failed', remark: { kind: 'policy-moved' } };
}
