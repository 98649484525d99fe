import type { FaultBook } from './faults.ts';

export interface Replication {
  /** An object was just made: it may take a while before it is seen. */
  created(id: string): void;
  /** Whether a request that asks for this very object sees it; asking is one read. */
  sees(id: string): boolean;
  /** Whether lists show it. */
  shows(id: string): boolean;
}

/** Lets new objects appear late, as far as the faults say so. */
export function createReplication(faults: FaultBook): Replication {
  const late = new Map<string, { untilMs: number; readsLeft: number }>();

  function shows(id: string): boolean {
    const wait = late.get(id);
    if (wait === undefined) return true;
    if (wait.readsLeft > 0 || performance.now() < wait.untilMs) return false;
    late.delete(id);
    return true;
  }

  return {
    created(id) {
      const { ms = 0, reads = 0 } = faults.current().replicationLag ?? {};
      if (ms > 0 || reads > 0) late.set(id, { untilMs: performance.now() + ms, readsLeft: reads });
    },
    sees(id) {
      if (shows(id)) return true;
      const wait = late.get(id);
      if (wait !== undefined) wait.readsLeft -= 1;
      return false;
    },
    shows,
  };
}
