import { z } from 'zod';
import type { RequestService } from './request-service.ts';
import { Actor, type Run } from './run.ts';

/** What the IT desk asks and does. Reading answers from what was read last; nothing of it writes to Entra but an undo. */

/** Where it is written down that nothing goes out by itself, and until when leavers keep what they have (an instant). */
export const pausedSetting = 'paused';
export const freezeSetting = 'freeze-leavers-until';

/** Somebody said that nothing goes out for now. `at` is an instant. */
export const Pause = z.object({ by: Actor, at: z.string(), reason: z.string().nullable() });
export type Pause = z.infer<typeof Pause>;

/** One thing somebody has or should have, and why. `has` and `wants` are null where there is nothing. */
export interface WhyItem {
  item: string;
  has: string | null;
  wants: string | null;
  reasons: readonly { kind: string; text: string }[];
  wouldEndWhen: string | null;
  /** What a run would do about it, in a sentence. */
  operation: string | null;
}

/** Why somebody has what they have. `on` is the moment it speaks of; `readAt` when Entra was last read. Both are instants. */
export interface Why {
  personKey: string;
  name: string;
  on: string;
  readAt: string;
  phase: string;
  address: string | null;
  /** What was asked about, or everything when nothing was named. */
  items: WhyItem[];
  /** Names of items that are like the one that was asked for, when there is none of that name. */
  nearest: string[];
  notes: string[];
  nextChangeAt: string | null;
}

/** Something that waits for somebody. `since` is an instant, as far as it is known. */
export interface WaitingEntry {
  kind: 'person' | 'run' | 'request';
  /** The person key, run id or request id. */
  id: string;
  text: string;
  /** Who has to do something: a role, or names. */
  owners: string[];
  since: string | null;
}

export interface WaitingReport {
  at: string;
  entries: WaitingEntry[];
  /** How many there are of each, all of them. */
  counts: Readonly<Record<WaitingEntry['kind'], number>>;
}

/** Operations that failed for the same cause and are not mended since, newest run first. */
export interface ErrorGroup {
  /** What went wrong, as a constant word. */
  code: string;
  /** What Entra or HR said, of the newest. */
  text: string;
  count: number;
  runIds: string[];
  lastAt: string;
  /** What was to be done, a few of them. */
  sentences: string[];
}

/** What the coming days bring by themselves. Days are those of `timeZone`. */
export interface Outlook {
  from: string;
  timeZone: string;
  days: { date: string; joiners: number; movers: number; leavers: number; expiries: number }[];
  people: { date: string; name: string; text: string }[];
  peopleCount: number;
  shortages: { licence: string; seats: number; short: number; from: string }[];
}

/** A change by hand that is open. */
export interface OpenDrift {
  findingId: string;
  personKey: string | null;
  sentence: string;
  by: string | null;
  at: string | null;
  foundAt: string;
  /** The policy leaves it as it is until somebody decides; otherwise the next run puts it back. */
  stays: boolean;
}

/** What taking a run back would do, and what it cannot. */
export interface UndoPreview {
  runId: string;
  /** Changes with what would be done: the yes is for this and nothing else. */
  fingerprint: string;
  sentences: string[];
  count: number;
  refused: { sentence: string; reason: string }[];
  refusedCount: number;
  settled: number;
}

export type UndoOutcome =
  | { kind: 'undone'; run: Run }
  | { kind: 'nothing' }
  | { kind: 'not-found' }
  /** It would do something else by now; here is what. */
  | { kind: 'changed'; preview: UndoPreview };

/** What the IT desk can do. `by` is who; whether they may was asked before. */
export interface Desk {
  pause(ask: { by: Actor; reason: string | null }): Promise<{ pause: Pause; isNew: boolean }>;
  /** False when nothing was paused. */
  resume(ask: { by: Actor }): Promise<boolean>;
  /** Lets leavers go again; false when they were not held back. */
  unfreeze(ask: { by: Actor }): Promise<boolean>;
  previewUndo(runId: string): Promise<UndoPreview | null>;
  /** Takes a run back, if it would still do what was shown. */
  undo(ask: { runId: string; fingerprint: string; by: Actor }): Promise<UndoOutcome>;
}

/** How a thing that needs somebody else's yes is asked for. */
export type AskFor = RequestService['ask'];
