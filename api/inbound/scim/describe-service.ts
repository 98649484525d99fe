import type { ScimAnswer, ScimAsk } from '../../../models/scim.ts';
import { ScimError } from './scim-error.ts';
import { coreAttributes, coreUser, enterpriseAttributes, enterpriseUser } from './user-schema.ts';

export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const mostInBulk = 50;
export const mostInList = 200;
/** Bytes of one body. */
export const largestBody = 1_048_576;

type Described = Record<string, unknown> & { id?: string };

/** @see https://www.rfc-editor.org/rfc/rfc7643#section-5 */
const serviceProviderConfig = (base: string): Described => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
  patch: { supported: true },
  bulk: { supported: true, maxOperations: mostInBulk, maxPayloadSize: largestBody },
  filter: { supported: true, maxResults: mostInList },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'The token that the source in the policy names, in the header Authorization.',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
});

const resourceTypes = (base: string): Described[] => [
  {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    description: 'Somebody whom HR knows',
    schema: coreUser,
    schemaExtensions: [{ schema: enterpriseUser, required: false }],
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/User` },
  },
];

const schemas = (base: string): Described[] =>
  [
    { id: coreUser, name: 'User', description: 'User', attributes: coreAttributes },
    { id: enterpriseUser, name: 'EnterpriseUser', description: 'Enterprise user', attributes: enterpriseAttributes },
  ].map((schema) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }));

/** What clients ask before they send anybody. @throws ScimError 403 for a filter (RFC 7644, section 4), 404 for what is not there */
export function describeService(kind: string, name: string | null, { base, query }: ScimAsk): ScimAnswer {
  if (query.filter !== undefined) throw new ScimError(403, null, 'What this service is cannot be filtered.');
  if (kind === 'ServiceProviderConfig' && name === null) return { status: 200, body: serviceProviderConfig(base) };
  const all = kind === 'ResourceTypes' ? resourceTypes(base) : kind === 'Schemas' ? schemas(base) : null;
  if (all === null) throw new ScimError(404, null, 'There is nothing here: people are at /Users.');
  if (name === null) return { status: 200, body: listOf(all, { total: all.length, startIndex: 1 }) };
  const one = all.find(({ id }) => id?.toLowerCase() === name.toLowerCase());
  if (one === undefined) throw new ScimError(404, null, `There is no ${name} in ${kind}.`);
  return { status: 200, body: one };
}

/** A page of a list. @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2 */
export function listOf(resources: readonly object[], page: { total: number; startIndex: number }): object {
  return {
    schemas: [listSchema],
    totalResults: page.total,
    startIndex: page.startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
