import { freezeSetting } from '../../models/desk.ts';
import type { Answer, Request, Subject } from '../../models/request.ts';
import { askingTexts } from '../../models/texts/asking-texts.ts';
import { readDriftChoice } from './judge-answer.ts';
import type { RequestDesk } from './request-desk.ts';

type SubjectOf<Kind extends Subject['kind']> = Extract<Subject, { kind: Kind }>;
type About<Kind extends Subject['kind']> = Request & { subject: SubjectOf<Kind> };

/** What came of an order: `text` is kept with the request. */
export type Carried = { kind: 'done'; text: string | null } | { kind: 'failed'; text: string };

const done: Carried = { kind: 'done', text: null };

/** The last yes: whoever gave it is who did it. */
export function lastYes({ tracks }: Request): Answer | null {
  const answers = tracks.flatMap(({ stages }) => stages.flatMap((stage) => stage.answers));
  const yes = answers.filter(({ answer }) => answer === 'approve').sort((a, b) => (a.at < b.at ? -1 : 1));
  return yes[yes.length - 1] ?? null;
}

const textsOf = async (desk: RequestDesk) => askingTexts((await desk.loadPolicy()).policy.language);

export async function shutOut(request: About<'urgent-exit'>, desk: RequestDesk): Promise<Carried> {
  const { forPersonKey, reason } = request;
  const by = lastYes(request)?.by ?? request.askedBy;
  const outcome = forPersonKey === null ? null : await desk.urgentExits.ask({ personKey: forPersonKey, reason, by });
  if (outcome?.kind === 'in-force') return done;
  return { kind: 'failed', text: (await textsOf(desk)).notDone(outcome?.kind ?? 'unknown-person') };
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
  const texts = await textsOf(desk);
  const isOver = outcome.kind !== 'not-allowed' && outcome.kind !== 'nothing-released';
  return { kind: 'failed', text: isOver ? texts.runMoved(runId) : texts.notDone(outcome.kind) };
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
    const text = rule.kind === 'rule' ? (await textsOf(desk)).putInPolicy(rule.yaml) : rule.text;
    return { kind: rule.kind === 'rule' ? 'done' : 'failed', text };
  }
  const reason = answer?.reason ?? request.reason;
  const outcome = await (choice.kind === 'keep'
    ? desk.drift.keep({ findingId, days: choice.days, reason, by, requestId: request.id })
    : desk.drift.putBack({ findingId, by }));
  return outcome.kind === 'done' ? done : { kind: 'failed', text: outcome.text };
}

/** Links an account to a person. @throws Error when somebody else is deciding on matches at this moment; then it is tried again */
export async function linkAccount(request: About<'match'>, desk: RequestDesk): Promise<Carried> {
  const { forPersonKey, subject } = request;
  if (forPersonKey === null) return { kind: 'failed', text: (await textsOf(desk)).accountGone };
  const links = await desk.stores.accounts.loadLinks(desk.directoryKey);
  if (links.get(forPersonKey) === subject.accountId) return done;
  const by = lastYes(request)?.by ?? request.askedBy;
  const accept = [{ person: forPersonKey, account: subject.accountId }];
  const outcome = await desk.adoption.decide({ accept, acceptAll: null, attributes: null, reject: [] }, by);
  if (outcome.kind === 'busy') throw new Error('somebody else is deciding on matches');
  return outcome.kind === 'decided' ? done : { kind: 'failed', text: outcome.problems.join(' ') };
}

export async function freezeLeavers({ subject }: About<'freeze'>, { stores }: RequestDesk): Promise<Carried> {
  await stores.settings.set(freezeSetting, subject.until);
  return done;
}

/** Puts the text that was shown in force. */
export async function acceptPolicy(request: About<'policy-change'>, desk: RequestDesk): Promise<Carried> {
  const by = lastYes(request)?.by ?? request.askedBy;
  if (await desk.policies.accept(request.subject.toVersion, by)) return done;
  return { kind: 'failed', text: (await textsOf(desk)).policyMoved };
}
