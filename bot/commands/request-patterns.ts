import type { Language } from '../../models/policy.ts';

/** What somebody types about requests and access. `text` is what or whom it is about; empty for nothing in particular. */
export type RequestCommand =
  | { kind: 'request'; text: string }
  | { kind: 'replace'; text: string }
  | { kind: 'my-requests' }
  | { kind: 'to-decide' };

interface RequestPattern {
  language: Language;
  words: RegExp;
  build(match: RegExpExecArray): RequestCommand;
}

const textOf = (match: RegExpExecArray): string => (match[1] ?? '').trim();
const request = (match: RegExpExecArray): RequestCommand => ({ kind: 'request', text: textOf(match) });
const replace = (match: RegExpExecArray): RequestCommand => ({ kind: 'replace', text: textOf(match) });
const mine = (): RequestCommand => ({ kind: 'my-requests' });
const toDecide = (): RequestCommand => ({ kind: 'to-decide' });

/** Words about requests and access. Anchored: a word in the middle of a sentence is no command. */
export const requestPatterns: readonly RequestPattern[] = [
  { language: 'en', words: /^(?:my requests|what did i ask(?: for)?)$/i, build: mine },
  { language: 'nl', words: /^(?:mijn aanvragen|wat heb ik (?:aan)?gevraagd)$/i, build: mine },
  { language: 'en', words: /^(?:to decide|what (?:must|do) i (?:have to )?decide|my decisions)$/i, build: toDecide },
  { language: 'nl', words: /^(?:te beslissen|wat moet ik beslissen|mijn besluiten)$/i, build: toDecide },
  { language: 'en', words: /^(?:request(?: access(?: to)?)?|i need access to)(?: (\S.{0,99}))?$/i, build: request },
  {
    language: 'nl',
    words: /^(?:aanvragen|(?:vraag|ik wil|ik heb) toegang tot)(?: (\S.{0,99}?))?(?: nodig| aan)?$/i,
    build: request,
  },
  { language: 'en', words: /^(?:replace|who covers for)(?: (\S.{0,99}))?$/i, build: replace },
  { language: 'nl', words: /^(?:vervang|vervanging|wie vervangt)(?: voor)?(?: (\S.{0,99}))?$/i, build: replace },
];
