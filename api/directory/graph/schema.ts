import { z } from 'zod';
import { AccountAttribute } from '../../../models/account.ts';

/**
 * The parts of Graph's answers that we use, and nothing else. Missing, null and value are kept apart: a delta leaves
 * out what did not change.
 */

const text = z.string().nullish();
const link = z.object({ id: z.string() });
const linkChange = link.extend({ '@removed': z.object({ reason: z.string().optional() }).optional() });
const removal = z.object({ reason: z.string().optional() }).optional();

const APART = ['businessPhone', 'costCenter', 'division'] as const satisfies AccountAttribute[];

/** Attributes that are a plain text property of the user in Graph, under the same name. */
export const PLAIN_ATTRIBUTES = AccountAttribute.options.filter(
  (name) => !APART.includes(name as (typeof APART)[number]) && !name.startsWith('extensionAttribute'),
);

/** Attributes that sit in `onPremisesExtensionAttributes`. */
export const EXTENSION_ATTRIBUTES = AccountAttribute.options.filter((name) => name.startsWith('extensionAttribute'));

/** Where our own mark stands. */
export const STAMP_ATTRIBUTE = 'extensionAttribute15';

const plain = Object.fromEntries(PLAIN_ATTRIBUTES.map((name) => [name, text])) as Record<AccountAttribute, typeof text>;

export const GraphUser = z.object({
  ...plain,
  id: z.string(),
  userPrincipalName: z.string().optional(),
  mail: text,
  mailNickname: text,
  proxyAddresses: z.array(z.string()).nullish(),
  otherMails: z.array(z.string()).nullish(),
  assignedLicenses: z.array(z.object({ skuId: text })).nullish(),
  licenseAssignmentStates: z.array(z.object({ skuId: text, assignedByGroup: text, state: text })).nullish(),
  accountEnabled: z.boolean().nullish(),
  userType: text,
  onPremisesSyncEnabled: z.boolean().nullish(),
  businessPhones: z.array(z.string()).nullish(),
  employeeOrgData: z.object({ costCenter: text, division: text }).nullish(),
  onPremisesExtensionAttributes: z.record(z.string(), text).nullish(),
  deletedDateTime: text,
  manager: link.nullish(),
  'manager@delta': z.array(linkChange).optional(),
  '@removed': removal,
});
export type GraphUser = z.infer<typeof GraphUser>;

/** A row of a full reading: without these it is not the whole. */
export const WholeGraphUser = GraphUser.extend({
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullable(),
});

export const GraphGroup = z.object({
  id: z.string(),
  displayName: text,
  mailNickname: text,
  groupTypes: z.array(z.string()).nullish(),
  membershipRule: text,
  membershipRuleProcessingState: text,
  isAssignableToRole: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  mailEnabled: z.boolean().nullish(),
  'members@delta': z.array(linkChange).optional(),
  '@removed': removal,
});
export type GraphGroup = z.infer<typeof GraphGroup>;

export const GraphLink = link;
export type GraphLink = z.infer<typeof GraphLink>;

/** What we ask of a user. */
export const USER_SELECT = [
  'id',
  'userPrincipalName',
  'mail',
  'mailNickname',
  'proxyAddresses',
  'otherMails',
  'assignedLicenses',
  'licenseAssignmentStates',
  'accountEnabled',
  'userType',
  'onPremisesSyncEnabled',
  'onPremisesExtensionAttributes',
  'employeeOrgData',
  'businessPhones',
  ...PLAIN_ATTRIBUTES,
].join(',');

export const MANAGER_EXPAND = 'manager($select=id)';

/** What we ask of a group. */
export const GROUP_SELECT = [
  'id',
  'displayName',
  'mailNickname',
  'groupTypes',
  'membershipRule',
  'membershipRuleProcessingState',
  'isAssignableToRole',
  'onPremisesSyncEnabled',
  'mailEnabled',
].join(',');

/** The largest page that Graph gives: https://learn.microsoft.com/graph/api/user-list */
export const PAGE_SIZE = 999;

/** One page of a collection; links are followed to the letter. */
export function pageOf<T>(item: z.ZodType<T>) {
  return z.object({
    value: z.array(item),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
}

/** https://learn.microsoft.com/graph/json-batching */
export const BatchAnswer = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.coerce.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

/** https://learn.microsoft.com/graph/errors; `details` names the object in the way when a value is taken. */
export const GraphErrorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().catch(''),
    details: z
      .array(z.object({ code: z.string().catch(''), message: z.string().catch(''), target: z.string().nullish() }))
      .nullish()
      .catch(null),
    innerError: z.object({ 'request-id': z.string().optional() }).nullish().catch(null),
  }),
});
