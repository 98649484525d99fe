import { z } from 'zod';

/** How somebody is employed, in the words HR systems share. */
export const PersonKind = z.enum(['employee', 'contingent', 'external', 'intern', 'other']);
export type PersonKind = z.infer<typeof PersonKind>;

/** Which surname a person goes by: their own, the partner's, or both in either order. */
export const NameUse = z.enum(['birth', 'partner', 'partner-birth', 'birth-partner', 'as-given']);
export type NameUse = z.infer<typeof NameUse>;

/** A calendar date without time or zone, `YYYY-MM-DD`. Field names that hold one end in `On`. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD');
export type CalendarDate = z.infer<typeof CalendarDate>;

/**
 * Of somebody whom several sources name: which one says this, and its place in the order of authority, the first being 0. `isRevoked`: that
 * source calls the person not active without saying since when, which ends what it says and nothing of what others say.
 */
export const StatedBy = z.object({ sourceId: z.string(), rank: z.number(), isRevoked: z.boolean().optional() });
export type StatedBy = z.infer<typeof StatedBy>;

/**
 * One employment of a person. A missing field means that HR does not say; it is never a value to write.
 * `endsOn` is the last day in service (inclusive); missing means open-ended. `lastWorkingDayOn` is the last day somebody works, where
 * that is earlier, as when leave is taken up at the end.
 */
export const Employment = z.object({
  employmentKey: z.string(),
  employeeNumber: z.string().optional(),
  kind: PersonKind,
  employerKey: z.string().optional(),
  employerName: z.string().optional(),
  startsOn: CalendarDate.optional(),
  endsOn: CalendarDate.optional(),
  lastWorkingDayOn: CalendarDate.optional(),
  isPrimary: z.boolean().optional(),
  fte: z.number().optional(),
  unitKey: z.string().optional(),
  functionKey: z.string().optional(),
  functionTitle: z.string().optional(),
  costCentre: z.string().optional(),
  managerPersonKey: z.string().optional(),
  location: z.string().optional(),
  country: z.string().optional(),
  /** Never from a connector: set where several sources are put together. */
  statedBy: StatedBy.optional(),
});
export type Employment = z.infer<typeof Employment>;

/** A period of absence. The reason is never imported; `kind` is a neutral code of the source. */
export const Leave = z.object({
  leaveKey: z.string().optional(),
  startsOn: CalendarDate,
  endsOn: CalendarDate.optional(),
  kind: z.string().optional(),
});
export type Leave = z.infer<typeof Leave>;

/** What a person has at most one of, and several sources may say. */
export const SaidOnce = z.enum([
  'callName',
  'givenName',
  'initials',
  'surname',
  'mobilePhone',
  'workPhone',
  'workEmail',
]);
export type SaidOnce = z.infer<typeof SaidOnce>;

/**
 * One human as HR states it now. `isActive` is only there when the source says so without dates:
 * `false` means no access from now on, and nobody new is made.
 */
export const Person = z.object({
  personKey: z.string(),
  sourceId: z.string(),
  callName: z.string().optional(),
  givenName: z.string().optional(),
  initials: z.string().optional(),
  birthNamePrefix: z.string().optional(),
  birthName: z.string().optional(),
  partnerNamePrefix: z.string().optional(),
  partnerName: z.string().optional(),
  nameUse: NameUse,
  mobilePhone: z.string().optional(),
  workPhone: z.string().optional(),
  workEmail: z.string().optional(),
  isActive: z.boolean().optional(),
  employments: z.array(Employment),
  leaves: z.array(Leave),
  /** Never from a connector: which source says what, of somebody whom several name. */
  saidBy: z.partialRecord(SaidOnce, z.string()).optional(),
});
export type Person = z.infer<typeof Person>;

/** An organisational unit (department, team) with its place in the tree and its head. */
export const Unit = z.object({
  unitKey: z.string(),
  name: z.string(),
  parentKey: z.string().optional(),
  headPersonKey: z.string().optional(),
});
export type Unit = z.infer<typeof Unit>;

/** Why the rows of one person could not be used. */
export const SetAsideReason = z.enum([
  'no-key',
  'conflicting-rows',
  'broken-row',
  'unknown-date',
  'unknown-value',
  'unknown-person',
]);
export type SetAsideReason = z.infer<typeof SetAsideReason>;

/**
 * Somebody whose rows cannot be used: left exactly as they are until HR mends the data.
 * `personKey` is null when the row does not even say whose it is. `where` names file and line for HR.
 */
export const SetAside = z.object({
  personKey: z.string().nullable(),
  reason: SetAsideReason,
  text: z.string(),
  where: z.string(),
});
export type SetAside = z.infer<typeof SetAside>;

/** Everything one source says at one moment. Complete by contract: a connector returns all of it or throws. */
export const HrReading = z.object({
  sourceId: z.string(),
  readAt: z.string(),
  /** When the source last changed, as far as it tells (instant); the start of the measured lag. */
  changedAt: z.string().nullable(),
  people: z.array(Person),
  units: z.array(Unit),
  setAside: z.array(SetAside),
});
export type HrReading = z.infer<typeof HrReading>;

/** What HR says of a person in text, which is taken over as it stands. */
export const personTextFields = [
  'callName',
  'givenName',
  'initials',
  'birthNamePrefix',
  'birthName',
  'partnerNamePrefix',
  'partnerName',
  'mobilePhone',
  'workPhone',
  'workEmail',
] as const satisfies readonly (keyof Person)[];

/** What HR says of an employment in text, but for the manager: not every source names managers by the keys that people have here. */
export const employmentTextFields = [
  'employeeNumber',
  'employerKey',
  'employerName',
  'unitKey',
  'functionKey',
  'functionTitle',
  'costCentre',
  'location',
  'country',
] as const satisfies readonly (keyof Employment)[];
