import type { Logger } from '../models/ports.ts';

/** Work that goes on after an answer was given. */
export interface Background {
  /** Starts it; what goes wrong is logged with `failure`, a constant message. */
  run(work: () => Promise<unknown>, failure: string): void;
  /** Done when nothing goes on any more. */
  idle(): Promise<void>;
}

export function createBackground(logger: Logger): Background {
  const going = new Set<Promise<void>>();
  return {
    run: (work, failure) => {
      const done = work()
        .then(
          () => {},
          (error: unknown) => logger.error({ error }, failure),
        )
        .finally(() => going.delete(done));
      going.add(done);
    },
    idle: async () => {
      while (going.size > 0) await Promise.all(going);
    },
  };
}
