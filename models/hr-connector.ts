import { z } from 'zod';
import { CalendarDate, type HrReading, type Person, type SetAside } from './person.ts';

/** Some people of a source as it has them now. Of those who were asked for, whoever is in none of the lists is not known to it any more. */
export interface PeopleReading {
  sourceId: string;
  readAt: string;
  /** When the source last changed them, as far as it tells (instant). */
  changedAt: string | null;
  people: Person[];
  setAside: SetAside[];
}

/** One thing that was tried of a source: rights, fields, an expiry. `text` says what it is, or what is missing and who can mend it. */
export interface SourceFinding {
  ok: boolean;
  text: string;
}

/**
 * Something that reading a source hangs on, and that ends by itself. `afas-token`: the token of the app connector. `nmbrs-unused`: a consent
 * that nothing has been read with. `nmbrs-age`: a consent of which it is not known whether its days count from when it was given.
 * `nmbrs-soap`: the interface itself. `endsOn` is the last day (UTC) on which it counts, as far as anybody says.
 */
export const SourceEnding = z.object({
  what: z.enum(['afas-token', 'nmbrs-unused', 'nmbrs-age', 'nmbrs-soap']),
  endsOn: CalendarDate,
});
export type SourceEnding = z.infer<typeof SourceEnding>;

/** What an HR system is to know of somebody from Entra; `personKey` is the key that the system itself has for them. */
export interface WriteBack {
  personKey: string;
  /** The address of the mailbox; null where there is none. */
  mail: string | null;
  /** The name somebody signs in with. */
  signIn: string;
}

/** What an HR system is to know of people: the address of their mailbox, or the name they sign in with. */
export type Telling = 'mail' | 'sign-in';

/** What came of it. `same`: HR had it already. `refused`: HR says no, and `text` why. `unclear`: nobody knows; comparing again tells. */
export type WriteBackOutcome = { personKey: string } & (
  | { kind: 'written' | 'same' | 'unclear' }
  | { kind: 'refused'; text: string }
);

/** One HR system. */
export interface HrConnector {
  sourceId: string;
  /** What to look at to hear of changes: files or folders, absolute; empty when the source cannot be watched. */
  watchPaths: readonly string[];
  /** How often one may look for changes, as tight as the system's limits allow; null when it is told, or watched. */
  pollEveryMs: number | null;
  /**
   * Everybody this source is responsible for, however it found out: read anew, or what was read before with what has changed since.
   * Throws InstroomError (`hr-unreadable`, `hr-busy`) rather than return a part.
   */
  read(): Promise<HrReading>;
  /** These people alone, read anew: for somebody of whom a change was told. Missing where the system cannot be asked for one person. */
  readPeople?(personKeys: readonly string[]): Promise<PeopleReading>;
  /** What `writeBack` is about, there where that is. `mail`: HR is read and says itself what it knows. `sign-in`: it does not. */
  writes?: Telling;
  /**
   * Tells the system what these people have in Entra, where the settings ask for that; missing where they do not. Doing it twice is doing
   * it once. Whoever is in no outcome was not told, and may be asked for again. Throws InstroomError when nobody could be told.
   */
  writeBack?(people: readonly WriteBack[]): Promise<WriteBackOutcome[]>;
  /**
   * Whom of these the system is to be told now, by what the connector remembers and without asking the system: those first of whom nothing
   * was tried yet. Cheap, also for everybody. Missing where only the system knows what it was told.
   */
  findUntold?(people: readonly WriteBack[]): Promise<WriteBack[]>;
  /**
   * What ends before long, so that it is time to see to it; at most a request, and reading nobody. Missing where nothing is known to end.
   * Throws InstroomError when the source does not say.
   */
  findEndings?(): Promise<SourceEnding[]>;
  /** Tries the connection and the rights it needs, without reading everybody. Never throws for what the source answers: that is a finding. */
  check(): Promise<SourceFinding[]>;
}

/**
 * What a connector remembers from one start to the next, such as a token that may not be asked for often. By name, for one source.
 * `secret` values are kept encrypted.
 */
export interface SourceMemory {
  recall(name: string): Promise<unknown>;
  keep(name: string, value: unknown): Promise<void>;
  recallSecret(name: string): Promise<string | null>;
  keepSecret(name: string, value: string): Promise<void>;
  /**
   * Does something while nobody else does what has the same name for this source, in this process or another one on the same store:
   * a refresh token that changes with each use must not be used twice.
   * @throws InstroomError `conflict` (retryable) when the other does not come to an end
   */
  alone<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
}

/** Secrets by name, from wherever the installation keeps them. */
export interface Secrets {
  /** Null when there is none of that name; throws when a place does not answer. */
  find(name: string): Promise<string | null>;
  /** @throws InstroomError `configuration` that says where a secret of that name was looked for */
  read(name: string): Promise<string>;
}
