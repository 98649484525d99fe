import { z } from 'zod';
import type { FirstDay } from '../../models/joiner.ts';
import type { Clock } from '../../models/ports.ts';
import type { SettingStore } from '../../models/stores.ts';

const Revealed = z.object({ by: z.string(), at: z.string() });
type Revealed = z.infer<typeof Revealed>;

/** Longer than anybody is at it who lives: by then the one who had it died, and what it may have made stops working when another is made. */
const longestInHandMs = 5 * 60_000;

/** After that nobody may ask for a pass of that first day any more. */
const keptMs = 90 * 86_400_000;

/** That a pass of somebody's first day was asked for, over all processes. */
export interface PassMark {
  /** Takes it, in one atomic step, also from whoever died with it; false when somebody has it. */
  take(): Promise<boolean>;
  /** Gives it back: there is no pass. Only for whoever took it. */
  giveBack(): Promise<void>;
  /** Who was shown the pass and when; null while nobody was. */
  revealed(): Promise<Revealed | null>;
  keepRevealed(revealed: Revealed): Promise<void>;
}

type Day = Pick<FirstDay, 'personKey' | 'startsOn'> & { directoryKey: string };

export function openPassMark(
  { directoryKey, personKey, startsOn }: Day,
  { settings, clock }: { settings: SettingStore; clock: Clock },
): PassMark {
  const name = `access-pass:${directoryKey}:${personKey}:${startsOn}`;
  const set = (key: string, value: unknown): Promise<void> =>
    settings.set(key, value, new Date(clock.now().getTime() + keptMs).toISOString());
  const takeOver = async (): Promise<boolean> => {
    const since = await settings.get(`${name}:since`);
    const isLong = typeof since === 'string' && clock.now().getTime() - Date.parse(since) >= longestInHandMs;
    // One that died before it wrote down since when is counted from the first who meets it.
    if (since === null) await set(`${name}:since`, clock.now().toISOString());
    return isLong && (await settings.next(`${name}:after:${since}`)) === 1;
  };
  return {
    take: async () => {
      const isMine = (await settings.next(name)) === 1 || (await takeOver());
      if (isMine) await set(`${name}:since`, clock.now().toISOString());
      return isMine;
    },
    giveBack: () => set(name, 0),
    revealed: async () => Revealed.safeParse(await settings.get(`${name}:by`)).data ?? null,
    keepRevealed: (revealed) => set(`${name}:by`, revealed),
  };
}
