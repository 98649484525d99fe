import { type Filter, parseFilter } from './parse-filter.ts';
import { coreUser, enterpriseUser } from './user-schema.ts';

/**
 * Where something stands in a user: `userName`, `name.givenName`, `emails[type eq "work"].value`,
 * `urn:…:enterprise:2.0:User:department`. Without `attribute` the whole namespace `urn` is meant.
 */
export interface AttributePath {
  urn: string | null;
  attribute: string | null;
  filter: Filter | null;
  part: string | null;
}

const longestPath = 1000;
/** Names that mean something to JavaScript are nobody's attribute. */
const dangerous = /^(?:__proto__|constructor|prototype)$/i;
const shape = /^(?:(urn:[^[\]"\s]*):)?([\p{L}$_][\p{L}\p{N}$_-]*)(?:\[(.*)\])?(?:\.([\p{L}$_][\p{L}\p{N}$_-]*))?$/iu;

/** Null for what is no path. Throws ScimError `invalidFilter` for a filter in it that is none. */
export function parsePath(text: string): AttributePath | null {
  if (text.length > longestPath) return null;
  const whole = text.toLowerCase();
  if (whole === enterpriseUser.toLowerCase()) return { urn: enterpriseUser, attribute: null, filter: null, part: null };
  const match = shape.exec(text);
  if (match === null) return null;
  const [, urn, attribute = '', filter, part = null] = match;
  if (urn !== undefined && attribute.toLowerCase() === 'user' && filter === undefined && part === null)
    return { urn: text, attribute: null, filter: null, part: null };
  if (isDangerous(attribute) || isDangerous(part ?? '')) return null;
  const isCore = urn === undefined || urn.toLowerCase() === coreUser.toLowerCase();
  return {
    urn: isCore ? null : urn,
    attribute,
    filter: filter === undefined ? null : parseFilter(filter),
    part,
  };
}

/** Whether a name can be nobody's attribute. */
export const isDangerous = (name: string): boolean => dangerous.test(name);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key as it stands in the record, ignoring case; the name itself when it is not there. */
export function keyIn(record: Readonly<Record<string, unknown>>, name: string): string {
  if (Object.hasOwn(record, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(record).find((key) => key.toLowerCase() === wanted) ?? name;
}

export function valueIn(record: Readonly<Record<string, unknown>>, name: string): unknown {
  const key = keyIn(record, name);
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
