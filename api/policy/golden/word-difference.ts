import type { GoldenDifference } from '../../../models/golden.ts';
import type { GoldenTexts } from '../../../models/texts/golden-texts.ts';

const lists: readonly string[] = ['groups', 'licences', 'apps', 'notes'];

/** A difference as a sentence without its reason. */
export function wordDifference({ item, expected, got }: GoldenDifference, texts: GoldenTexts): string {
  const word = (value: GoldenDifference['got']): string => {
    if (value === null) return texts.nothing;
    return typeof value === 'boolean' ? texts.yesOrNo(value) : value;
  };
  if (!lists.includes(item)) return texts.otherwise(item, word(expected), word(got));
  return got === null ? texts.lacks(item, word(expected)) : texts.hasBesides(item, word(got));
}
