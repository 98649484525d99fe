import { z } from 'zod';
import { StatedKey } from './identity-policy.ts';
import type { Person } from './person.ts';
import type { Actor } from './run.ts';

/** One person as one source has them: the source, and the key there. */
export const RecordRef = z.object({ sourceId: z.string().min(1), recordKey: z.string().min(1) });
export type RecordRef = z.infer<typeof RecordRef>;

/**
 * Whose record it is: written down for people of several sources, and for whoever is known by another key than the source's own. So somebody
 * keeps the key that their account was made under, whichever source names them later.
 */
export interface IdentityLink extends RecordRef {
  personKey: string;
  /** Tells whether what the source says has changed since it was written down. */
  hash: string;
  /** By what the record is recognised in other sources: numbers, addresses, phones and names in one text each. */
  says?: readonly string[];
}

/** A link with what the source last said, for as long as it names them no more; null when that was never usable. */
export interface LinkedRecord extends IdentityLink {
  person: Person | null;
}

/** What is the same or differs in two records. */
export const LikenessKind = z.enum([...StatedKey.options, 'phone', 'name']);
export type LikenessKind = z.infer<typeof LikenessKind>;

export const Likeness = z.object({ what: LikenessKind, left: z.string(), right: z.string() });
export type Likeness = z.infer<typeof Likeness>;

/**
 * Why it is for somebody to say whether two records are one person.
 * `rivals`: a stated key is the same, and more than one record of a source has it. `keys-disagree`: one stated key is the same, another is not.
 * `two-accounts`: a stated key is the same, and both have an account. `parted`: a third record is the same as both, and these were said to be two.
 * `looks-alike`: the names are the same, and a number or an address, and no stated key says so.
 */
export const DoubtReason = z.enum(['rivals', 'keys-disagree', 'two-accounts', 'parted', 'looks-alike']);
export type DoubtReason = z.infer<typeof DoubtReason>;

const DoubtSide = RecordRef.extend({ personKey: z.string(), name: z.string() });
export type DoubtSide = z.infer<typeof DoubtSide>;

/**
 * Two records that may be one person. `left` is of the source that counts more. `waits` is who gets no account until somebody has decided,
 * by person key; null when both have one, or when they are one person already. `hindrance` says why they cannot be said to be one as things are.
 */
export const Doubt = z.object({
  reason: DoubtReason,
  left: DoubtSide,
  right: DoubtSide,
  same: z.array(Likeness),
  differs: z.array(Likeness),
  waits: z.string().nullable(),
  hindrance: z.enum(['two-accounts', 'one-source', 'parted']).nullable(),
});
export type Doubt = z.infer<typeof Doubt>;

/** What somebody said of two records; it outweighs every key. */
export const IdentityDecision = z.object({
  left: RecordRef,
  right: RecordRef,
  answer: z.enum(['same', 'two']),
  by: z.string(),
  at: z.string(),
});
export type IdentityDecision = z.infer<typeof IdentityDecision>;

export const RecordPair = z.object({ left: RecordRef, right: RecordRef });
export type RecordPair = z.infer<typeof RecordPair>;

/** What to say of which pairs: that they are one person, two people, or that what was said before is not said any more. */
export const IdentityAsk = z.strictObject({
  same: z.array(RecordPair).default([]),
  two: z.array(RecordPair).default([]),
  forget: z.array(RecordPair).default([]),
});
export type IdentityAsk = z.infer<typeof IdentityAsk>;

/** Why something cannot be said of two records, without words: `wordIdentityProblem` has them. */
export type IdentityProblem =
  | { kind: 'unknown-record'; text: string; nearest: string | null }
  | { kind: 'one-source' | 'said-twice' | 'never-said'; left: string; right: string }
  | { kind: 'two-of-a-source'; left: string; right: string; sourceId: string }
  | { kind: 'parted-before'; left: string; right: string }
  | { kind: 'two-accounts'; left: string; right: string; keys: string[] };

/** What is in doubt, what was decided, and how many people several sources know. */
export interface IdentityReport {
  doubts: Doubt[];
  decisions: IdentityDecision[];
  counts: { doubts: number; waiting: number; inSeveralSources: number };
}

/** `refused`: nothing was written, for these reasons. `busy`: somebody else is deciding at this moment. */
export type IdentityOutcome =
  | { kind: 'decided'; report: IdentityReport }
  | { kind: 'refused'; problems: IdentityProblem[] }
  | { kind: 'busy' };

/** Who of one source is who of another, where that is for a person to say. Writes down what was said; the next run does what follows. */
export interface SamePeople {
  /** Reads HR and Entra afresh. */
  list(): Promise<IdentityReport>;
  /** All of the ask, or nothing when any of it is refused. */
  decide(ask: IdentityAsk, by: Actor): Promise<IdentityOutcome>;
}

/** Two records in one text, whichever is named first. */
export function pairKey({ left, right }: RecordPair): string {
  return JSON.stringify([recordId(left), recordId(right)].sort());
}

/** A record in one text. */
export const recordId = ({ sourceId, recordKey }: RecordRef): string => `${sourceId}/${recordKey}`;
