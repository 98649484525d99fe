import type { JoinerState } from '../../models/joiner.ts';
import type { Person } from '../../models/person.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { joinerDays } from './find-joiners.ts';
import type { FollowedJoiner } from './followed-joiners.ts';
import type { JoinerParts } from './joiner-parts.ts';

/** Somebody who was a joiner and is none now. `state` is what HR hears of it; null: it is not known yet what became of them. */
export interface MissedJoiner {
  personKey: string;
  before: FollowedJoiner;
  state: JoinerState | null;
}

/**
 * What became of those who were followed and are no joiners any more. Whoever started some days ago is let go without a word; whose rows
 * cannot be used just now is waited for.
 */
export async function findMissedJoiners(
  followed: ReadonlyMap<string, FollowedJoiner>,
  joiners: ReadonlyMap<string, unknown>,
  parts: JoinerParts,
): Promise<MissedJoiner[]> {
  const missed = [...followed].filter(([personKey]) => !joiners.has(personKey));
  if (missed.length === 0) return [];
  const { policy } = await parts.loadPolicy();
  const now = parts.clock.now().toISOString();
  const aside = new Set((await parts.stores.people.setAside()).map(({ personKey }) => personKey));
  const listed = new Map((await parts.roster.everybody()).map((person) => [person.personKey, person]));
  return missed.flatMap(([personKey, before]): MissedJoiner[] => {
    if (aside.has(personKey)) return [{ personKey, before, state: null }];
    const person = listed.get(personKey) ?? null;
    const calendar = person === null ? null : judgePerson(person, policy, now).calendar;
    const today = calendar?.today ?? now.slice(0, 10);
    if (before.startsOn < (calendar?.plusDays(today, -joinerDays) ?? today)) return [];
    return [{ personKey, before, state: farewell(personKey, before, person) }];
  });
}

function farewell(personKey: string, before: FollowedJoiner, person: Person | null): JoinerState {
  const later = person?.employments
    .flatMap(({ startsOn }) => startsOn ?? [])
    .filter((day) => day > before.startsOn)
    .sort()[0];
  const change = person === null ? 'unlisted' : later === undefined ? 'withdrawn' : 'moved';
  return {
    personKey,
    name: before.name,
    startsOn: later ?? before.startsOn,
    unitName: null,
    managerName: null,
    missing: [],
    account: null,
    ready: false,
    change,
    formerStartsOn: before.startsOn,
    fixUrl: null,
  };
}
