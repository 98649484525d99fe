import { atOnce, eachStep, type Steps } from '../steps.ts';

/**
 * The one of `words` that shares most letter pairs with `word`, ignoring case, or null when none shares enough to be meant.
 * @param least - how much is enough, 0 to 1
 */
export function nearestWord(word: string, words: readonly string[], least = 0.4): string | null {
  let best: string | null = null;
  let most = least;
  const pairs = pairsOf(word);
  for (const candidate of words) {
    const score = likeness(pairs, pairsOf(candidate));
    if (score >= most) {
      most = score;
      best = candidate;
    }
  }
  return best;
}

/** Sørensen–Dice: twice what is shared, of all there is. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / Math.max(a.size + b.size, 1);
}

/** Whether a word may be like enough. Cheap: most of a hundred thousand names share next to nothing. */
function mayBeLike(pairs: ReadonlySet<string>, word: string, least: number): boolean {
  const letters = word.toLowerCase();
  let shared = 0;
  for (const pair of pairs) if (letters.includes(pair)) shared += 1;
  return 2 * shared >= least * (pairs.size + shared);
}

function pairsOf(word: string): Set<string> {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}

interface Nearness {
  count: number;
  least?: number;
}

/** The words that share most letter pairs with `word`, ignoring case, the nearest first; those that share too little are left out. */
export function nearestWords(word: string, words: readonly string[], nearness: Nearness): string[] {
  return atOnce(nearestSteps(word, words, nearness));
}

/** The same in steps, for very many words. */
export function* nearestSteps(
  word: string,
  words: readonly string[],
  { count, least = 0.3 }: Nearness,
): Steps<string[]> {
  const pairs = pairsOf(word);
  const scores = new Map<string, number>();
  yield* eachStep(words, (candidate) => {
    if (scores.has(candidate) || !mayBeLike(pairs, candidate, least)) return;
    const score = likeness(pairs, pairsOf(candidate));
    if (score >= least) scores.set(candidate, score);
  });
  return [...scores]
    .sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([candidate]) => candidate);
}
