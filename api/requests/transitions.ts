import type { RequestState } from '../../models/request.ts';

/** What can happen to a request. */
export const requestSteps = [
  'answer',
  'hand-over',
  'remind',
  'escalate',
  'approve',
  'refuse',
  'withdraw',
  'expire',
  'void',
  'carry-out',
  'fail',
] as const;
export type RequestStep = (typeof requestSteps)[number];

/** Where each step leads from each state. What is not here cannot happen. */
export const transitions: Readonly<Record<RequestState, Readonly<Partial<Record<RequestStep, RequestState>>>>> = {
  open: {
    answer: 'open',
    'hand-over': 'open',
    remind: 'open',
    escalate: 'open',
    approve: 'approved',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    void: 'void',
  },
  approved: { 'carry-out': 'done', fail: 'failed' },
  refused: {},
  withdrawn: {},
  expired: {},
  void: {},
  done: {},
  failed: {},
};

/** The state after a step; null when that step cannot be taken from here. */
export function afterStep(state: RequestState, step: RequestStep): RequestState | null {
  return transitions[state][step] ?? null;
}
