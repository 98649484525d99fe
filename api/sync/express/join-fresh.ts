import type { FreshPerson } from '../../../models/fresh-person.ts';
import { inTurns } from '../../../models/in-turns.ts';
import type { IdentityLink, LinkedRecord } from '../../../models/same-people.ts';
import type { CompiledPolicy } from '../../engine/compiled-policy.ts';
import { readIdentityRules } from '../../engine/identity/identity-rules.ts';
import { type FreshRecord, joinSomeSteps } from '../../engine/identity/join-some.ts';
import { createHasAccount } from '../join-readings.ts';
import { isJoinedBy } from '../look-mark.ts';
import type { ExpressParts } from './express-parts.ts';
import type { ExpressPerson } from './express-world.ts';

/** Some people in our keys, and what has to be written down of their records. */
export interface JoinedFresh {
  people: readonly ExpressPerson[];
  links: readonly Omit<LinkedRecord, 'hash'>[];
}

/**
 * Puts people of several sources together from what was read of them just now and what the other sources said last.
 * @param links - as they were when it was seen whose records these are
 * @returns null when only all sources together tell who they are: somebody may be one whom another source knows, is gone, or cannot be used
 */
export async function joinFresh(
  { fresh, links }: { fresh: readonly FreshPerson[]; links: readonly IdentityLink[] },
  policy: CompiledPolicy,
  parts: ExpressParts,
): Promise<JoinedFresh | null> {
  const { stores, directory } = parts;
  const records = fresh.flatMap(({ sourceId, recordKey, person }): FreshRecord[] =>
    person === null ? [] : [{ sourceId, recordKey, person }],
  );
  if (records.length < fresh.length) return null;
  if (!(await isJoinedBy(policy, parts))) return null;
  const key = directory.identify().key;
  const { people, identity, accounts } = stores;
  const [{ people: everybody, unitSources }, setAside, decisions, doubts, mirror, accountLinks] = await Promise.all([
    people.loadAll(),
    people.setAside(),
    identity.decisions(),
    identity.doubts(),
    accounts.loadMirror(key),
    accounts.loadLinks(key),
  ]);
  if (mirror === null) return null;
  const keys = new Set(fresh.map(({ personKey }) => personKey));
  const joined = await inTurns(
    joinSomeSteps(records, {
      rules: readIdentityRules(policy.policy),
      people: everybody,
      unitSources,
      setAside,
      links,
      records: await identity.records(links.filter(({ personKey }) => keys.has(personKey))),
      decisions,
      doubts,
      hasAccount: createHasAccount({ links: accountLinks, directory: mirror }),
    }),
  );
  if (joined === null) return null;
  const own = joined.people.map((person) => ({ personKey: person.personKey, person, setAside: null }));
  return { people: own, links: joined.links };
}
