import type {
  Account,
  AccountAttribute,
  Author,
  AuthorAsk,
  DirectoryChanges,
  DirectoryMirror,
  DirectoryReading,
  Group,
} from './account.ts';
import type { MatchRejection } from './adoption.ts';
import type { AuditEvent } from './audit.ts';
import type { ConversationStore } from './conversation.ts';
import type { Grant, UrgentExit } from './grant.ts';
import type { JobStore } from './job.ts';
import type { Ledger, LedgerChanges, UndoneOperation } from './ledger.ts';
import type { News } from './news.ts';
import type { HrReading, Person, SetAside, Unit } from './person.ts';
import type { Operation, OperationCounts, OperationKind, OperationResult } from './plan.ts';
import type { AudienceRole } from './policy.ts';
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

/** One HR system. */
export interface HrConnector {
  sourceId: string;
  /** What to look at to hear of changes: files or folders, absolute; empty when the source cannot be watched. */
  watchPaths: readonly string[];
  /** Everybody this source is responsible for. Throws InstroomError (`hr-unreadable`, `hr-busy`) rather than return a part. */
  read(): Promise<HrReading>;
}

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
   * once. `intend` is called and awaited with the operations of a pack just before they are sent; when it throws, nothing more is
   * sent and apply throws the same.
   * Throws InstroomError only when nothing more can be done at all (credentials, no connection); what was sent is then looked up
   * by the next attempt.
   */
  apply(ask: {
    runId: string;
    operations: readonly Operation[];
    accountIds: ReadonlyMap<string, string>;
    intend: (operations: readonly Operation[]) => Promise<void>;
    progress?: Progress;
  }): AsyncIterable<OperationResult[]>;
  /** Reads these accounts back, now; an id that cannot be found is left out. Throws when the answer is not whole. */
  readBack(accountIds: readonly string[]): Promise<Account[]>;
  /** Who last made each change by hand, as the audit says; null where nothing is known. Slow: only for the few that somebody is asked about. */
  findAuthors?(changes: readonly AuthorAsk[]): Promise<Array<Author | null>>;
}

export interface PeopleStore {
  /** Replaces what is known of a source by this reading, writing only what differs. */
  saveReading(reading: HrReading): Promise<void>;
  find(personKey: string): Promise<Person | null>;
  /** People whose name, key, employee number or address holds `text`, ignoring case; at most `limit`. */
  search(text: string, limit: number): Promise<Person[]>;
  findUnit(unitKey: string): Promise<Unit | null>;
  setAside(): Promise<SetAside[]>;
  count(): Promise<number>;
}

export interface AccountStore {
  /** The whole mirror of one directory as last saved, or null when there is none. */
  loadMirror(directoryKey: string): Promise<DirectoryMirror | null>;
  /** Saves a reading; with `changes.kind` delta only what changed is written. */
  saveReading(directoryKey: string, reading: { mirror: DirectoryMirror; changes: DirectoryChanges }): Promise<void>;
  findById(directoryKey: string, accountId: string): Promise<Account | null>;
  /** The account of somebody by the link, else by our mark. */
  findByPersonKey(directoryKey: string, personKey: string): Promise<Account | null>;
  /** Whose account it is, likewise. */
  findPersonKey(directoryKey: string, accountId: string): Promise<string | null>;
  findByAddresses(directoryKey: string, addresses: readonly string[]): Promise<Account[]>;
  findGroup(directoryKey: string, name: string): Promise<Group | null>;
  groupsOf(directoryKey: string, accountId: string): Promise<Group[]>;
  count(directoryKey: string): Promise<number>;
  /** Links of person to account that were accepted or made by us: person key to Entra object id. */
  loadLinks(directoryKey: string): Promise<Map<string, string>>;
  /** For links to accounts that were there before us and are ours in part: person key to the attributes that were accepted. */
  loadOwnership(directoryKey: string): Promise<Map<string, AccountAttribute[]>>;
  /**
   * Adds or changes links. Who is in `owns` gets what it says: the attributes that are ours, or null for all of them. Who is not
   * keeps what was accepted for that very account; another account is ours altogether.
   */
  saveLinks(
    directoryKey: string,
    links: ReadonlyMap<string, string>,
    owns?: ReadonlyMap<string, readonly AccountAttribute[] | null>,
  ): Promise<void>;
  loadRejections(directoryKey: string): Promise<MatchRejection[]>;
  saveRejections(directoryKey: string, rejections: readonly MatchRejection[]): Promise<void>;
}

