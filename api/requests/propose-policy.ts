import { aboutOf } from '../../models/about-of.ts';
import type { ProposedPolicy } from '../../models/policy-version.ts';
import type { Subject } from '../../models/request.ts';
import type { Actor } from '../../models/run.ts';
import { policyFileChanged } from '../../models/texts/policy-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import type { PolicyFile } from '../engine/compiled-policy.ts';
import type { ItemChange, PolicyComparison } from '../engine/outlook/compare-policies.ts';
import { askRequest } from './ask-request.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

const instroom: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };
const mostItems = 10;
const mostSamples = 8;
const mostOfOne = 6;

/**
 * Asks for a yes to a changed policy, where the one in force says that it needs one: once for each text. Who said no to it is not asked
 * again about the same text; what nobody answered is asked anew. A file that cannot be used is told to IT once.
 */
export async function proposePolicy(desk: RequestDesk): Promise<void> {
  const file = await desk.policies.compareFile();
  const noted = await desk.policies.proposal();
  if (file.kind === 'same') {
    if (noted !== null) await desk.policies.noteProposal(null);
    return;
  }
  const version = file.kind === 'changed' ? file.proposed.version : file.version;
  const isNoted = noted?.version === version;
  if (file.kind === 'broken') {
    if (!isNoted || noted.state !== 'broken') await noteBroken(file, desk);
    return;
  }
  if (isNoted && noted.state === 'unasked') return;
  const about = `policy-change ${version}`;
  const [newest] = await desk.stores.requests.list({ limit: 1, about });
  if (newest?.state === 'open' || newest?.state === 'approved' || newest?.state === 'failed') return;
  if (newest?.state === 'refused') {
    if (!isNoted || noted.state !== 'refused') await note(file, { state: 'refused', requestId: newest.id }, desk);
    return;
  }
  await propose(file, desk);
}

async function propose(file: Extract<PolicyFile, { kind: 'changed' }>, desk: RequestDesk): Promise<void> {
  const comparison = await desk.policies.compare(file.proposed);
  if (comparison === null) return;
  // Noted before it is asked: a yes puts exactly this text in force.
  await note(file, { state: 'waiting', requestId: null }, desk);
  const subject = subjectOf(comparison);
  const { language } = file.inForce.policy;
  const reason = policyFileChanged[language];
  const outcome = await askRequest({ subject, forPersonKey: null, by: instroom, reason }, desk);
  if (outcome.kind === 'asked') await note(file, { state: 'waiting', requestId: outcome.request.id }, desk);
  else if (!(await isAsked(subject, desk)))
    await note(file, { state: 'unasked', problem: wordRemark(outcome.why, language) }, desk);
}

/** Another process may have been first. */
async function isAsked(subject: Subject, { stores }: RequestDesk): Promise<boolean> {
  const open = await stores.requests.list({ limit: 1, states: ['open', 'approved'], about: aboutOf(subject, null) });
  return open.length > 0;
}

async function noteBroken(file: Extract<PolicyFile, { kind: 'broken' }>, desk: RequestDesk): Promise<void> {
  const since = nowOf(desk);
  await desk.notifier.tell({ kind: 'policy-broken', version: file.version, problem: file.problem });
  await desk.policies.noteProposal({
    version: file.version,
    text: file.text,
    state: 'broken',
    since,
    requestId: null,
    problem: file.problem,
  });
}

async function note(
  file: Extract<PolicyFile, { kind: 'changed' }>,
  said: Pick<ProposedPolicy, 'state'> & Partial<Pick<ProposedPolicy, 'requestId' | 'problem'>>,
  desk: RequestDesk,
): Promise<void> {
  const { text, proposed } = file;
  const noted = { requestId: null, problem: null, ...said };
  await desk.policies.noteProposal({ version: proposed.version, text, since: nowOf(desk), ...noted });
}

function subjectOf(comparison: PolicyComparison): Extract<Subject, { kind: 'policy-change' }> {
  const { policyVersions, people, gaining, losing, accounts, scope, licences, samples } = comparison;
  const counts = (changes: readonly ItemChange[]) =>
    changes.slice(0, mostItems).map((change) => ({ item: change.item, people: change.people }));
  return {
    kind: 'policy-change',
    fromVersion: policyVersions.before,
    toVersion: policyVersions.after,
    people,
    gaining,
    losing,
    gains: counts(comparison.gains),
    losses: counts(comparison.losses),
    accounts,
    scope,
    licences: licences
      .slice(0, mostItems)
      .map(({ licence, after, seats, short }) => ({ licence, after, seats, short })),
    sample: samples.slice(0, mostSamples).map(({ name, gains, losses }) => ({
      name,
      gains: gains.slice(0, mostOfOne),
      losses: losses.slice(0, mostOfOne),
    })),
  };
}
