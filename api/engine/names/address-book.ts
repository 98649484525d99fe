import type { Account } from '../../../models/account.ts';
import type { AddressReservation } from '../../../models/ledger.ts';
import type { Employment, Person } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import { addressTexts } from '../../../models/texts/address-texts.ts';
import { lazily } from '../lazily.ts';
import type { World } from '../survey-world.ts';
import { type Asker, createAddressChooser, domainOf } from './choose-address.ts';
import { type ComposedNames, composeNames, namePerson } from './compose-names.ts';
import { indexReservations } from './index-reservations.ts';
import { type AddressDesk, judgeRename, type RenameAnswer } from './judge-rename.ts';
import { personFacts, unitOf } from './person-facts.ts';
import { createTakenAddresses } from './taken-addresses.ts';

/** Somebody whose names and employment are known well enough to make an account. */
export interface Newcomer {
  person: Person;
  employment: Employment;
  names: ComposedNames;
}

/** What a new account is called. `mail` is only there where the policy says how mail addresses are made. */
export type AddressChoice =
  | { kind: 'address'; userPrincipalName: string; mailNickname: string; mail?: string }
  | { kind: 'none'; notes: Note[] };

/**
 * Gives addresses out, and knows every one that ever was. Within one plan the same question gets the same answer; whoever asks first has the
 * better choice, so people ask in the order of their keys.
 */
export interface AddressBook {
  /** The address that somebody would have if nobody else had it, or has been given before; null when the names give none. */
  wishOf(newcomer: Newcomer): string | null;
  chooseFor(newcomer: Newcomer): AddressChoice;
  /** Whether the address of an account that is there follows a changed name. */
  renameOf(person: Person, account: Account): RenameAnswer;
  /** What has to be written down before anything of the plan is carried out. */
  changes(): AddressReservation[];
}

const asItIs: RenameAnswer = { kind: 'keep', notes: [], next: null };

/** The name that an address is made for, so that a changed name is noticed. */
export const nameKeyOf = ({ callName, surname }: ComposedNames): string => `${callName}|${surname}`;

export function createAddressBook(world: World): AddressBook {
  const index = indexReservations(world.input.ledger.reservations);
  const changed = new Map<string, AddressReservation>();
  const taken = lazily(() => createTakenAddresses(world));
  const chooser = lazily(() => createAddressChooser(world, taken()));
  const texts = addressTexts[world.input.policy.policy.language];
  const record = (reservation: AddressReservation): void => {
    index.put(reservation);
    changed.set(reservation.address, reservation);
    taken().reserve(reservation);
  };
  const desk: AddressDesk = {
    world,
    texts,
    record,
    ownOf: index.ownOf,
    taken,
    chooser,
  };
  return {
    wishOf: (newcomer) => desk.ownOf(newcomer.person.personKey).given?.address ?? firstWish(newcomer, desk),
    chooseFor: (newcomer) => chooseFor(newcomer, desk),
    renameOf: (person, account) => {
      const names = composeNames(person);
      const key = names === null ? '' : nameKeyOf(names);
      if (isSettled(index.onlyOf(person.personKey), account, key)) return asItIs;
      return judgeRename({ person, account, names, key }, desk);
    },
    changes: () => [...changed.values()].sort(byPerson),
  };
}

/** People ask in the order of their keys, so that there is little to sort. */
function byPerson(a: AddressReservation, b: AddressReservation): number {
  if (a.personKey !== b.personKey) return a.personKey < b.personKey ? -1 : 1;
  return a.address < b.address ? -1 : 1;
}

/** Asked of everybody at every plan. */
function isSettled(only: AddressReservation | undefined, { userPrincipalName }: Account, key: string): boolean {
  if (only === undefined || only.state !== 'given' || only.nameKey !== key) return false;
  return only.address === userPrincipalName || only.address === userPrincipalName.toLowerCase();
}

function firstWish(newcomer: Newcomer, desk: AddressDesk): string | null {
  const facts = factsOf(newcomer, desk.world);
  const place = desk.chooser().domainFor(facts);
  return place.kind === 'unknown' ? null : desk.chooser().wish(facts, place.domain);
}

