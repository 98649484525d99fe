import { z } from 'zod';
import type { FirstDay } from '../../models/joiner.ts';
import type { SettingStore } from '../../models/stores.ts';

const Revealed = z.object({ by: z.string(), at: z.string() });
type Revealed = z.infer<typeof Revealed>;

/** That a pass of somebody's first day was asked for, over all processes. */
export interface PassMark {
  /** Takes it, in one atomic step; false when somebody has it. */
  take(): Promise<boolean>;
  /** Gives it back: there is no pass. Only for whoever took it. */
  giveBack(): Promise<void>;
  /** Who was shown the pass and when; null while nobody was. */
  revealed(): Promise<Revealed | null>;
  keepRevealed(revealed: Revealed): Promise<void>;
}

type Day = Pick<FirstDay, 'personKey' | 'startsOn'> & { directoryKey: string };

export function openPassMark({ directoryKey, personKey, startsOn }: Day, settings: SettingStore): PassMark {
  const name = `access-pass:${directoryKey}:${personKey}:${startsOn}`;
  return {
    take: async () => (await settings.next(name)) === 1,
    giveBack: () => settings.set(name, 0),
    revealed: async () => Revealed.safeParse(await settings.get(`${name}:by`)).data ?? null,
    keepRevealed: (revealed) => settings.set(`${name}:by`, revealed),
  };
}
