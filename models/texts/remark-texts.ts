import type { Language } from '../policy.ts';
import type { Remark } from '../remark.ts';
import { remarkTextsEn } from './remark-texts-en.ts';
import { remarkTextsNl } from './remark-texts-nl.ts';

/** The words for every remark: what is the case, and what to do about it. */
export type RemarkTexts = { [Kind in Remark['kind']]: (remark: RemarkOf<Kind>) => string };

type RemarkOf<Kind extends Remark['kind'], One = Remark> = One extends { kind: infer Kinds }
  ? Kind extends Kinds
    ? One
    : never
  : never;

const catalogue: Readonly<Record<Language, RemarkTexts>> = { en: remarkTextsEn, nl: remarkTextsNl };

/** A remark in the language of whoever reads it. What comes from people or systems stands in it as it is: escape the whole for a card. */
export function wordRemark(remark: Remark, language: Language): string {
  const word: (remark: never) => string = catalogue[language][remark.kind];
  return word(remark as never);
}
