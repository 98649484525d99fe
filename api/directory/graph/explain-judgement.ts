import type { OperationResult } from '../../../models/plan.ts';
import type { Judgement } from './classify-answer.ts';
import type { GraphProblem } from './explain-answer.ts';

export type ResultError = NonNullable<OperationResult['error']>;

/** Why an operation was given up, for the people who read the run. */
export function explainJudgement(judgement: Exclude<Judgement, { kind: 'done' | 'already' }>): ResultError {
  const { problem } = judgement;
  return toError(problem, sentenceFor(judgement));
}

/** An error of our own, without an answer of Graph. */
export function explainOurselves(code: string, text: string): ResultError {
  return { code, text, requestId: null };
}

function sentenceFor(judgement: Exclude<Judgement, { kind: 'done' | 'already' }>): string {
  switch (judgement.kind) {
    case 'gone':
      if (/usage location/i.test(judgement.problem.message))
        return 'Entra gives no licence to an account without a usage location.';
      return judgement.problem.code === 'Request_BadRequest'
        ? 'Entra refuses a value, or does not know something that this names.'
        : 'Entra says that the account or group is not there.';
    case 'retry':
      return 'Entra did not carry this out, although it was asked several times.';
    case 'look-up':
      return judgement.because === 'conflict'
        ? 'Entra says that the address is taken, but who holds it cannot be found.'
        : 'Entra did not say whether the account was made, and it cannot be found.';
    case 'locked-out':
      return 'Entra does not accept our credentials.';
    case 'failed':
      return FAILURES[judgement.reason];
  }
}

const FAILURES = {
  permission:
    'Entra does not allow this: the app lacks a permission, or the account is protected (an administrator, a member of a role-assignable group) or synced.',
  conflict: 'Another object in Entra holds the same value.',
  quota: 'The directory is full: ask Microsoft for a higher quota.',
  'no-seat': 'There is no free seat of this licence: buy seats, or free some.',
  inherited: 'The licence comes through a group; it goes when the account leaves that group.',
  refused: 'Entra refuses this request.',
};

function toError(problem: GraphProblem, sentence: string): ResultError {
  return { code: problem.code, text: `${sentence} (${problem.message})`, requestId: problem.requestId };
}
