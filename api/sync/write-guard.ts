import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation, OperationResult } from '../../models/plan.ts';
import { runLock } from './run-lock.ts';
import type { SyncParts } from './sync-parts.ts';

type GuardParts = Pick<SyncParts, 'stores' | 'directory' | 'clock'>;

/** Keeps a run over everybody and express runs from writing about one person at the same time. */
export interface WriteGuard {
  /** Ids of the operations that must not go: an express run has their people in hand, or had since this run began to look. */
  admit(operations: readonly Operation[]): Promise<ReadonlySet<string>>;
  /** These are done with: written down by now. */
  settle(results: readonly OperationResult[]): Promise<void>;
  hasLeftOut(): boolean;
  close(): Promise<void>;
}

/** The people about whom requests of the run over everybody are under way. */
const settingOf = (parts: GuardParts): string => `in-flight:${parts.directory.identify().key}`;

/**
 * Says in the store whom requests are about before they go, and only then looks whether an express run has somebody in hand. An express run
 * takes people in hand first, and then waits until no request is about them: so one of the two always sees the other, in whichever process.
 * @param since - when this run began to look at HR and Entra (instant); null for a run that goes whatever express runs do
 */
export function createWriteGuard(since: string | null, parts: GuardParts): WriteGuard {
  const { settings, freshPeople } = parts.stores;
  const underWay = new Map<string, Set<string>>();
  const personOf = new Map<string, string>();
  let hasLeftOut = false;
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | null = null;

  /** Writes the people down as they are when it is this one's turn; who asks meanwhile shares the turn. */
  const note = (): Promise<void> => {
    if (next !== null) return next;
    const mine = last.then(() => {
      next = null;
      return settings.set(settingOf(parts), [...underWay.keys()]);
    });
    next = mine;
    last = mine.catch(() => {});
    return mine;
  };
  const leave = (operationId: string): boolean => {
    const personKey = personOf.get(operationId);
    const theirs = personKey === undefined ? undefined : underWay.get(personKey);
    if (personKey === undefined || theirs === undefined) return false;
    personOf.delete(operationId);
    theirs.delete(operationId);
    if (theirs.size > 0) return false;
    return underWay.delete(personKey);
  };

  return {
    admit: async (operations) => {
      const personal = operations.flatMap(({ id, kind, personKey }) =>
        // Provisioning on demand takes long and carries nothing of HR.
        personKey === null || kind === 'provision-app' ? [] : [{ id, personKey }],
      );
      if (personal.length === 0) return new Set();
      for (const { id, personKey } of personal) {
        personOf.set(id, personKey);
        underWay.set(personKey, (underWay.get(personKey) ?? new Set()).add(id));
      }
      await note();
      if (since === null) return new Set();
      const keys = [...new Set(personal.map(({ personKey }) => personKey))];
      const taken = await freshPeople.touchedAfter(since, keys);
      const leftOut = new Set(personal.flatMap(({ id, personKey }) => (taken.has(personKey) ? id : [])));
      for (const id of leftOut) leave(id);
      if (leftOut.size > 0) {
        hasLeftOut = true;
        await note();
      }
      return leftOut;
    },
    settle: async (results) => {
      if (results.filter(({ operationId }) => leave(operationId)).length > 0) await note();
    },
    hasLeftOut: () => hasLeftOut,
    close: async () => {
      underWay.clear();
      await note();
    },
  };
}

const lookAgainMs = 40;

/**
 * Waits until no run over everybody has a request under way about these people.
 * @returns those about whom one still is when the time is over
 */
export async function waitUntilFree(
  personKeys: readonly string[],
  parts: GuardParts,
  longestMs = 5000,
): Promise<string[]> {
  const { settings, jobs } = parts.stores;
  for (const until = performance.now() + longestMs; ; await sleep(lookAgainMs)) {
    const noted = await settings.get(settingOf(parts));
    const underWay = new Set(Array.isArray(noted) ? noted : []);
    const busy = personKeys.filter((personKey) => underWay.has(personKey));
    // Whoever noted them and holds the lock no more is dead.
    if (busy.length === 0 || !(await jobs.isLocked(runLock, parts.clock.now().toISOString()))) return [];
    if (performance.now() > until) return busy;
  }
}
