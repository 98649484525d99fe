import type { OperationCounts } from '../../models/plan.ts';

/** A row of a scenario: short words, with defaults for what is not said. */
export type Row = Record<string, unknown>;

/** What HR, the policy and Entra say at the moment of a scenario. */
export interface Situation {
  /** An instant with its offset, as a clock on the wall would show it. */
  now: string;
  /** Keys that are laid over those of the usual policy; or a whole policy as text. */
  policy?: string | Row;
  people?: Row[];
  units?: Record<string, string>[];
  /** Of several sources, instead of `people`: rows by source id; a row that is `broken` cannot be used. */
  sources?: Record<string, Row[]>;
  /** Units by source id; of `hr` the usual ones, of others none, where they are left out. */
  unitsOf?: Record<string, Record<string, string>[]>;
  /** What IT said of pairs of records, as `hr/1=planning/7`. */
  said?: { same?: string[]; two?: string[] };
  /** People whose rows cannot be used. */
  setAside?: string[];
  accounts?: Row[];
  /** The recycle bin. */
  deleted?: Row[];
  groups?: Row[];
  /** Licences that were bought: `{ name, free }`. */
  skus?: Row[];
  /** Business apps: `{ name, roles, job }`. */
  apps?: Row[];
  /** Account id by person key. */
  links?: Record<string, string>;
  /** Attributes that are ours on an account that was there before, by person key. */
  ownership?: Record<string, string[]>;
  /** Dated access on top of policy: `{ of, gives, from, until }`, and `for` whom it stands in. */
  grants?: Row[];
  /** Who must out at once: `{ of, from, lifted }`. */
  urgentExits?: Row[];
  /** What was done in the 24 hours before, by kind. */
  recent?: OperationCounts;
  /** What earlier plans wrote down: `{ addresses: [...], holdings: [...] }`. */
  ledger?: { addresses?: Row[]; holdings?: Row[] };
}

/** What must come of it. */
export interface Expectation {
  /** `kind person target`, in the order of the plan; the target is the group, the licence, the app with its role, or the manager. */
  operations: string[];
  /** Values that operations must bring, by operation as it is named under `operations`; the target may be left out. */
  values?: Record<string, Row>;
  /** Why, by operation: each reason as `kind source`, in any order. */
  reasons?: Record<string, string[]>;
  /** `kind person`, in any order. */
  notes?: string[];
  /** Words that a note must hold, by `kind person`. */
  says?: Record<string, string>;
  verdict?: string;
  /** When the plan of a person changes by itself: an instant, or null for "not before HR says something". */
  next?: Record<string, string | null>;
  /** Roles that have to be written down: `person role held` or `person role lost INSTANT`, in any order. */
  holdings?: string[];
  /** Of several sources: who is who, as `hr/1 planning/7` by person key. */
  same?: Record<string, string>;
  /** Of several sources: `reason left right`, with who waits and what is in the way, in any order. */
  doubts?: string[];
  /** Addresses that have to be written down: `person address state`, with the day of a rename, in any order. */
  addresses?: string[];
}

/** What changes between two days: rows of people are laid over those of the same key, sources over those of the same id, everything else replaces what was there. */
export interface Changes extends Partial<Omit<Situation, 'now' | 'accounts' | 'deleted' | 'ledger' | 'links'>> {
  /** People whom HR does not name any more. */
  gone?: (string | number)[];
}

export interface Day extends Expectation {
  now: string;
  changes?: Changes;
}

/**
 * A case as it stands in a file, in the words of HR's files and of the plan: one moment, or several `days` on each of which the plan of
 * the day is carried out, so that the next day finds Entra and what was written down as this one left them.
 */
export type Scenario = { name: string } & ((Situation & Expectation) | (Omit<Situation, 'now'> & { days: Day[] }));
