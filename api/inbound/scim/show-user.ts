import type { ScimAsk, ScimUser } from '../../../models/scim.ts';
import { isRecord, keyIn, parsePath } from './attribute-path.ts';
import { invalidValue } from './scim-error.ts';
import { coreUser } from './user-schema.ts';

type Resource = Record<string, unknown>;

export const locationOf = ({ base }: Pick<ScimAsk, 'base'>, id: string): string =>
  `${base}/Users/${encodeURIComponent(id)}`;

export const versionOf = ({ version }: Pick<ScimUser, 'version'>): string => `W/"${version}"`;

/** A user as it is sent: with id, namespaces and meta. */
export function showUser(user: ScimUser, ask: Pick<ScimAsk, 'base'>): Resource {
  const namespaces = Object.keys(user.attributes).filter((key) => /^urn:/i.test(key));
  return {
    schemas: [coreUser, ...namespaces],
    id: user.id,
    ...user.attributes,
    meta: {
      resourceType: 'User',
      created: user.createdAt,
      lastModified: user.changedAt,
      location: locationOf(ask, user.id),
      version: versionOf(user),
    },
  };
}

/** What of a user is asked for by `attributes` or `excludedAttributes`. @throws ScimError when it is both, or no names */
export function chooseAttributes(query: Readonly<Record<string, unknown>>): (resource: Resource) => Resource {
  const [wanted, unwanted] = [namesIn(query.attributes), namesIn(query.excludedAttributes)];
  if (wanted !== null && unwanted !== null) throw invalidValue('Send attributes or excludedAttributes, not both.');
  if (wanted !== null) return (resource) => pick(resource, wanted);
  return (resource) => (unwanted === null ? resource : omit(resource, unwanted));
}

interface Name {
  /** The keys from the outside in. */
  keys: string[];
}

function namesIn(value: unknown): Name[] | null {
  if (value === undefined) return null;
  const texts = (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'string' ? one.split(',') : [],
  );
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const path = parsePath(text);
      if (path === null || path.filter !== null) throw invalidValue(`${text.slice(0, 100)} is no attribute.`);
      return { keys: [path.urn, path.attribute, path.part].filter((key) => key !== null) };
    });
}

const alwaysSent = new Set(['id', 'schemas']);

function pick(resource: Resource, names: readonly Name[]): Resource {
  const picked: Resource = Object.fromEntries(Object.entries(resource).filter(([key]) => alwaysSent.has(key)));
  for (const { keys } of names) copyAt(resource, picked, keys);
  return picked;
}

function copyAt(from: Resource, to: Resource, [name = '', ...rest]: readonly string[]): void {
  const key = keyIn(from, name);
  const value = from[key];
  if (!Object.hasOwn(from, key)) return;
  if (rest.length === 0) to[key] = value;
  else if (isRecord(value)) {
    const home = isRecord(to[key]) ? { ...to[key] } : {};
    copyAt(value, home, rest);
    to[key] = home;
  } else if (Array.isArray(value))
    to[key] = value.map((element, at) => copyElement(element, toElement(to[key], at), rest));
}

const toElement = (list: unknown, at: number): unknown => (Array.isArray(list) ? list[at] : undefined);

function copyElement(from: unknown, to: unknown, keys: readonly string[]): unknown {
  if (!isRecord(from)) return from;
  const home = isRecord(to) ? { ...to } : {};
  copyAt(from, home, keys);
  return home;
}

function omit(resource: Resource, names: readonly Name[]): Resource {
  const left = structuredClone(resource);
  for (const { keys } of names) if (!alwaysSent.has(keys[0]?.toLowerCase() ?? '')) removeAt(left, keys);
  return left;
}

function removeAt(from: unknown, [name = '', ...rest]: readonly string[]): void {
  if (Array.isArray(from)) for (const element of from) removeAt(element, [name, ...rest]);
  if (!isRecord(from)) return;
  const key = keyIn(from, name);
  if (rest.length === 0) delete from[key];
  else removeAt(from[key], rest);
}
