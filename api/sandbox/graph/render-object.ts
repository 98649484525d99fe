import type { DirectoryObject, Json, ObjectKind } from '../world/records.ts';
import { groupTable } from './group-properties.ts';
import type { ResourceTable } from './property-table.ts';
import { Refusal } from './refusal.ts';
import { servicePrincipalTable } from './service-principal-properties.ts';
import { userTable } from './user-properties.ts';

export const tables: Readonly<Record<ObjectKind, ResourceTable>> = {
  user: userTable,
  group: groupTable,
  servicePrincipal: servicePrincipalTable,
};

/** The properties that come unasked. */
export function defaultNames(table: ResourceTable): string[] {
  return Object.keys(table.properties).filter((name) => table.properties[name]?.isDefault === true);
}

/** The names in a `$select`, or null without one. Throws a Refusal (400) for a name that the resource does not have. */
export function readSelect(
  table: ResourceTable,
  select: string | undefined,
  navigations: readonly string[] = [],
): string[] | null {
  if (select === undefined) return null;
  const names = select.split(',').map((name) => name.trim());
  for (const name of names) {
    if (Object.hasOwn(table.properties, name) || navigations.includes(name)) continue;
    const type = table.odataType.slice(1);
    throw new Refusal(
      400,
      'BadRequest',
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type '${type}'.`,
    );
  }
  return [...new Set(names)];
}

/** An object as Graph shows it; what was never set is null, or empty for a list. */
export function renderObject(object: DirectoryObject, names: readonly string[]): Record<string, Json> {
  return Object.fromEntries(names.map((name) => [name, renderProperty(object, name)]));
}

export function renderProperty(object: DirectoryObject, name: string): Json {
  if (name === 'id') return object.id;
  if (name === 'deletedDateTime') return object.deletedAt;
  const value = object.properties[name];
  if (name === 'userPrincipalName' && object.deletedAt !== null && typeof value === 'string')
    // So Entra frees the name of a user in the recycle bin; a restore takes the id off again.
    return `${object.id.replaceAll('-', '')}${value}`;
  if (value !== undefined) return value;
  const type = tables[object.kind].properties[name]?.type;
  return type === 'texts' || type === 'objects' ? [] : null;
}

/** An object among others of any kind. */
export function renderTyped(object: DirectoryObject, select: string[] | null): Record<string, Json> {
  const table = tables[object.kind];
  const names = select?.filter((name) => Object.hasOwn(table.properties, name)) ?? defaultNames(table);
  return { '@odata.type': table.odataType, ...renderObject(object, names) };
}
