import type { OperationResult } from '../../models/plan.ts';

/** How an operation ended in the fake. */
export type Ending = Pick<OperationResult, 'kind' | 'accountId' | 'error'>;

export function done(accountId: string | null): Ending {
  return { kind: 'done', accountId, error: null };
}

export function already(accountId: string | null): Ending {
  return { kind: 'already', accountId, error: null };
}

export function skip(accountId: string | null, text: string): Ending {
  return { kind: 'skipped', accountId, error: { code: 'rests-on-failed', text, requestId: null } };
}

export function fail(accountId: string | null, code: string, text: string): Ending {
  return { kind: 'failed', accountId, error: { code, text, requestId: null } };
}
