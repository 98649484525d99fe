import type { Grant } from '../../../models/grant.ts';
import type { Dossier } from '../dossiers.ts';
import { type DatedGrant, dateGrant } from './grants-in-force.ts';

/** The grants of each person that hold now or will, with their periods, and those that lost their ground while they should hold. */
export function indexGrants(
  grants: readonly Grant[],
  around: { now: number; dossierOf: (personKey: string) => Dossier | undefined },
): Map<string, DatedGrant[]> {
  const index = new Map<string, DatedGrant[]>();
  const inOrder = [...grants].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const grant of inOrder) {
    const dated = dateGrant(grant, absentOf(grant, around.dossierOf));
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

function absentOf({ follows }: Grant, dossierOf: (personKey: string) => Dossier | undefined) {
  const absent = follows === null ? undefined : dossierOf(follows.personKey);
  return absent === undefined ? null : { person: absent.person, calendar: absent.standing.calendar };
}
