import type { ApproverKind } from '../approvals.ts';
import type { LeaveMode } from '../lifecycle.ts';
import type { Language } from '../policy.ts';
import type { Approver, RequestState } from '../request.ts';
import { requestTextsEn } from './request-texts-en.ts';
import { requestTextsNl } from './request-texts-nl.ts';

/** What the cards of requests say. What comes from people or systems is escaped before it is put in; days and instants are written out. */
export interface RequestTexts {
  requestNumber(id: string): string;
  /** What is asked, as a title. */
  titles: {
    replacement(standIn: string, absent: string): string;
    exception(name: string, what: string): string;
    extension(name: string, what: string): string;
    urgentExit(name: string): string;
    runRelease(runId: string): string;
    policyChange: string;
    drift: string;
    match(name: string): string;
    doubt(name: string): string;
    freeze(until: string): string;
  };
  who: string;
  absent: string;
  standIn: string;
  what: string;
  period: string;
  until: string;
  account: string;
  run: string;
  part: string;
  wholeRun: string;
  only(parts: string): string;
  except(parts: string): string;
  peopleCount(count: number): string;
  changesCount(count: number): string;
  askedBy: string;
  reason: string;
  versions: string;
  gaining: string;
  losing: string;
  ownAccess: string;
  modes: Readonly<Record<LeaveMode, string>>;
  asPolicySays: string;
  more(count: number): string;
  fromTo(start: string, end: string): string;
  byAt(name: string, at: string): string;

  effect: string;
  wasAsked: string;
  known: string;
  gets(name: string, what: string, period: string): string;
  getsAll(name: string): string;
  endsByItself: string;
  followsLeave(absent: string): string;
  keepsUntil(name: string, what: string, until: string): string;
  breakGlass: string;
  urgentExitEffect(name: string): string;
  urgentExitUndo: string;
  releaseEffect(runId: string): string;
  policyEffect: string;
  touched: string;
  accounts: string;
  accountCounts(counts: { enabled: number; disabled: number; deleted: number }): string;
  scope: string;
  scopeCounts(counts: { gained: number; lost: number }): string;
  gainsItem(item: string, people: number): string;
  losesItem(item: string, people: number): string;
  licenceSeats(licence: string, seats: { after: number; seats: number; short: number }): string;
  byHand: string;
  nobodyKnown: string;
  putBack: string;
  driftEffect: string;
  matchEffect(address: string, name: string): string;
  sameEffect: string;
  twoEffect: string;
  freezeEffect(until: string): string;
  freezeExcept: string;
  urgent: string;

  whyAsked: string;
  because: Readonly<Record<ApproverKind, (name: string, items: string) => string>>;
  insteadOf: Readonly<Record<NonNullable<Approver['for']>['why'], (name: string) => string>>;
  partOf(number: number, count: number): string;

  yourDecision(until: string): string;
  waitsFor(names: string, until: string): string;
  youAnswered: Readonly<Record<'approve' | 'reject', string>>;
  handedOver(names: string): string;
  states: Readonly<Record<Exclude<RequestState, 'open'>, string>>;
  partlyApproved: string;

  progress: string;
  decisions: string;
  trackHeading(items: string): string;
  approvedBy(name: string, at: string): string;
  rejectedBy(name: string, at: string): string;
  onBehalf(name: string): string;
  undo: string;
  keepDays(days: number): string;
  makeRule: string;
  oneAndSame: string;
  twoPeople: string;
  chose(choice: string): string;
  waiting(names: string, need: string): string;
  needs(count: number | null, of: number): string;
  later(kinds: string): string;
  nobodyYet: string;
  kinds: Readonly<Record<ApproverKind, string>>;

  approve: string;
  reject: string;
  approveReason: string;
  reasonPlaceholder: string;
  withdraw: string;
  nudge: string;
  problem: string;

  /** Said instead of, or above, a card when nothing was done. */
  notApprover: string;
  ownRequest: string;
  alreadyAnswered: string;
  over: string;
  changed: string;
  tooSoon: string;
  nudged: string;
  badRequestAction: string;
  rejectNeedsReason: string;
  mineTitle: string;
  mineNone: string;
  toDecideTitle: string;
  toDecideNone: string;
}

const catalogue: Readonly<Record<Language, RequestTexts>> = { en: requestTextsEn, nl: requestTextsNl };

export function requestTexts(language: Language): RequestTexts {
  return catalogue[language];
}
