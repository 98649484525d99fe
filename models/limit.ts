import { z } from 'zod';
import { OperationKind } from './plan.ts';

/**
 * How much of one thing may happen within 24 hours. Stopped when more than `count` happen *and* they are more than `share` of what
 * there is. Where there are fewer than `floor` of the thing, shares say nothing and `count` alone decides.
 */
export const Limit = z.strictObject({
  share: z.number().min(0).max(1).describe('the part of what there is that may be touched, 0 to 1'),
  count: z.number().int().min(0).describe('so many may always be touched'),
  floor: z.number().int().min(0).describe('with fewer than this there are, the count alone decides'),
});
export type Limit = z.infer<typeof Limit>;

/** What can be limited: each kind of operation, and what a source may do before it is taken for incomplete. */
export const LimitKind = z.enum([
  ...OperationKind.options,
  'absent-person',
  'set-aside-person',
  /** A source that gives fewer people than the time before. */
  'fewer-people',
  /** People whose field was filled the time before and is empty now, per field. */
  'emptied-field',
]);
export type LimitKind = z.infer<typeof LimitKind>;

/** The limits, and `silenceDays`: a source without any change for longer is asked about. */
export const Limits = z.partialRecord(LimitKind, Limit);
export type Limits = z.infer<typeof Limits>;

/** The limits that hold where the policy does not say otherwise. Kinds that are not named have none. */
export const defaultLimits: Readonly<Limits> = {
  'disable-account': { share: 0.05, count: 25, floor: 10 },
  'delete-account': { share: 0.02, count: 10, floor: 5 },
  'remove-member': { share: 0.2, count: 200, floor: 20 },
  'remove-manager': { share: 0.2, count: 50, floor: 20 },
  'remove-licence': { share: 0.2, count: 50, floor: 20 },
  'remove-app-role': { share: 0.2, count: 50, floor: 20 },
  'rename-account': { share: 0.05, count: 25, floor: 10 },
  'absent-person': { share: 0.1, count: 5, floor: 5 },
  'set-aside-person': { share: 0.1, count: 5, floor: 5 },
  'fewer-people': { share: 0.1, count: 10, floor: 10 },
  'emptied-field': { share: 0.1, count: 10, floor: 10 },
};
