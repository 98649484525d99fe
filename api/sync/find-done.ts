import { InstroomError } from '../../models/errors.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';

/**
 * What is to be taken back: a run; what was done to a person, by the newest run that changed them or by all since an instant; or all
 * that was done under a version of the policy.
 */
export type UndoSubject =
  | { kind: 'run'; runId: string }
  | { kind: 'person'; personKey: string; since: string | null }
  | { kind: 'policy'; version: string };

/** Operations with what became of them, oldest first, and the runs they are of. */
export interface DoneOperations {
  runIds: string[];
  operations: { operation: Operation; result: OperationResult | null }[];
}

type HistoryStores = Pick<Stores, 'runs' | 'audit'>;

/** More than this is no undo but a restore; who asks for it is told instead of getting a part. */
const longestHistory = 10_000;

/**
 * Finds what was done. Undo runs count only when they are named: taking a person back twice must not do everything again.
 * @throws InstroomError `not-found` when there is no such run, or nothing was done; `conflict` when it is too much to look through
 */
export async function findDone(subject: UndoSubject, stores: HistoryStores): Promise<DoneOperations> {
  switch (subject.kind) {
    case 'run':
      return findByRun(subject.runId, stores);
    case 'person':
      return findByPerson(subject, stores);
    case 'policy':
      return findByPolicy(subject.version, stores);
  }
}

async function findByRun(runId: string, stores: HistoryStores): Promise<DoneOperations> {
  const run = await stores.runs.find(runId);
  if (run === null) throw new InstroomError('not-found', `There is no run ${runId}.`);
  return { runIds: [runId], operations: await stores.runs.operations(runId) };
}

async function findByPolicy(version: string, stores: HistoryStores): Promise<DoneOperations> {
  const runs = await stores.runs.list({ limit: longestHistory, policyVersion: version });
  refuseTooLong(runs.length);
  const changing = runs.filter(({ trigger, results }) => trigger !== 'undo' && results.done > 0).reverse();
  if (changing.length === 0) throw new InstroomError('not-found', `No run changed anything under policy ${version}.`);
  const operations: DoneOperations['operations'] = [];
  for (const run of changing) operations.push(...(await stores.runs.operations(run.id)));
  return { runIds: changing.map(({ id }) => id), operations };
}

async function findByPerson(
  { personKey, since }: Extract<UndoSubject, { kind: 'person' }>,
  stores: HistoryStores,
): Promise<DoneOperations> {
  const idsByRun = new Map<string, string[]>();
  const events = await stores.audit.list({ personKey, limit: longestHistory });
  refuseTooLong(since === null ? 0 : events.length);
  for (const { kind, runId, operationId, at } of events) {
    if (kind !== 'operation-done' || runId === null || operationId === null) continue;
    if (since !== null && Date.parse(at) < Date.parse(since)) continue;
    idsByRun.set(runId, [...(idsByRun.get(runId) ?? []), operationId]);
  }
  const found: { run: Run; operations: DoneOperations['operations'] }[] = [];
  for (const [runId, operationIds] of idsByRun) {
    const run = await stores.runs.find(runId);
    if (run === null || run.trigger === 'undo') continue;
    found.unshift({ run, operations: await stores.runs.findOperations(runId, operationIds) });
    if (since === null) break;
  }
  if (found.length === 0)
    throw new InstroomError('not-found', `Nothing was done to ${personKey} that can be taken back.`);
  return { runIds: found.map(({ run }) => run.id), operations: found.flatMap(({ operations }) => operations) };
}

function refuseTooLong(length: number): void {
  if (length < longestHistory) return;
  throw new InstroomError('conflict', `That is ${longestHistory} runs or changes, or more.`, {
    advice: 'Name one run, or a later moment with --since.',
  });
}
