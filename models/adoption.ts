import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import type { MatchProblem } from './match-problem.ts';
import type { Operation } from './plan.ts';
import type { Actor } from './run.ts';

/**
 * How sure it is that an account is a person's. `certain`: something that only this person has is the same, and nothing speaks against it.
 * `likely`: much is the same. `possible`: something is the same, or something speaks against it.
 */
export const Confidence = z.enum(['certain', 'likely', 'possible']);
export type Confidence = z.infer<typeof Confidence>;

/** What is the same on both sides. */
export type EvidenceKind =
  | 'mark'
  | 'employee-id'
  | 'work-address'
  | 'naming-address'
  | 'name'
  | 'phone'
  | 'manager'
  | 'department'
  | 'job-title';

/** What speaks against it, or asks for a second look. */
export type CounterEvidenceKind =
  | 'other-employee-id'
  | 'other-name'
  | 'guest'
  | 'synced'
  | 'disabled'
  | 'has-left'
  | 'in-recycle-bin';

/** One fact for or against a match, as HR has it and as Entra has it; null where a side has nothing to say. */
export interface Evidence<Kind = EvidenceKind> {
  what: Kind;
  person: string | null;
  account: string | null;
}

/** One attribute that would be overwritten: what Entra has now, what HR and the policy want. */
export interface Overwrite {
  attribute: AccountAttribute;
  has: string | null;
  wants: string | null;
}

/** One other thing that would be done. */
export type Effect = Pick<Operation, 'kind' | 'sentence'>;

/** The one side of a match: names and ids, as people and machines know them. */
export interface MatchedAccount {
  id: string;
  userPrincipalName: string;
}

/** A match that only fits when another one does not. */
export interface Rival {
  personKey: string;
  account: MatchedAccount;
}

/** A match for somebody to accept or reject. `hindrance` says why it cannot be accepted as things are; null when it can. */
export interface AdoptionProposal {
  personKey: string;
  name: string;
  account: MatchedAccount;
  confidence: Confidence;
  evidence: Evidence[];
  counterEvidence: Evidence<CounterEvidenceKind>[];
  overwrites: Overwrite[];
  /** What else would be done once it is accepted. */
  effects: Effect[];
  /** Others that fit the same person or the same account as well as this one: somebody has to decide. */
  ambiguousWith: Rival[];
  hindrance: string | null;
}

/** A match that somebody turned down: it is never proposed again. */
export const MatchRejection = z.object({
  personKey: z.string(),
  accountId: z.string(),
  by: z.string(),
  at: z.string(),
});
export type MatchRejection = z.infer<typeof MatchRejection>;

/** A link that was accepted. `attributes` are those that become ours; null: all that the policy writes. */
export interface AcceptedMatch {
  personKey: string;
  account: MatchedAccount;
  attributes: AccountAttribute[] | null;
}

export type RejectedMatch = Omit<AcceptedMatch, 'attributes'>;

/** Which match: a person by key, and an account by address or object id; without one, the only one that is proposed. */
export const MatchChoice = z.strictObject({ person: z.string().min(1), account: z.string().min(1).optional() });
export type MatchChoice = z.infer<typeof MatchChoice>;

/** What to accept and reject. `acceptAll` takes every match of that confidence or more that is not ambiguous and can be accepted. */
export const AdoptionAsk = z.strictObject({
  accept: z.array(MatchChoice).default([]),
  acceptAll: z.enum(['certain', 'likely']).nullable().default(null),
  attributes: z.array(AccountAttribute).min(1).nullable().default(null),
  reject: z.array(MatchChoice.required()).default([]),
});
export type AdoptionAsk = z.infer<typeof AdoptionAsk>;

/** The matches that are still open, and what this ask has decided. `unmatched` people and accounts have no proposal at all. */
export interface AdoptionReport {
  proposals: AdoptionProposal[];
  accepted: AcceptedMatch[];
  rejected: RejectedMatch[];
  counts: { certain: number; likely: number; possible: number; ambiguous: number; unmatched: number };
}

/** `refused`: nothing was written, for these reasons (`wordMatchProblem`). `busy`: somebody else is deciding at this moment. */
export type AdoptionOutcome =
  | { kind: 'decided'; report: AdoptionReport }
  | { kind: 'refused'; problems: MatchProblem[] }
  | { kind: 'busy' };

/** Whose account is whose, where that is for a person to decide. Writes links and rejections, never to Entra. */
export interface Adoption {
  /** Reads HR and Entra afresh. With `attributes` only those count as what would be overwritten. */
  list(attributes?: AccountAttribute[] | null): Promise<AdoptionReport>;
  /** All of the ask, or nothing when any of it is refused. */
  decide(ask: AdoptionAsk, by: Actor): Promise<AdoptionOutcome>;
}
