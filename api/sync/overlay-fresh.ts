import type { FreshPerson } from '../../models/fresh-person.ts';
import type { HrReading } from '../../models/person.ts';
import { recordId } from '../../models/same-people.ts';
import type { SyncParts } from './sync-parts.ts';

/** Readings of everybody, with those in them as they are who were read by themselves after the reading of their source began. */
export async function overlayFresh(
  readings: readonly HrReading[],
  { stores }: Pick<SyncParts, 'stores'>,
): Promise<HrReading[]> {
  const fresh = await readAfterThese(readings, stores);
  return readings.map((reading) => {
    const newer = newerThan(reading, fresh);
    if (newer.length === 0) return reading;
    const keys = new Set(newer.map(({ recordKey }) => recordKey));
    const isAsBefore = ({ personKey }: { personKey: string | null }) => personKey === null || !keys.has(personKey);
    return {
      ...reading,
      people: [...reading.people.filter(isAsBefore), ...newer.flatMap(({ person }) => person ?? [])],
      setAside: [...reading.setAside.filter(isAsBefore), ...newer.flatMap(({ setAside }) => setAside ?? [])],
    };
  });
}

/**
 * After readings of everybody were saved: whoever was read by themselves in the meantime is put back as they are. What is a part of somebody
 * alone, or goes by another key here, is looked at once more instead.
 */
export async function saveFreshAgain(
  readings: readonly HrReading[],
  { stores }: Pick<SyncParts, 'stores'>,
): Promise<void> {
  const fresh = await readAfterThese(readings, stores);
  for (const reading of readings) {
    const newer = newerThan(reading, fresh).filter(({ setAside }) => setAside === null);
    const isPlain = ({ personKey, recordKey }: FreshPerson) => readings.length === 1 && personKey === recordKey;
    const plain = newer.filter(isPlain);
    if (plain.length > 0)
      await stores.people.saveSome({
        readAt: reading.readAt,
        people: plain.flatMap(({ person }) => person ?? []),
        gone: plain.flatMap(({ person, personKey }) => (person === null ? personKey : [])),
      });
    for (const { sourceId, recordKey, readAt } of newer.filter((one) => !isPlain(one)))
      await stores.notices.add({
        id: `again:${recordId({ sourceId, recordKey })}:${readAt}`,
        sourceId,
        personKeys: [recordKey],
        at: readAt ?? reading.readAt,
        trigger: 'webhook',
      });
  }
}

async function readAfterThese(readings: readonly HrReading[], stores: SyncParts['stores']): Promise<FreshPerson[]> {
  const [earliest] = readings.map(({ readAt }) => readAt).sort();
  return earliest === undefined ? [] : stores.freshPeople.readAfter(earliest);
}

const newerThan = ({ sourceId, readAt }: HrReading, fresh: readonly FreshPerson[]): FreshPerson[] =>
  fresh.filter((one) => one.sourceId === sourceId && one.readAt !== null && one.readAt > readAt);
