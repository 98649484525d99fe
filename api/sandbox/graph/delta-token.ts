import { z } from 'zod';
import { decodeToken, encodeToken } from './list-page.ts';
import { Refusal } from './refusal.ts';
import type { Call } from './route.ts';

/** Where a client is in the change feed; it travels in the token, so that the server remembers nothing. */
const DeltaPlace = z.strictObject({
  worldId: z.string(),
  kind: z.enum(['user', 'group']),
  /** What `$select` named: what is shown, and what counts as a change. */
  names: z.array(z.string()),
  ids: z.array(z.string()).nullable(),
  isFirstRound: z.boolean(),
  /** The write up to which the client knows everything; 0 in a first round. */
  since: z.int(),
  /** The write up to which this round has told. */
  cursor: z.int(),
  /** The last write when this round began. */
  roundStart: z.int(),
  issuedAt: z.number(),
});
export type DeltaPlace = z.infer<typeof DeltaPlace>;

/** https://learn.microsoft.com/graph/delta-query-overview#token-duration */
const lifetimeMs = 7 * 24 * 60 * 60 * 1_000;

export const encodePlace = (place: DeltaPlace): string => encodeToken(place);

/**
 * The place that a token stands for. Throws a Refusal, 410 with the address of a fresh start, when it is too old or not of this
 * world: then the client has to read everything again.
 */
export function readPlace(call: Call, kind: DeltaPlace['kind'], token: string): DeltaPlace {
  const { world, faults, now } = call.desk;
  const place = DeltaPlace.safeParse(decodeToken(token)).data;
  const isOurs = place?.worldId === world.worldId && place.kind === kind && place.cursor <= world.head();
  const isFresh = place !== undefined && now().getTime() - place.issuedAt <= lifetimeMs;
  const isExpired = faults.befalls('expiredDeltaTokens', { method: 'GET', path: call.path });
  if (place === undefined || !isOurs || !isFresh || isExpired) throw gone(call, place?.names);
  return place;
}

function gone(call: Call, names: readonly string[] | undefined): Refusal {
  const select = names === undefined ? '' : `&$select=${names.join(',')}`;
  return new Refusal(410, 'syncStateNotFound', 'The sync state generation is not found; a full resync is needed.', {
    headers: { Location: `${call.desk.serviceRoot()}${call.path}?$deltatoken=${select}` },
  });
}
