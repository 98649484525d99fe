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
    extend: async (ids, { owner, now, leaseMs }) => {
      const leasedUntil = new Date(Date.parse(now) + leaseMs).toISOString();
      for (const id of ids) if (letters.get(id)?.leasedBy === owner) change(id, { leasedUntil });
    },
    takeUp: async ({ aadObjectId, since, now }) => {
      const all = [...letters.values()].filter((letter) => letter.aadObjectId === aadObjectId);
      const isLast = ({ subject, writtenAt }: Letter): boolean =>
        subject === null || !all.some((one) => one.subject === subject && one.writtenAt > writtenAt);
      for (const letter of all.filter(isLast))
        if (letter.state === 'undeliverable' && letter.writtenAt >= since)
          change(letter.id, { state: 'waiting', notBefore: now, writtenAt: now, attempts: 0, problem: null });
    },
    forgetBefore: async (at, limit) => {
      const over = [...letters.values()].filter(({ state, writtenAt }) => state !== 'waiting' && writtenAt < at);
      const going = over.slice(0, limit);
      for (const { id } of going) letters.delete(id);
      return going.length;
    },
    releaseAll: async () => {
      for (const id of letters.keys()) change(id, { leasedBy: null, leasedUntil: null });
    },
  };
}
