import { z } from 'zod';
import { AccountAttribute } from './account.ts';
import { OperationKind } from './plan.ts';

/** One column of a flat file: its name, or its name with the values it may hold, or with the value that means yes. */
export const CsvColumn = z.union([
  z.string(),
  z.strictObject({ column: z.string(), values: z.record(z.string(), z.string()) }),
  z.strictObject({ column: z.string(), is: z.union([z.string(), z.array(z.string())]) }),
]);
export type CsvColumn = z.infer<typeof CsvColumn>;

/** Which column of a flat file holds what. One row is one employment of one person. */
export const CsvColumns = z.strictObject({
  personKey: CsvColumn,
  unitKey: CsvColumn,
  startDate: CsvColumn,
  endDate: CsvColumn.optional(),
  active: CsvColumn.optional(),
  callName: CsvColumn.optional(),
  givenName: CsvColumn.optional(),
  initials: CsvColumn.optional(),
  birthNamePrefix: CsvColumn.optional(),
  birthName: CsvColumn.optional(),
  partnerNamePrefix: CsvColumn.optional(),
  partnerName: CsvColumn.optional(),
  nameUse: CsvColumn.optional(),
  mobilePhone: CsvColumn.optional(),
  workPhone: CsvColumn.optional(),
  workEmail: CsvColumn.optional(),
  employmentKey: CsvColumn.optional(),
  employeeNumber: CsvColumn.optional(),
  kind: CsvColumn.optional(),
  employerKey: CsvColumn.optional(),
  employerName: CsvColumn.optional(),
  primary: CsvColumn.optional(),
  fte: CsvColumn.optional(),
  unitName: CsvColumn.optional(),
  functionKey: CsvColumn.optional(),
  functionTitle: CsvColumn.optional(),
  costCentre: CsvColumn.optional(),
  managerPersonKey: CsvColumn.optional(),
  location: CsvColumn.optional(),
  country: CsvColumn.optional(),
});
export type CsvColumns = z.infer<typeof CsvColumns>;

