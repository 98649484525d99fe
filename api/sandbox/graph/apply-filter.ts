import type { World } from '../world/open-world.ts';
import type { DirectoryObject, Json, ObjectKind } from '../world/records.ts';
import type { Comparison, Filter } from './parse-filter.ts';
import { renderProperty } from './render-object.ts';

type Indexed = Parameters<World['objects']['find']>[1];

const indexOf: Readonly<Record<string, Indexed>> = {
  userPrincipalName: 'userPrincipalName',
  employeeId: 'employeeId',
  mail: 'mail',
  mailNickname: 'mailNickname',
  displayName: 'displayName',
  uniqueName: 'uniqueName',
  appId: 'appId',
};

export function matchesFilter(object: DirectoryObject, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return matchesFilter(object, filter.left) && matchesFilter(object, filter.right);
    case 'or':
      return matchesFilter(object, filter.left) || matchesFilter(object, filter.right);
    case 'not':
      return !matchesFilter(object, filter.of);
    case 'in':
      return filter.values.some((value) => compares(renderProperty(object, filter.property), 'eq', value));
    case 'compare':
      return compares(renderProperty(object, filter.property), filter.operator, filter.value);
  }
}

/** Text is compared without regard to case; of a list, one item is enough. */
function compares(actual: Json, operator: Comparison, wanted: Json): boolean {
  if (Array.isArray(actual)) return actual.some((item) => compares(item, operator, wanted));
  if (typeof actual !== 'string' || typeof wanted !== 'string')
    return operator === 'eq' ? actual === wanted : operator === 'ne' && actual !== wanted;
  const [is, other] = [actual.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case 'eq':
      return is === other;
    case 'ne':
      return is !== other;
    case 'ge':
      return is >= other;
    case 'le':
      return is <= other;
    case 'startsWith':
      return is.startsWith(other);
    case 'endsWith':
      return is.endsWith(other);
  }
}

/** The live objects that a filter can be about, in list order from beyond a place: found by an index where there is one. */
export function* candidates(
  world: World,
  ask: { kind: ObjectKind; filter: Filter | null; afterOrder: number },
): Generator<DirectoryObject> {
  const ids = ask.filter === null ? null : idsFor(world, ask.kind, ask.filter);
  if (ids === null) return yield* world.objects.list(ask.kind, ask.afterOrder);
  const found = [...new Set(ids)].flatMap((id) => world.objects.get(id) ?? []);
  const live = found.filter(
    ({ kind, deletedAt, order }) => kind === ask.kind && deletedAt === null && order > ask.afterOrder,
  );
  yield* live.sort((one, other) => one.order - other.order);
}

/** Ids among which everything that fits the filter must be, or null when no index can tell. */
function idsFor(world: World, kind: ObjectKind, filter: Filter): readonly string[] | null {
  if (filter.kind === 'and') return idsFor(world, kind, filter.left) ?? idsFor(world, kind, filter.right);
  if (filter.kind === 'or') {
    const left = idsFor(world, kind, filter.left);
    const right = left === null ? null : idsFor(world, kind, filter.right);
    return left === null || right === null ? null : [...left, ...right];
  }
  if (filter.kind === 'not' || (filter.kind === 'compare' && filter.operator !== 'eq')) return null;
  const values = filter.kind === 'in' ? filter.values : [filter.value];
  if (filter.property === 'id') return values.flatMap((value) => (typeof value === 'string' ? [value] : []));
  const find = finderFor(world, kind, filter.property);
  if (find === null || !values.every((value) => typeof value === 'string')) return null;
  return values.flatMap(find);
}

function finderFor(world: World, kind: ObjectKind, property: string): ((value: string) => readonly string[]) | null {
  if (property === 'proxyAddresses')
    return (value) => world.objects.find(kind, 'address', value.replace(/^smtp:/i, ''));
  const index = indexOf[property];
  return index === undefined ? null : (value) => world.objects.find(kind, index, value);
}
