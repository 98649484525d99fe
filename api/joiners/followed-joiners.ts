import { z } from 'zod';
import type { JoinerParts } from './joiner-parts.ts';

/**
 * What was told about a joiner: `mark` changes with everything that is worth hearing, `shown` with the rest that the card says. `greeter` is
 * the account of whoever was told of the first day; null while nobody was.
 */
const FollowedJoiner = z.object({
  name: z.string(),
  startsOn: z.string(),
  mark: z.string(),
  shown: z.string(),
  isReadyTold: z.boolean(),
  greeter: z.string().nullable(),
});
export type FollowedJoiner = z.infer<typeof FollowedJoiner>;

/** Pairs, not an object: a person key may hold what a field name of a document may not. */
const Kept = z.object({ editions: z.number(), joiners: z.array(z.tuple([z.string(), FollowedJoiner])) });

/** Those about whom HR was told, by person key, and how many things were told in all. */
export interface Followed {
  editions: number;
  joiners: Map<string, FollowedJoiner>;
}

type Place = Pick<JoinerParts, 'directoryKey' | 'stores'>;

const settingOf = ({ directoryKey }: Place): string => `joiners-followed:${directoryKey}`;

/** A few hundred at the most, read and written as one. */
export async function loadFollowed(place: Place): Promise<Followed> {
  const kept = Kept.safeParse(await place.stores.settings.get(settingOf(place))).data;
  return { editions: kept?.editions ?? 0, joiners: new Map(kept?.joiners ?? []) };
}

export async function saveFollowed({ editions, joiners }: Followed, place: Place): Promise<void> {
  await place.stores.settings.set(settingOf(place), { editions, joiners: [...joiners] });
}
