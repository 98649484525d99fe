import { isRecord, parsePath } from './attribute-path.ts';
import type { Comparison, Filter, FilterValue } from './parse-filter.ts';
import { readAt } from './read-at.ts';
import { ScimError } from './scim-error.ts';
import { attributesOf, findAttribute } from './user-schema.ts';

type Resource = Readonly<Record<string, unknown>>;

/** Whether a user, or one element of a list, passes the filter. Throws ScimError `invalidFilter` for what cannot be compared. */
export function matchesFilter(resource: Resource, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.parts.every((part) => matchesFilter(resource, part));
    case 'or':
      return filter.parts.some((part) => matchesFilter(resource, part));
    case 'not':
      return !matchesFilter(resource, filter.part);
    case 'present':
      return valuesAt(resource, filter.path).some((value) => value !== '');
    case 'within': {
      const elements = valuesAt(resource, filter.path).filter(isRecord);
      const passing = elements.filter((element) => matchesFilter(element, filter.filter));
      return passing.some((element) => filter.rest === null || matchesFilter(element, filter.rest));
    }
    case 'compare': {
      const { path, comparison, value } = filter;
      const found = valuesAt(resource, path).map(plainValue);
      if (value === null) return (comparison === 'eq') === (found.length === 0);
      const test = (one: unknown): boolean => compares(one, value, { comparison, isExact: isExact(path) });
      return comparison === 'ne' ? !found.some((one) => !test(one)) : found.some(test);
    }
  }
}

function valuesAt(resource: Resource, text: string): unknown[] {
  const path = parsePath(text);
  if (path === null) throw refuse(`${text} is no attribute`);
  return readAt(resource, path);
}

/** An attribute that has parts is compared by its `value`. */
const plainValue = (value: unknown): unknown => (isRecord(value) ? value.value : value);

function isExact(text: string): boolean {
  const path = parsePath(text);
  if (path?.urn === null && /^(id|meta)$/i.test(path.attribute ?? '')) return true;
  const attributes = attributesOf(path?.urn ?? null);
  return attributes === null ? false : (findAttribute(attributes, path?.attribute ?? '')?.caseExact ?? false);
}

const refuse = (why: string): ScimError => new ScimError(400, 'invalidFilter', `This filter cannot be used: ${why}.`);

function compares(
  found: unknown,
  value: Exclude<FilterValue, null>,
  { comparison, isExact }: { comparison: Comparison; isExact: boolean },
): boolean {
  if (typeof found === 'boolean' || typeof value === 'boolean') {
    if (comparison !== 'eq' && comparison !== 'ne') throw refuse('what is true or false has no order');
    return (String(found).toLowerCase() === String(value).toLowerCase()) === (comparison === 'eq');
  }
  if (typeof found === 'number' && typeof value === 'number') return orders(found - value, comparison);
  if (typeof found !== 'string' || typeof value !== 'string') return comparison === 'ne';
  const [one, other] = isExact ? [found, value] : [found.toLowerCase(), value.toLowerCase()];
  if (comparison === 'co') return one.includes(other);
  if (comparison === 'sw') return one.startsWith(other);
  if (comparison === 'ew') return one.endsWith(other);
  return orders(orderOf(one, other), comparison);
}

const instant = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}/i;

/** Instants are compared as such, however they are written. */
function orderOf(one: string, other: string): number {
  if (instant.test(one) && instant.test(other)) {
    const difference = Date.parse(one.toUpperCase()) - Date.parse(other.toUpperCase());
    if (!Number.isNaN(difference)) return difference;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

function orders(order: number, comparison: Comparison): boolean {
  switch (comparison) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'ge':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'le':
      return order <= 0;
    default:
      return false;
  }
}
