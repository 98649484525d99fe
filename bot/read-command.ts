import type { Language } from '../models/policy.ts';

/** What somebody asks. */
export type Command =
  | { kind: 'status' }
  | { kind: 'runs' }
  | { kind: 'run'; runId: string }
  | { kind: 'who'; text: string }
  | { kind: 'who-am-i' }
  | { kind: 'help' }
  | { kind: 'unknown' };

interface Pattern {
  /** The language that the words give away; null for words that both have. */
  language: Language | null;
  words: RegExp;
  build(match: RegExpExecArray): Command;
}

/** Plain words in English and Dutch. Anchored: a word in the middle of a sentence is no command. */
const patterns: readonly Pattern[] = [
  { language: null, words: /^status$/i, build: () => ({ kind: 'status' }) },
  { language: 'nl', words: /^(stand|hoe staat het( ervoor)?)$/i, build: () => ({ kind: 'status' }) },
  { language: null, words: /^runs$/i, build: () => ({ kind: 'runs' }) },
  { language: 'nl', words: /^(de )?laatste runs$/i, build: () => ({ kind: 'runs' }) },
  {
    language: null,
    words: /^run\s+#?(\d{1,12})$/i,
    build: (match) => ({ kind: 'run', runId: String(Number(match[1])) }),
  },
  { language: 'en', words: /^(who am i|whoami)$/i, build: () => ({ kind: 'who-am-i' }) },
  { language: 'nl', words: /^wie ben ik$/i, build: () => ({ kind: 'who-am-i' }) },
  { language: 'en', words: /^who(?:\s+is)?\s+(\S.{0,99})$/i, build: who },
  { language: 'nl', words: /^wie(?:\s+is)?\s+(\S.{0,99})$/i, build: who },
  { language: null, words: /^(help|hallo|hi|\?)$/i, build: () => ({ kind: 'help' }) },
  { language: 'en', words: /^hello$/i, build: () => ({ kind: 'help' }) },
  { language: 'nl', words: /^(hulp|hoi)$/i, build: () => ({ kind: 'help' }) },
];

function who(match: RegExpExecArray): Command {
  return { kind: 'who', text: (match[1] ?? '').trim() };
}

/**
 * Reads a message as a command; white space, a closing mark and letter case do not matter. Whoever asks in Dutch is answered in Dutch,
 * whatever their Teams is set to.
 */
export function readCommand(text: string): { command: Command; language: Language | null } {
  const whole = text.replace(/\s+/g, ' ').trim();
  const plain = whole.replace(/[?!.]+$/, '').trim() || whole;
  for (const { language, words, build } of patterns) {
    const match = words.exec(plain);
    if (match) return { command: build(match), language };
  }
  return { command: { kind: 'unknown' }, language: null };
}
