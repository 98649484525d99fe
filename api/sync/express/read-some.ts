import type { HrConnector, PeopleReading } from '../../../models/hr-connector.ts';
import type { HrReading } from '../../../models/person.ts';
import type { SomePeople } from '../../../models/run.ts';

/** What was read of everybody a moment ago, by source, for whoever looks at some of them next. It is handed out once. */
export interface LatestReadings {
  keep(reading: HrReading): void;
  take(sourceId: string): HrReading | null;
}

export function createLatestReadings(): LatestReadings {
  const latest = new Map<string, HrReading>();
  return {
    keep: (reading) => void latest.set(reading.sourceId, reading),
    take: (sourceId) => {
      const reading = latest.get(sourceId) ?? null;
      latest.delete(sourceId);
      return reading;
    },
  };
}

/** Whether a source can be asked for some people without reading everybody anew. */
export const canReadSome = ({ readPeople, pollEveryMs }: HrConnector): boolean =>
  readPeople !== undefined || pollEveryMs !== null;

/**
 * These people as their source has them now.
 * @param since - nothing that was read before this instant will do
 * @throws InstroomError as the connector does
 */
export async function readSome(
  { personKeys, sourceId }: SomePeople,
  connector: HrConnector,
  { latest, since }: { latest: LatestReadings; since: string },
): Promise<PeopleReading> {
  const known = latest.take(sourceId);
  if (known !== null && known.readAt >= since) return pick(known, personKeys);
  if (connector.readPeople !== undefined) return connector.readPeople(personKeys);
  return pick(await connector.read(), personKeys);
}

function pick({ people, setAside, ...reading }: HrReading, personKeys: readonly string[]): PeopleReading {
  const keys = new Set(personKeys);
  return {
    sourceId: reading.sourceId,
    readAt: reading.readAt,
    changedAt: reading.changedAt,
    people: people.filter(({ personKey }) => keys.has(personKey)),
    setAside: setAside.filter(({ personKey }) => personKey !== null && keys.has(personKey)),
  };
}
