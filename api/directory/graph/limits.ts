import type { Patience } from '../../outbound/retry.ts';

/** How hard we may lean on Graph, and how long we wait for it. */
export interface GraphLimits {
  batchesInFlight: number;
  /** Writes that may go at once, and per second after that: https://learn.microsoft.com/graph/throttling-limits */
  writesAtOnce: number;
  writesPerSecond: number;
  /** So many of the writes at once are kept for single people of whom a change was told. */
  writesForExpress: number;
  /** Provisioning on demand: https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
  provisionsAtOnce: number;
  provisionsPerSecond: number;
  /** The audit of Entra: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-reports-service-limits */
  auditsAtOnce: number;
  auditsPerSecond: number;
  /** Access passes; `passesInHand` may be under way or wait, and who comes then is told to come back. */
  passesAtOnce: number;
  passesPerSecond: number;
  passesInHand: number;
  requestTimeoutMs: number;
  /**
   * For anything that may be asked again: throttling, faults, lost connections, objects that are not replicated yet.
   */
  patience: Patience;
  /**
   * For an account that may or may not have been made: how often, and how far apart, we look before we make it again.
   */
  lookUp: Patience;
}

/** 3,000 writes per 150 s per app and tenant; replication takes seconds as a rule, and minutes must be survived. */
export const GRAPH_LIMITS: GraphLimits = {
  batchesInFlight: 4,
  writesAtOnce: 3000,
  writesPerSecond: 20,
  writesForExpress: 300,
  provisionsAtOnce: 5,
  provisionsPerSecond: 0.5,
  auditsAtOnce: 5,
  auditsPerSecond: 0.5,
  // Authentication methods are named under a limit of 5 requests in 10 s; whether it holds for writing passes is not told.
  passesAtOnce: 5,
  passesPerSecond: 0.5,
  passesInHand: 8,
  requestTimeoutMs: 100_000,
  patience: { attempts: 12, firstWaitMs: 1000, longestWaitMs: 60_000 },
  lookUp: { attempts: 5, firstWaitMs: 5000, longestWaitMs: 40_000 },
};
