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

function pairsOf(word: string): Set<string> {
  const letters = word.toLowerCase();
  return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}

/** The words that share most letter pairs with `word`, ignoring case, the nearest first; those that share too little are left out. */
export function nearestWords(
  word: string,
  words: readonly string[],
  { count, least = 0.3 }: { count: number; least?: number },
): string[] {
  const pairs = pairsOf(word);
  const scored = [...new Set(words)].map((candidate) => ({ candidate, score: likeness(pairs, pairsOf(candidate)) }));
  return scored
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
