import type { Language } from '../policy.ts';
import { deskTextsEn } from './desk-texts-en.ts';
import { deskTextsNl } from './desk-texts-nl.ts';

/** What the IT desk is told. What comes from people or systems is escaped before it is put in. */
export interface DeskTexts {
  heldBack(sentence: string, until: string): string;

  whyTitle(name: string): string;
  asOf(on: string, readAt: string): string;
  phase: string;
  phases: Readonly<Record<string, string>>;
  nextChange: string;
  has: string;
  hasNot: string;
  wouldGet: string;
  wouldLose: string;
  noSuchItem(name: string, item: string): string;
  nothingHeld(name: string): string;
  didYouMean(names: string): string;
  askWhich(item: string | null): string;
  sayWho: string;
  neverRead: string;
  aboutYou: string;

  waitingTitle(count: number): string;
  nothingWaits: string;
  waitingKinds: Readonly<Record<'person' | 'run' | 'request', string>>;
  owner: string;
  since(age: string): string;
  roles: Readonly<Record<string, string>>;
  days(count: number): string;

  errorsTitle(count: number): string;
  noErrors: string;
  errorFacts(count: number, runs: string, at: string): string;
  whatToDo: string;
  advice: Readonly<Record<string, string>>;
  anyAdvice: string;
  retry: string;
  retried(run: string): string;
  retryPaused: string;

  forecastTitle(days: number): string;
  quietDays(days: number): string;
  joiners: string;
  movers: string;
  leavers: string;
  expiries: string;
  shortages: string;
  shortage(licence: string, seats: number, short: number, from: string): string;
  day: string;
  people: string;
  tooManyDays(most: number): string;

  changedPolicy: string;
  policyStates: Readonly<
    Record<'waiting' | 'refused' | 'broken' | 'unasked', (since: string, requestId: string) => string>
  >;
  pausedTitle: string;
  alreadyPaused: string;
  pausedIntro: string;
  pausedBy(name: string, at: string): string;
  paused: string;
  resumedTitle: string;
  resumedIntro: string;
  notPaused: string;
  pauseHint: string;

  frozen: string;
  frozenUntil(at: string): string;
  freezeAsked(id: string): string;
  freezeAskedIntro(until: string): string;
  freezeReason(until: string): string;
  unknownDay(day: string): string;
  pastDay(day: string): string;
  unfrozen: string;
  notFrozen: string;
  alreadyAsked: string;

  undoTitle(run: string): string;
  undoIntro(count: number): string;
  undoNothing: string;
  undoWould: string;
  undoRefused: string;
  undoSettled(count: number): string;
  undo: string;
  undone(run: string, undoRun: string): string;
  undoChanged: string;

  driftTitle(count: number): string;
  noDrift: string;
  driftIntro: string;
  driftStays: string;
  driftBy(name: string | null, at: string | null): string;
  decide: string;
  driftAsked(id: string): string;
  driftGone: string;
}

const texts: Readonly<Record<Language, DeskTexts>> = { en: deskTextsEn, nl: deskTextsNl };

export function deskTexts(language: Language): DeskTexts {
  return texts[language];
}
