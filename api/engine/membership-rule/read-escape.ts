import type { RuleError } from './read-tokens.ts';

/** A piece of a pattern: what RE2 calls it, and how many characters of the pattern it took. */
export interface PatternPiece {
  text: string;
  length: number;
}

/** Makes the error that says why a pattern is not taken. */
export type Refuse = (why: string) => RuleError;

/** What the short classes mean in .NET: all of Unicode, where RE2 means ASCII. */
const classes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  w: '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}',
  s: '\\t\\n\\v\\f\\r\\x{85}\\p{Z}',
};

const categories = /^\\[pP]\{(?:[LMNPSZC]|M[nce]|N[dlo]|P[cdseifo]|S[mcko]|Z[slp]|L[mo]|C[cf])\}/;

/** Reads what a backslash begins, outside of a class in brackets. */
export function readEscape(rest: string, refuse: Refuse): PatternPiece {
  const letter = rest.charAt(1);
  const lower = letter.toLowerCase();
  if (Object.hasOwn(classes, lower)) {
    return { text: `[${letter === lower ? '' : '^'}${classes[lower]}]`, length: 2 };
  }
  if (letter === 'A' || letter === 'z') return { text: `\\${letter}`, length: 2 };
  if (letter === 'Z') return { text: '(?:\\n?\\z)', length: 2 };
  if (lower === 'b') throw refuse(`\\${letter} is not supported; write (^|\\W) before and (\\W|$) after the word`);
  if (/[0-9k]/.test(letter)) throw refuse(`a reference back, \\${letter}, is not supported`);
  return readCharacter(rest, refuse);
}

/** Reads what a backslash begins inside of a class in brackets. */
export function readEscapeInClass(rest: string, refuse: Refuse): PatternPiece {
  const letter = rest.charAt(1);
  if (letter === 'D') return { text: '\\P{Nd}', length: 2 };
  const known = Object.hasOwn(classes, letter) ? classes[letter] : undefined;
  return known === undefined ? readCharacter(rest, refuse) : { text: known, length: 2 };
}

/** One character by its number or name, a category, or a sign that would mean something without its backslash. */
function readCharacter(rest: string, refuse: Refuse): PatternPiece {
  const code = /^\\(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(rest);
  if (code !== null) return { text: `\\x{${code[1] ?? code[2]}}`, length: code[0].length };
  const category = categories.exec(rest)?.[0];
  if (category !== undefined) return { text: category, length: category.length };
  const letter = rest.charAt(1);
  if (/[tnrfv]/.test(letter)) return { text: `\\${letter}`, length: 2 };
  if (/[\p{L}\p{N}_]/u.test(letter))
    throw refuse(`${/^\\[pP]\{\w*\}/.exec(rest)?.[0] ?? `\\${letter}`} is not supported`);
  if (letter === '') throw refuse('it ends with a backslash');
  return { text: /[!-~]/.test(letter) ? `\\${letter}` : letter, length: 2 };
}
