import { isRecord, keyIn, valueIn } from './attribute-path.ts';

type Bag = Record<string, unknown>;

/** Where an attribute stands: a record, and the key in it. */
export interface Place {
  home: Bag;
  key: string;
}

/**
 * Where an attribute of a user stands, as the HR system wrote it: in a record under the name of its namespace, or, with that name in
 * front, as a key of the user (`urn:example:HireDate`). When both are there, the first one is read.
 */
export function findPlaces(user: Bag, urn: string | null, attribute: string): Place[] {
  const home = urn === null ? user : valueIn(user, urn);
  const inIt = isRecord(home) ? [{ home, key: keyIn(home, attribute) }] : [];
  const beside = urn === null ? [] : [{ home: user, key: keyIn(user, `${urn}:${attribute}`) }];
  return [...inIt, ...beside].filter(({ home, key }) => Object.hasOwn(home, key));
}

/** Where an attribute that is not there yet belongs: with the others of its namespace. */
export function makePlace(user: Bag, urn: string | null, attribute: string): Place {
  if (urn === null) return { home: user, key: attribute };
  const key = keyIn(user, urn);
  const home = valueIn(user, key);
  if (isRecord(home)) return { home, key: attribute };
  // Somebody's `urn:example:employee` may be a text of the namespace `urn:example`: it is not written over.
  if (home !== undefined || besideKeys(user, urn).length > 0) return { home: user, key: `${urn}:${attribute}` };
  const fresh: Bag = {};
  user[key] = fresh;
  return { home: fresh, key: attribute };
}

/** The keys of a user that are attributes of a namespace by themselves. */
export function besideKeys(user: Bag, urn: string): string[] {
  const start = `${urn.toLowerCase()}:`;
  return Object.keys(user).filter((key) => {
    const isOfIt = key.length > start.length && key.toLowerCase().startsWith(start);
    // What has a colon more, or is a record, is a namespace whose name only begins alike.
    return isOfIt && !key.slice(start.length).includes(':') && !isRecord(user[key]);
  });
}
