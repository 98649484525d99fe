import { explainError, InstroomError } from '../../../models/errors.ts';
import type { HrConnector, SourceFinding } from '../../../models/hr-connector.ts';
import type { WorkdaySource } from '../../../models/sources/workday-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { keepReading } from '../keep-reading.ts';
import { checkWorkday } from './check-workday.ts';
import { createWorkdayClient } from './client.ts';
import { knowNothing, type WorkdayDesk } from './desk.ts';
import { readChangedPeople, readEverybody, readSomePeople } from './read-people.ts';
import { readReport, silentColumns } from './read-report.ts';
import { toMapping } from './report-rows.ts';

/** Entries are written while it is read: changes are looked for from a little before. */
const overlapMs = 10 * 60_000;
/** Names of places, cost centres and the like change without a word in anybody's transaction log. */
/** A report is heavy work for Workday: a few times a day. */
const usualMinutes = { soap: 20, raas: 360 } as const;

/** Reads people from Workday: through Get_Workers, or through a report of the customer's own. See the readme beside this file. */
export function createWorkdayConnector(source: WorkdaySource, parts: ConnectorParts): HrConnector {
  const desk: WorkdayDesk = { source, parts, client: createWorkdayClient(source, parts), known: knowNothing() };
  const basics = {
    sourceId: source.id,
    watchPaths: [],
    pollEveryMs: (source.pollMinutes ?? usualMinutes[source.api]) * 60_000,
  };
  if (source.api === 'raas') return { ...basics, read: () => readReport(desk), check: () => checkReport(desk) };
  return {
    ...basics,
    read: keepReading({
      sourceId: source.id,
      clock: parts.clock,
      overlapMs,
      readsAll: { nightIn: parts.timeZone },
      readAll: () => readEverybody(desk),
      readChanges: async (since) => (source.changes ? readChangedPeople(since, desk) : null),
    }),
    readPeople: (personKeys) => readSomePeople(personKeys, desk),
    check: () => checkWorkday(desk),
  };
}

/** A report has no pages: trying it is reading it. */
async function checkReport(desk: WorkdayDesk): Promise<SourceFinding[]> {
  try {
    const reading = await readReport(desk);
    const silent = silentColumns(
      reading,
      toMapping(desk.source.columns ?? { personKey: '', unitKey: '', startDate: '' }),
    );
    const { people, setAside } = reading;
    return [
      { ok: true, text: `${people.length} people, ${setAside.length} set aside.` },
      ...silent.map((column) => ({
        ok: false,
        text: `No entry has the column ${column}: check its alias in the report, and the rights to the field.`,
      })),
    ];
  } catch (error) {
    if (!(error instanceof InstroomError)) throw error;
    return [{ ok: false, text: explainError(error) }];
  }
}
