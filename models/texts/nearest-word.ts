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
