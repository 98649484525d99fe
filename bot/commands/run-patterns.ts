import type { Command, Pattern } from './command.ts';
import { says } from './command.ts';

/** About runs: how they went, and taking one back. */
export const runPatterns: readonly Pattern[] = [
  says(null, /^runs$/i, { kind: 'runs' }),
  says('en', /^(?:the )?last runs$/i, { kind: 'runs' }),
  says('nl', /^(?:de )?laatste runs$/i, { kind: 'runs' }),
  { language: null, words: /^run #?(\d{1,12})$/i, build: (match) => ({ kind: 'run', runId: idOf(match) }) },
  { language: 'en', words: /^undo(?: run)? #?(\d{1,12})$/i, build: undo },
  { language: 'en', words: /^(?:take back|roll back) run #?(\d{1,12})$/i, build: undo },
  { language: 'nl', words: /^draai run #?(\d{1,12}) terug$/i, build: undo },
  { language: 'nl', words: /^maak run #?(\d{1,12}) ongedaan$/i, build: undo },
  { language: 'nl', words: /^(?:herstel|terugdraaien)(?: run)? #?(\d{1,12})$/i, build: undo },
];

function undo(match: RegExpExecArray): Command {
  return { kind: 'undo', runId: idOf(match) };
}

const idOf = (match: RegExpExecArray): string => String(Number(match[1]));
