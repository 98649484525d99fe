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
  let line: Promise<unknown> = Promise.resolve();

  /** The version is asked for and counted in turn: each answer then meets what is kept as it was at that moment. Writing itself goes side by side. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = line.then(work);
    line = mine.catch(() => {});
    return mine;
  };
  const versionNow = async (): Promise<number> => Number((await settings.get(key)) ?? 0);
  /** Counts on. What is kept goes with it, unless somebody else counted in between. */
  const countOn = (change: Change | null): Promise<void> =>
    inTurn(async () => {
      const version = await settings.next(key);
      const isOurs = kept !== null && kept.version === version - 1;
      if (kept === null || !isOurs) kept = null;
      else kept = { version, whole: kept.whole, pending: change === null ? kept.pending : [...kept.pending, change] };
    });

  const readAt = async (version: number): Promise<Whole> => {
    const whole = await read();
    await inTurn(async () => {
      if ((await versionNow()) === version) kept = { version, whole, pending: [] };
    });
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

  return {
    whole: async () => {
      const version = await inTurn(versionNow);
      // What we counted ourselves since then has gone into what is kept.
      if (kept === null || kept.version < version) return readOnce(version);
      if (kept.pending.length > 0) kept = { ...kept, whole: follow(kept.whole, kept.pending), pending: [] };
      return kept.whole;
    },
    change: async (write, change) => {
      // What was there before is the answer while this is written.
      await countOn(null);
      let isWritten = false;
      try {
        await write();
        isWritten = true;
      } finally {
        if (!isWritten) kept = null;
        await countOn(isWritten ? change : null);
      }
    },
  };
}
