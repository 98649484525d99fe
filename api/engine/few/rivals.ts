import type { Account } from '../../../models/account.ts';
import type { AddressReservation } from '../../../models/ledger.ts';
import type { Person } from '../../../models/person.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { numbersOf } from '../matching/numbers-of.ts';
import { withOwnName } from '../names/index-addresses.ts';
import type { PlanInput } from '../survey-world.ts';

/** What some people want that others may have: addresses and nicknames by the name before their number, and employee numbers. In lower case. */
export interface Wanted {
  names: Set<string>;
  numbers: Set<string>;
}

/** The name in an address or a nickname, without what is after the @ and without the number that makes it free. */
export function nameIn(address: string): string {
  const at = address.indexOf('@');
  return (at === -1 ? address : address.slice(0, at)).toLowerCase().replace(/\d+$/, '');
}

/**
 * The part of the input that some people are planned from, with everybody and everything that has what they want. Walks everybody once.
 * @param around - what `narrowInput` gives for these people
 */
export function* addRivals(around: PlanInput, wanted: Wanted, input: PlanInput): Steps<PlanInput> {
  const { directory } = input;
  const accounts = new Map(around.directory.accounts.map((account) => [account.id, account]));
  const numbers = new Set(wanted.numbers);
  yield* eachStep(directory.accounts, (account) => {
    if (!accounts.has(account.id) && isRival(account, wanted)) accounts.set(account.id, account);
  });
  const deletedAccounts = directory.deletedAccounts;
  for (const { attributes } of [...accounts.values(), ...deletedAccounts])
    if (attributes.employeeId) numbers.add(attributes.employeeId.toLowerCase());
  const people = new Map<string, Person>(around.people.map((person) => [person.personKey, person]));
  yield* eachStep(input.people, (person) => {
    if (numbersOf(person).some((number) => numbers.has(number))) people.set(person.personKey, person);
  });
  // Whoever came in by a number must not be taken for somebody without an account.
  const theirs = new Set([...people.keys()].flatMap((personKey) => input.links.get(personKey) ?? []));
  yield* eachStep(directory.accounts, (account) => {
    const { id, stampedPersonKey } = account;
    if (theirs.has(id) || (stampedPersonKey !== null && people.has(stampedPersonKey))) accounts.set(id, account);
  });
  const reservations = new Map<string, AddressReservation>(
    around.ledger.reservations.map((reservation) => [reservation.address, reservation]),
  );
  yield* eachStep(input.ledger.reservations, (reservation) => {
    if (hasName(reservation.address, wanted.names)) reservations.set(reservation.address, reservation);
  });
  const ids = new Set([...accounts.keys(), ...deletedAccounts.map(({ id }) => id)]);
  const links = new Map<string, string>();
  yield* eachStep(input.links, ([personKey, accountId]) => {
    if (people.has(personKey) || ids.has(accountId)) links.set(personKey, accountId);
  });
  return {
    ...around,
    people: [...people.values()],
    links,
    ledger: { ...around.ledger, reservations: [...reservations.values()] },
    directory: { ...around.directory, accounts: [...accounts.values()], deletedAccounts },
  };
}

function isRival(account: Account, { names, numbers }: Wanted): boolean {
  const { attributes, mail, mailNickname, proxyAddresses, userPrincipalName } = withOwnName(account);
  if (attributes.employeeId && numbers.has(attributes.employeeId.toLowerCase())) return true;
  if (names.size === 0) return false;
  return (
    hasName(userPrincipalName, names) ||
    (mail !== null && hasName(mail, names)) ||
    (mailNickname !== null && hasName(mailNickname, names)) ||
    proxyAddresses.some((proxy) => hasName(proxy.replace(/^smtp:/i, ''), names))
  );
}

const hasName = (address: string, names: ReadonlySet<string>): boolean => names.size > 0 && names.has(nameIn(address));
