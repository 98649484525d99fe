import type { SettingStore } from '../stores.ts';

/** Something large that everybody reads whole, kept in memory while it is what is written down, whichever process writes. */
export interface KeptWhole<Whole, Change> {
  /**
   * As it is now. The very same object while nothing changed. What is being written by this process shows when all of it is written. Whoever
   * asks while it is read waits for the same reading.
   */
  whole(): Promise<Whole>;
  /** Writes a change; what is kept follows it. Where writing fails, or somebody else wrote too, everything is read again. */
  change(write: () => Promise<void>, change: Change): Promise<void>;
}

interface Kept<Whole, Change> {
  version: number;
  whole: Whole;
  /** Written, and not yet in `whole`: a first load writes thousands of times before anybody asks. */
  pending: Change[];
}

/**
 * Reading a hundred thousand documents takes seconds, and one person's change must not cost that. A version is counted before a change is
 * written and again after it: what was read at one version is true while that version stands.
 * @param parts.follow - what comes of the whole by changes, in their order; the whole that is given is left as it is
 */
export function keepWhole<Whole, Change>(parts: {
  settings: SettingStore;
  /** Of the version, which is kept among the settings. */
  key: string;
  read(): Promise<Whole>;
  follow(whole: Whole, changes: readonly Change[]): Whole;
}): KeptWhole<Whole, Change> {
  const { settings, key, read, follow } = parts;
  let kept: Kept<Whole, Change> | null = null;
  let reading: { version: number; whole: Promise<Whole> } | null = null;
  const versionNow = async (): Promise<number> => Number((await settings.get(key)) ?? 0);

  const readAt = async (version: number): Promise<Whole> => {
    const whole = await read();
    if ((await versionNow()) === version) kept = { version, whole, pending: [] };
    return whole;
  };
  const readOnce = (version: number): Promise<Whole> => {
    if (reading?.version === version) return reading.whole;
    const mine = { version, whole: readAt(version) };
    reading = mine;
    const forget = () => {
      if (reading === mine) reading = null;
    };
    mine.whole.then(forget, forget);
    return mine.whole;
  };
  const isAt = (version: number): boolean => kept?.version === version;

  return {
    whole: async () => {
      const version = await versionNow();
      if (kept?.version !== version) return readOnce(version);
      if (kept.pending.length > 0) kept = { version, whole: follow(kept.whole, kept.pending), pending: [] };
      return kept.whole;
    },
    change: async (write, change) => {
      const begun = await settings.next(key);
      // What was there before is the answer while this is written.
      kept = kept !== null && isAt(begun - 1) ? { ...kept, version: begun } : null;
      try {
        await write();
      } catch (error) {
        kept = null;
        throw error;
      } finally {
        const ended = await settings.next(key);
        kept =
          kept !== null && isAt(begun) && ended === begun + 1
            ? { version: ended, whole: kept.whole, pending: [...kept.pending, change] }
            : null;
      }
    },
  };
}
