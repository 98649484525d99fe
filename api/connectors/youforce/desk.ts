import { DateTime } from 'luxon';
import type { CalendarDate, Person } from '../../../models/person.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import { sourceTexts } from '../../../models/texts/source-texts.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { type Application, openApplication } from './application.ts';
import { createYouforceClient, type YouforceClient } from './client.ts';
import { coreOf, type Tables, tablesOf } from './cores.ts';
import { callRule } from './purse.ts';
import type { Reading } from './reading.ts';
import type { Lookups } from './to-lookups.ts';

/** What a reading needs, and what is known from the one before. */
export interface YouforceDesk {
  source: YouforceSource;
  parts: ConnectorParts;
  application: Application;
  client: YouforceClient;
  tables: Tables;
  /** What employments refer to; null before anything was read. */
  lookups: Lookups | null;
  /** People as they were read last, also those who vanished since. */
  known: Map<string, Person>;
  /** The day on which another name of somebody begins to hold. */
  turns: Map<string, CalendarDate>;
  /** The key of a person by the id of their record. */
  personIds: Map<string, string>;
  /** Which purse the next reading of everybody is paid from. */
  payWholeFrom: 'whole' | 'changes';
  /** Changes were told that only a reading of everybody takes in, and there was none since. */
  isWholeDue: boolean;
  /** What one look at what changed takes. */
  lookCalls: number;
}

export function openDesk(source: YouforceSource, parts: ConnectorParts): YouforceDesk {
  const application = parts.share(`youforce:${source.clientId}`, (memory) => openApplication(memory, parts));
  const tables = tablesOf(source);
  return {
    source,
    parts,
    application,
    client: createYouforceClient({ source, parts, application }),
    tables,
    lookups: null,
    known: new Map(),
    turns: new Map(),
    personIds: new Map(),
    payWholeFrom: 'whole',
    isWholeDue: false,
    lookCalls: lookupCalls({ tables }) + personCalls({ tables }),
  };
}

export const todayOf = ({ parts }: YouforceDesk): CalendarDate =>
  DateTime.fromJSDate(parts.clock.now(), { zone: parts.timeZone }).toISODate() ?? '';

export function readingOf(desk: YouforceDesk, lookups: Lookups): Reading {
  const { source, parts, known } = desk;
  return {
    source,
    texts: sourceTexts(parts.language),
    today: todayOf(desk),
    nameUses: { ...coreOf(source).nameUses, ...source.nameUses },
    lookups,
    before: (personKey) => known.get(personKey),
  };
}

/** Tables that are read whole each time, at least a call for each. */
export const lookupCalls = ({ tables }: Pick<YouforceDesk, 'tables'>): number =>
  2 + (tables.roleAssignments === null ? 0 : 1) + (tables.companies === null ? 0 : 1);

/** Calls for one person, or for one look at what changed. */
export const personCalls = ({ tables }: Pick<YouforceDesk, 'tables'>): number =>
  2 + (tables.assignments === null ? 0 : 1) + (tables.costAllocations === null ? 0 : 1);

/** Larger pages are fewer: what was counted with others says nothing. */
const wholeCallsName = ({ source }: YouforceDesk): string => `calls of a whole reading by ${source.pageSize}`;

/** What reading everybody took the last time; of a source that was never read as little as it can take. */
export async function recallWholeCalls(desk: YouforceDesk): Promise<number> {
  const kept = await desk.parts.memory.recall(wholeCallsName(desk));
  const least = lookupCalls(desk) + personCalls(desk);
  return typeof kept === 'number' && Number.isFinite(kept) ? Math.max(least, kept) : least;
}

export const keepWholeCalls = (desk: YouforceDesk, calls: number): Promise<void> =>
  desk.parts.memory.keep(wholeCallsName(desk), calls);

/**
 * A reading that ran out of calls needs more than it took: it is not begun again before there is twice as much, or all that there can be.
 * One that ran out of all that there can be needs more than that.
 */
export function keepShortfall(desk: YouforceDesk, { need, calls }: { need: number; calls: number }): Promise<void> {
  const most = Math.floor(callRule('whole', desk.source.callsPerDay).size);
  return keepWholeCalls(desk, need >= most ? most + 1 : Math.min(calls * 2, most));
}
