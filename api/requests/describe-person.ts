import type { DeskPerson } from '../../models/access-desk.ts';
import type { Person } from '../../models/person.ts';
import { judgePerson } from '../colleagues/judge-person.ts';
import { plainName } from '../engine/names/compose-names.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** Somebody as forms show them. */
export async function describePerson(person: Person, desk: RequestDesk): Promise<DeskPerson> {
  const { policy } = await desk.loadPolicy();
  const { primary, calendar } = judgePerson(person, policy, nowOf(desk));
  const unit = primary?.unitKey === undefined ? null : await desk.stores.people.findUnit(primary.unitKey);
  const account = await desk.colleagues.byPerson(person.personKey);
  return {
    personKey: person.personKey,
    name: plainName(person),
    unitName: unit?.name ?? null,
    aadObjectId: account?.canAnswer === true ? account.aadObjectId : null,
    today: calendar.today,
  };
}

export async function findPerson(personKey: string, desk: RequestDesk): Promise<DeskPerson | null> {
  const person = await desk.stores.people.find(personKey);
  return person === null ? null : describePerson(person, desk);
}
