import type { SettingStore } from '../stores.ts';
import { type KeptWhole, keepWhole } from './keep-whole.ts';

/** As `keepWhole`, of each directory apart. @returns what is kept of a directory */
export function keepEach<Whole, Change>(parts: {
  settings: SettingStore;
  /** What it is, for the key of its version. */
  name: string;
  read(directory: string): Promise<Whole>;
  follow(whole: Whole, changes: readonly Change[]): Whole;
}): (directory: string) => KeptWhole<Whole, Change> {
  const { settings, name, read, follow } = parts;
  const byDirectory = new Map<string, KeptWhole<Whole, Change>>();
  return (directory) => {
    const known = byDirectory.get(directory);
    if (known !== undefined) return known;
    const key = `version:${name}:${directory}`;
    const made = keepWhole<Whole, Change>({ settings, key, read: () => read(directory), follow });
    byDirectory.set(directory, made);
    return made;
  };
}
