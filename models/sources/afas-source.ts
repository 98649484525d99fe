import { z } from 'zod';
import { PersonKind } from '../person.ts';
import { SecretName, sourceBasics } from './source-basics.ts';

/** Names of GetConnectors, as the app connector in Profit has them. */
const ConnectorName = z.string().regex(/^\w{1,60}$/, 'the name of a GetConnector: letters, digits and underscores');

/** AFAS Profit, through GetConnectors of the customer's own. */
export const AfasSource = z.strictObject({
  ...sourceBasics,
  connector: z.literal('afas').describe('the kind of source'),
  participant: z
    .string()
    .regex(/^\d{5}$/, 'the participant number, five digits')
    .describe('the participant number, five digits'),
  environment: z
    .enum(['production', 'test', 'accept'])
    .default('production')
    .describe('which environment of Profit the token is of'),
  baseUrl: z
    .string()
    .regex(/^https:\/\/|^http:\/\/(127\.0\.0\.1|localhost)[:/]/, 'an https address')
    .optional()
    .describe('another address of ProfitRestServices; for a rehearsal'),
  token: SecretName.describe('the name of the secret that holds the token, `<token>…</token>`'),
  integrationId: z.string().optional().describe('IntegrationId of the partner, where AFAS gave one'),
  connectors: z
    .strictObject({
      persons: ConnectorName.default('Instroom_Persons').describe('one row for each person'),
      employments: ConnectorName.default('Instroom_Employments').describe('one row for each line of unit and function'),
      units: ConnectorName.default('Instroom_Units').describe('the organisation chart'),
      leaves: ConnectorName.nullable().default(null).describe('periods of leave; null: HR does not tell'),
    })
    .prefault({})
    .describe('the GetConnectors, by what they hold'),
  personKey: z
    .enum(['person', 'employee'])
    .default('person')
    .describe('what tells people apart: the number of the person, or of the employee'),
  kinds: z
    .record(z.string(), PersonKind)
    .default({})
    .describe('what the codes of Soort_medewerker mean; others are employees'),
  changes: z
    .boolean()
    .default(false)
    .describe('reads by changes between nightly full readings: the connectors need Gewijzigd_op'),
  writeBack: z
    .strictObject({
      connector: ConnectorName.default('KnEmployee').describe('the UpdateConnector that takes it'),
      signIn: z.boolean().default(false).describe('the sign-in name as well, as the address of the portal'),
    })
    .nullable()
    .default(null)
    .describe('tells Profit the mail address that somebody has in Entra; null: nothing is written to Profit'),
  pollMinutes: z.number().int().min(5).max(1440).default(15).describe('how often is looked for changes'),
});
export type AfasSource = z.infer<typeof AfasSource>;
