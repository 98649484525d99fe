import { z } from 'zod';

/** The buttons of our cards, by the verb they send. */
export const verbs = {
  approveRun: 'approve-run',
  rejectRun: 'reject-run',
  approveRequest: 'approve-request',
  rejectRequest: 'reject-request',
  withdrawRequest: 'withdraw-request',
  nudgeRequest: 'nudge-request',
  searchCatalogue: 'search-catalogue',
  askException: 'ask-exception',
  startReplacement: 'start-replacement',
  chooseStandIn: 'choose-stand-in',
  askReplacement: 'ask-replacement',
  extendGrant: 'extend-grant',
  endGrant: 'end-grant',
  revealPass: 'reveal-pass',
  retryRun: 'retry-run',
  undoRun: 'undo-run',
  askDrift: 'ask-drift',
} as const;

/**
 * What a button may send back about a run. Whoever holds the card can change it, so nothing else is taken from it, and nothing of
 * it is believed: it only says which run and which plan the answer is about.
 */
export const RunAction = z.object({
  runId: z.string().min(1).max(20),
  fingerprint: z.string().min(1).max(64),
  reason: z.string().max(1000).optional(),
});
export type RunAction = z.infer<typeof RunAction>;

/** What a button may send back about a change by hand: only which one it is. */
export const DriftAction = z.object({ findingId: z.string().min(1).max(100) });
export type DriftAction = z.infer<typeof DriftAction>;

/** What a button may send back about a request. As with runs, it only says what the answer is about. */
export const RequestAction = z.object({
  requestId: z.string().min(1).max(20),
  trackId: z.string().min(1).max(10),
  fingerprint: z.string().min(1).max(64),
  choice: z.string().max(40).optional(),
  reason: z.string().max(1000).optional(),
});
export type RequestAction = z.infer<typeof RequestAction>;
