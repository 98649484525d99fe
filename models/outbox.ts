import { z } from 'zod';

/**
 * Something to be brought to one person in Teams: written down before it is sent, and kept until it has arrived or cannot. `subject` is
 * what the card is about, such as `request:12`; a newer letter on the same subject to the same person updates the card that is
 * there. `card` is drawn when it is sent, so that it is always true.
 */
export const Letter = z.object({
  id: z.string(),
  tenantId: z.string().nullable(),
  aadObjectId: z.string(),
  /** What the letter says, as the bot draws it: a kind and the id of what it is about. */
  topic: z.object({ kind: z.string(), id: z.string(), detail: z.record(z.string(), z.unknown()) }),
  subject: z.string().nullable(),
  isUrgent: z.boolean(),
  /** Whether it may wait for others to go with it in one card. */
  mayJoin: z.boolean(),
  state: z.enum(['waiting', 'sent', 'undeliverable', 'superseded']),
  notBefore: z.string(),
  attempts: z.number(),
  leasedBy: z.string().nullable(),
  leasedUntil: z.string().nullable(),
  writtenAt: z.string(),
  sentAt: z.string().nullable(),
  /** Why it could not be brought, for IT. */
  problem: z.string().nullable(),
});
export type Letter = z.infer<typeof Letter>;

/** How many letters wait, since when the oldest does (instant), and how many could not be brought. */
export interface Queue {
  waiting: number;
  oldestAt: string | null;
  undeliverable: number;
}

export interface OutboxStore {
  /** Adds letters; one whose id is there already is left as it is. A waiting letter on the same subject to the same person is superseded. */
  write(letters: readonly Letter[]): Promise<void>;
  /** Takes waiting letters whose time has come, oldest and urgent first, each for one worker at a time. Atomic per letter. */
  lease(ask: { owner: string; now: string; leaseMs: number; limit: number }): Promise<Letter[]>;
  /** Records what became of one attempt; false when the lease was lost meanwhile, or when it is to wait on but a newer letter has taken its place. */
  settle(
    letterId: string,
    owner: string,
    outcome: Pick<Letter, 'state' | 'notBefore' | 'attempts' | 'sentAt' | 'problem'>,
  ): Promise<boolean>;
  /** The next moment at which a letter waits to be sent; null when none does. */
  nextAt(): Promise<string | null>;
  /** Letters that could not be brought, newest first. */
  undeliverable(limit: number): Promise<Letter[]>;
  queue(): Promise<Queue>;
  /** Makes the leases of these letters last longer, where `owner` has them still. */
  extend(letterIds: readonly string[], ask: { owner: string; now: string; leaseMs: number }): Promise<void>;
  /** Frees all leases, when their owners are known to be gone. */
  releaseAll(): Promise<void>;
  /**
   * Lets letters to somebody wait again that could not be brought and were written at `since` or later, as if written `now`; those with a
   * newer one on the same subject are left.
   */
  takeUp(ask: { aadObjectId: string; since: string; now: string }): Promise<void>;
  /** Forgets letters that wait no longer and were written before `at`, at most `limit`; gives how many went. */
  forgetBefore(at: string, limit: number): Promise<number>;
}
