import { type AttributePath, isRecord, keyIn, parsePath, valueIn } from './attribute-path.ts';
import { findPlaces, makePlace, type Place } from './find-places.ts';
import { matchesFilter } from './match-filter.ts';
import type { Filter } from './parse-filter.ts';
import { isEmpty } from './read-attributes.ts';
import { invalidValue, ScimError } from './scim-error.ts';
import { attributesOf, findAttribute } from './user-schema.ts';

export interface PatchChange {
  op: 'add' | 'replace' | 'remove';
  value: unknown;
}

type Target = AttributePath & { attribute: string };
type Bag = Record<string, unknown>;

/** Changes a user in place at one attribute. Types are judged afterwards, of the whole. @throws ScimError */
export function changeAt(user: Bag, path: Target, change: PatchChange): void {
  const found = findPlaces(user, path.urn, path.attribute);
  // What is taken away may not come to light again at its other place.
  if (change.op === 'remove') for (const place of found) changeIn(place, path, change);
  else changeIn(found[0] ?? makePlace(user, path.urn, path.attribute), path, change);
}

function changeIn({ home, key }: Place, path: Target, change: PatchChange): void {
  const isList =
    findAttribute(attributesOf(path.urn) ?? [], path.attribute)?.multiValued ?? Array.isArray(valueIn(home, key));
  const before = primariesIn(valueIn(home, key));
  if (path.filter !== null) changeElements(home, key, { filter: path.filter, part: path.part, change });
  else if (path.part !== null) changePart(home, key, { part: path.part, isList, change });
  else changeWhole(home, key, { isList, change });
  yieldPrimary(valueIn(home, key), before);
  if (isEmpty(valueIn(home, key))) delete home[key];
}

function changeWhole(home: Bag, key: string, { isList, change }: { isList: boolean; change: PatchChange }): void {
  const { op, value } = change;
  const present = valueIn(home, key);
  if (op === 'remove') {
    // Some clients name what is to go in the value rather than in a filter; without one everything goes.
    if (isList && !isEmpty(value)) home[key] = listOf(present).filter((one) => !listOf(value).some(names(one)));
    else delete home[key];
  } else if (isList && op === 'add') home[key] = withAdded(listOf(present), listOf(value));
  else if (isList) home[key] = listOf(value);
  else if (isRecord(present) && isRecord(value)) mergeInto(present, value);
  else home[key] = value;
}

function changePart(
  home: Bag,
  key: string,
  { part, isList, change }: { part: string; isList: boolean; change: PatchChange },
): void {
  if (isEmpty(valueIn(home, key)) && change.op !== 'remove') home[key] = isList ? [{}] : {};
  for (const element of listOf(valueIn(home, key))) {
    if (isRecord(element)) setPart(element, part, change);
    else if (change.op !== 'remove') throw invalidValue(`${key} has no parts.`);
  }
}

/** An `add` that meets nobody makes an element of what the filter asks for: Entra adds a first work address in that way. */
function changeElements(
  home: Bag,
  key: string,
  { filter, part, change }: { filter: Filter; part: string | null; change: PatchChange },
): void {
  const elements = listOf(valueIn(home, key));
  const meant = elements.filter((element): element is Bag => isRecord(element) && matchesFilter(element, filter));
  if (change.op === 'remove') {
    const isWhole = part === null || part.toLowerCase() === 'value';
    if (isWhole) home[key] = elements.filter((element) => !meant.includes(element as Bag));
    else for (const element of meant) setPart(element, part, change);
    return;
  }
  if (meant.length === 0) {
    const fresh = change.op === 'add' ? askedFor(filter) : null;
    if (fresh === null) throw new ScimError(400, 'noTarget', `Nothing in ${key} passes the filter.`);
    home[key] = [...elements, fresh];
    meant.push(fresh);
  }
  for (const element of meant) {
    if (part !== null) setPart(element, part, change);
    else if (isRecord(change.value)) mergeInto(element, change.value);
    else throw invalidValue(`An element of ${key} has parts: send an object.`);
  }
}

/** What an element has to hold to pass the filter; null when that cannot be said. */
function askedFor(filter: Filter): Bag | null {
  if (filter.kind === 'compare' && filter.comparison === 'eq') {
    const path = parsePath(filter.path);
    return path?.attribute && path.part === null ? { [path.attribute]: filter.value } : null;
  }
  if (filter.kind !== 'and') return null;
  const [one, other] = filter.parts.map(askedFor);
  return one && other ? { ...one, ...other } : null;
}

function setPart(element: Bag, part: string, { op, value }: PatchChange): void {
  const key = keyIn(element, part);
  if (op === 'remove') delete element[key];
  else element[key] = value;
}

function mergeInto(present: Bag, value: Bag): void {
  for (const [name, inner] of Object.entries(value)) {
    const key = keyIn(present, name);
    if (isEmpty(inner)) delete present[key];
    else present[key] = inner;
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : isEmpty(value) ? [] : [value]);

/** A list with what is new at its end; an element that is there, by value and type, takes over what is said of it. */
function withAdded(present: readonly unknown[], added: readonly unknown[]): unknown[] {
  const list = [...present];
  for (const one of added) {
    const known = list.find((element) => isLike(element, one));
    if (known === undefined) list.push(one);
    else if (isRecord(known) && isRecord(one)) mergeInto(known, one);
  }
  return list;
}

function isLike(one: unknown, other: unknown): boolean {
  if (isRecord(one) && isRecord(other) && one.value !== undefined)
    return one.value === other.value && one.type === other.type;
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether what a client sends in order to remove it means this element. */
const names =
  (element: unknown) =>
  (sent: unknown): boolean =>
    isLike(element, sent) ||
    (isRecord(element) && isRecord(sent) && isEmpty(sent.type) && isLike(element, { ...sent, type: element.type }));

const isTrue = (value: unknown): boolean => String(value).toLowerCase() === 'true';

const primariesIn = (value: unknown): Set<unknown> =>
  new Set(Array.isArray(value) ? value.filter((one) => isRecord(one) && isTrue(one.primary)) : []);

/** RFC 7644, section 3.5.2: a new primary value takes the place of the one before. */
function yieldPrimary(value: unknown, before: ReadonlySet<unknown>): void {
  const now = primariesIn(value);
  if (now.size < 2) return;
  for (const element of now) if (before.has(element) && isRecord(element)) element.primary = false;
}
