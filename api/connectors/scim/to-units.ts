import type { Unit } from '../../../models/person.ts';
import type { ScimUser } from '../../../models/scim.ts';
import type { FieldReader } from './schema.ts';

/**
 * The units that people are in, and those above them. A unit is below another one when everybody in it says so and nobody says something
 * else: SCIM has no units of its own.
 */
export function toUnits(users: readonly ScimUser[], read: FieldReader): Unit[] {
  const names = new Map<string, string>();
  const parents = new Map<string, Set<string>>();
  for (const user of users) {
    const unitKey = read(user, 'unitKey');
    if (unitKey === undefined) continue;
    const name = read(user, 'unitName');
    if (name !== undefined || !names.has(unitKey)) names.set(unitKey, name ?? unitKey);
    const parentKey = read(user, 'parentUnitKey');
    if (parentKey !== undefined) parents.set(unitKey, (parents.get(unitKey) ?? new Set<string>()).add(parentKey));
  }
  for (const keys of parents.values()) for (const key of keys) if (!names.has(key)) names.set(key, key);
  return [...names].map(([unitKey, name]) => {
    const above = parents.get(unitKey);
    const [parentKey] = above?.size === 1 ? above : [];
    return parentKey === undefined || parentKey === unitKey ? { unitKey, name } : { unitKey, name, parentKey };
  });
}
