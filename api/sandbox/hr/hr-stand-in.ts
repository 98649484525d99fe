import type { Person, Unit } from '../../../models/person.ts';

/** A company as a stand-in of an HR system holds it, in our words; the stand-in tells it in those of the system. */
export interface HrOrganisation {
  people: readonly Person[];
  units: readonly Unit[];
}

/** One request that came in. `path` is without the query. */
export interface StandInCall {
  at: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What a stand-in answers. */
export interface StandInAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body: string | Buffer;
}

/**
 * Something going wrong: for the calls that `concerns` names, `times` times (always without it), an answer of the system's, an answer
 * that ends half-way (`cut`), or none at all (`silent`).
 */
export interface StandInFault {
  concerns: (call: StandInCall) => boolean;
  times?: number;
  with: StandInAnswer | 'cut' | 'silent';
}

/** A server on this machine that behaves as an HR system does, for tests and rehearsals. */
export interface HrStandIn {
  baseUrl: string;
  /** From now on it holds exactly this; what differs from before counts as changed now. */
  load(organisation: HrOrganisation): void;
  setFaults(faults: readonly StandInFault[]): void;
  /** Every call that came in, oldest first. */
  calls(): readonly StandInCall[];
  close(): Promise<void>;
}
