import type { Grant } from '../../../models/grant.ts';
import type { Dossier } from '../dossiers.ts';
import { type DatedGrant, dateGrant } from './grants-in-force.ts';

/** Every grant with the periods that HR's dates give it now, in the order of their ids. */
export function dateGrants(
  grants: readonly Grant[],
  dossierOf: (personKey: string) => Dossier | undefined,
): DatedGrant[] {
  const inOrder = [...grants].sort((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map((grant) => dateGrant(grant, absentOf(grant, dossierOf)));
}

/** The grants of each person that hold now or will, and those that lost their ground while they should hold. */
export function indexGrants(grants: readonly DatedGrant[], now: number): Map<string, DatedGrant[]> {
  const index = new Map<string, DatedGrant[]>();
  for (const dated of grants) {
    const { grant, periods } = dated;
    const ends = periods.length === 0 ? [parse(grant.endsAt)] : periods.map(({ until }) => until);
    if (ends.every((until) => until !== null && until <= now)) continue;
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
