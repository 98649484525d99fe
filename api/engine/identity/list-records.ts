import type { HrReading, Person, SetAside } from '../../../models/person.ts';
import type { LinkedRecord } from '../../../models/same-people.ts';
import type { IdentityRules } from './identity-rules.ts';

/** One person as one source has them. Without `person` the rows cannot be used, and `setAside` says why. */
export interface SourceRecord {
  /** Its number in the order of authority and keys, whatever the order of the readings. */
  place: number;
  sourceId: string;
  rank: number;
  recordKey: string;
  person: Person | null;
  setAside: SetAside | null;
  /** The source names them no more: this is what it said last. */
  isAbsent: boolean;
}

/** Longer than any HR system's key, and short enough for every index of every store. */
export const longestKey = 256;

/** Records by source and key. */
export type RecordIndex = ReadonlyMap<string, ReadonlyMap<string, SourceRecord>>;

/**
 * Everybody whom sources name, those whose rows cannot be used, and those of people of several sources whom one of these no longer names.
 * Whoever stands in one reading twice, or has a key that cannot be one, is set aside.
 * @param absent - linked records that no reading has
 */
export function listRecords(
  readings: readonly HrReading[],
  absent: readonly LinkedRecord[],
  rules: IdentityRules,
): { records: SourceRecord[]; index: RecordIndex; rowsOfNobody: SetAside[] } {
  const sorted = [...readings].sort((a, b) => rules.rankOf(a.sourceId) - rules.rankOf(b.sourceId));
  const index = new Map<string, ReadonlyMap<string, SourceRecord>>();
  const records: SourceRecord[] = [];
  const rowsOfNobody: SetAside[] = [];
  for (const reading of sorted) {
    const own = new Map<string, SourceRecord>();
    for (const record of recordsOf(reading, rules.rankOf(reading.sourceId))) {
      const { recordKey } = record;
      const known = own.get(recordKey);
      own.set(recordKey, known === undefined ? record : either(known, record));
    }
    for (const { sourceId, recordKey, person } of absent)
      if (sourceId === reading.sourceId && person !== null && !own.has(recordKey))
        own.set(recordKey, { ...blank(sourceId, recordKey, rules.rankOf(sourceId)), person, isAbsent: true });
    index.set(reading.sourceId, own);
    const list = [...own.values()].sort((a, b) => (a.recordKey < b.recordKey ? -1 : 1));
    for (const record of list) {
      record.place = records.length;
      records.push(record);
    }
    for (const entry of reading.setAside) if (entry.personKey === null) rowsOfNobody.push(entry);
  }
  return { records, index, rowsOfNobody };
}

const blank = (sourceId: string, recordKey: string, rank: number): SourceRecord => ({
  place: 0,
  sourceId,
  rank,
  recordKey,
  person: null,
  setAside: null,
  isAbsent: false,
});

function* recordsOf({ sourceId, people, setAside }: HrReading, rank: number): Generator<SourceRecord> {
  for (const person of people) {
    const record = { ...blank(sourceId, person.personKey, rank), person };
    yield person.personKey.length > longestKey ? tooLong(record) : record;
  }
  for (const entry of setAside)
    if (entry.personKey !== null) yield { ...blank(sourceId, entry.personKey, rank), setAside: entry };
}

function tooLong(record: SourceRecord): SourceRecord {
  const { recordKey: personKey, sourceId: where } = record;
  const text = `${personKey.slice(0, 40)}…: a key of ${personKey.length} characters is not one.`;
  return { ...record, person: null, setAside: { personKey, reason: 'broken-row', text, where } };
}

/** Rows that cannot be used outweigh others of the same key; two people under one key are one too many. */
function either(known: SourceRecord, other: SourceRecord): SourceRecord {
  const setAside = known.setAside ?? other.setAside;
  if (setAside !== null) return { ...known, person: null, setAside };
  const { recordKey: personKey, sourceId: where } = known;
  const text = `${personKey}: ${where} has this person twice.`;
  return { ...known, person: null, setAside: { personKey, reason: 'conflicting-rows', text, where } };
}
