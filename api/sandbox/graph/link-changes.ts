import type { DirectoryObject, Json, Properties } from '../world/records.ts';
import { findObject, readLink } from './find-object.ts';
import { badRequest, notFound, type Refusal } from './refusal.ts';
import type { Desk } from './route.ts';

const linkProperties = ['members@odata.bind', 'owners@odata.bind'] as const;
const mostChanges = 20;

export interface LinkChanges {
  memberIds: string[];
  ownerIds: string[];
  /** The body without its links. */
  rest: Properties;
}

/**
 * Takes `members@odata.bind` and `owners@odata.bind` out of a body and finds what they name. Throws a Refusal: 400 for more than 20
 * or for one named twice, 404 for one that is not there.
 */
export function readLinkChanges(desk: Desk, body: Properties): LinkChanges {
  const links = linkProperties.map((name) => readLinks(body[name]));
  if (links.flat().length > mostChanges)
    throw badRequest(`A resource cannot contain more than ${mostChanges} link changes.`);
  const [memberIds = [], ownerIds = []] = links.map((list) => list.map((link) => findLinked(desk, link).id));
  for (const ids of [memberIds, ownerIds])
    if (new Set(ids).size < ids.length)
      throw badRequest('A link can only be present once as an add/remove change in a request.');
  const rest = Object.fromEntries(
    Object.entries(body).filter(([name]) => !linkProperties.some((link) => link === name)),
  );
  return { memberIds, ownerIds, rest };
}

function readLinks(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) throw badRequest('A list of links is expected.');
  return value;
}

/** The live object that a link names. */
export function findLinked(desk: Desk, link: unknown): DirectoryObject {
  const key = readLink(desk, link, ['directoryObjects', 'users', 'groups', 'servicePrincipals']);
  return findAny(desk, key);
}

/** The live object with this id, of whatever kind. Throws a Refusal (404). */
export function findAny(desk: Desk, key: string): DirectoryObject {
  const object = desk.world.objects.get(key.toLowerCase());
  if (object === undefined) throw notFound(key);
  return findObject(desk, object.kind, object.id);
}

export const alreadyLinked = (property: 'members' | 'owners'): Refusal =>
  badRequest(`One or more added object references already exist for the following modified properties: '${property}'.`);
