import { type RecordRef, recordId } from '../../../models/same-people.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import type { FreshRecord, KnownIndex, KnownWorld } from './join-some.ts';
import { haveOneName, type Recognised, sayingKinds, sayingOf, saysOf, valuesOf } from './record-keys.ts';

/** Somebody who may be one of the fresh ones: what is known of the record, and whether it goes by a name of theirs. */
interface Other extends RecordRef {
  isCalledLike(record: FreshRecord): boolean;
}

type Kind = (typeof sayingKinds)[number] | 'personKey';
/** Fresh records by what they say, and by their own key, each with the kind of value it is. */
type Wanted = ReadonlyMap<string, readonly { record: FreshRecord; kind: Kind }[]>;

/**
 * Whether one of these has something in common with a record of somebody else in another source, so that they may be one person. Of records
 * with links what they say is written down, since a person shows only what one source of them says.
 */
export function* meetsOthers(
  fresh: readonly FreshRecord[],
  { rules, people, links, isLinked, personKeyOf }: KnownWorld & KnownIndex,
): Steps<boolean> {
  const freshIds = new Set(fresh.map(recordId));
  const byKey = group(fresh, (record) => [{ kind: 'personKey', text: record.recordKey }]);
  const bySaying = group(fresh, valuesIn);
  const mayBeOne = (record: FreshRecord, other: Other, kind: Kind): boolean => {
    if (record.sourceId === other.sourceId || personKeyOf(record) === personKeyOf(other)) return false;
    if (kind !== 'phone' && rules.sameBy(record.sourceId, other.sourceId).includes(kind)) return true;
    return kind !== 'personKey' && other.isCalledLike(record);
  };
  const meets = (recordKey: string, says: readonly string[], other: () => Other): boolean => {
    // Nearly everybody has nothing in common with any of them, and there are a great many.
    if (!byKey.has(recordKey) && !says.some((text) => bySaying.has(text))) return false;
    const one = other();
    if (freshIds.has(recordId(one))) return false;
    const inCommon = [byKey.get(recordKey) ?? [], ...says.map((text) => bySaying.get(text) ?? [])].flat();
    return inCommon.some(({ record, kind }) => mayBeOne(record, one, kind));
  };
  const shared = [...byKey.values(), ...bySaying.values()];
  if (shared.some((ones) => ones.some((a) => ones.some((b) => mayBeOne(a.record, asOther(b.record), a.kind)))))
    return true;
  let isMet = false;
  yield* eachStep(people, (person) => {
    if (isMet || isLinked(person.personKey)) return;
    const { sourceId, personKey } = person;
    const recordKey = personKey.slice(rules.prefixOf(sourceId).length);
    isMet = meets(recordKey, textsOf({ recordKey, person }), () => asOther({ sourceId, recordKey, person }));
  });
  yield* eachStep(links, ({ sourceId, recordKey, says }) => {
    if (isMet) return;
    isMet =
      says === undefined
        ? !freshIds.has(recordId({ sourceId, recordKey }))
        : meets(recordKey, says, () => ({ sourceId, recordKey, isCalledLike: (one) => isCalledAsSaid(one, says) }));
  });
  return isMet;
}

function group(
  fresh: readonly FreshRecord[],
  valuesFrom: (record: FreshRecord) => readonly { kind: Kind; text: string }[],
): Wanted {
  const grouped = new Map<string, { record: FreshRecord; kind: Kind }[]>();
  for (const record of fresh)
    for (const { kind, text } of valuesFrom(record)) {
      const known = grouped.get(text);
      if (known === undefined) grouped.set(text, [{ record, kind }]);
      else known.push({ record, kind });
    }
  return grouped;
}

const valuesIn = (record: Recognised): { kind: Kind; text: string }[] =>
  sayingKinds.flatMap((kind) => valuesOf(record, kind).map((value) => ({ kind, text: sayingOf(kind, value) })));

const namePrefix = sayingOf('name', '');

const isCalledAsSaid = (record: FreshRecord, says: readonly string[]): boolean =>
  saysOf(record).some((one) => one.startsWith(namePrefix) && says.includes(one));

const asOther = (record: FreshRecord): Other => ({
  sourceId: record.sourceId,
  recordKey: record.recordKey,
  isCalledLike: (one) => haveOneName(one, record),
});

/** What somebody says does not change, and there are a great many of them. */
const known = new WeakMap<object, readonly string[]>();

function textsOf(record: Omit<FreshRecord, 'sourceId'>): readonly string[] {
  const before = known.get(record.person);
  if (before !== undefined) return before;
  const texts = valuesIn(record).map(({ text }) => text);
  known.set(record.person, texts);
  return texts;
}
