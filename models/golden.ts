import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import { AppRoleName } from './entitlements.ts';
import { NameUse, PersonKind } from './person.ts';
import { NoteKind } from './plan.ts';

/** A number that stands for a text, such as an employee number without quotes, is one. */
const Word = z.union([z.string().min(1), z.number().transform(String)]).optional();
const Day = z.iso.date('expected a day such as 2026-12-01');

/** An employment in the words of the HR files. `unitName` is for examples that do not list their units. */
export const GoldenEmployment = z.strictObject({
  employmentKey: Word.describe('the key of the employment'),
  employeeNumber: Word.describe('number that becomes employeeId'),
  kind: PersonKind.default('employee').describe('how somebody is employed'),
  employerKey: Word.describe('key of the employer'),
  employerName: Word.describe('name of the employer'),
  startDate: Day.optional().describe('first day of the employment'),
  endDate: Day.optional().describe('last day in service'),
  lastWorkingDay: Day.optional().describe('last day of work, where that is earlier'),
  primary: z.boolean().optional().describe('whether this is the main employment'),
  fte: z.number().min(0).optional().describe('part of a full week, such as 0.8'),
  unitKey: Word.describe('the key of the unit; without unitName and units also its name'),
  unitName: Word.describe('the name of the unit'),
  functionKey: Word.describe('key of the function'),
  functionTitle: Word.describe('name of the function'),
  costCentre: Word.describe('cost centre'),
  managerPersonKey: Word.describe('key of the manager, who is taken to have an account'),
  location: Word.describe('place of work'),
  country: Word.describe('two letters, NL'),
});
export type GoldenEmployment = z.infer<typeof GoldenEmployment>;

/** Somebody in the words of the HR files. */
export const GoldenPerson = z.strictObject({
  personKey: Word.describe("the person's own key; any will do"),
  callName: Word.describe('the name somebody is called by'),
  givenName: Word.describe('given names in full'),
  initials: Word.describe('initials'),
  birthNamePrefix: Word.describe('prefix of the birth name, such as van der'),
  birthName: Word.describe('birth name without prefix'),
  partnerNamePrefix: Word.describe("prefix of the partner's name"),
  partnerName: Word.describe("the partner's name without prefix"),
  nameUse: NameUse.default('birth').describe('which surname somebody goes by'),
  mobilePhone: Word.describe('mobile number for work'),
  workPhone: Word.describe('fixed number at work'),
  workEmail: Word.describe('address at work that HR knows'),
  active: z.boolean().optional().describe('whether the source counts the person as active'),
  employments: z.array(GoldenEmployment).min(1).describe('one or more employments'),
  leaves: z
    .array(
      z.strictObject({
        startDate: Day.describe('first day of the leave'),
        endDate: Day.optional().describe('last day of the leave'),
        kind: Word.describe('code of the leave in the source'),
      }),
    )
    .default([])
    .describe('periods of leave'),
});
export type GoldenPerson = z.infer<typeof GoldenPerson>;

/** What must come of it. What is not named is not looked at; lists are exact. */
export const GoldenExpectation = z
  .strictObject({
    enabled: z.boolean().optional().describe('whether the account is enabled; false when there is none'),
    address: z.string().nullable().optional().describe('the address of the account; null when there is none'),
    attributes: z
      .partialRecord(AccountAttribute, z.string().nullable())
      .optional()
      .describe('attributes of the account; only those named are looked at'),
    groups: z.array(z.string()).optional().describe('exactly these groups'),
    licences: z.array(z.string()).optional().describe('exactly these licences, also those that come through a group'),
    apps: z.array(AppRoleName).optional().describe('exactly these app roles'),
    manager: z.string().nullable().optional().describe('the person key of the manager; null for none'),
    notes: z.array(NoteKind).optional().describe('exactly these notes'),
  })
  .refine((expect) => Object.keys(expect).length > 0, {
    error: 'names nothing; expected groups, address or something else to look at',
    when: ({ issues }) => issues.length === 0,
  });
export type GoldenExpectation = z.infer<typeof GoldenExpectation>;

/**
 * A golden person: an example that a policy has to get right. `on` is a day (noon in the policy's time zone) or an instant. Without
 * `units` the units are those that the employments name.
 */
export const GoldenExample = z.strictObject({
  name: z.string().min(1).describe('what the example shows, in a few words'),
  on: z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/,
      'expected a day such as 2026-12-01, or an instant such as 2026-12-01T08:00:00+01:00',
    )
    .describe("a day, which means noon in the policy's time zone, or an instant"),
  person: GoldenPerson.describe('the person, in the words of the HR files'),
  units: z
    .array(
      z.strictObject({
        unitKey: z.string().min(1).describe('the key of the unit'),
        name: z.string().min(1).describe('the name of the unit'),
        parentKey: Word.describe('the unit above it'),
        headPersonKey: Word.describe('who is the head, and so the manager of its people'),
      }),
    )
    .optional()
    .describe('the units; without it those that the employments name'),
  expect: GoldenExpectation.describe('what must come of it; what is not named is not looked at'),
});
export type GoldenExample = z.infer<typeof GoldenExample>;

/** One thing that came out otherwise. Of a list `expected` is null for what came unasked, `got` is null for what did not come. */
export interface GoldenDifference {
  item: string;
  expected: string | boolean | null;
  got: string | boolean | null;
  because: string;
}

/** How one example went, with the file and the line where it stands. */
export interface GoldenResult {
  name: string;
  file: string;
  line: number;
  ok: boolean;
  differences: GoldenDifference[];
}
