/** Hands on what arrives piece by piece: everything that came since the last look, as one array. */
export interface ResultQueue<T> {
  push(item: T): void;
  /** No more will come; with a reason, the reader gets it thrown after the last items. */
  close(failure?: { reason: unknown }): void;
  read(): AsyncGenerator<T[]>;
}

export function createResultQueue<T>(): ResultQueue<T> {
  let items: T[] = [];
  let closed: { failure: { reason: unknown } | undefined } | null = null;
  let wake: () => void = () => undefined;
  return {
    push(item) {
      items.push(item);
      wake();
    },
    close(failure) {
      closed ??= { failure };
      wake();
    },
    async *read() {
      for (;;) {
        if (items.length > 0) {
          const arrived = items;
          items = [];
          yield arrived;
        } else if (closed !== null) {
          if (closed.failure !== undefined) throw closed.failure.reason;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
