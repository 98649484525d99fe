import type { HrConnector } from '../../../models/hr-connector.ts';
import type { AfasSource } from '../../../models/sources/afas-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { keepReading } from '../keep-reading.ts';
import { checkAfas, findAfasEndings } from './check-afas.ts';
import { createAfasClient } from './client.ts';
import { readChangedPeople, readEverybody, readSomePeople } from './read-people.ts';
import { writeBackToAfas } from './write-back.ts';

/** Profit rounds times to the second and keeps fractions, and rows are written while it is read: changes are looked for from a little before. */
const overlapMs = 10 * 60_000;

/** Reads people from AFAS Profit, through GetConnectors of the customer's own. See the readme beside this file. */
export function createAfasConnector(source: AfasSource, parts: ConnectorParts): HrConnector {
  const desk = { source, parts, client: createAfasClient(source, parts), employees: new Map<string, string>() };
  const { clock } = parts;
  return {
    sourceId: source.id,
    watchPaths: [],
    pollEveryMs: source.pollMinutes * 60_000,
    read: keepReading({
      sourceId: source.id,
      clock,
      overlapMs,
      readsAll: { nightIn: parts.timeZone },
      readAll: () => readEverybody(desk),
      readChanges: async (since) => (source.changes ? readChangedPeople(since, desk) : null),
    }),
    readPeople: (personKeys) => readSomePeople(personKeys, desk),
    ...(source.writeBack === null
      ? {}
      : { writes: 'mail' as const, writeBack: (people) => writeBackToAfas(people, source.writeBack, desk) }),
    findEndings: () => findAfasEndings(desk),
    check: () => checkAfas(desk),
  };
}
