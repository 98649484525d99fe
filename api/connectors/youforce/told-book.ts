import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SourceMemory } from '../../../models/hr-connector.ts';

/** What Youforce was told last of somebody. `againAt`: it did not take it, and it is tried again from then (ms since 1970); null: it did. */
export interface Told {
  signIn: string;
  againAt: number | null;
  /** How often that was tried in vain. */
  tries: number;
}

/** Who was told what, for as long as the store lives. */
export interface ToldBook {
  /** By the code of the employee, with what other processes wrote meanwhile. */
  read(): Promise<ReadonlyMap<string, Told>>;
  write(code: string, told: Told): Promise<void>;
}

/** Lists of rows and not objects by code: some stores take no dots in names. */
const Leaf = z.array(z.tuple([z.string(), z.string(), z.number().nullable(), z.number()]));
const Stamps = z.array(z.number());

/** So that one entry is written with some hundred others of 100,000 people, and all of them are read by as many recalls. */
const leafCount = 256;

/**
 * The book of one place to write to, in the memory of its source. It is read as a whole once; after that one recall says which of its
 * leaves have another stamp than they had, and those alone are read again.
 * @param place - what is told where: another tenant or path knows nothing of what this one was told
 */
export function openToldBook(memory: SourceMemory, place: string): ToldBook {
  const name = `told ${createHash('sha256').update(place).digest('hex').slice(0, 16)}`;
  const entries = new Map<string, Told>();
  const seen = newStamps();
  const recallStamps = async () => Stamps.safeParse(await memory.recall(name)).data ?? [];
  const recallLeaf = async (leaf: number) => Leaf.safeParse(await memory.recall(`${name} ${leaf}`)).data ?? [];
  return {
    read: async () => {
      for (const [leaf, stamp] of (await recallStamps()).entries()) {
        if (stamp === seen[leaf]) continue;
        for (const [code, signIn, againAt, tries] of await recallLeaf(leaf))
          entries.set(code, { signIn, againAt, tries });
        seen[leaf] = stamp;
      }
      return entries;
    },
    write: (code, told) =>
      memory.alone(name, async () => {
        const leaf = leafOf(code);
        const others = (await recallLeaf(leaf)).filter(([one]) => one !== code);
        await memory.keep(`${name} ${leaf}`, [...others, [code, told.signIn, told.againAt, told.tries]]);
        const stamps = newStamps(await recallStamps());
        stamps[leaf] = (stamps[leaf] ?? 0) + 1;
        await memory.keep(name, stamps);
        entries.set(code, told);
      }),
  };
}

const newStamps = (known: readonly number[] = []): number[] =>
  Array.from({ length: leafCount }, (_, leaf) => known[leaf] ?? 0);

const leafOf = (code: string): number => createHash('sha256').update(code).digest()[0] ?? 0;
