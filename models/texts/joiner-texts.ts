import type { MissingFact } from '../joiner.ts';
import type { Language } from '../policy.ts';
import { joinerTextsEn } from './joiner-texts-en.ts';
import { joinerTextsNl } from './joiner-texts-nl.ts';

/** What cards about joiners say. What comes from people or systems is escaped before it is put in. */
export interface JoinerTexts {
  startsTitle(name: string, date: string): string;
  withdrawnTitle(name: string): string;
  unlistedTitle(name: string): string;
  ready(instant: string): string;
  canSignIn(instant: string): string;
  missingCount(count: number): string;
  inPreparation: string;
  /** The account is on already, but not all is there. */
  signsInAlready: string;
  withdrawn(date: string): string;
  unlisted(date: string): string;
  moved(from: string, to: string): string;
  unit: string;
  manager: string;
  account: string;
  access: string;
  accessCounts(groups: number, licences: number): string;
  noAccount: string;
  none: string;
  missingHeading: string;
  missing(fact: MissingFact): string;
  pendingHeading: string;
  nextHeading: string;
  nextMissing: string;
  /** All that is missing is for IT to see to. */
  nextForIt: string;
  nextPreparation: string;
  nextHeld(runId: string): string;
  nextUnlisted: string;
  nextReady(date: string): string;
  fix: string;
  firstDayTitle(name: string): string;
  firstDayIntro(name: string): string;
  verified: string;
  passOffer(name: string): string;
  revealPass: string;
  revealedBy(name: string, instant: string): string;
  passHeading: string;
  passOnce: string;
  passUntil(instant: string): string;
  passHelp: string;
  passLost: string;
  notManager: string;
  notToday: string;
  noPassAccount: string;
  passOff: string;
  passProtected: string;
  passInHand: string;
  passSlow: string;
  passBusy: string;
  passUnclear: string;
  /** Entra said no: what to do. `said` is Entra's own text, for IT. */
  passRefused(why: 'permission' | 'policy' | 'other', said: string): string;
  manyTitle(count: number, until: string): string;
  manyIntro: string;
  manyReady: string;
  manyPreparing: string;
  manyLacking: string;
  manyLine(name: string, date: string, missing: number): string;
}

export function joinerTexts(language: Language): JoinerTexts {
  return language === 'nl' ? joinerTextsNl : joinerTextsEn;
}
