import type { ScimAttributes } from '../../../models/scim.ts';
import { isRecord } from './attribute-path.ts';
import { invalidSyntax, invalidValue } from './scim-error.ts';
import {
  coreAttributes,
  enterpriseAttributes,
  enterpriseUser,
  findAttribute,
  ourAttributes,
  type ScimAttribute,
} from './user-schema.ts';

const longestName = 256;

/**
 * The attributes of a user under their proper names, each of its proper type. What has no value is left out, as is what only we write,
 * and a password, which is nobody's business here. What no schema of ours knows is kept as it came.
 * @throws ScimError for what is no user
 */
export function readAttributes(body: unknown): ScimAttributes {
  if (!isRecord(body)) throw invalidSyntax('A user is a JSON object.');
  const read = readRecord(body, { attributes: coreAttributes, where: '' });
  if (typeof read.userName !== 'string') throw invalidValue('userName is required.');
  // People are told apart by these: two that look alike would be two people.
  for (const name of ['userName', 'externalId']) if (typeof read[name] === 'string') read[name] = read[name].trim();
  const extension = read[enterpriseUser];
  const employeeNumber = isRecord(extension) ? extension.employeeNumber : undefined;
  const { userName, externalId } = read;
  for (const [name, value] of Object.entries({ userName, externalId, employeeNumber }))
    if (typeof value === 'string') guardName(name, value.trim());
  return read;
}

/** What people are found by is looked up in indexes, which hold no more than so much, and is read by people. */
function guardName(name: string, value: string): void {
  if (value.length > longestName) throw invalidValue(`${name} is longer than ${longestName} characters.`);
  if (/[\p{Cc}\p{Cs}]/u.test(value)) throw invalidValue(`${name} holds characters that are no text.`);
}

interface Place {
  attributes: readonly ScimAttribute[];
  where: string;
}

function readRecord(given: Record<string, unknown>, { attributes, where }: Place): Record<string, unknown> {
  const read = new Map<string, unknown>();
  const seen = new Set<string>();
  for (const [key, value] of Object.entries(given)) {
    if (seen.has(key.toLowerCase())) throw invalidSyntax(`${where}${key} is there twice.`);
    seen.add(key.toLowerCase());
    if (where === '' && isOurs(key)) continue;
    const attribute = findAttribute(attributes, key);
    if (attribute?.mutability === 'writeOnly' || isEmpty(value)) continue;
    const isEnterprise = where === '' && key.toLowerCase() === enterpriseUser.toLowerCase();
    const name = isEnterprise ? enterpriseUser : (attribute?.name ?? key);
    const kept = isEnterprise ? readExtension(value) : readKnown(value, attribute, `${where}${name}`);
    if (!isEmpty(kept)) read.set(name, kept);
  }
  return Object.fromEntries(read);
}

export const isOurs = (name: string): boolean =>
  ourAttributes.some((attribute) => attribute.toLowerCase() === name.toLowerCase());

/** RFC 7643, section 2.5: null, and a list of nothing, mean that there is no value. So does an empty text. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) && Object.keys(value).length === 0);

function readExtension(value: unknown): unknown {
  if (!isRecord(value)) throw invalidValue(`${enterpriseUser} is an object.`);
  return readRecord(value, { attributes: enterpriseAttributes, where: `${enterpriseUser}:` });
}

const readKnown = (value: unknown, attribute: ScimAttribute | undefined, name: string): unknown =>
  attribute === undefined ? value : readValue(value, attribute, name);

function readValue(value: unknown, attribute: ScimAttribute, name: string): unknown {
  if (!attribute.multiValued) return readSingle(value, attribute, name);
  if (!Array.isArray(value)) throw invalidValue(`${name} is a list.`);
  const elements = value.map((element) => readSingle(element, attribute, name)).filter((element) => !isEmpty(element));
  if (elements.filter((element) => isRecord(element) && element.primary === true).length > 1)
    throw invalidValue(`Only one of ${name} is primary.`);
  return elements;
}

function readSingle(value: unknown, attribute: ScimAttribute, name: string): unknown {
  if (attribute.type === 'complex') {
    const whole = name.endsWith('manager') ? asManager(value) : value;
    if (!isRecord(whole)) throw invalidValue(`${name} has parts: send an object.`);
    return readRecord(whole, { attributes: attribute.subAttributes ?? [], where: `${name}.` });
  }
  if (attribute.type === 'boolean') return readTruth(value, name);
  if (typeof value !== 'string') throw invalidValue(`${name} is text.`);
  return value;
}

/** Entra sends truths as `"True"` and `"False"` where its flag for standard PATCH is not set. */
function readTruth(value: unknown, name: string): boolean {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : null;
  if (word !== 'true' && word !== 'false') throw invalidValue(`${name} is true or false.`);
  return word === 'true';
}

/** Entra sends a manager as the bare id, others as a list of one. */
export function asManager(value: unknown): unknown {
  if (typeof value === 'string') return { value };
  return Array.isArray(value) && value.length === 1 ? asManager(value[0]) : value;
}
