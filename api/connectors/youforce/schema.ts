import { z } from 'zod';

/** A value: empty ones are left out by the API, and numbers count as text. */
const cell = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => {
    const text = value == null ? '' : String(value).trim();
    return text === '' ? undefined : text;
  });

/** A list may come as its only element, and with nulls in it. */
const listOf = <Schema extends z.ZodType>(element: Schema) =>
  z
    .union([z.array(element.nullable()), element])
    .nullish()
    .transform((value): z.infer<Schema>[] =>
      value == null ? [] : Array.isArray(value) ? value.filter((one) => one !== null) : [value as z.infer<Schema>],
    );

/** Every row holds from and until a day; other rows with its id hold before and after. */
const slice = { id: cell, validFrom: cell, validUntil: cell };

export const PersonRow = z.object({
  ...slice,
  personCode: cell,
  initials: cell,
  firstNames: cell,
  knownAs: cell,
  lastNameAtBirth: cell,
  lastNameAtBirthPrefix: cell,
  partnerName: cell,
  partnerNamePrefix: cell,
  nameAssembleOrder: cell,
  deceased: cell,
  emailAddresses: listOf(z.object({ type: cell, address: cell })),
  phoneNumbers: listOf(z.object({ type: cell, number: cell })),
});
export type PersonRow = z.infer<typeof PersonRow>;

const workingAmount = z.object({ amountOfWork: cell, parttimePercentage: cell }).nullish();

export const EmploymentRow = z.object({
  ...slice,
  personCode: cell,
  employmentCode: cell,
  hireDate: cell,
  dischargeDate: cell,
  organizationUnit: cell,
  jobProfile: cell,
  company: cell,
  payrollClientCode: cell,
  employmentType: cell,
  costCenter: cell,
  workingAmount,
});
export type EmploymentRow = z.infer<typeof EmploymentRow>;

export const AssignmentRow = z.object({
  id: cell,
  personCode: cell,
  employmentCode: cell,
  startDate: cell,
  endDate: cell,
  organizationUnit: cell,
  jobProfile: cell,
  costCenter: cell,
  isActive: cell,
});
export type AssignmentRow = z.infer<typeof AssignmentRow>;

export const CostRow = z.object({ personCode: cell, employmentCode: cell, costCenterCode: cell });
export type CostRow = z.infer<typeof CostRow>;

/** `manager` is a person's id, in HR Core Business alone. */
export const UnitRow = z.object({ ...slice, shortName: cell, fullName: cell, parentOrgUnit: cell, manager: cell });
export type UnitRow = z.infer<typeof UnitRow>;

/** A job profile, or a company. */
export const NamedRow = z.object({ ...slice, shortName: cell, fullName: cell });
export type NamedRow = z.infer<typeof NamedRow>;

export const RoleRow = z.object({
  personCode: cell,
  organizationUnit: cell,
  shortName: cell,
  startDate: cell,
  endDate: cell,
});
export type RoleRow = z.infer<typeof RoleRow>;

/** What every list is. Rows are read one by one, so that one of them cannot spoil the others. */
export const RowsAnswer = z.object({
  value: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
  nextLink: z.string().nullish(),
});

export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
