import type { Language } from '../models/policy.ts';
import type { Command, Pattern } from './commands/command.ts';
import { deskPatterns } from './commands/desk-patterns.ts';
import { peoplePatterns } from './commands/people-patterns.ts';
import { requestPatterns } from './commands/request-patterns.ts';
import { runPatterns } from './commands/run-patterns.ts';

export type { Command } from './commands/command.ts';

/** Plain words in English and Dutch, by subject. The first that fits counts; people come last, since a name can be anything. */
const patterns: readonly Pattern[] = [...runPatterns, ...requestPatterns, ...deskPatterns, ...peoplePatterns];

/** What people put around what they ask. Teams writes a mention as `<at>…</at>`; clients without rich text leave the name. */
const before = /^(?:(?:<at[^>]*>[^<]*<\/at>|@\S+|(?:hey |hi |hoi )?instroom\b|please\b|graag\b)[,:]?\s*)+(?=\S)/i;
const after = /(?:[\s,]+(?:please|alsjeblieft|aub|a\.u\.b))?[\s?!.…,;:]*$/i;
const quotes = /^["'“”‘’«»`]+|["'“”‘’«»`]+$/g;

/**
 * Reads a message as a command; white space, letter case, a mention, quotes around it, a closing mark and a please do not matter. Whoever
 * asks in Dutch is answered in Dutch, whatever their Teams is set to.
 */
export function readCommand(text: string): { command: Command; language: Language | null } {
  const whole = text
    .replace(/[\s\u00a0\u200b]+/g, ' ')
    .trim()
    .replace(before, '')
    .replace(quotes, '')
    .trim();
  const plain = whole.replace(after, '').replace(quotes, '').replace(after, '').trim() || whole;
  for (const { language, words, build } of patterns) {
    const match = words.exec(plain);
    if (match) return { command: build(match), language };
  }
  return { command: { kind: 'unknown' }, language: null };
}
