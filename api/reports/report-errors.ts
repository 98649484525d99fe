import type { ErrorGroup } from '../../models/desk.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Clock } from '../../models/ports.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';

interface Failure {
  runId: string;
  operation: Operation;
  result: OperationResult;
}

/** What failed longer ago is history: the next runs have tried it again. */
const lookBackMs = 7 * 86_400_000;
const mostFailures = 5000;
const shownSentences = 3;

/**
 * What failed in recent runs and is not mended since, grouped by cause. The newest run that ended looked at everything anew, so what is
 * done or no longer wanted there is no error any more.
 */
export async function reportErrors(parts: { stores: Stores; clock: Clock }): Promise<ErrorGroup[]> {
  const { runs } = parts.stores;
  const since = new Date(parts.clock.now().getTime() - lookBackMs).toISOString();
  const [failures, [finished], [failed]] = await Promise.all([
    runs.failures(since, mostFailures),
    runs.list({ limit: 1, states: ['finished'], about: 'everybody', withoutNotes: true }),
    runs.list({ limit: 1, states: ['failed'], about: 'everybody', withoutNotes: true }),
  ]);
  const open = await leaveOutMended(newestOfEach(failures), finished, parts.stores);
  const groups = groupByCause(open);
  return isStillFailing(failed, finished) ? [groupOfRun(failed), ...groups] : groups;
}

function newestOfEach(failures: readonly Failure[]): Failure[] {
  const newest = new Map<string, Failure>();
  for (const failure of failures) {
    const known = newest.get(failure.operation.id);
    if (known === undefined || known.result.at < failure.result.at) newest.set(failure.operation.id, failure);
  }
  return [...newest.values()];
}

async function leaveOutMended(
  failures: readonly Failure[],
  finished: Run | undefined,
  stores: Stores,
): Promise<Failure[]> {
  if (finished === undefined) return [...failures];
  const ids = failures.map(({ operation }) => operation.id);
  const seen = await stores.runs.findOperations(finished.id, ids);
  const failing = new Set(seen.flatMap(({ operation, result }) => (result?.kind === 'failed' ? operation.id : [])));
  return failures.filter(({ runId, operation }) => Number(runId) > Number(finished.id) || failing.has(operation.id));
}

/** One cause is one word and one text of Entra, whoever it was about: names, addresses, ids and numbers in the text do not tell causes apart. */
function groupByCause(failures: readonly Failure[]): ErrorGroup[] {
  const groups = new Map<string, Failure[]>();
  for (const failure of failures) {
    const { code = 'unknown', text = '' } = failure.result.error ?? {};
    const key = `${code} ${text.replace(/['"][^'"]*['"]|\S*@\S*|\S*\d\S*/g, '…')}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()].map(toGroup).sort((a, b) => b.count - a.count);
}

function toGroup(failures: readonly Failure[]): ErrorGroup {
  const sorted = [...failures].sort((a, b) => (a.result.at < b.result.at ? 1 : -1));
  const { error, at } = (sorted[0] as Failure).result;
  return {
    code: error?.code ?? 'unknown',
    text: error?.text ?? '',
    count: sorted.length,
    runIds: [...new Set(sorted.map(({ runId }) => runId))],
    lastAt: at,
    sentences: sorted.slice(0, shownSentences).map(({ operation }) => operation.sentence),
  };
}

function isStillFailing(failed: Run | undefined, finished: Run | undefined): failed is Run {
  return failed !== undefined && Number(failed.id) > Number(finished?.id ?? 0);
}

function groupOfRun({ id, error, finishedAt, askedAt }: Run): ErrorGroup {
  const { code, text } = error ?? { code: 'unknown', text: '' };
  return { code, text, count: 1, runIds: [id], lastAt: finishedAt ?? askedAt, sentences: [] };
}