function chooseFor(newcomer: Newcomer, desk: AddressDesk): AddressChoice {
  const { personKey } = newcomer.person;
  const who = namePerson(newcomer.person);
  const facts = factsOf(newcomer, desk.world);
  const place = desk.chooser().domainFor(facts);
  const none = (text: string): AddressChoice => ({ kind: 'none', notes: [{ kind: 'no-address', personKey, text }] });
  const before = usableAddress(personKey, desk);
  let domain: string;
  if (before !== null) domain = domainOf(before);
  else if (place.kind === 'domain') domain = place.domain;
  else return none(desk.texts.unknownDomain(who, place.value, desk.world.input.policy.policy.domains));
  const asker: Asker = { personKey, accountId: null, facts, domain, isNew: desk.ownOf(personKey).all.length === 0 };
  const address = addressFor(newcomer, { asker, before }, desk);
  if (address === null) return none(desk.world.texts.noAddress(who));
  const mailNickname = desk.chooser().chooseNickname(asker, address);
  if (desk.world.input.policy.mails === null) return { kind: 'address', userPrincipalName: address, mailNickname };
  return { kind: 'address', userPrincipalName: address, mailNickname, mail: chooseMail(asker, address, desk) };
}

/**
 * The address that was given before, else the first free one. Where addresses follow names at once, one that was given for another name
 * is not given again to be changed by the very next plan.
 */
function addressFor(
  newcomer: Newcomer,
  { asker, before }: { asker: Asker; before: string | null },
  desk: AddressDesk,
): string | null {
  const { given } = desk.ownOf(asker.personKey);
  const nameKey = nameKeyOf(newcomer.names);
  const isOutdated = given !== null && given.nameKey !== '' && given.nameKey !== nameKey;
  const follows = isOutdated && desk.world.input.policy.policy.names.rename.when === 'at-once';
  if (before !== null && !follows) return before;
  const chosen = desk.chooser().choose('userPrincipalName', asker, before);
  if (chosen.kind === 'free') giveOut(chosen.address, newcomer, desk);
  if (chosen.kind === 'current' && given !== null) desk.record({ ...given, nameKey });
  return chosen.kind === 'free' ? chosen.address : before;
}

/** The address that was given before: the one that failed to be made the last time, or that of an account long gone. */
function usableAddress(personKey: string, { ownOf, taken, world }: AddressDesk): string | null {
  const { given } = ownOf(personKey);
  if (given === null || taken().isTaken(given.address, { personKey, accountId: null })) return null;
  const isOurs = world.input.policy.policy.domains.some((domain) => domain.toLowerCase() === domainOf(given.address));
  return isOurs ? given.address : null;
}

function giveOut(address: string, { person: { personKey }, names }: Newcomer, desk: AddressDesk): void {
  const former = desk.ownOf(personKey).given;
  if (former !== null) desk.record({ ...former, state: 'former' });
  const reservedAt = desk.world.input.now;
  desk.record({ address, personKey, nameKey: nameKeyOf(names), state: 'given', reservedAt, renameOn: null });
}

/** Without a free mail address of its own, mail goes to the address to sign in with, which is nobody else's. */
function chooseMail(asker: Asker, address: string, desk: AddressDesk): string {
  const { personKey } = asker;
  const before = desk.ownOf(personKey).all.find(({ state }) => state === 'mail')?.address ?? null;
  if (before !== null && !desk.taken().isTaken(before, asker)) return before;
  const chosen = desk.chooser().choose('mail', asker);
  if (chosen.kind !== 'free' || chosen.address === address) return address;
  const reservedAt = desk.world.input.now;
  const mail = { address: chosen.address, personKey, nameKey: '', state: 'mail' as const, reservedAt, renameOn: null };
  desk.record(mail);
  return chosen.address;
}

function factsOf({ person, employment, names }: Newcomer, world: World) {
  return personFacts({ person, employment, unit: unitOf(employment, world.units), names });
}
