import type { Grant } from '../../../models/grant.ts';
import type { Person } from '../../../models/person.ts';
import type { Standing } from '../life/judge-standing.ts';
import { type DatedGrant, dateGrant } from './grants-in-force.ts';

/** The grants of each person that hold now or will, with their periods, and those that lost their ground while they should hold. */
export function indexGrants(
  grants: readonly Grant[],
  around: { now: number; people: ReadonlyMap<string, Person>; standings: ReadonlyMap<string, Standing> },
): Map<string, DatedGrant[]> {
  const index = new Map<string, DatedGrant[]>();
  const inOrder = [...grants].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const grant of inOrder) {
    const dated = dateGrant(grant, absentOf(grant, around));
    const { period } = dated;
    const isOver = (until: number | null) => until !== null && until <= around.now;
    if (isOver(period === null ? parse(grant.endsAt) : period.until)) continue;
    const list = index.get(grant.personKey);
    if (list === undefined) index.set(grant.personKey, [dated]);
    else list.push(dated);
  }
  return index;
}

const parse = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));

function absentOf(
  { follows }: Grant,
  { people, standings }: { people: ReadonlyMap<string, Person>; standings: ReadonlyMap<string, Standing> },
) {
  const person = follows === null ? undefined : people.get(follows.personKey);
  const calendar = follows === null ? undefined : standings.get(follows.personKey)?.calendar;
  return person === undefined || calendar === undefined ? null : { person, calendar };
}
