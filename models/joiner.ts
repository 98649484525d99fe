import { z } from 'zod';
import type { CalendarDate } from './person.ts';
import type { Member } from './report.ts';

/** What is told about joiners, and what their managers may do on the first day. */
export const JoinerPolicy = z.strictObject({
  tellDaysBefore: z
    .number()
    .int()
    .min(1)
    .max(60)
    .default(10)
    .describe('HR hears how far a joiner is from this many days before the first day'),
  fixUrl: z
    .string()
    .regex(
      /^https:\/\/[^\s{}]+(?:\{(?:personKey|employeeNumber)\}[^\s{}]*)*$/,
      'an https address, with {personKey} or {employeeNumber} where the person goes',
    )
    .optional()
    .describe('where HR mends somebody: an https address with `{personKey}` or `{employeeNumber}`'),
  accessPass: z
    .strictObject({
      lifetimeMinutes: z
        .number()
        .int()
        .min(10)
        .max(43_200)
        .default(480)
        .describe('how long the pass works; the tenant may allow less'),
      usableOnce: z.boolean().default(true).describe('whether it works for one sign-in only'),
    })
    .optional()
    .describe('the manager can reveal a Temporary Access Pass once, on the first day; without it nobody can'),
});
export type JoinerPolicy = z.infer<typeof JoinerPolicy>;

/**
 * What a joiner still lacks. What HR can mend is named; `licence` and `other` carry a sentence in the policy's language, of the newest
 * plan; `entra` is for IT.
 */
export type MissingFact =
  | { kind: 'name' | 'unit' | 'manager' | 'country' | 'zone' | 'entra' }
  | { kind: 'manager-account'; name: string }
  | { kind: 'licence' | 'other'; text: string };

/** A joiner's account as it was read back from Entra; `verifiedAt` is the instant of that reading. */
export interface VerifiedAccount {
  userPrincipalName: string;
  enabled: boolean;
  hasManager: boolean;
  groups: number;
  licences: number;
  verifiedAt: string;
}

/**
 * How far a joiner is. `unlisted`: HR no longer names them, which is no exit; `withdrawn`: HR names them without that first day. `ready`:
 * nothing is missing, and the account was read back from Entra as it should be.
 */
export interface JoinerState {
  personKey: string;
  name: string;
  startsOn: CalendarDate;
  unitName: string | null;
  managerName: string | null;
  missing: MissingFact[];
  account: VerifiedAccount | null;
  ready: boolean;
  change: 'new' | 'moved' | 'withdrawn' | 'unlisted' | 'news' | 'same';
  formerStartsOn: CalendarDate | null;
  /** Where HR can mend it, when the policy gives a link. */
  fixUrl: string | null;
}

/** For the manager, on the first day. `pass`: whether an access pass may be revealed, or was, and by whom; null when the policy has none. */
export interface FirstDay {
  personKey: string;
  name: string;
  startsOn: CalendarDate;
  userPrincipalName: string;
  verifiedAt: string;
  pass: { kind: 'offered' } | { kind: 'revealed'; by: string; at: string } | null;
}

/** A pass, seen by nobody but whoever revealed it. `endsAt` is an instant. */
export interface AccessPass {
  code: string;
  endsAt: string;
  usableOnce: boolean;
}

/** What came of asking for a pass. Everything but `revealed` leaves things as they were. */
export type RevealOutcome =
  | { kind: 'revealed'; firstDay: FirstDay; pass: AccessPass }
  | { kind: 'revealed-before'; firstDay: FirstDay }
  | { kind: 'not-manager' | 'not-today' | 'no-account' | 'off' }
  /** Entra said no, or nothing that is clear; it may be asked for again. `text` says what to do, in the policy's language. */
  | { kind: 'failed'; text: string };

/** Temporary Access Passes of joiners: once, by their manager, on the first day. Never kept and never told to anybody else. */
export interface AccessPasses {
  reveal(ask: { personKey: string; by: Pick<Member, 'aadObjectId' | 'name'> }): Promise<RevealOutcome>;
}
