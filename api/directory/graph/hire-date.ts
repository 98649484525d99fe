import type { Operation } from '../../../models/plan.ts';
import type { Judgement } from './classify-answer.ts';
import type { Writing } from './writing.ts';

/** Whether an operation writes the hire date together with something else. */
export function mixesHireDate({ after }: Operation): boolean {
  return after !== null && 'employeeHireDate' in after && Object.keys(after).length > 1;
}

/**
 * Whether a refusal may be about the hire date that was sent with other values. The page of Graph says that an app must
 * not write it, practice says otherwise, and a 403 does not say what it is about:
 * https://learn.microsoft.com/graph/api/user-update
 */
export function mayRefuseHireDate(operation: Operation, judgement: Judgement): boolean {
  if (!mixesHireDate(operation)) return false;
  if (judgement.kind === 'failed' && judgement.reason === 'permission') return true;
  return (
    (judgement.kind === 'failed' || judgement.kind === 'gone') && /employeeHireDate/i.test(judgement.problem.message)
  );
}

/** From now on the hire date goes alone. */
export function leaveHireDate(writing: Pick<Writing, 'hireDate' | 'logger'>): void {
  if (!writing.hireDate.isTakenAlong) return;
  writing.hireDate.isTakenAlong = false;
  writing.logger.info({}, 'Entra does not take the hire date with the rest of an account; it is written apart');
}
