import anyAscii from 'any-ascii';

/** How letters are written out in a language, where that differs from leaving out their marks. */
const spellings: ReadonlyMap<string, readonly (readonly [letter: string, written: string])[]> = new Map([
  ['de', ['äae', 'öoe', 'üue', 'ÄAe', 'ÖOe', 'ÜUe'].map(toSpelling)],
  ['da', ['æae', 'øoe', 'åaa', 'ÆAe', 'ØOe', 'ÅAa'].map(toSpelling)],
]);

function toSpelling(pair: string): readonly [string, string] {
  return [pair.slice(0, 1), pair.slice(1)];
}

/** The languages that `transliterate` knows, beside plain leaving out of marks. */
export const spelledLanguages: readonly string[] = [...spellings.keys()];

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const isAscii = /^[\x00-\x7f]*$/;

/**
 * Text in the letters of ASCII: `Żółć` becomes `Zolc`, `王` becomes `Wang`.
 * @param language - `de` writes ä, ö, ü as ae, oe, ue; `da` writes æ, ø, å as ae, oe, aa
 */
export function transliterate(text: string, language = ''): string {
  if (isAscii.test(text)) return text;
  let written = text.normalize('NFC');
  for (const [letter, instead] of spellings.get(language) ?? []) written = written.replaceAll(letter, instead);
  return anyAscii(written);
}

/**
 * The initials of first names: `Jan Peter` and `Jan-Peter` give `J.P.`, initials stay as they are. The Dutch IJ is one letter.
 * @see https://taaladvies.net/ijsland-of-ijsland-hoofdletter/
 */
export function initials(names: readonly string[]): string {
  return names
    .flatMap((name) => name.split(/[\s.\-‐‑]+/u))
    .filter((name) => /^\p{L}/u.test(name))
    .map((name) => `${/^IJ|^ij/.test(name) ? 'IJ' : firstLetter(name).toUpperCase()}.`)
    .join('');
}

/**
 * A capital at the start, as a surname without given name has: `Van der Berg`, `IJzerman`. After an apostrophe that stands for left-out
 * letters nothing changes: `'t Hooft`.
 */
export function capital(text: string): string {
  if (text.startsWith('ij')) return `IJ${text.slice(2)}`;
  const first = firstLetter(text);
  return first.toUpperCase() + text.slice(first.length);
}

/** A letter outside the basic plane is two units long, and may not be cut in two. */
function firstLetter(text: string): string {
  const [first = ''] = text;
  return first;
}

/** The words of a text; white space of any kind parts them. */
export const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

/** Part of a text, as far as there is one: three letters of `Jo` are `Jo`. A start below zero counts from the end. */
export function substring(text: string, start: number, length = Number.POSITIVE_INFINITY): string {
  const letters = [...text];
  const from = start < 0 ? Math.max(letters.length + start, 0) : start;
  return letters.slice(from, from + Math.max(length, 0)).join('');
}

/** As a list of names is sorted: the prefix after the name, `Vries, de`. */
export function sortName(prefix: string, name: string): string {
  return prefix === '' ? name : `${name}, ${prefix}`;
}
