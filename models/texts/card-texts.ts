import type { PersonKind } from '../person.ts';
import type { OperationKind } from '../plan.ts';
import type { Language } from '../policy.ts';
import type { Run } from '../run.ts';
import { cardTextsEn } from './card-texts-en.ts';
import { cardTextsNl } from './card-texts-nl.ts';

/** What cards and the bot's answers say. What comes from people or systems is escaped before it is put in. */
export interface CardTexts {
  sandbox: string;
  seconds(count: number): string;
  minutes(count: number): string;
  hours(count: number): string;
  andMore(count: number): string;
  states: Readonly<Record<Run['state'], string>>;
  triggers: Readonly<Record<Run['trigger'], string>>;
  /** Work by kind, before a number; true before and after it is done. */
  kinds: Readonly<Record<OperationKind, string>>;
  operations(count: number): string;
  unknown: string;

  statusTitle(directory: string): string;
  statusGood: string;
  statusWaiting(count: number): string;
  statusBlocked(count: number): string;
  statusFailed: string;
  neverRun: string;
  lastRun: string;
  people: string;
  accounts: string;
  waitingForApproval: string;
  blocked: string;
  peopleWaiting: string;
  source(id: string): string;
  sourceRead(at: string, people: number): string;
  lag(duration: string): string;
  /** How long the last changes took: the middle, and all but the slowest. */
  lags(count: number, usual: string, slow: string): string;
  recentRuns: string;
  changed: string;
  failed: string;
  skipped: string;
  notDoneYet: string;

  run: string;
  runTitle(id: string): string;
  runsTitle: string;
  state: string;
  askedBy: string;
  askedAt: string;
  finishedAt: string;
  result: string;
  resultCounts(done: number, already: number, failed: number, skipped: number): string;
  whatHappens: string;
  whatHappened: string;
  why: string;
  nothingToDo: string;
  problem: string;
  notes(count: number): string;

  approvalTitle(id: string): string;
  approvalIntro: string;
  whyAsked: string;
  effect: string;
  approve: string;
  reject: string;
  reasonLabel: string;
  reasonPlaceholder: string;
  approvedBy(name: string, at: string): string;
  rejectedBy(name: string, at: string): string;
  supersededBy(id: string | null): string;
  givenReason: string;
  decision: string;

  changesTitle(id: string, count: number): string;
  blockedTitle(id: string): string;
  blockedIntro: string;
  failedTitle(id: string): string;
  failedIntro: string;

  joinerTitle(name: string): string;
  joinerIntro(name: string, date: string): string;
  account: string;
  enabled: string;
  disabledUntilStart: string;
  disabled: string;
  manager: string;
  groups: string;
  none: string;
  verified: string;

  personKinds: Readonly<Record<PersonKind, string>>;
  noAccount: string;
  unit: string;
  jobTitle: string;
  employment: string;
  from(start: string, end: string | null): string;
  waitsFor: string;
  events: string;
  severalPeople(text: string): string;
  severalPeopleIntro: string;
  nobody(text: string): string;

  helpTitle: string;
  helpIntro: string;
  helpIt: readonly string[];
  helpHr: readonly string[];
  helpAll: readonly string[];
  welcome: string;
  notUnderstood: string;
  notKnown: string;
  onlyIt: string;
  onlyItOrHr: string;
  onlyItDecides: string;
  onlyInPrivate: string;
  noSuchRun(id: string): string;
  alreadyDecided: string;
  notWaiting: string;
  planChanged: string;
  badAction: string;
  /** The answer to a press whose work is not done in time. */
  takesLonger: string;
  fault: string;
}

const catalogue: Readonly<Record<Language, CardTexts>> = { en: cardTextsEn, nl: cardTextsNl };

export function cardTexts(language: Language): CardTexts {
  return catalogue[language];
}
