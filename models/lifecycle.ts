import { z } from 'zod';
import { Entitlements } from './entitlements.ts';

/** A time of day, `HH:mm`. */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 07:30');

/**
 * When accounts come and go. Days are calendar days in the person's own time zone. Two ends are told apart: the last working day, after
 * which nobody signs in any more, and the end of the contract, from which the days until access and account go are counted.
 */
export const Lifecycle = z.strictObject({
  createDaysBeforeStart: z
    .number()
    .int()
    .min(0)
    .max(365)
    .default(14)
    .describe('accounts are made, disabled, this many days before the first day'),
  enableAt: TimeOfDay.default('00:00').describe(
    "the time on the first day, in the person's zone, at which the account is enabled",
  ),
  disableAfter: z
    .enum(['last-working-day', 'contract-end'])
    .default('last-working-day')
    .describe('the account is disabled at the end of this day'),
  revokeSessionsOnExit: z.boolean().default(true).describe('sessions end when a leaver is disabled'),
  removeAccessDaysAfterEnd: z
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('access goes this many days after the last day of the contract; 0 is the day after it'),
  deleteDaysAfterEnd: z
    .number()
    .int()
    .min(0)
    .default(90)
    .describe('the account is deleted this many days after the last day of the contract'),
});
export type Lifecycle = z.infer<typeof Lifecycle>;

/** `unchanged`: nothing. `keep-in-touch`: only what `keepInTouch` names, the rest is parked. `disabled`: no sign-in. */
export const LeaveMode = z.enum(['unchanged', 'keep-in-touch', 'disabled']);
export type LeaveMode = z.infer<typeof LeaveMode>;

/** What a period of leave does to access, by the source's code of the leave. A leave never starts the days until deletion. */
export const LeavePolicy = z.strictObject({
  mode: LeaveMode.default('unchanged').describe(
    'unchanged: nothing; keep-in-touch: only what keepInTouch names stays; disabled: no sign-in',
  ),
  kinds: z.record(z.string(), LeaveMode).default({}).describe("another mode by the source's code of the leave"),
  keepInTouch: Entitlements.prefault({}).describe(
    'what stays during a leave in mode keep-in-touch; the rest is parked',
  ),
});
export type LeavePolicy = z.infer<typeof LeavePolicy>;
