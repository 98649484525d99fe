import { z } from 'zod';
import { OperationKind } from '../models/plan.ts';

/** The buttons of our cards, by the verb they send. */
export const verbs = {
  approveRun: 'approve-run',
  rejectRun: 'reject-run',
  approveRequest: 'approve-request',
  rejectRequest: 'reject-request',
  withdrawRequest: 'withdraw-request',
  nudgeRequest: 'nudge-request',
  showRequest: 'show-request',
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

/** As long as all kinds of changes together, ticked in one choice. */
const longestKinds = OperationKind.options.join(',').length;

/**
 * What a button may send back about a run. Whoever holds the card can change it, so nothing else is taken from it, and nothing of
 * it is believed: it only says which run and which plan the answer is about, and with `asksKinds` which kinds of changes were ticked
 * on the card, with commas. Some clients leave out a choice of which nothing is ticked.
 */
export const RunAction = z.object({
  runId: z.string().min(1).max(20),
  fingerprint: z.string().min(1).max(64),
  reason: z.string().max(1000).optional(),
  asksKinds: z.boolean().optional(),
  kinds: z
    .string()
    .max(longestKinds)
    .transform((packed) => packed.split(',').filter((kind) => kind !== ''))
    .pipe(z.array(OperationKind))
    .optional(),
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

/** Which request a button is about, where nothing but that matters. */
export const RequestName = z.object({ requestId: z.string().min(1).max(20) });
export type RequestName = z.infer<typeof RequestName>;

/** What a form may send back is longer than it may be, so that what is too long is told and nothing typed is lost. */
const typed = (most: number) => z.string().max(most).optional();

/** Whose access pass a button is about. */
export const PassAction = z.object({ personKey: z.string().min(1).max(256) });
export type PassAction = z.infer<typeof PassAction>;

export const SearchAction = z.object({ text: typed(400) });
export type SearchAction = z.infer<typeof SearchAction>;

/** The form for an exception: opened from the catalogue, or sent. */
export const ExceptionAction = z.object({
  catalogueId: z.string().min(1).max(64),
  step: z.enum(['open', 'send']),
  until: typed(40),
  reason: typed(4000),
  breakGlass: typed(10),
});
export type ExceptionAction = z.infer<typeof ExceptionAction>;

/** The form for a replacement. `standIn` is an Entra object id as the people picker gives it; `needed` and `askOwner` are keys as `packKeys` has them. */
export const ReplacementAction = z.object({
  absentKey: z.string().min(1).max(200),
  startsOn: typed(40),
  endsOn: typed(40),
  standIn: typed(400),
  needed: typed(8000),
  askOwner: typed(8000),
  mode: typed(20),
  reason: typed(4000),
});
export type ReplacementAction = z.infer<typeof ReplacementAction>;

export const GrantAction = z.object({
  grantId: z.string().min(1).max(200),
  step: z.enum(['open', 'send']).optional(),
  until: typed(40),
  reason: typed(4000),
});
export type GrantAction = z.infer<typeof GrantAction>;

/** Keys of what was ticked, as one value of a multiple choice: commas part them, so a key must have none. */
export function packKeys(keys: readonly string[]): string {
  return keys.map(encodeURIComponent).join(',');
}

/** The keys that `packKeys` joined; null when this is nothing that it made. */
export function unpackKeys(packed: string): string[] | null {
  try {
    return packed
      .split(',')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}
