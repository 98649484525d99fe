import type { Account, Author, AuthorAsk, DirectoryMirror, DirectoryReading } from './account.ts';
import type { AudienceRole } from './approvals.ts';
import type { ErrorGroup, OpenDrift, Outlook, Pause, WaitingReport, Why } from './desk.ts';
import type { DriftFinding } from './ledger.ts';
import type { News } from './news.ts';
import type { Person } from './person.ts';
import type { Operation, OperationResult } from './plan.ts';
import type { Remark } from './remark.ts';
import type { Member, PersonStory, RunReport, StatusReport } from './report.ts';
import type { Actor, Decision, Release, Run, RunTrigger } from './run.ts';

/** The only clock. `now` is the current instant. */
export interface Clock {
  now(): Date;
}

/** Constant message, data in fields. error: somebody must act tonight; warn: look this week; info: what happened. */
export interface Logger {
  error(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  debug(fields: Record<string, unknown>, message: string): void;
}

/** Something long that is under way, for a bar at a terminal or nobody at all. `total` is null while unknown. */
export type Progress = (step: { name: string; done: number; total: number | null }) => void;

/**
 * What came of making a pass. `made`: the code is in this answer and can never be read again; `endsAt` is an instant. `refused`: there is
 * none; `permission`: we may not, or not for this account; `policy`: the tenant's policy of passes says no; `busy`: asked for too often
 * just now. `unclear`: nobody knows, and what may have been made was looked up and taken away. `text` is what Entra said, for IT.
 */
export type PassOutcome =
  | { kind: 'made'; passId: string; code: string; endsAt: string }
  | { kind: 'refused'; why: 'permission' | 'policy' | 'busy' | 'other'; text: string }
  | { kind: 'unclear'; text: string };

/** What came of putting the app into somebody's Teams. Once it is there, Teams tells the bot by itself. */
export type InstallOutcome = { kind: 'installed' } | { kind: 'refused'; status: number } | { kind: 'no-answer' };

/** Entra ID. */
export interface Directory {
  /** Says which directory this is; `key` tells mirrors and links of different directories apart. */
  identify(): { key: string; name: string; isSandbox: boolean };
  /**
   * All accounts with the licences they hold, all groups, the members of the groups named in `groups` (by object id, mail nickname or
   * display name), the apps named in `applications` (by object id, app id or display name) with everybody's roles in them, and, when
   * `licences` asks for them, the products with their seats. Goes on from `previous` by delta when it can. Complete, or it throws
   * InstroomError.
   */
  read(ask: {
    groups: readonly string[];
    applications: readonly string[];
    licences?: boolean;
    previous: DirectoryMirror | null;
    progress?: Progress;
  }): Promise<DirectoryReading>;
  /**
   * Carries operations out in the order given, as far as order matters, and hands back results as they come, each operation
   * once. `intend` is called and awaited with the operations of a pack just before they are sent, each time they are; when it throws,
   * nothing more is sent and apply throws the same. Operations whose ids it gives back are not sent: they end as skipped (`newer-look`).
   * What goes in the lane `express` does not wait behind the rest.
   * Throws InstroomError only when nothing more can be done at all (credentials, no connection); what was sent is then looked up
   * by the next attempt.
   */
  apply(ask: {
    runId: string;
    operations: readonly Operation[];
    accountIds: ReadonlyMap<string, string>;
    intend: (operations: readonly Operation[]) => Promise<ReadonlySet<string> | undefined>;
    lane?: 'express';
    progress?: Progress;
  }): AsyncIterable<OperationResult[]>;
  /** Reads these accounts back, now; an id that cannot be found is left out. Throws when the answer is not whole. */
  readBack(accountIds: readonly string[]): Promise<Account[]>;
  /** Makes a Temporary Access Pass; one that was there before stops working. Never throws. */
  createAccessPass(ask: { accountId: string; lifetimeMinutes: number; usableOnce: boolean }): Promise<PassOutcome>;
  /** Puts the Teams app with this manifest id into somebody's Teams, once; an app that is there already is installed. */
  installTeamsApp(ask: { accountId: string; manifestId: string }): Promise<InstallOutcome>;
  /** Takes a pass away that nobody has seen; one that is gone already is fine. Throws InstroomError when it may still be there. */
  removeAccessPass(ask: { accountId: string; passId: string }): Promise<void>;
  /** Who last made each change by hand, as the audit says; null where nothing is known. Slow: only for the few that somebody is asked about. */
  findAuthors?(changes: readonly AuthorAsk[]): Promise<Array<Author | null>>;
}

/** Tells people in Teams. Never throws for a person who cannot be reached: that is logged and left. */
export interface Notifier {
  tell(news: News): Promise<void>;
}

export type DecisionOutcome =
  | { kind: 'decided'; run: Run }
  | { kind: 'not-found' }
  | { kind: 'not-allowed' }
  | { kind: 'already-decided'; run: Run }
  | { kind: 'not-waiting'; run: Run }
  /** The part that was to be released holds nothing that can go out by itself. */
  | { kind: 'nothing-released'; run: Run }
  | { kind: 'plan-changed'; run: Run };

/** Asks for runs and decides on them. Nothing here waits for a run to end. */
export interface RunService {
  /** Asks for a run; while one is still waiting to start, that one is returned. */
  start(ask: { trigger: RunTrigger; by: Actor }): Promise<Run>;
  decide(ask: {
    runId: string;
    answer: Decision['answer'];
    fingerprint: string;
    by: Actor;
    /** The roles of `by`: a person needs one that the policy names; the API key and the command line need none. */
    roles: readonly AudienceRole[];
    reason?: string;
    override?: boolean;
    /** The part that an approval lets go; without it the whole plan. */
    release?: Release;
  }): Promise<DecisionOutcome>;
}

/** Answers questions about the past and the present from the stores. */
export interface Reports {
  status(): Promise<StatusReport>;
  /** Who paused Instroom and when; null while it is not. */
  paused(): Promise<Pause | null>;
  run(runId: string, page?: { skip: number; limit: number }): Promise<RunReport | null>;
  /** The newest runs, newest first. Their notes are many, and left out unless they are asked for. */
  runs(limit: number, ask?: { withNotes: boolean }): Promise<Run[]>;
  person(personKey: string): Promise<PersonStory | null>;
  findPeople(text: string, limit: number): Promise<Person[]>;
  /** Names of people that are like `text`, the nearest first. */
  nearestNames(text: string, limit: number): Promise<string[]>;
  /**
   * Why somebody has what they have, as of what was read last; null when nobody has that key.
   * @param ask.item - part of the name of what is asked about, or of its title in the catalogue; everything without it
   * @param ask.on - the instant to speak of; now without it
   */
  explain(ask: { personKey: string; item?: string; on?: string }): Promise<Why | null>;
  waiting(): Promise<WaitingReport>;
  errors(): Promise<ErrorGroup[]>;
  forecast(days: number): Promise<Outlook>;
  drift(): Promise<OpenDrift[]>;
}

/** Who somebody is, by Entra object id; and who holds a role. Looked up afresh each time. */
export interface Membership {
  member(aadObjectId: string): Promise<Member | null>;
  holders(role: AudienceRole): Promise<Member[]>;
}

export type DriftOutcome = { kind: 'done' } | { kind: 'refused'; why: Remark };

/** What becomes of changes that somebody made by hand, by the id of the operation that would put them back. Doing it twice is doing it once. */
export interface DriftDesk {
  /** An open finding; null when there is none of that id. */
  find(findingId: string): Promise<Pick<DriftFinding, 'sentence' | 'personKey' | 'by' | 'at' | 'foundAt'> | null>;
  /** Leaves it as it is for so many days. */
  keep(ask: { findingId: string; days: number; reason: string; by: Actor; requestId: string }): Promise<DriftOutcome>;
  /** Lets the next run put it back. */
  putBack(ask: { findingId: string; by: Actor }): Promise<DriftOutcome>;
  /** What to put in the policy to make it the rule, in a sentence and as YAML. */
  rule(findingId: string): Promise<{ kind: 'rule'; yaml: string } | { kind: 'refused'; why: Remark }>;
}
