import { InstroomError } from '../../../models/errors.ts';
import type { ScimUser } from '../../../models/scim.ts';
import type { ScimFieldName, ScimSource } from '../../../models/sources/scim-source.ts';
import { type AttributePath, parsePath } from '../../inbound/scim/attribute-path.ts';
import { readAt } from '../../inbound/scim/read-at.ts';
import { ScimError } from '../../inbound/scim/scim-error.ts';
import { enterpriseUser } from '../../inbound/scim/user-schema.ts';

/** Where RFC 7643 has what we use; the first that is there counts. What is not in it has no place in SCIM. */
const usualPlaces: Readonly<Partial<Record<ScimFieldName, readonly string[]>>> = {
  callName: ['nickName'],
  givenName: ['name.givenName'],
  birthName: ['name.familyName'],
  mobilePhone: ['phoneNumbers[type eq "mobile"].value'],
  workPhone: ['phoneNumbers[type eq "work"].value'],
  workEmail: ['emails[type eq "work"].value', 'emails[primary eq true].value'],
  employeeNumber: [`${enterpriseUser}:employeeNumber`],
  kind: ['userType'],
  employerName: [`${enterpriseUser}:organization`],
  unitKey: [`${enterpriseUser}:department`],
  parentUnitKey: [`${enterpriseUser}:division`],
  functionTitle: ['title'],
  costCentre: [`${enterpriseUser}:costCenter`],
  managerPersonKey: [`${enterpriseUser}:manager.value`],
  location: ['addresses[type eq "work"].locality'],
  country: ['addresses[type eq "work"].country'],
};

/** Reads one field of somebody as text, in our words where the settings have them; undefined when HR does not say. */
export type FieldReader = (user: ScimUser, field: ScimFieldName) => string | undefined;

/**
 * Knows where each field of a source stands.
 * @throws InstroomError `configuration` for a path that is none
 */
export function createFieldReader({ id, fields }: Pick<ScimSource, 'id' | 'fields'>): FieldReader {
  const places = new Map<ScimFieldName, { paths: AttributePath[]; values: Readonly<Record<string, string>> }>();
  for (const [field, texts] of Object.entries(usualPlaces)) {
    places.set(field as ScimFieldName, { paths: texts.map((text) => pathOf(text, `${id}: ${field}`)), values: {} });
  }
  for (const [field, where] of Object.entries(fields)) {
    const { path, values } = typeof where === 'string' ? { path: where, values: {} } : where;
    places.set(field as ScimFieldName, { paths: [pathOf(path, `${id}: ${field}`)], values });
  }
  return (user, field) => {
    const place = places.get(field);
    const text = place?.paths.flatMap((path) => readAt(user.attributes, path).flatMap(textOf))[0];
    return text === undefined ? undefined : (place?.values[text] ?? text);
  };
}

function textOf(value: unknown): string[] {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
  const text = String(value).trim();
  return text === '' ? [] : [text];
}

function pathOf(text: string, where: string): AttributePath {
  try {
    const path = parsePath(text);
    if (path?.attribute) return path;
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
  }
  throw new InstroomError('configuration', `The source ${where} is not read from an attribute: ${text}`, {
    advice: 'Write fields as title, name.givenName, emails[type eq "work"].value or urn:example:2.0:User:hireDate.',
  });
}
