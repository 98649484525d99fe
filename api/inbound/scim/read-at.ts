import { type AttributePath, isRecord, valueIn } from './attribute-path.ts';
import { matchesFilter } from './match-filter.ts';

/** Everything that stands at a path, each element of a list by itself; nothing when there is nothing. */
export function readAt(resource: Readonly<Record<string, unknown>>, path: AttributePath): unknown[] {
  const { filter, part } = path;
  const found = foundAt(resource, path);
  const elements = (Array.isArray(found) ? found : [found]).filter(isThere);
  const passing = filter === null ? elements : elements.filter((one) => isRecord(one) && matchesFilter(one, filter));
  if (part === null) return passing;
  return passing.map((element) => (isRecord(element) ? valueIn(element, part) : undefined)).filter(isThere);
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** A namespace holds its attributes, or some of them stand beside it as keys of their own: `urn:example:HireDate`. */
function foundAt(
  resource: Readonly<Record<string, unknown>>,
  { urn, attribute }: Pick<AttributePath, 'urn' | 'attribute'>,
): unknown {
  if (urn === null) return attribute === null ? resource : valueIn(resource, attribute);
  const home = valueIn(resource, urn);
  if (attribute === null) return home;
  const held = isRecord(home) ? valueIn(home, attribute) : undefined;
  return held === undefined ? valueIn(resource, `${urn}:${attribute}`) : held;
}
