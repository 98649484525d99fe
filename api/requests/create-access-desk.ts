import type { AccessCut, AccessDesk } from '../../models/access-desk.ts';
import type { CalendarDate } from '../../models/person.ts';
import { findPerson } from './describe-person.ts';
import { findAbsence, findAbsences, findColleagues } from './find-absences.ts';
import { findOffer, findOffers } from './find-offers.ts';
import { findSoleOwnerships } from './find-sole-ownerships.ts';
import { endGrant, findHeldGrant, listHeldGrants } from './held-grants.ts';
import { readCut } from './read-cut.ts';
import { openRequestDesk, type RequestDesk } from './request-desk.ts';
import { nowOf, type RequestParts } from './request-parts.ts';

/** What the forms about access ask and check against. */
export function createAccessDesk(parts: RequestParts): AccessDesk {
  const desk = openRequestDesk(parts);
  return {
    person: (personKey) => findPerson(personKey, desk),
    personByAccount: async (aadObjectId) => {
      const colleague = await desk.colleagues.byAccount(aadObjectId);
      if (colleague === null || !colleague.canAnswer || colleague.personKey === null) return null;
      return findPerson(colleague.personKey, desk);
    },
    catalogueFor: (personKey, text, limit) => findOffers({ personKey, text, limit }, desk),
    offer: (personKey, catalogueId) => findOffer(personKey, catalogueId, desk),
    absences: (member, text, limit) => findAbsences({ member, text, limit }, desk),
    absence: (member, personKey) => findAbsence(member, personKey, desk),
    colleaguesOf: (personKey, limit) => findColleagues(personKey, limit, desk),
    cutAccess: (ask) => cutFor(ask, desk),
    grantsOf: (personKey) => listHeldGrants(personKey, desk),
    grant: (member, grantId) => findHeldGrant(member, grantId, desk),
    endGrant: (ask) => endGrant(ask, desk),
  };
}

async function cutFor(
  { absentKey, standInKey, leaveKey }: { absentKey: string; standInKey: string; leaveKey: string | null },
  desk: RequestDesk,
): Promise<AccessCut | null> {
  const absent = await desk.stores.people.find(absentKey);
  const standIn = await desk.stores.people.find(standInKey);
  if (absent === null || standIn === null || absentKey === standInKey) return null;
  const { policy } = await desk.loadPolicy();
  const today: CalendarDate = nowOf(desk).slice(0, 10);
  const leave =
    leaveKey === null
      ? absent.leaves.find(({ endsOn }) => endsOn === undefined || endsOn >= today)
      : absent.leaves.find((one) => one.leaveKey === leaveKey);
  const byKind = leave?.kind === undefined ? undefined : policy.leave.kinds[leave.kind];
  const account = await desk.stores.accounts.findByPersonKey(desk.directoryKey, absentKey);
  return {
    ...(await readCut({ absentKey, standInKey }, desk)),
    mode: byKind ?? policy.leave.mode,
    soleOwnerOf: findSoleOwnerships(account, policy.catalogue),
  };
}
