import type { CalendarDate } from '../../../models/person.ts';
import type { WorkdaySource } from '../../../models/sources/workday-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import type { WorkdayClient } from './client.ts';
import { type ChartSeen, createChartSeen } from './to-units.ts';

/** What a reading needs. */
export interface WorkdayDesk {
  source: WorkdaySource;
  parts: ConnectorParts;
  client: WorkdayClient;
  known: Known;
}

/** What the last reading of everybody showed, and changes since. */
export interface Known {
  /** The moment of that reading; null before the first. */
  wholeAt: string | null;
  /** The person of each worker profile: managers and heads are told by WID. */
  keys: Map<string, string>;
  /** Profiles that had a manager. */
  led: Set<string>;
  /** Days on which somebody will be hired (again). */
  upcoming: Map<string, CalendarDate[]>;
  chart: ChartSeen;
}

export const knowNothing = (): Known => ({
  wholeAt: null,
  keys: new Map(),
  led: new Set(),
  upcoming: new Map(),
  chart: createChartSeen(),
});
