import type { ApproverKind } from '../approvals.ts';
import type { LeaveMode } from '../lifecycle.ts';
import type { Language } from '../policy.ts';
import { formTextsEn } from './form-texts-en.ts';
import { formTextsNl } from './form-texts-nl.ts';

/** What the forms about access say. What comes from people or systems is escaped before it is put in; days are written out. */
export interface FormTexts {
  catalogueTitle: string;
  catalogueIntro: string;
  searchLabel: string;
  searchPlaceholder: string;
  search: string;
  found(text: string, total: number): string;
  nothingFound(text: string): string;
  narrow(shown: number, total: number): string;
  ask: string;
  /** What the button says to a screen reader. */
  askFor(title: string): string;
  atMost(days: number): string;
  decidedBy(kinds: string): string;
  kinds: Readonly<Record<ApproverKind, string>>;
  followedBy: string;
  hasIt: string;
  asked: string;

  exceptionTitle(title: string): string;
  who: string;
  what: string;
  until: string;
  latest(date: string): string;
  reason: string;
  reasonPlaceholder: string;
  breakGlassLabel: string;
  breakGlass: string;
  send: string;
  back: string;

  absentTitle: string;
  absentIntro: string;
  noAbsent: string;
  noLeave: string;
  arrange: string;
  arrangeFor(name: string): string;
  standInTitle(absent: string): string;
  leaveInHr(start: string, end: string | null): string;
  standInIntro: string;
  from: string;
  standIn: string;
  standInPlaceholder: string;
  next: string;

  accessTitle(standIn: string, absent: string): string;
  absent: string;
  period: string;
  fromTo(start: string, end: string): string;
  needed: string;
  askOwner: string;
  never: string;
  neverByCatalogue: string;
  neverBySeparation(title: string): string;
  moreItems(count: number): string;
  nothingToGive: string;
  mode: string;
  modeByPolicy(mode: string): string;
  modes: Readonly<Record<LeaveMode, string>>;
  soleOwner(name: string): string;
  more(count: number): string;

  leaveTitle(name: string): string;
  leaveIntro(name: string, start: string, end: string | null): string;

  endingTitle(what: string, days: number): string;
  goesOnTitle(what: string): string;
  endedTitle(what: string): string;
  endedNow(what: string): string;
  endsAt: string;
  extend: string;
  renew: string;
  endNow: string;
  whatNow: string;
  endingIntro: string;
  extendUntil: string;
  myAccess: string;
  open: string;
  openThe(title: string): string;

  problems: {
    noDay: string;
    tooEarly(date: string): string;
    tooLate(date: string): string;
    endBeforeStart: string;
    noReason: string;
    tooLong: string;
    noStandIn: string;
    unknownStandIn: string;
    selfStandIn: string;
    nothingChosen: string;
    notOffered: string;
    cutChanged: string;
    breakGlassNot: string;
  };
  notInHr: string;
  notOffered: string;
  notYours: string;
  badForm: string;
  noGrant: string;
}

const catalogue: Readonly<Record<Language, FormTexts>> = { en: formTextsEn, nl: formTextsNl };

export function formTexts(language: Language): FormTexts {
  return catalogue[language];
}
