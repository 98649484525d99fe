import type { Account, AccountAttribute, DirectoryChanges, DirectoryMirror, Group } from './account.ts';
import type { MatchRejection } from './adoption.ts';
import type { AuditEvent } from './audit.ts';
import type { ConversationStore } from './conversation.ts';
import type { FreshPersonStore } from './fresh-person.ts';
import type { Grant, UrgentExit } from './grant.ts';
import type { JobStore } from './job.ts';
import type { Ledger, LedgerChanges, UndoneOperation } from './ledger.ts';
import type { NoticeStore } from './notice.ts';
import type { OutboxStore } from './outbox.ts';
import type { HrReading, Person, SetAside, Unit } from './person.ts';
import type { Operation, OperationCounts, OperationKind, OperationResult } from './plan.ts';
import type { ReceivedStore } from './received.ts';
import type { RequestStore } from './request.ts';
import type { Decision, Run } from './run.ts';
import type { Doubt, IdentityDecision, IdentityLink, LinkedRecord, RecordPair, RecordRef } from './same-people.ts';
import type { ScimUserStore } from './scim.ts';

export interface PeopleStore {
  /** Replaces what is known of a source by this reading, writing only what differs. */
  saveReading(reading: HrReading): Promise<void>;
  /** Puts some people in place of what is known of them, or marks them as gone; the rest of the source stays as it is. */
  saveSome(some: { readAt: string; people: readonly Person[]; gone: readonly string[] }): Promise<void>;
  find(personKey: string): Promise<Person | null>;
  /** People whose name, key, employee number or address holds `text`, ignoring case; at most `limit`. */
  search(text: string, limit: number): Promise<Person[]>;
  findUnit(unitKey: string): Promise<Unit | null>;
  setAside(): Promise<SetAside[]>;
  count(): Promise<number>;
  /** Everybody whom a source names now, and all units, with the source of each by its key. The very same lists while nothing changed. */
  loadAll(): Promise<{
    people: readonly Person[];
    units: readonly Unit[];
    unitSources: ReadonlyMap<string, string>;
  }>;
}

/** Who in one source is who in another, as it was found, decided and doubted. */
export interface IdentityStore {
  /** Whose record is whose, of everybody in several sources and of whoever has another key than the source's own. */
  links(): Promise<readonly IdentityLink[]>;
  /** These links with what the sources last said; of those alone that are linked. */
  records(refs: readonly RecordRef[]): Promise<LinkedRecord[]>;
  /** Adds, changes and takes away links, writing only what differs. */
  saveLinks(change: { set: readonly Omit<LinkedRecord, 'hash'>[]; gone: readonly RecordRef[] }): Promise<void>;
  /** What somebody said of two records, one thing of each pair. */
  decisions(): Promise<readonly IdentityDecision[]>;
  saveDecisions(decisions: readonly IdentityDecision[]): Promise<void>;
  forgetDecisions(pairs: readonly RecordPair[]): Promise<void>;
  /** What was in doubt at the last reading. The very same list while nothing changed. */
  doubts(): Promise<readonly Doubt[]>;
  saveDoubts(doubts: readonly Doubt[]): Promise<void>;
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
  /** Links of person to account that were accepted or made by us: person key to Entra object id. The very same map while nothing changed. */
  loadLinks(directoryKey: string): Promise<ReadonlyMap<string, string>>;
  /** For links to accounts that were there before us and are ours in part: person key to the attributes that were accepted. */
  loadOwnership(directoryKey: string): Promise<ReadonlyMap<string, AccountAttribute[]>>;
  /**
   * Adds or changes links. Who is in `owns` gets what it says: the attributes that are ours, or null for all of them. Who is not
   * keeps what was accepted for that very account; another account is ours altogether.
   */
  saveLinks(
    directoryKey: string,
    links: ReadonlyMap<string, string>,
    owns?: ReadonlyMap<string, readonly AccountAttribute[] | null>,
  ): Promise<void>;
  loadRejections(directoryKey: string): Promise<readonly MatchRejection[]>;
  saveRejections(directoryKey: string, rejections: readonly MatchRejection[]): Promise<void>;
}

/** What plans wrote down for later ones, per directory. */
export interface LedgerStore {
  /** The very same ledger while nothing changed. */
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
  list(ask: {
    limit: number;
    states?: readonly Run['state'][];
    policyVersion?: string;
    /** Only runs over everybody, or only express runs; all of them without it. */
    about?: 'everybody' | 'some';
    /** Leaves the notes out, which are most of a run: for lists. */
    withoutNotes?: boolean;
  }): Promise<Run[]>;
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
  /** Operations that were refused for good since an instant, at most `limit`, in no order. */
  failures(
    since: string,
    limit: number,
  ): Promise<Array<{ runId: string; operation: Operation; result: OperationResult }>>;
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
  /** With `keepUntil` (an instant) it may be forgotten after that. */
  set(key: string, value: unknown, keepUntil?: string): Promise<void>;
  /** Forgets settings that were to be kept until before `at`, at most `limit`; gives how many went. */
  forgetBefore(at: string, limit: number): Promise<number>;
  /** Adds one and returns the new number; starts at 1. One atomic step. */
  next(key: string): Promise<number>;
}

export interface Stores {
  people: PeopleStore;
  identity: IdentityStore;
  accounts: AccountStore;
  runs: RunStore;
  ledger: LedgerStore;
  grants: GrantStore;
  audit: AuditLog;
  conversations: ConversationStore;
  jobs: JobStore;
  requests: RequestStore;
  outbox: OutboxStore;
  scimUsers: ScimUserStore;
  received: ReceivedStore;
  notices: NoticeStore;
  freshPeople: FreshPersonStore;
  settings: SettingStore;
  close(): Promise<void>;
}
