/** What somebody asks. */
export type Command =
  | { kind: 'status' }
  | { kind: 'runs' }
  | { kind: 'run'; runId: string }
  | { kind: 'who'; text: string }
  | { kind: 'who-am-i' }
  | { kind: 'help' }
  | { kind: 'unknown' };

/** Plain words in English and Dutch. Anchored: a word in the middle of a sentence is no command. */
const patterns: readonly [RegExp, (match: RegExpExecArray) => Command][] = [
  [/^(status|stand|how is it going|hoe staat het( ervoor)?)$/i, () => ({ kind: 'status' })],
  [/^(runs|list runs|de laatste runs)$/i, () => ({ kind: 'runs' })],
  [/^run\s+#?(\d{1,12})$/i, (match) => ({ kind: 'run', runId: String(Number(match[1])) })],
  [/^(who am i|whoami|wie ben ik)$/i, () => ({ kind: 'who-am-i' })],
  [/^(?:who(?:\s+is)?|wie(?:\s+is)?)\s+(\S.{0,99})$/i, (match) => ({ kind: 'who', text: (match[1] ?? '').trim() })],
  [/^(help|hulp|hallo|hello|hi|hoi|\?)$/i, () => ({ kind: 'help' })],
];

/** Reads a message as a command; white space, a closing mark and letter case do not matter. */
export function readCommand(text: string): Command {
  const plain =
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[?!.]+$/, '')
      .trim() || text.trim();
  for (const [pattern, build] of patterns) {
    const match = pattern.exec(plain);
    if (match) return build(match);
  }
  return { kind: 'unknown' };
}