/** How the text of a CSV file is written, where detection should not decide. */
const csvWriting = {
  separator: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(['utf-8', 'windows-1252']).optional(),
  dateFormat: z.enum(['YYYY-MM-DD', 'DD-MM-YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'YYYYMMDD', 'DD.MM.YYYY']).optional(),
  decimal: z.enum(['point', 'comma']).optional(),
};

/** A source of people. Exactly one of `folder` (the four native files) and `file` (one flat file with `columns`). */
export const CsvSource = z
  .strictObject({
    id: z.string().min(1),
    connector: z.literal('csv'),
    folder: z.string().optional(),
    file: z.string().optional(),
    columns: CsvColumns.optional(),
    ...csvWriting,
  })
  .superRefine((source, issues) => {
    if ((source.folder === undefined) === (source.file === undefined)) {
      issues.addIssue({ code: 'custom', message: 'give either folder (the native files) or file (one flat file)' });
    }
    if (source.file !== undefined && source.columns === undefined) {
      issues.addIssue({ code: 'custom', message: 'a flat file needs columns: which column holds what' });
    }
    if (source.folder !== undefined && source.columns !== undefined) {
      issues.addIssue({ code: 'custom', message: 'columns go with file; the files of a folder have fixed columns' });
    }
  });
export type CsvSource = z.infer<typeof CsvSource>;

export const Source = CsvSource;
export type Source = CsvSource;

/** What somebody gets: groups by name, mail nickname or object id; licences by SKU part number; app roles by name. */
export const Entitlements = z.strictObject({
  groups: z.array(z.string()).default([]),
  licences: z.array(z.string()).default([]),
  apps: z.array(z.strictObject({ app: z.string(), role: z.string() })).default([]),
});
export type Entitlements = z.infer<typeof Entitlements>;

export const Role = z.strictObject({
  id: z.string().min(1),
  title: z.string().optional(),
  when: z.string(),
  grant: Entitlements,
});
export type Role = z.infer<typeof Role>;

export const GroupPolicy = z.strictObject({
  id: z.string().min(1),
  membershipRule: z.string(),
  mode: z.literal('managed').default('managed'),
});
export type GroupPolicy = z.infer<typeof GroupPolicy>;

/**
 * How much of one thing may happen at once. Stopped when more than `count` happen *and* they are more than `share` of what
 * there is. Where there are fewer than `floor` of the thing, shares say nothing and `count` alone decides.
 */
export const Limit = z.strictObject({
  share: z.number().min(0).max(1),
  count: z.number().int().min(0),
  floor: z.number().int().min(0),
});
export type Limit = z.infer<typeof Limit>;

/** What can be limited: each kind of operation, and people who are missing from HR or set aside. */
export const LimitKind = z.enum([...OperationKind.options, 'absent-person', 'set-aside-person']);
export type LimitKind = z.infer<typeof LimitKind>;

export const AudienceRole = z.enum(['it', 'hr', 'security']);
export type AudienceRole = z.infer<typeof AudienceRole>;

/** Who holds a role towards the bot: members of a group of the directory, or the owners of these addresses. */
export const Audience = z.strictObject({
  group: z.string().optional(),
  addresses: z.array(z.string()).optional(),
});
export type Audience = z.infer<typeof Audience>;

export const Language = z.enum(['en', 'nl']);
export type Language = z.infer<typeof Language>;

/** `instroom.yaml` after reading, with every default filled in. Data only; rules and templates are still text. */
export const Policy = z.strictObject({
  version: z.literal(1),
  language: Language.default('en'),
  timeZone: z.string().default('Europe/Amsterdam'),
  domains: z.array(z.string().min(1)).min(1),
  sources: z.array(Source).min(1),
  scope: z.string().optional(),
  schedule: z.array(z.string()).default(['*/15 * * * *']),
  lifecycle: z
    .strictObject({
      createDaysBeforeStart: z.number().int().min(0).default(14),
      removeAccessDaysAfterEnd: z.number().int().min(0).default(0),
      deleteDaysAfterEnd: z.number().int().min(0).default(90),
    })
    .prefault({}),
  names: z
    .strictObject({
      userPrincipalName: z
        .array(z.string())
        .min(1)
        .default(['${callName}.${surname}', '${initials}.${surname}', '${callName}.${surname}${n}']),
    })
    .prefault({}),
  attributes: z.partialRecord(AccountAttribute, z.string().nullable()).default({}),
  roles: z.array(Role).default([]),
  groups: z.array(GroupPolicy).default([]),
  limits: z.partialRecord(LimitKind, Limit).default({}),
  protect: z.array(z.string()).default([]),
  people: z.partialRecord(AudienceRole, Audience).default({}),
});
export type Policy = z.infer<typeof Policy>;

/** The attribute templates that hold where the policy does not say otherwise. */
export const defaultAttributes: Readonly<Partial<Record<AccountAttribute, string>>> = {
  displayName: '${callName} ${surname}',
  givenName: '${callName}',
  surname: '${surname}',
  department: '${unit.name}',
  jobTitle: '${functionTitle}',
  companyName: '${employerName}',
  employeeType: '${kind}',
  employeeId: '${employeeNumber}',
  country: '${country}',
  usageLocation: '${country}',
};

/** The limits that hold where the policy does not say otherwise. Kinds that are not named have none. */
export const defaultLimits: Readonly<Partial<Record<LimitKind, Limit>>> = {
  'disable-account': { share: 0.05, count: 25, floor: 10 },
  'delete-account': { share: 0.02, count: 10, floor: 5 },
  'remove-member': { share: 0.2, count: 200, floor: 20 },
  'remove-manager': { share: 0.2, count: 50, floor: 20 },
  'absent-person': { share: 0.1, count: 5, floor: 5 },
  'set-aside-person': { share: 0.1, count: 5, floor: 5 },
};
