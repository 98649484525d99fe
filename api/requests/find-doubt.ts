import type { Language } from '../../models/policy.ts';
import type { Subject } from '../../models/request.ts';
import { type Doubt, pairKey, type RecordPair } from '../../models/same-people.ts';
import type { Stores } from '../../models/stores.ts';
import { identityTexts, wordLikeness } from '../../models/texts/identity-texts.ts';

/** The doubt about two records as the newest run found it; null when there is none. */
export async function findDoubt(
  pair: RecordPair,
  { stores }: { stores: Pick<Stores, 'identity'> },
): Promise<Doubt | null> {
  const key = pairKey(pair);
  return (await stores.identity.doubts()).find((doubt) => pairKey(doubt) === key) ?? null;
}

export function subjectOfDoubt(doubt: Doubt, language: Language): Extract<Subject, { kind: 'doubt' }> {
  const texts = identityTexts[language];
  const side = ({ sourceId, recordKey, name }: Doubt['left']) => ({ sourceId, recordKey, name });
  const facts = [texts.reasons[doubt.reason], ...wordLikeness(doubt, texts)];
  return { kind: 'doubt', left: side(doubt.left), right: side(doubt.right), facts };
}
