import type { StatedKey } from '../../../models/identity-policy.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { nameKeysOf, namesOf, phoneKey } from '../matching/match-keys.ts';
import { numbersOf } from '../matching/numbers-of.ts';
import type { SourceRecord } from './list-records.ts';

const nothing: readonly string[] = [];

/** What a record is recognised by. */
export type Recognised = Pick<SourceRecord, 'recordKey' | 'person'>;

/** What a record says of a key, in a plain form; whose rows cannot be used says its key alone. */
export function valuesOf(record: Recognised, kind: StatedKey | 'phone'): readonly string[] {
  const { person, recordKey } = record;
  if (kind === 'personKey') return [recordKey];
  if (person === null) return nothing;
  switch (kind) {
    case 'employeeNumber':
      return numbersOf(person);
    case 'workEmail': {
      const address = person.workEmail?.trim().toLowerCase();
      return address === undefined || address === '' ? nothing : [address];
    }
    case 'phone':
      return [...new Set([person.mobilePhone, person.workPhone].flatMap((phone) => phoneKey(phone ?? '') ?? []))];
  }
}

/** All by which a record is, or may be, somebody whom another source knows: its values, and the ways to call the person, in one text each. */
export function saysOf(record: Recognised): string[] {
  const values = sayingKinds.flatMap((kind) => valuesOf(record, kind).map((value) => sayingOf(kind, value)));
  const names = record.person === null ? [] : nameKeysOf(namesOf(record.person));
  return [...values, ...names.map((name) => sayingOf('name', name))];
}

/** What says something of a record besides its key. */
export const sayingKinds = ['employeeNumber', 'workEmail', 'phone'] as const;

export const sayingOf = (kind: (typeof sayingKinds)[number] | 'name', value: string): string => `${kind} ${value}`;

/** What both say; the first of it in the order of the texts. */
export function sharedValue(a: Recognised, b: Recognised, kind: StatedKey | 'phone'): string | null {
  const others = valuesOf(b, kind);
  return valuesOf(a, kind).find((value) => others.includes(value)) ?? null;
}

/** Whether both say something, and nothing of it is the same. */
export function disagrees(a: Recognised, b: Recognised, kind: StatedKey): boolean {
  return valuesOf(a, kind).length > 0 && valuesOf(b, kind).length > 0 && sharedValue(a, b, kind) === null;
}

/** Whether some way to call the one is a way to call the other. */
export function haveOneName(a: Recognised, b: Recognised): boolean {
  if (a.person === null || b.person === null) return false;
  const others = nameKeysOf(namesOf(b.person));
  return nameKeysOf(namesOf(a.person)).some((name) => others.includes(name));
}

/** What more records than this have in common says nothing of any of them: a mailbox of everybody, a number at the door. */
const mostHolders = 20;

/**
 * Brings together the records of two sources that have a value in common. The time it takes grows with the number of records.
 * @param found - told each pair, in the order of the records
 */
export function* eachPairBy(
  kind: StatedKey | 'phone',
  records: readonly SourceRecord[],
  found: (one: SourceRecord, other: SourceRecord) => void,
): Steps<void> {
  // One holder stands alone: most values are one record's, and lists for all of them are a lot of memory.
  const holders = new Map<string, SourceRecord | SourceRecord[]>();
  yield* eachStep(records, (record) => {
    if (!record.isAbsent) for (const value of valuesOf(record, kind)) hold(holders, value, record);
  });
  yield* eachStep(holders.values(), (list) => {
    if (!Array.isArray(list) || list.length > mostHolders) return;
    for (let at = 0; at < list.length; at++)
      for (let next = at + 1; next < list.length; next++) {
        const [one, other] = [list[at] as SourceRecord, list[next] as SourceRecord];
        if (one.sourceId !== other.sourceId) found(one, other);
      }
  });
}

function hold(holders: Map<string, SourceRecord | SourceRecord[]>, value: string, record: SourceRecord): void {
  const held = holders.get(value);
  if (held === undefined) holders.set(value, record);
  else if (Array.isArray(held)) held.push(record);
  else holders.set(value, [held, record]);
}
