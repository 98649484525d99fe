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
    .max(2000)
    .optional()
    .describe('a template for the page where HR mends somebody, as `https://hr.example/people/${employeeNumber}`'),
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
 * What a joiner still lacks. What HR can mend is named, or said in `other`; `licence`, `it` and `entra` are for IT. `text` is a sentence of
 * the plan, in the policy's language.
 */
export type MissingFact =
  | { kind: 'name' | 'unit' | 'manager' | 'country' | 'zone' | 'entra' }
  | { kind: 'manager-account'; name: string }
  | { kind: 'licence' | 'it' | 'other'; text: string };

/** A joiner's account as it was read back from Entra; `verifiedAt` is the instant of that reading. */
export interface VerifiedAccount {
  userPrincipalName: string;
  enabled: boolean;
  groups: number;
  licences: number;
  verifiedAt: string;
}

/**
 * How far a joiner is. `unlisted`: HR no longer names them, which is no exit; `withdrawn`: HR names them without that first day. `news` is
 * worth hearing, `same` only changes the card that is there. `ready`: nothing is missing, and the account was read back from Entra with
 * manager, groups, licences and all else as they should be: a plan of that moment wants nothing more.
 */
export interface JoinerState {
  personKey: string;
  name: string;
  startsOn: CalendarDate;
  unitName: string | null;
  managerName: string | null;
  missing: MissingFact[];
  /** What a plan still wants in Entra, in sentences of the policy's language. */
  pending: string[];
  /** The run with which that waits for somebody's yes. */
  heldByRun: string | null;
  account: VerifiedAccount | null;
  ready: boolean;
  change: 'new' | 'moved' | 'withdrawn' | 'unlisted' | 'news' | 'same';
  formerStartsOn: CalendarDate | null;
  /** Where HR can mend it, when the policy gives a link. */
  fixUrl: string | null;
  /** Counts what was told of this joiner: the same edition twice is told once. */
  edition: number;
}

/** So many new joiners at once that they come together: how far they are, and the first of those who lack something, by first day. */
export interface JoinerDigest {
  startsUntil: CalendarDate;
  ready: number;
  preparing: number;
  lackingCount: number;
  lacking: { name: string; startsOn: CalendarDate; missing: number }[];
  edition: number;
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

/**
 * What came of asking for a pass. Everything but `revealed` leaves things as they were, and of what is not `revealed-before` one may ask again.
 * `in-hand`: somebody asks for it just now, or died doing so minutes ago. `slow`, `unclear`: Entra did not answer in time or clearly, and what it may
 * have made is taken away. `refused`: Entra said no; `text` is what it said.
 */
export type RevealOutcome =
  | { kind: 'revealed'; firstDay: FirstDay; pass: AccessPass }
  | { kind: 'revealed-before' | 'in-hand' | 'slow' | 'busy' | 'unclear'; firstDay: FirstDay }
  | { kind: 'refused'; why: 'permission' | 'policy' | 'other'; text: string; firstDay: FirstDay }
  | { kind: 'not-manager' | 'not-today' | 'no-account' | 'protected' | 'off' };

/** Temporary Access Passes of joiners: once, by their manager, on the first day. Never kept and never told to anybody else. */
export interface AccessPasses {
  reveal(ask: { personKey: string; by: Pick<Member, 'aadObjectId' | 'name'> }): Promise<RevealOutcome>;
}
