import type { SettingStore } from '../stores.ts';

/**
 * How many there are of something, written down beside it: counting a hundred thousand documents takes longer than anybody waits for a
 * card. It is forgotten before what it counts is changed, so a process that dies half-way leaves no wrong number.
 */
export function keepCount(
  settings: SettingStore,
  key: string,
  countAll: () => Promise<number>,
): { count(): Promise<number>; forget(): Promise<void> } {
  return {
    count: async () => {
      const known = await settings.get(key);
      if (typeof known === 'number') return known;
      const count = await countAll();
      await settings.set(key, count);
      return count;
    },
    forget: () => settings.set(key, null),
  };
}
