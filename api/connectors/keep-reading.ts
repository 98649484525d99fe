import { DateTime } from 'luxon';
import type { HrReading, Person, SetAside, Unit } from '../../models/person.ts';
import type { Clock } from '../../models/ports.ts';

/** What changed since an earlier moment: people who were read anew, whole, and who is no longer there. */
export interface Changes {
  readAt: string;
  changedAt: string | null;
  people: readonly Person[];
  setAside: readonly SetAside[];
  /** Keys of those who are gone by the source's own word. Somebody who is merely not among the changes is not gone. */
  gone: readonly string[];
  /** All units, when they were read anew; null when they are as before. */
  units: readonly Unit[] | null;
}

export interface KeptReading {
  sourceId: string;
  clock: Clock;
  /** Everybody, read anew. */
  readAll(): Promise<HrReading>;
  /** What changed since (instant, with the overlap taken off); null when this cannot be told, and everything has to be read. */
  readChanges(since: string): Promise<Changes | null>;
  /** Changes are looked for from this long before the last reading began. */
  overlapMs: number;
  /**
   * When everything is read again, whatever the changes say, since some of them no delta has: at the first reading after one o'clock at night
   * in a time zone, when nobody waits for it, or after so long where requests are counted.
   */
  readsAll: { nightIn: string } | { everyMs: number };
  /** Whether everything may be read now; asked when it is due only by time. While it may not, changes do; without it, it always may. */
  mayReadAll?(lastAt: Date): Promise<boolean>;
}

/**
 * Reads by changes where that is possible: the last whole reading is kept in memory and changes are put into it. A reading that fails
 * leaves what is kept as it was, and the same changes are asked for again. After a start everything is read.
 */
export function keepReading(source: KeptReading): () => Promise<HrReading> {
  let kept: { reading: HrReading; wholeAtMs: number } | null = null;
  return async () => {
    const beganMs = source.clock.now().getTime();
    const since = kept === null || (await isDue(kept.wholeAtMs, beganMs, source)) ? null : kept;
    const changes =
      since === null
        ? null
        : await source.readChanges(new Date(Date.parse(since.reading.readAt) - source.overlapMs).toISOString());
    if (since === null || changes === null) kept = { reading: await source.readAll(), wholeAtMs: beganMs };
    else kept = { reading: putChanges(since.reading, changes), wholeAtMs: since.wholeAtMs };
    return kept.reading;
  };
}

async function isDue(wholeAtMs: number, nowMs: number, source: KeptReading): Promise<boolean> {
  const { readsAll } = source;
  const dueAtMs = 'everyMs' in readsAll ? nowMs - readsAll.everyMs : lastNight(nowMs, readsAll.nightIn) - 1;
  if (wholeAtMs > dueAtMs) return false;
  return source.mayReadAll === undefined || source.mayReadAll(new Date(wholeAtMs));
}

/** The reading with the changes in it. Whoever was read anew counts as read now, whether usable or set aside. */
export function putChanges(reading: HrReading, changes: Changes): HrReading {
  const anew = new Set([
    ...[...changes.people, ...changes.setAside].map(({ personKey }) => personKey),
    ...changes.gone,
  ]);
  // Rows that do not say whose they are cannot be recognised again: they stay until everything is read anew.
  const isAsBefore = ({ personKey }: { personKey: string | null }) => personKey === null || !anew.has(personKey);
  const setAside = [...reading.setAside.filter(isAsBefore), ...changes.setAside];
  return {
    sourceId: reading.sourceId,
    readAt: changes.readAt,
    changedAt: latest(reading.changedAt, changes.changedAt),
    people: [...reading.people.filter(isAsBefore), ...changes.people],
    units: changes.units === null ? reading.units : [...changes.units],
    setAside: [
      ...new Map(setAside.map((entry) => [`${entry.personKey} ${entry.where} ${entry.text}`, entry])).values(),
    ],
  };
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) > Date.parse(other) ? one : other;
}

/** One o'clock of the last night, in milliseconds. */
function lastNight(nowMs: number, zone: string): number {
  const now = DateTime.fromMillis(nowMs, { zone });
  const night = now.startOf('day').set({ hour: 1 });
  return (night > now ? now.minus({ days: 1 }).startOf('day').set({ hour: 1 }) : night).toMillis();
}
