import { enterpriseUser } from '../../../models/scim.ts';

export { enterpriseUser };

export const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** One attribute of a schema, as RFC 7643, section 7, describes it. */
export interface ScimAttribute {
  name: string;
  type: 'string' | 'boolean' | 'dateTime' | 'reference' | 'complex' | 'binary';
  multiValued: boolean;
  required: boolean;
  caseExact: boolean;
  mutability: 'readOnly' | 'readWrite' | 'writeOnly';
  returned: 'always' | 'default' | 'never';
  uniqueness: 'none' | 'server';
  subAttributes?: readonly ScimAttribute[];
}

const text = (name: string, more: Partial<ScimAttribute> = {}): ScimAttribute => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});
const complex = (name: string, subAttributes: readonly ScimAttribute[]) =>
  text(name, { type: 'complex', subAttributes });
const texts = (...names: string[]): ScimAttribute[] => names.map((name) => text(name));
const many = (name: string, more: readonly ScimAttribute[] = []): ScimAttribute => ({
  ...complex(name, [...texts('value', 'display', 'type'), text('primary', { type: 'boolean' }), ...more]),
  multiValued: true,
});

/** @see https://www.rfc-editor.org/rfc/rfc7643#section-4.1 */
export const coreAttributes: readonly ScimAttribute[] = [
  text('userName', { required: true, uniqueness: 'server' }),
  text('externalId', { caseExact: true, uniqueness: 'server' }),
  complex('name', texts('formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix')),
  ...texts('displayName', 'nickName'),
  text('profileUrl', { type: 'reference' }),
  ...texts('title', 'userType', 'preferredLanguage', 'locale', 'timezone'),
  text('active', { type: 'boolean' }),
  text('password', { mutability: 'writeOnly', returned: 'never' }),
  ...['emails', 'phoneNumbers', 'ims', 'photos', 'entitlements', 'roles', 'x509Certificates'].map((name) => many(name)),
  many('addresses', texts('formatted', 'streetAddress', 'locality', 'region', 'postalCode', 'country')),
];

/** @see https://www.rfc-editor.org/rfc/rfc7643#section-4.3 */
export const enterpriseAttributes: readonly ScimAttribute[] = [
  ...texts('employeeNumber', 'costCenter', 'organization', 'division', 'department'),
  complex('manager', [text('value', { caseExact: true }), text('$ref', { type: 'reference' }), text('displayName')]),
];

/** What only we write; it is left out of what is sent, and a change of it by name is refused. */
export const ourAttributes = ['id', 'meta', 'groups', 'schemas'] as const;

/** The attribute of that name, ignoring case. */
export function findAttribute(attributes: readonly ScimAttribute[], name: string): ScimAttribute | undefined {
  const wanted = name.toLowerCase();
  return attributes.find((attribute) => attribute.name.toLowerCase() === wanted);
}

/** The attributes of a namespace that we know; null for one of somebody's own. */
export function attributesOf(urn: string | null): readonly ScimAttribute[] | null {
  if (urn === null) return coreAttributes;
  return urn.toLowerCase() === enterpriseUser.toLowerCase() ? enterpriseAttributes : null;
}
