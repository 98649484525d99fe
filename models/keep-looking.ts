/** Something that is looked at again and again for as long as the process lives. */
export interface Looking {
  /** Finishes the look in hand, then stops. */
  stop(): Promise<void>;
}

/**
 * Looks, rests, and looks again. What a look throws is told and does not end it.
 * @param options.everyMs - how long is rested between two looks
 */
export function keepLooking(
  look: () => Promise<void>,
  options: { everyMs: number; failed: (error: unknown) => void },
): Looking {
  const { everyMs, failed } = options;
  let isStopped = false;
  let wake: () => void = () => {};
  const loop = async (): Promise<void> => {
    while (!isStopped) {
      await look().catch(failed);
      if (isStopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    stop: async () => {
      isStopped = true;
      wake();
      await running;
    },
  };
}
