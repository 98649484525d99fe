import type { FreshPerson } from '../../models/fresh-person.ts';
import type { HrReading } from '../../models/person.ts';
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
    const keys = new Set(newer.map(({ personKey }) => personKey));
    const isAsBefore = ({ personKey }: { personKey: string | null }) => personKey === null || !keys.has(personKey);
    return {
      ...reading,
      people: [...reading.people.filter(isAsBefore), ...newer.flatMap(({ person }) => person ?? [])],
      setAside: [...reading.setAside.filter(isAsBefore), ...newer.flatMap(({ setAside }) => setAside ?? [])],
    };
  });
}

/** After readings of everybody were saved: whoever was read by themselves in the meantime is put back as they are. */
export async function saveFreshAgain(
  readings: readonly HrReading[],
  { stores }: Pick<SyncParts, 'stores'>,
): Promise<void> {
  const fresh = await readAfterThese(readings, stores);
  for (const reading of readings) {
    const newer = newerThan(reading, fresh).filter(({ setAside }) => setAside === null);
    if (newer.length === 0) continue;
    await stores.people.saveSome({
      sourceId: reading.sourceId,
      readAt: reading.readAt,
      people: newer.flatMap(({ person }) => person ?? []),
      gone: newer.flatMap(({ person, personKey }) => (person === null ? personKey : [])),
    });
  }
}

async function readAfterThese(readings: readonly HrReading[], stores: SyncParts['stores']): Promise<FreshPerson[]> {
  const [earliest] = readings.map(({ readAt }) => readAt).sort();
  return earliest === undefined ? [] : stores.freshPeople.readAfter(earliest);
}

const newerThan = ({ sourceId, readAt }: HrReading, fresh: readonly FreshPerson[]): FreshPerson[] =>
  fresh.filter((one) => one.sourceId === sourceId && one.readAt !== null && one.readAt > readAt);
