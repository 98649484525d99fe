import type { Note } from '../../../models/plan.ts';
import { findCandidate } from '../matching/match-accounts.ts';
import type { World } from '../survey-world.ts';
import type { Newcomer } from './address-book.ts';
import { namePerson } from './compose-names.ts';

/** How a new account will be called, or why there is none: an account that may well be the person's, or no free address. */
export type NewAddress =
  | { kind: 'create'; address: string; mailNickname: string; mail?: string }
  | { kind: 'leave'; notes: Note[] };

/** Gives somebody an address, unless an account that is nobody's already has the one that would be theirs. */
export function decideNewAddress(newcomer: Newcomer, world: World): NewAddress {
  const { person } = newcomer;
  const { personKey } = person;
  const byAddress = world.accountsByAddress;
  // Into an empty directory everybody is new.
  const wishes = byAddress.size === 0 ? [] : [person.workEmail, world.addressBook.wishOf(newcomer)];
  const candidate = findCandidate(wishes, {
    byAddress,
    matches: world.matches,
    isRejected: (accountId) => world.input.rejections?.get(personKey)?.has(accountId) ?? false,
  });
  if (candidate !== null) {
    const text = world.texts.candidate(namePerson(person), candidate.userPrincipalName);
    return { kind: 'leave', notes: [{ kind: 'candidate', personKey, text }] };
  }
  const choice = world.addressBook.chooseFor(newcomer);
  if (choice.kind === 'none') return { kind: 'leave', notes: choice.notes };
  const { kind: _, userPrincipalName, ...others } = choice;
  return { kind: 'create', address: userPrincipalName, ...others };
}
