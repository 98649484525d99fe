import { type Known, qualifiedKey } from './known-records.ts';
import type { SourceRecord } from './list-records.ts';

/** Records that are one person, with the key of that person; null where two people would have one key and nothing says who had it first. */
export interface NamedGroup {
  members: readonly SourceRecord[];
  personKey: string | null;
  /** The key, also where others have it too. */
  claimed: string;
  /** The sources of all who have it too, where nobody gets it; else empty. */
  rivals: readonly string[];
}

/**
 * Gives every person a key that stays theirs: the one an account was made under, else the one that was written down, else that of the
 * source that counts most. A key that is linked is never given to somebody else.
 */
export function nameGroups(
  groups: readonly (readonly SourceRecord[])[],
  known: Known,
  hasAccount: (personKey: string) => boolean,
): NamedGroup[] {
  const chosen = groups.map((members) => ({ members, ...chooseKey(members, known, hasAccount) }));
  const claims = new Map<string, { sources: string[]; linked: number }>();
  for (const { members, personKey, isLinked } of chosen) {
    const claim = claims.get(personKey) ?? { sources: [], linked: 0 };
    claims.set(personKey, {
      sources: [...claim.sources, (members[0] as SourceRecord).sourceId],
      linked: claim.linked + Number(isLinked),
    });
  }
  return chosen.map(({ members, personKey, isLinked }): NamedGroup => {
    const own = { members, personKey, claimed: personKey, rivals: [] };
    const claim = claims.get(personKey);
    if (claim === undefined || claim.sources.length === 1 || (isLinked && claim.linked === 1)) return own;
    if (claim.linked !== 1) return { ...own, personKey: null, rivals: claim.sources };
    // Whoever comes later gets a key of their own, which is written down.
    const key = qualifiedKey(members[0] as SourceRecord);
    return { ...own, personKey: key, claimed: key };
  });
}

function chooseKey(
  members: readonly SourceRecord[],
  known: Known,
  hasAccount: (personKey: string) => boolean,
): { personKey: string; isLinked: boolean } {
  const links = members.flatMap((record) => known.linkOf(record) ?? []);
  const keys = [...links, ...members.map(known.keyOf)];
  const personKey = keys.find(hasAccount) ?? (keys[0] as string);
  return { personKey, isLinked: links.includes(personKey) };
}
