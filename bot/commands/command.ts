import type { Language } from '../../models/policy.ts';
import type { RequestCommand } from './request-patterns.ts';

/** What somebody asks. Days and names are as they were typed: what they mean is worked out where they are answered. */
export type Command =
  | { kind: 'status' }
  | { kind: 'runs' }
  | { kind: 'run'; runId: string }
  | { kind: 'who'; text: string }
  | { kind: 'who-am-i' }
  /** `item` is null when one cannot tell where the name ends and the thing begins, or everything is meant. */
  | { kind: 'why'; person: string; item: string | null }
  | { kind: 'my-access'; item: string | null }
  | { kind: 'waiting' }
  | { kind: 'errors' }
  | { kind: 'forecast'; days: number }
  | { kind: 'pause'; reason: string | null }
  | { kind: 'resume' }
  | { kind: 'freeze'; day: string }
  | { kind: 'unfreeze' }
  | { kind: 'undo'; runId: string }
  | { kind: 'drift' }
  | RequestCommand
  | { kind: 'help' }
  | { kind: 'unknown' };

/** Words that are a command. Anchored: a word in the middle of a sentence is none. */
export interface Pattern {
  /** The language that the words give away; null for words that both have. */
  language: Language | null;
  words: RegExp;
  build(match: RegExpExecArray): Command;
}

/** One line of the table: words that need nothing else. */
export function says(language: Language | null, words: RegExp, command: Command): Pattern {
  return { language, words, build: () => command };
}

/** The text of a group, or null where it did not take part. */
export function textOf(match: RegExpExecArray, at: number): string | null {
  const text = (match[at] ?? '').trim();
  return text === '' ? null : text;
}
