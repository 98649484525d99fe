import type { IdentityDecision, IdentityLink, RecordRef } from '../../../models/same-people.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { RecordIndex, SourceRecord } from './list-records.ts';

/** What was written down of records before. */
export interface Known {
  /** The person key that a record is linked to; null where there is none, or where somebody said that it is another person's. */
  linkOf(record: SourceRecord): string | null;
  /** The key that a record has by itself, without a link. */
  ownKeyOf(record: SourceRecord): string;
  /** The key that it had until now. */
  keyOf(record: SourceRecord): string;
  isParted(a: SourceRecord, b: SourceRecord): boolean;
  isSaidSame(a: SourceRecord, b: SourceRecord): boolean;
  /** Pairs that somebody said to be one person. */
  saidSame: readonly (readonly [SourceRecord, SourceRecord])[];
}

export type LinkIndex = ReadonlyMap<string, ReadonlyMap<string, IdentityLink>>;

/** Links by source and key. */
export function indexLinks(links: Iterable<IdentityLink>): LinkIndex {
  const bySource = new Map<string, Map<string, IdentityLink>>();
  for (const link of links) {
    const own = bySource.get(link.sourceId);
    if (own === undefined) bySource.set(link.sourceId, new Map([[link.recordKey, link]]));
    else own.set(link.recordKey, link);
  }
  return bySource;
}

/** Whose a record is: by its link, else by its own key. */
export function createOwnerOf(
  links: Iterable<IdentityLink>,
  rules: Pick<IdentityRules, 'prefixOf'>,
): (ref: RecordRef) => string {
  const index = indexLinks(links);
  return ({ sourceId, recordKey }) =>
    index.get(sourceId)?.get(recordKey)?.personKey ?? rules.prefixOf(sourceId) + recordKey;
}

export function lookUpKnown(
  index: RecordIndex,
  known: { links: LinkIndex; decisions: readonly IdentityDecision[] },
  rules: IdentityRules,
): Known {
  const find = ({ sourceId, recordKey }: RecordRef) => index.get(sourceId)?.get(recordKey);
  const parted = new Map<number, Set<number>>();
  const same = new Map<number, Set<number>>();
  const saidSame: [SourceRecord, SourceRecord][] = [];
  const partings: [SourceRecord, SourceRecord][] = [];
  for (const { left, right, answer } of known.decisions) {
    const [a, b] = [find(left), find(right)];
    if (a === undefined || b === undefined) continue;
    const pair: [SourceRecord, SourceRecord] = a.place < b.place ? [a, b] : [b, a];
    if (answer === 'same') saidSame.push(pair);
    else partings.push(pair);
    note(answer === 'same' ? same : parted, pair);
  }
  const storedLinkOf = ({ sourceId, recordKey }: RecordRef): string | null =>
    known.links.get(sourceId)?.get(recordKey)?.personKey ?? null;
  const prefixed = ({ sourceId, recordKey }: RecordRef): string => rules.prefixOf(sourceId) + recordKey;
  const moving = new Set<SourceRecord>();
  for (const pair of partings) {
    const key = storedLinkOf(pair[0]);
    if (key !== null && key === storedLinkOf(pair[1])) moving.add(moverOf(pair, key, prefixed));
  }
  const qualified = new Set(partings.filter(([a, b]) => prefixed(a) === prefixed(b)).map(([, b]) => b));
  const linkOf = (record: SourceRecord): string | null => (moving.has(record) ? null : storedLinkOf(record));
  const ownKeyOf = (record: SourceRecord): string => (qualified.has(record) ? qualifiedKey(record) : prefixed(record));
  return {
    linkOf,
    ownKeyOf,
    keyOf: (record) => linkOf(record) ?? ownKeyOf(record),
    isParted: (a, b) => parted.get(a.place)?.has(b.place) ?? false,
    isSaidSame: (a, b) => same.get(a.place)?.has(b.place) ?? false,
    saidSame,
  };
}

/** A key that no other source can have. */
export const qualifiedKey = ({ sourceId, recordKey }: RecordRef): string => `${sourceId}:${recordKey}`;

/**
 * Who goes when two that were one are said to be two: whose own key the common one is not, else whoever is of the source that counts less.
 * Account and grants stay with the other.
 */
export function moverOf<Ref extends RecordRef>(
  [left, right]: readonly [Ref, Ref],
  personKey: string,
  ownKeyOf: (record: Ref) => string,
): Ref {
  return ownKeyOf(left) !== personKey && ownKeyOf(right) === personKey ? left : right;
}

function note(notes: Map<number, Set<number>>, [a, b]: readonly [SourceRecord, SourceRecord]): void {
  for (const [one, other] of [
    [a.place, b.place],
    [b.place, a.place],
  ] as const)
    notes.set(one, (notes.get(one) ?? new Set()).add(other));
}
