import { z } from 'zod';
import { employmentTextFields, personTextFields } from '../person.ts';
import { SecretName, sourceBasics } from './source-basics.ts';

/** What an attribute can be read into: the words of the CSV files. */
const fieldNames = [
  ...personTextFields,
  'nameUse',
  'employmentKey',
  'kind',
  ...employmentTextFields,
  'managerPersonKey',
  'startDate',
  'endDate',
  'lastWorkingDay',
  'fte',
  'unitName',
  'parentUnitKey',
] as const;
export const ScimFieldName = z.enum(fieldNames);
export type ScimFieldName = z.infer<typeof ScimFieldName>;

/** Where one thing stands: the path of an attribute, or that path with the values it may hold. */
export const ScimField = z.union([
  z.string(),
  z.strictObject({
    path: z.string().describe('the attribute, such as urn:example:2.0:User:hireDate or emails[type eq "work"].value'),
    values: z.record(z.string(), z.string()).describe('what the values mean: from their text to ours'),
  }),
]);
export type ScimField = z.infer<typeof ScimField>;

/** A source that pushes people by SCIM 2.0, to `/scim/v2/<id>`. */
export const ScimSource = z.strictObject({
  ...sourceBasics,
  connector: z.literal('scim').describe('the kind of source'),
  tokens: z
    .array(SecretName)
    .min(1)
    .max(2)
    .describe('names of the bearer tokens that let it in: one, or two while one takes over from the other'),
  personKey: z
    .enum(['externalId', 'userName', 'employeeNumber', 'id'])
    .default('externalId')
    .describe("which attribute is the person's own key, the same for ever; id is the one that Instroom gives out"),
  fields: z
    .partialRecord(ScimFieldName, ScimField)
    .default({})
    .describe('which attribute holds what, where it is not where SCIM has it'),
});
export type ScimSource = z.infer<typeof ScimSource>;
