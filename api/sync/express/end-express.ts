import { explainError, InstroomError } from '../../../models/errors.ts';
import type { Run, SourceSummary } from '../../../models/run.ts';
import { runEvent, system } from '../audit-run.ts';
import { mustFind } from '../plan-run.ts';
import { createRecorder } from '../record-results.ts';
import type { ExpressParts } from './express-parts.ts';

/** An express run that is over. `next`: what a run over everybody has to do. */
export interface EndedExpress {
  run: Run;
  next: 'nothing' | 'follow-up' | 'run';
}

type EndParts = Pick<ExpressParts, 'stores' | 'clock'>;

/** Ends runs that a process died over. Their people are looked at again: what was told of them is still there. */
export async function endCutOff(parts: ExpressParts, holdOn: () => Promise<void>): Promise<void> {
  const { stores, clock } = parts;
  const left = await stores.runs.list({ limit: 100, states: ['planning', 'applying'], about: 'some' });
  for (const run of left) {
    if (run.state === 'applying') await signOut(run, parts, holdOn);
    const text = 'It was cut off; its people are looked at anew.';
    await supersede(run, text, { stores, clock });
    await stores.freshPeople.end(run.id, clock.now().toISOString());
  }
}

/**
 * Whoever was shut out is seen to be out when they are looked at again, and not whether they were signed out: that is done now, once more
 * if it was done, which harms nobody.
 */
async function signOut(run: Run, parts: ExpressParts, holdOn: () => Promise<void>): Promise<void> {
  const saved = await parts.stores.runs.operations(run.id);
  const operations = saved.flatMap(({ operation, result }) =>
    result === null && operation.kind === 'revoke-sessions' ? operation : [],
  );
  if (operations.length === 0) return;
  const record = createRecorder(run, parts, { operations, undone: [] });
  const accountIds = new Map(
    operations.flatMap(({ personKey, target }): [string, string][] =>
      personKey === null || target.accountId === null ? [] : [[personKey, target.accountId]],
    ),
  );
  const ask = { runId: run.id, operations, accountIds, lane: 'express' as const };
  const intend = async () => {
    await holdOn();
    return undefined;
  };
  for await (const results of parts.directory.apply({ ...ask, intend })) await record(results);
}

/** Nothing is written: a run over everybody sees the same, and asks people where there is something to ask. */
export async function leaveToAll(
  run: Run,
  reason: string,
  { stores, clock }: EndParts,
  sources: SourceSummary[] = [],
): Promise<EndedExpress> {
  const text = `Left to a run over everybody. ${reason}`;
  return { run: await supersede(run, text, { stores, clock }, sources), next: 'run' };
}

async function supersede(
  run: Run,
  text: string,
  { stores, clock }: EndParts,
  sources: SourceSummary[] = [],
): Promise<Run> {
  const at = clock.now().toISOString();
  const ended = { state: 'superseded' as const, finishedAt: at, sources };
  const superseded = await stores.runs.change(run.id, ['planning', 'applying'], ended);
  if (superseded === null) return mustFind(run.id, { stores });
  await stores.audit.append([runEvent('run-superseded', superseded, { at, actor: system, text })]);
  return superseded;
}

/** A run over everybody meets the same and tells people; what is nobody's to mend but a mistake of ours is thrown on. */
export async function endFailed(run: Run, error: unknown, parts: ExpressParts): Promise<EndedExpress> {
  const { stores, clock, logger } = parts;
  const isKnown = error instanceof InstroomError;
  if (isKnown && error.code === 'conflict') throw error;
  if (isKnown && error.code === 'hr-busy') {
    await supersede(run, 'A source is being written just now.', parts);
    throw error;
  }
  const at = clock.now().toISOString();
  const text = isKnown ? explainError(error) : 'An unexpected error; the log has it.';
  const code = isKnown ? error.code : 'unexpected';
  const changes = { state: 'failed' as const, finishedAt: at, error: { code, text } };
  const failed = await stores.runs.change(run.id, ['planning', 'applying'], changes);
  if (failed !== null) await stores.audit.append([runEvent('run-failed', failed, { at, actor: system, text })]);
  if (isKnown) logger.warn({ runId: run.id, code }, 'express run failed');
  else logger.error({ runId: run.id, error }, 'express run failed');
  return { run: failed ?? run, next: 'run' };
}
