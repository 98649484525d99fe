import type { World } from '../world/open-world.ts';
import type { DirectoryObject, ObjectKind, ObjectState } from '../world/records.ts';
import { badRequest, type Refusal } from './refusal.ts';

const uniqueProperties = ['userPrincipalName', 'uniqueName'] as const;

/**
 * Throws a Refusal (400 ObjectConflict) when another live object holds a value that must be unique: user principal name, unique
 * name of a group, and e-mail addresses, which users and groups share. `details` names the holder.
 */
export function refuseConflicts(world: World, object: ObjectState): void {
  for (const property of uniqueProperties) {
    const value = object.properties[property];
    if (typeof value !== 'string') continue;
    const holder = findOther(world, object, world.objects.find(object.kind, property, value));
    if (holder !== undefined) throw conflict(property, holder);
  }
  for (const address of addressesOf(object)) {
    const ids = (['user', 'group'] as const).flatMap((kind: ObjectKind) =>
      world.objects.find(kind, 'address', address),
    );
    const holder = findOther(world, object, ids);
    if (holder !== undefined) throw conflict('proxyAddresses', holder);
  }
}

/** The addresses of an object without `SMTP:`. */
export function addressesOf(object: ObjectState): string[] {
  const proxies = object.properties.proxyAddresses;
  return Array.isArray(proxies) ? proxies.map((proxy) => String(proxy).replace(/^smtp:/i, '')) : [];
}

function findOther(world: World, object: ObjectState, ids: readonly string[]): DirectoryObject | undefined {
  return world.objects.get(ids.find((id) => id !== object.id) ?? '');
}

function conflict(property: string, holder: DirectoryObject): Refusal {
  const message = `Another object with the same value for property ${property} already exists.`;
  const type = holder.kind === 'user' ? 'User' : 'Group';
  return badRequest(message, [
    { code: 'ObjectConflict', message, target: property },
    { code: 'ConflictingObjects', message: 'The object that holds the value.', target: `${type}_${holder.id}` },
  ]);
}
