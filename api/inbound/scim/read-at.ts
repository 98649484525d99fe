import { type AttributePath, isRecord, valueIn } from './attribute-path.ts';
import { matchesFilter } from './match-filter.ts';

/** Everything that stands at a path, each element of a list by itself; nothing when there is nothing. */
export function readAt(resource: Readonly<Record<string, unknown>>, path: AttributePath): unknown[] {
  const { urn, attribute, filter, part } = path;
  const home = urn === null ? resource : homeOf(resource, urn, attribute);
  const found = !isRecord(home) ? home : attribute === null ? home : valueIn(home, attribute);
  const elements = (Array.isArray(found) ? found : [found]).filter(isThere);
  const passing = filter === null ? elements : elements.filter((one) => isRecord(one) && matchesFilter(one, filter));
  if (part === null) return passing;
  return passing.map((element) => (isRecord(element) ? valueIn(element, part) : undefined)).filter(isThere);
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** A namespace holds its attributes, or stands with one of them as a key of its own: `urn:example:HireDate`. */
function homeOf(resource: Readonly<Record<string, unknown>>, urn: string, attribute: string | null): unknown {
  const home = valueIn(resource, urn);
  if (home !== undefined || attribute === null) return home;
  return valueIn(resource, `${urn}:${attribute}`);
}
