import type { Letter, OutboxStore } from '../../models/outbox.ts';

/** The outbox in memory; it keeps the same contract as the store's. */
export function createMemoryOutbox(letters = new Map<string, Letter>()): OutboxStore {
  const change = (id: string, changes: Partial<Letter>): Letter => {
    const changed = { ...(letters.get(id) as Letter), ...changes };
    letters.set(id, changed);
    return changed;
  };
  const inState = (state: Letter['state']): Letter[] =>
    [...letters.values()].filter((letter) => letter.state === state);
  const isOlder = (one: Letter, letter: Letter): boolean =>
    one.id !== letter.id &&
    one.subject === letter.subject &&
    one.aadObjectId === letter.aadObjectId &&
    one.writtenAt <= letter.writtenAt;
  const rank = ({ isUrgent, notBefore }: Letter): string => `${isUrgent ? 0 : 1} ${notBefore}`;
  return {
    write: async (list) => {
      for (const letter of list) {
        if (letters.has(letter.id)) continue;
        letters.set(letter.id, letter);
        if (letter.subject === null) continue;
        for (const one of inState('waiting')) if (isOlder(one, letter)) change(one.id, { state: 'superseded' });
      }
    },
    lease: async ({ owner, now, leaseMs, limit }) => {
      const free = inState('waiting').filter(
        ({ notBefore, leasedUntil }) => notBefore <= now && (leasedUntil === null || leasedUntil < now),
      );
      const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString();
      const first = free.sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, limit);
      return first.map(({ id }) => change(id, { leasedBy: owner, leasedUntil }));
    },
    settle: async (id, owner, outcome) => {
      const letter = letters.get(id);
      if (letter?.leasedBy !== owner || (outcome.state === 'waiting' && letter.state !== 'waiting')) return false;
      change(id, { ...outcome, leasedBy: null, leasedUntil: null });
      return true;
    },
    nextAt: async () =>
      inState('waiting')
        .map(({ notBefore }) => notBefore)
        .sort()[0] ?? null,
    undeliverable: async (limit) => inState('undeliverable').reverse().slice(0, limit),
    queue: async () => {
      const waiting = inState('waiting')
        .map(({ writtenAt }) => writtenAt)
        .sort();
      return { waiting: waiting.length, oldestAt: waiting[0] ?? null, undeliverable: inState('undeliverable').length };
    },
    releaseAll: async () => {
      for (const id of letters.keys()) change(id, { leasedBy: null, leasedUntil: null });
    },
  };
}
