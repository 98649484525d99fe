import { type AttributePath, isRecord, keyIn, parsePath, valueIn } from './attribute-path.ts';
import { besideKeys } from './find-places.ts';
import { attributesOf } from './user-schema.ts';

type Bag = Readonly<Record<string, unknown>>;

/**
 * The namespace that a change is about as a whole; null when its text means something in one. `urn:example:employee` may be both the
 * namespace and the attribute `employee` of `urn:example`: what is there decides, then what is sent.
 * @param isPath - whether the text was sent as a path, and not as a name beside others
 */
export function findNamespace(
  user: Bag,
  text: string,
  { value, isPath }: { value: unknown; isPath: boolean },
): string | null {
  if (!/^urn:/i.test(text)) return null;
  const key = keyIn(user, text);
  if (isRecord(valueIn(user, key)) || besideKeys(user, text).length > 0) return key;
  if (Object.hasOwn(user, key) || !isRecord(value)) return null;
  const path = parsePath(text);
  if (path === null) return isPath ? null : text;
  if (path.attribute === null) return path.urn;
  const isKnown = path.urn === null || attributesOf(path.urn) !== null;
  if (isKnown || path.filter !== null || (isPath && path.part !== null)) return null;
  const home = valueIn(user, path.urn ?? '');
  const isAttribute = isRecord(home) && (isPath || valueIn(home, path.attribute) !== undefined);
  return isAttribute ? null : text;
}

/** The path that a text means for a user: a key that is there is meant as it is written, `urn:example:job.code` too. Null for none. */
export function pathIn(user: Bag, text: string): AttributePath | null {
  const path = parsePath(text);
  const key = keyIn(user, text);
  const isKey = /^urn:/i.test(text) && Object.hasOwn(user, key);
  return isKey && (path === null || path.part !== null)
    ? { urn: null, attribute: key, filter: null, part: null }
    : path;
}
