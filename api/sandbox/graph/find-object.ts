import type { DirectoryObject, ObjectKind, Properties } from '../world/records.ts';
import { isObject } from './property-table.ts';
import { badRequest, notFound, Refusal } from './refusal.ts';
import type { Desk } from './route.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => guid.test(text);

/**
 * The live object of this kind with this id; a user also by user principal name, a service principal also by `appId='…'`.
 * Throws a Refusal (404) when there is none, or when it is too new to be seen.
 */
export function findObject(desk: Desk, kind: ObjectKind, key: string): DirectoryObject {
  const object = desk.world.objects.get(idFor(desk, kind, key) ?? '');
  if (object === undefined || object.kind !== kind || object.deletedAt !== null || !desk.replication.sees(object.id))
    throw notFound(key);
  return object;
}

function idFor({ world }: Desk, kind: ObjectKind, key: string): string | undefined {
  if (isGuid(key)) return key.toLowerCase();
  if (kind === 'user') return world.objects.find('user', 'userPrincipalName', key)[0];
  const appId = /^appId='(.*)'$/.exec(key)?.[1];
  return appId === undefined ? undefined : world.objects.find(kind, 'appId', appId)[0];
}

/** Reads a link such as `https://graph.microsoft.com/v1.0/directoryObjects/{id}`. Throws a Refusal (400) when it is none. */
export function readLink(desk: Desk, link: unknown, kinds: readonly string[]): string {
  const url = typeof link === 'string' && URL.canParse(link) ? new URL(link) : null;
  const roots = [desk.serviceRoot(), 'https://graph.microsoft.com/v1.0'];
  const root = roots.find((candidate) => url?.href.startsWith(`${candidate}/`));
  const [collection, key, ...rest] = root === undefined ? [] : (url?.pathname.split('/').slice(2) ?? []);
  if (collection === undefined || key === undefined || key === '' || rest.length > 0 || !kinds.includes(collection))
    throw badRequest(`Invalid object identifier '${String(link)}'.`);
  return decodeURIComponent(key);
}

/** The link in a body `{"@odata.id": "…"}`. */
export function readReference(desk: Desk, body: unknown, kinds: readonly string[]): string {
  const object = requireBody(body);
  const extra = Object.keys(object).find((name) => name !== '@odata.id');
  if (extra !== undefined) throw badRequest(`Invalid property '${extra}'.`);
  return readLink(desk, object['@odata.id'], kinds);
}

/** The body, when it is a JSON object. Throws a Refusal (400) otherwise. */
export function requireBody(body: unknown): Properties {
  if (body === undefined) throw new Refusal(400, 'BadRequest', 'Empty Payload. JSON content expected.');
  if (!isObject(body))
    throw new Refusal(400, 'BadRequest', 'Unable to read JSON request payload: an object is expected.');
  return body;
}
