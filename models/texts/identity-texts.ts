import type { Language } from '../policy.ts';
import type { Doubt, DoubtReason, IdentityProblem, LikenessKind } from '../same-people.ts';
import { identityTextsEn } from './identity-texts-en.ts';
import { identityTextsNl } from './identity-texts-nl.ts';

/** What people read of who is who in several sources. Records are named as `source/key`, `who` is a person as sentences name them. */
export interface IdentityTexts {
  /** Two sources have a person under one key, and nothing says whether it is one. */
  sameKey(personKey: string, sources: readonly string[]): string;
  /** Why somebody waits as a whole, where a record of one source cannot be used. */
  setAsideAsWhole(text: string, sourceId: string): string;
  /** A source no longer names somebody whom another one, with `other`, still does. */
  namedNoMore(who: string, record: string, other: string): string;
  /** The note of a doubt. `waits` is who gets no account until it is decided, null when nobody does. */
  doubt(left: string, right: string, because: string, waits: string | null): string;
  howToSay(left: string, right: string): string;
  reasons: Readonly<Record<DoubtReason, string>>;
  likeness: Readonly<Record<LikenessKind, string>>;
  isSame(facts: string): string;
  differs(facts: string): string;
  hindrances: Readonly<Record<NonNullable<Doubt['hindrance']>, string>>;

  /** What was said, in the audit log. */
  saidSame(left: string, right: string): string;
  saidTwo(left: string, right: string): string;
  forgotten(left: string, right: string): string;

  /** Why it cannot be said. */
  unknownRecord(text: string, nearest: string | null): string;
  oneSource(left: string, right: string): string;
  saidTwice(left: string, right: string): string;
  neverSaid(left: string, right: string): string;
  twoOfASource(left: string, right: string, sourceId: string): string;
  partedBefore(left: string, right: string): string;
  twoAccounts(left: string, right: string, keys: readonly string[]): string;
}

export const identityTexts: Readonly<Record<Language, IdentityTexts>> = { en: identityTextsEn, nl: identityTextsNl };

/** Why something cannot be said of two records, in the language of these texts. */
export function wordIdentityProblem(problem: IdentityProblem, texts: IdentityTexts): string {
  switch (problem.kind) {
    case 'unknown-record':
      return texts.unknownRecord(problem.text, problem.nearest);
    case 'one-source':
      return texts.oneSource(problem.left, problem.right);
    case 'said-twice':
      return texts.saidTwice(problem.left, problem.right);
    case 'never-said':
      return texts.neverSaid(problem.left, problem.right);
    case 'two-of-a-source':
      return texts.twoOfASource(problem.left, problem.right, problem.sourceId);
    case 'parted-before':
      return texts.partedBefore(problem.left, problem.right);
    case 'two-accounts':
      return texts.twoAccounts(problem.left, problem.right, problem.keys);
  }
}

/** What is the same and what differs in a doubt, in a line each. */
export function wordLikeness({ same, differs }: Pick<Doubt, 'same' | 'differs'>, texts: IdentityTexts): string[] {
  const facts = same.map(({ what, left }) => `${texts.likeness[what]} ${left}`);
  const others = differs.map(({ what, left, right }) => `${texts.likeness[what]} ${left} / ${right}`);
  return [
    ...(facts.length === 0 ? [] : [texts.isSame(facts.join(', '))]),
    ...(others.length === 0 ? [] : [texts.differs(others.join(', '))]),
  ];
}
