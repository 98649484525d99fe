import { InstroomError } from '../../models/errors.ts';
import type { DriftFinding } from '../../models/ledger.ts';
import type { Operation } from '../../models/plan.ts';
import type { Remark } from '../../models/remark.ts';
import { driftTexts } from '../../models/texts/drift-texts.ts';
import { wordRemark } from '../../models/texts/remark-texts.ts';
import { keepDrift } from '../engine/drift/keep-drift.ts';
import { ruleForDrift } from '../engine/drift/rule-for-drift.ts';
import { applyNow } from '../sync/apply-now.ts';
import { choosePutBack } from '../sync/choose-put-back.ts';
import { draftWithAuthors } from '../sync/draft-with-authors.ts';
import { type ReadWorld, readWorld } from '../sync/read-world.ts';
import { type Desk, type DeskOptions, openDesk } from './open-desk.ts';

export type DriftOptions = DeskOptions & { days?: string; reason?: string };

/** What was changed by hand, with what would put it back. */
interface OpenDrift {
  finding: DriftFinding;
  operation: Operation;
}

interface Scene {
  desk: Desk;
  world: ReadWorld;
  drifts: OpenDrift[];
  now: string;
}

/** What a command answers: for people, for programs, and how it ended. */
interface Answer {
  text: string;
  json: unknown;
  code: number;
}

/**
 * `instroom drift`: what somebody changed in Entra by hand, from a fresh look. `keep ID --days N --reason TEXT` leaves it for a while,
 * `rule ID` prints what to put in the policy, `undo ID` puts that one back and nothing else.
 * @returns 0 done, 1 failed, 3 the plan is blocked
 * @throws InstroomError `configuration` for another choice, `not-found` when nothing of that id was changed by hand
 */
export async function runDrift(
  ask: { choice: string | undefined; operation: string | undefined },
  options: DriftOptions,
): Promise<number> {
  const choose = readChoice(ask.choice, options);
  const desk = await openDesk(options);
  try {
    const now = desk.sync.clock.now().toISOString();
    const world = await readWorld(desk.sync, desk.policy, { now });
    const scene = { desk, world, drifts: await findOpen({ world, policy: desk.policy, now }, desk), now };
    const answer = choose === null ? list(scene) : await choose(findOne(ask.operation, scene), scene);
    process.stdout.write(`${options.json ? JSON.stringify(answer.json, null, 2) : answer.text}\n`);
    return answer.code;
  } finally {
    await desk.close();
  }
}

type Choice = (drift: OpenDrift, scene: Scene) => Promise<Answer>;

function readChoice(choice: string | undefined, options: DriftOptions): Choice | null {
  if (choice === undefined) return null;
  if (choice === 'rule') return rule;
  if (choice === 'undo') return putBack;
  if (choice === 'keep') return keepFor(readKeep(options));
  throw new InstroomError('configuration', `${choice} is not a choice.`, { advice: 'Choose keep, rule or undo.' });
}

function readKeep({ days, reason }: DriftOptions): { days: number; reason: string } {
  const count = Number(days);
  if (Number.isInteger(count) && count >= 1 && count <= 3650 && reason !== undefined && reason.trim() !== '')
    return { days: count, reason: reason.trim() };
  throw new InstroomError('configuration', 'Keeping a change needs --days (1 to 3650) and --reason.');
}

async function findOpen(ask: Parameters<typeof draftWithAuthors>[0], { sync }: Desk): Promise<OpenDrift[]> {
  const { plan, ledger, heldDrift } = await draftWithAuthors(ask, sync);
  const operations = new Map([...plan.operations, ...heldDrift].map((operation) => [operation.id, operation]));
  return ledger.findings.flatMap((finding) => {
    const operation = operations.get(finding.operationId);
    return operation === undefined ? [] : [{ finding, operation }];
  });
}

function findOne(id: string | undefined, { drifts }: Scene): OpenDrift {
  const drift = drifts.find(({ operation }) => operation.id === id);
  if (drift !== undefined) return drift;
  throw new InstroomError('not-found', `Nothing that ${id ?? 'no operation'} would put back was changed by hand.`, {
    advice: 'instroom drift lists what was, with the id of each.',
  });
}

function list({ drifts, desk }: Scene): Answer {
  const texts = driftTexts(desk.policy.policy.language);
  const lines = drifts.flatMap(({ operation, finding }) => [
    `${operation.sentence} (${texts.changedByHand(finding.by, finding.at)})`,
    `  ${texts.choices(operation.id)}`,
  ]);
  const text = drifts.length === 0 ? texts.noFindings : lines.join('\n');
  return { text, json: { findings: drifts.map(({ finding, operation }) => ({ ...finding, operation })) }, code: 0 };
}

function keepFor({ days, reason }: { days: number; reason: string }): Choice {
  return async ({ operation }, { desk, now }) => {
    const { stores } = desk.sync;
    const ask = { id: `kept-${operation.id}`, days, reason, by: desk.by.name, now };
    const kept = keepDrift(operation, ask);
    if (kept.kind === 'refused') throw refuse(kept.why, desk);
    const { grant } = kept;
    await stores.grants.save(grant);
    const text = `Kept until ${grant.endsAt}: ${operation.sentence} ${reason}`;
    const { personKey, id: operationId } = operation;
    const event = { id: `drift-kept:${grant.id}:${now}`, at: now, kind: 'drift-kept' as const, actor: desk.by };
    await stores.audit.append([{ ...event, runId: null, personKey, operationId, text }]);
    return { text, json: { grant }, code: 0 };
  };
}

function refuse(why: Remark, { policy }: Scene['desk']): InstroomError {
  return new InstroomError('configuration', wordRemark(why, policy.policy.language));
}

async function rule({ operation }: OpenDrift, { desk, world }: Scene): Promise<Answer> {
  const { policy } = desk.policy;
  const texts = driftTexts(policy.language);
  const account = world.directory.mirror.accounts.find(({ id }) => id === operation.target.accountId);
  if (account === undefined) throw refuse({ kind: 'no-rule', operation: operation.kind }, desk);
  const made = ruleForDrift(operation, { policy, account, texts });
  if (made.kind === 'none') throw refuse(made.why, desk);
  return { text: made.yaml.trimEnd(), json: made, code: 0 };
}

async function putBack({ operation, finding }: OpenDrift, { desk }: Scene): Promise<Answer> {
  await choosePutBack(finding, desk.sync);
  const release = { only: { operations: [operation.id] } };
  const run = await applyNow({ by: desk.by, owner: desk.owner, approve: true, release }, desk.sync);
  const { done, already } = run.results;
  const text = `Run ${run.id}: ${run.state}. ${done + already === 0 ? 'Nothing was put back.' : operation.sentence}`;
  const isHeld = run.state === 'blocked' || run.state === 'awaiting-approval';
  return { text, json: { run }, code: isHeld ? 3 : done + already === 1 ? 0 : 1 };
}
