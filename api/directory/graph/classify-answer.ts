import type { OperationKind } from '../../../models/plan.ts';
import { isPassing } from '../../outbound/send.ts';
import { retryAfterOf } from './batch.ts';
import { type GraphProblem, readProblem } from './explain-answer.ts';
import type { GraphAnswer } from './graph-request.ts';

/**
 * What an answer means for the operation it belongs to. `look-up`: an account that may have been made, or whose name is
 * taken: see who holds it. `gone`: something that it names is not there, or not yet everywhere. `locked-out`: our
 * credentials, not this operation.
 */
export type Judgement =
  | { kind: 'done' }
  | { kind: 'already' }
  | { kind: 'retry'; afterMs: number | null; problem: GraphProblem }
  | { kind: 'look-up'; because: 'unclear' | 'conflict'; problem: GraphProblem }
  | { kind: 'gone'; problem: GraphProblem }
  | { kind: 'locked-out'; problem: GraphProblem }
  | { kind: 'failed'; reason: FailureReason; problem: GraphProblem };

export type FailureReason = 'permission' | 'conflict' | 'quota' | 'no-seat' | 'inherited' | 'refused';

interface Row {
  /** 0: no answer. */
  status: number | ((status: number) => boolean);
  code?: string;
  /** Only where Graph gives different things the same code: https://learn.microsoft.com/graph/errors */
  says?: RegExp;
  isConflict?: true;
  kinds?: readonly OperationKind[];
  means: (problem: GraphProblem, answer: GraphAnswer) => Judgement;
}

const unlinks: readonly OperationKind[] = ['delete-account', 'remove-member', 'remove-manager', 'remove-app-role'];
const licences: readonly OperationKind[] = ['assign-licence', 'remove-licence'];
const isUnclear = (status: number) => status === 0 || isPassing(status);
const retry: Row['means'] = (problem, answer) => ({ kind: 'retry', afterMs: retryAfterOf(answer), problem });
const gone: Row['means'] = (problem) => ({ kind: 'gone', problem });
const lookUp =
  (because: 'unclear' | 'conflict'): Row['means'] =>
  (problem) => ({ kind: 'look-up', because, problem });
const failed =
  (reason: FailureReason): Row['means'] =>
  (problem) => ({ kind: 'failed', reason, problem });

/** Read from top to bottom: the first row that fits counts. */
const table: readonly Row[] = [
  { status: (status) => status >= 200 && status < 300, means: () => ({ kind: 'done' }) },
  { status: isUnclear, kinds: ['create-account'], means: lookUp('unclear') },
  { status: isUnclear, means: retry },
  { status: 429, means: retry },
  { status: 409, means: retry },
  { status: 424, means: retry },
  { status: 401, means: (problem) => ({ kind: 'locked-out', problem }) },
  { status: 404, kinds: unlinks, means: () => ({ kind: 'already' }) },
  { status: 404, means: gone },
  { status: 400, isConflict: true, kinds: ['create-account'], means: lookUp('conflict') },
  { status: 400, isConflict: true, means: failed('conflict') },
  { status: 400, says: /references already exist/i, kinds: ['add-member'], means: () => ({ kind: 'already' }) },
  {
    status: 400,
    says: /already exists on the object/i,
    kinds: ['assign-app-role'],
    means: () => ({ kind: 'already' }),
  },
  { status: 400, says: /not a valid reference update/i, kinds: ['assign-app-role'], means: gone },
  { status: 400, says: /corresponding licen[sc]e/i, kinds: ['remove-licence'], means: () => ({ kind: 'already' }) },
  { status: 400, says: /available licen[sc]es|CountViolation/i, kinds: licences, means: failed('no-seat') },
  { status: 400, says: /inherited from a group/i, kinds: licences, means: failed('inherited') },
  // An account whose country was written a moment ago may be asked for it once more.
  { status: 400, says: /usage location/i, kinds: licences, means: gone },
  { status: 400, says: /with the same value for property/i, kinds: ['create-account'], means: lookUp('conflict') },
  { status: 400, says: /with the same value for property/i, means: failed('conflict') },
  { status: 400, says: /(don't|do not|does not) exist/i, means: gone },
  { status: 400, says: /one or more property values specified are invalid/i, means: gone },
  { status: 403, code: 'Directory_QuotaExceeded', means: failed('quota') },
  { status: 403, means: failed('permission') },
];

/** Judges one answer for one kind of operation. Pure; anything the table does not know is refused for good. */
export function classifyAnswer(kind: OperationKind, answer: GraphAnswer): Judgement {
  const problem = readProblem(answer.status, answer.body);
  const row = table.find((candidate) => fits(candidate, kind, answer.status, problem));
  return row === undefined ? { kind: 'failed', reason: 'refused', problem } : row.means(problem, answer);
}

function fits(row: Row, kind: OperationKind, status: number, problem: GraphProblem): boolean {
  return (
    (typeof row.status === 'number' ? row.status === status : row.status(status)) &&
    (row.kinds === undefined || row.kinds.includes(kind)) &&
    (row.code === undefined || row.code === problem.code) &&
    (row.says === undefined || row.says.test(problem.message)) &&
    (row.isConflict === undefined || problem.isConflict)
  );
}
