import { RE2JS } from 're2js';
import { readClass } from './read-class.ts';
import { type PatternPiece, type Refuse, readEscape } from './read-escape.ts';
import { RuleError, UnsupportedRuleError } from './read-tokens.ts';

/** A regular expression of a rule. `source` is what the rule says. */
export interface Pattern {
  source: string;
  test(text: string): boolean;
}

/** What opens a group in .NET and has no counterpart that answers in linear time. */
const groups: readonly (readonly [opening: string, name: string])[] = [
  ['(?<=', 'looking behind, (?<=…)'],
  ['(?<!', 'looking behind, (?<!…)'],
  ['(?=', 'looking ahead, (?=…)'],
  ['(?!', 'looking ahead, (?!…)'],
  ['(?>', 'an atomic group, (?>…)'],
  ['(?(', 'a condition, (?(…)…)'],
  ['(?#', 'a comment, (?#…)'],
];

/**
 * Translates a .NET regular expression, as Entra takes it, to RE2, which needs no more time than the text is long. Patterns are
 * unanchored and do not look at case. What RE2 would read otherwise is translated (`\d`, `\w`, `\s` and `$` mean more in .NET); what
 * it cannot say is refused by name.
 * @param at - offset of the text in the rule, for messages
 * @throws RuleError
 * @see https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference
 */
export function translatePattern(source: string, at: number): Pattern {
  const refuse = (why: string): RuleError =>
    new UnsupportedRuleError(`${quote(source)} cannot be evaluated: ${why}`, at);
  if (countRepeats(source) > mostRepeats) throw refuse('its repetitions add up to more than 1,000');
  let translated = '';
  let next = /^\(\?i\)/.exec(source)?.[0].length ?? 0;
  while (next < source.length) {
    const piece = readPiece(source.slice(next), refuse);
    translated += piece.text;
    next += piece.length;
  }
  return { source, test: compilePattern(translated, source, at) };
}

/** RE2 has this limit for one repetition; many of them side by side would still make a pattern that takes long to prepare. */
const mostRepeats = 1000;

const countRepeats = (source: string): number =>
  [...source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].reduce((sum, [, least, most]) => sum + Number(most || least), 0);

function readPiece(rest: string, refuse: Refuse): PatternPiece {
  switch (rest.charAt(0)) {
    case '\\':
      return readEscape(rest, refuse);
    case '[':
      return readClass(rest, refuse);
    case '(':
      return readGroup(rest, refuse);
    case '$':
      // In .NET the end is also before a last line feed.
      return { text: '(?:\\n?\\z)', length: 1 };
    case '{': {
      const count = /^\{\d+(?:,\d*)?\}/.exec(rest)?.[0];
      if (count === undefined) throw refuse('a { that counts nothing is written \\{');
      return { text: count, length: count.length };
    }
    default:
      return { text: rest.charAt(0), length: 1 };
  }
}

function readGroup(rest: string, refuse: Refuse): PatternPiece {
  const known = groups.find(([opening]) => rest.startsWith(opening));
  if (known !== undefined) {
    throw refuse(`${known[1]} is not supported; say it in a comparison of its own, with -match or -notMatch`);
  }
  const opening = /^\((?:\?:|\?<[A-Za-z_]\w*>)?(?!\?)/.exec(rest)?.[0];
  if (opening === undefined) throw refuse(`${rest.slice(0, 3)} is not supported`);
  return { text: '(?:', length: opening.length };
}

function compilePattern(translated: string, source: string, at: number): (text: string) => boolean {
  try {
    const pattern = RE2JS.compile(translated, RE2JS.CASE_INSENSITIVE);
    return (text) => pattern.test(text);
  } catch (error) {
    // What it says after the colon is the translation, which nobody wrote.
    const why = String(error)
      .replace(/^.*?regexp: /s, '')
      .replace(/: `.*$/s, '');
    throw new RuleError(`${quote(source)} is not a regular expression: ${why}`, at);
  }
}

const quote = (source: string): string => `“${source}”`;
