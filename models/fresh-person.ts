import type { Person, SetAside } from './person.ts';
import type { RecordRef } from './same-people.ts';

/**
 * A record that an express run reads, and whose person it writes, or did a while ago. While `endedAt` is null they are that run's alone.
 * `readAt` is null until HR was asked; then HR either states the person, or their rows cannot be used, or it knows them no more (both null).
 * `person` and `setAside` are in the source's own keys. All instants.
 */
export interface FreshPerson extends RecordRef {
  /** Whose record it is. */
  personKey: string;
  runId: string;
  readAt: string | null;
  endedAt: string | null;
  person: Person | null;
  setAside: SetAside | null;
}

/** Whom express runs have in hand and what they read of them: what a run over everybody must not go back behind. */
export interface FreshPersonStore {
  /** Puts them in place of what is kept of them. */
  save(people: readonly FreshPerson[]): Promise<void>;
  /** Notes that a run is done with its people. */
  end(runId: string, at: string): Promise<void>;
  /** Who was read by themselves after that instant, in any source. */
  readAfter(at: string): Promise<FreshPerson[]>;
  /** The keys of all who are in hand, or were until after that instant. */
  inHandAfter(at: string): Promise<Set<string>>;
  /** Forgets records that were taken in hand and are let go unread. */
  letGo(records: readonly RecordRef[]): Promise<void>;
  /** Which of these are in hand, or were until after that instant. */
  touchedAfter(at: string, personKeys: readonly string[]): Promise<Set<string>>;
  /** Forgets whom runs were done with before that instant. */
  forgetBefore(at: string): Promise<void>;
}
