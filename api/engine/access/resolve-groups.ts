import type { Group } from '../../../models/account.ts';
import type { Note } from '../../../models/plan.ts';
import type { PlanTexts } from '../../../models/texts/plan-texts.ts';

/** The groups that the policy writes, found in the directory. */
export interface ManagedGroups {
  /** The group by the name the policy gives it; null when there is no such group to write. */
  find(name: string): Group | null;
  /** By object id. */
  byId: ReadonlyMap<string, Group>;
  notes: readonly Note[];
}

/**
 * Finds each named group by object id, else mail nickname, else display name, ignoring case. A group that is missing, has
 * namesakes or cannot be written is left out, with a note.
 */
export function resolveGroups(names: readonly string[], groups: readonly Group[], texts: PlanTexts): ManagedGroups {
  const indexes = [
    new Map(groups.map((group) => [group.id.toLowerCase(), [group]])),
    collect(groups, (group) => group.mailNickname),
    collect(groups, (group) => group.displayName),
  ];
  const found = new Map<string, Group>();
  const notes: Note[] = [];
  const note = (kind: Note['kind'], text: string) => notes.push({ kind, personKey: null, text });
  for (const name of names) {
    const hits = indexes.map((index) => index.get(name.toLowerCase())).find((list) => list !== undefined) ?? [];
    const [group] = hits;
    if (group === undefined) note('unknown-group', texts.unknownGroup(name));
    else if (hits.length > 1) note('unknown-group', texts.ambiguousGroup(name, hits.length));
    else if (group.barrier !== null) note('unwritable-group', texts.unwritableGroup(name, group.barrier));
    else found.set(name.toLowerCase(), group);
  }
  return {
    find: (name) => found.get(name.toLowerCase()) ?? null,
    byId: new Map([...found.values()].map((group) => [group.id, group])),
    notes,
  };
}

/** The groups of that name: by object id, else mail nickname, else display name, ignoring case. */
export function findGroups(name: string, groups: readonly Group[]): readonly Group[] {
  const wanted = name.toLowerCase();
  const keys = [(group: Group) => group.id, (group: Group) => group.mailNickname, (group: Group) => group.displayName];
  const hits = keys.map((keyOf) => groups.filter((group) => keyOf(group)?.toLowerCase() === wanted));
  return hits.find((list) => list.length > 0) ?? [];
}

function collect(groups: readonly Group[], keyOf: (group: Group) => string | null): Map<string, Group[]> {
  const index = new Map<string, Group[]>();
  for (const group of groups) {
    const key = keyOf(group)?.toLowerCase();
    if (key) index.set(key, [...(index.get(key) ?? []), group]);
  }
  return index;
}
