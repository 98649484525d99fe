import { z } from 'zod';
import { CalendarDate } from './person.ts';

/**
 * An address that was given out or is promised. It is never given to anybody else, not even after the person has left.
 *
 * `given`: the account has or gets it. `proposed`: the name changed and this address would follow; it waits for `renameOn`, or for the
 * person's yes when that is null. `accepted`: the person said yes. `former`: a rename left it behind, as an alias. `mail`: the mail
 * address, where that is another than the one to sign in with.
 * `nameKey` is the name it was made for, so that a changed name is noticed; empty when no name stands behind it (any more).
 * `address` is in lower case.
 */
export const AddressReservation = z.object({
  address: z.string(),
  personKey: z.string(),
  nameKey: z.string(),
  state: z.enum(['given', 'proposed', 'accepted', 'former', 'mail']),
  reservedAt: z.string(),
  renameOn: CalendarDate.nullable(),
});
export type AddressReservation = z.infer<typeof AddressReservation>;

/** A role with a hand-over that somebody holds (`lostAt` null) or held until an instant. */
export const RoleHolding = z.object({ personKey: z.string(), roleId: z.string(), lostAt: z.string().nullable() });
export type RoleHolding = z.infer<typeof RoleHolding>;

/**
 * A difference that no change in HR or policy explains: somebody changed Entra by hand. `by` and `at` as far as Entra's audit says. `choice`
 * is what somebody chose, where the policy asks: to put it back.
 */
export const DriftFinding = z.object({
  operationId: z.string(),
  personKey: z.string().nullable(),
  sentence: z.string(),
  foundAt: z.string(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  choice: z.literal('put-back').optional(),
});
export type DriftFinding = z.infer<typeof DriftFinding>;

/** An operation that somebody took back. It is not done again without somebody's yes. */
export const UndoneOperation = z.object({ operationId: z.string(), runId: z.string(), by: z.string(), at: z.string() });
export type UndoneOperation = z.infer<typeof UndoneOperation>;

/** What earlier plans wrote down and later ones rest on. */
export interface Ledger {
  reservations: readonly AddressReservation[];
  holdings: readonly RoleHolding[];
  findings: readonly DriftFinding[];
  undone: readonly UndoneOperation[];
}

export const emptyLedger: Ledger = { reservations: [], holdings: [], findings: [], undone: [] };

/** What a plan wants written down before any of it is carried out. Reservations and holdings replace those of the same key. */
export interface LedgerChanges {
  reservations: AddressReservation[];
  holdings: RoleHolding[];
  findings: DriftFinding[];
  /** Findings that are no more, by operation id. */
  settledFindings: string[];
}