/** What plans wrote down for later ones, per directory. */
export interface LedgerStore {
  load(directoryKey: string): Promise<Ledger>;
  /** Throws InstroomError `conflict` when an address is reserved for somebody else; then nothing of it is written. */
  save(directoryKey: string, changes: LedgerChanges): Promise<void>;
  saveUndone(directoryKey: string, undone: readonly UndoneOperation[]): Promise<void>;
  /** Forgets that these were undone, when somebody has said yes to doing them again. */
  forgetUndone(directoryKey: string, operationIds: readonly string[]): Promise<void>;
}

export interface GrantStore {
  /** Grants that are in force at `at` or will be. Replacements may hold for longer than they say: those of a year before are given too. */
  list(ask: { at: string }): Promise<Grant[]>;
  find(grantId: string): Promise<Grant | null>;
  save(grant: Grant): Promise<void>;
  /** Ends a grant at an instant, unless it ends sooner, whatever it followed; null when there is no such grant. */
  end(grantId: string, at: string): Promise<Grant | null>;
  /** Urgent exits that are not lifted. */
  urgentExits(): Promise<UrgentExit[]>;
  saveUrgentExit(exit: UrgentExit): Promise<void>;
}

export interface RunStore {
  /** Gives the run the next number as its id and saves it. */
  add(run: Omit<Run, 'id'>): Promise<Run>;
  find(runId: string): Promise<Run | null>;
  /** Newest first. */
  list(ask: { limit: number; states?: readonly Run['state'][]; policyVersion?: string }): Promise<Run[]>;
  /** Changes the run if it is still in one of `from`; returns the changed run, or null when it was not. One atomic step. */
  change(runId: string, from: readonly Run['state'][], changes: Partial<Omit<Run, 'id'>>): Promise<Run | null>;
  /** Records the decision if the run waits for one on this very fingerprint; null when it does not. One atomic step. */
  decide(runId: string, decision: Decision, to: Run['state']): Promise<Run | null>;
  /** Saves the operations of a run in order, replacing those it had. */
  saveOperations(runId: string, operations: readonly Operation[]): Promise<void>;
  /** The operations with their results, in order. */
  operations(
    runId: string,
    page?: { skip: number; limit: number },
  ): Promise<Array<{ operation: Operation; result: OperationResult | null }>>;
  /** Some operations of the run with their results, in order. */
  findOperations(
    runId: string,
    operationIds: readonly string[],
  ): Promise<Array<{ operation: Operation; result: OperationResult | null }>>;
  /** Replaces operations of the run by the same ones as they are now; their results stay. Others are not added. */
  updateOperations(runId: string, operations: readonly Operation[]): Promise<void>;
  saveResults(runId: string, results: readonly OperationResult[]): Promise<void>;
  /** How many operations of the run have which result, counted from the results themselves. */
  countResults(runId: string): Promise<Run['results']>;
  /**
   * How many operations of these kinds were done (not: were so already) from `since` until `until`, both included, over all runs.
   * Kinds of which there are none are left out.
   */
  countDone(ask: { since: string; until?: string; kinds: readonly OperationKind[] }): Promise<OperationCounts>;
  /** The newest run with this fingerprint in one of these states, or null. */
  findByFingerprint(fingerprint: string, states: readonly Run['state'][]): Promise<Run | null>;
}

export interface AuditLog {
  /** Appends events; an event whose id is there already is left as it is. */
  append(events: readonly AuditEvent[]): Promise<void>;
  /** Newest first. */
  list(ask: { personKey?: string; runId?: string; limit: number }): Promise<AuditEvent[]>;
}

export interface SettingStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Adds one and returns the new number; starts at 1. One atomic step. */
  next(key: string): Promise<number>;
}

export interface Stores {
  people: PeopleStore;
  accounts: AccountStore;
  runs: RunStore;
  ledger: LedgerStore;
  grants: GrantStore;
  audit: AuditLog;
  conversations: ConversationStore;
  jobs: JobStore;
  settings: SettingStore;
  close(): Promise<void>;
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
  run(runId: string, page?: { skip: number; limit: number }): Promise<RunReport | null>;
  runs(limit: number): Promise<Run[]>;
  person(personKey: string): Promise<PersonStory | null>;
  findPeople(text: string, limit: number): Promise<Person[]>;
}

/** Who somebody is, by Entra object id; and who holds a role. Looked up afresh each time. */
export interface Membership {
  member(aadObjectId: string): Promise<Member | null>;
  holders(role: AudienceRole): Promise<Member[]>;
}
