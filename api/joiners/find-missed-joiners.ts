import type { JoinerState } from '../../models/joiner.ts';
import type { Person } from '../../models/person.ts';
import type { Policy } from '../../models/policy.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { createCalendars } from '../engine/life/calendar.ts';
import type { Described } from './describe-joiner.ts';
import { joinerDays } from './find-joiners.ts';
import type { FollowedJoiner } from './followed-joiners.ts';

/** Somebody who was a joiner and is none now. `farewell` is what HR hears of it; null: it is not known yet what became of them. */
export interface MissedJoiner {
  personKey: string;
  before: FollowedJoiner;
  farewell: (Described & { change: JoinerState['change'] }) | null;
}

export interface MissedAround {
  policy: Policy;
  now: string;
  everybody: readonly Person[];
  /** Whether nothing can be said of somebody just now: the rows cannot be used, or the whole reading is doubted. */
  isUnclear(personKey: string): boolean;
}

/**
 * What became of those who were followed and are no joiners any more. Whoever started some days ago, or is none of ours now, is let go
 * without a word; of whom nothing can be said just now is waited for.
 */
export function findMissedJoiners(
  followed: ReadonlyMap<string, FollowedJoiner>,
  joiners: ReadonlyMap<string, unknown>,
  around: MissedAround,
): MissedJoiner[] {
  const missed = [...followed].filter(([personKey]) => !joiners.has(personKey));
  if (missed.length === 0) return [];
  const { policy, now, everybody } = around;
  const calendars = createCalendars(now, policy);
  const keys = new Set(missed.map(([personKey]) => personKey));
  const listed = new Map(everybody.filter(({ personKey }) => keys.has(personKey)).map((one) => [one.personKey, one]));
  return missed.flatMap(([personKey, before]): MissedJoiner[] => {
    const person = listed.get(personKey) ?? null;
    const { today, plusDays } =
      person === null ? calendars.usual : judgePerson(person, policy, now, calendars).calendar;
    if (before.startsOn < plusDays(today, -joinerDays)) return [];
    if (around.isUnclear(personKey)) return [{ personKey, before, farewell: null }];
    const change = changeOf(person, before);
    return change === null ? [] : [{ personKey, before, farewell: farewell(personKey, before, change) }];
  });
}

type Change = { kind: 'unlisted' | 'withdrawn' } | { kind: 'moved'; to: string };

/** Null for somebody who starts on that day all the same, and is none of ours, or no joiner, for another reason. */
function changeOf(person: Person | null, { startsOn }: FollowedJoiner): Change | null {
  if (person === null) return { kind: 'unlisted' };
  const days = person.employments.flatMap((one) => one.startsOn ?? []);
  if (days.includes(startsOn)) return person.isActive === false ? { kind: 'withdrawn' } : null;
  const [later] = days.filter((day) => day > startsOn).sort();
  return later === undefined ? { kind: 'withdrawn' } : { kind: 'moved', to: later };
}

function farewell(personKey: string, { name, startsOn }: FollowedJoiner, change: Change): MissedJoiner['farewell'] {
  return {
    personKey,
    name,
    startsOn: change.kind === 'moved' ? change.to : startsOn,
    unitName: null,
    managerName: null,
    missing: [],
    pending: [],
    heldByRun: null,
    account: null,
    ready: false,
    fixUrl: null,
    change: change.kind,
  };
}
