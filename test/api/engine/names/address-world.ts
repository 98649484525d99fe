import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Account } from '../../../../models/account.ts';
import type { AddressReservation } from '../../../../models/ledger.ts';
import type { Person } from '../../../../models/person.ts';
import { makeAccount, makeEmployment, makeInput, makePerson } from '../make-input.ts';

const soon = [makeEmployment({ employmentKey: 'E', startsOn: '2026-12-01' })];

export const joiner = (personKey: string, names: Partial<Person> = {}) =>
  makePerson({ personKey, employments: soon, ...names });

export function kept(address: string, personKey: string, more: Partial<AddressReservation> = {}): AddressReservation {
  const usual = {
    nameKey: 'Sanne|de Vries',
    state: 'given' as const,
    reservedAt: '2026-01-01T00:00:00Z',
    renameOn: null,
  };
  return { address: `${address}@voorbeeld.nl`, personKey, ...usual, ...more };
}

export const withKept = (...reservations: AddressReservation[]) => ({
  reservations,
  holdings: [],
  findings: [],
  undone: [],
});

export type Parts = Parameters<typeof makeInput>[0];

/** The names that new accounts get, by person key. */
export function created(parts: Parts) {
  const { operations } = planPeople(makeInput(parts));
  return Object.fromEntries(
    operations
      .filter(({ kind }) => kind === 'create-account')
      .map(({ personKey, after }) => [personKey, after?.userPrincipalName]),
  );
}

export const createdAfter = (parts: Parts) =>
  planPeople(makeInput(parts)).operations.find(({ kind }) => kind === 'create-account')?.after;

/** What a plan writes down, in short. */
export const written = (parts: Parts): string[] =>
  planPeople(makeInput(parts)).ledger.reservations.map(
    ({ personKey, address, state, nameKey }) => `${personKey} ${address.split('@')[0]} ${state} ${nameKey}`,
  );

export const notesOf = (parts: Parts): string[] =>
  planPeople(makeInput(parts)).notes.map(({ kind, personKey, text }) => `${kind} ${personKey}: ${text}`);

/** A person at work with an account of their own, under this address. */
export function employed(address: string, names: Partial<Person> = {}, account: Partial<Account> = {}): Parts {
  const person = makePerson({ personKey: 'P1', ...names });
  return {
    people: [person],
    directory: {
      accounts: [
        makeAccount({
          id: 'a1',
          userPrincipalName: `${address}@voorbeeld.nl`,
          mailNickname: address,
          stampedPersonKey: 'P1',
          ...account,
        }),
      ],
    },
  };
}

export const married: Partial<Person> = { partnerName: 'Smit', nameUse: 'partner' };

export const renameNotes = (parts: Parts) => notesOf(parts).filter((note) => /^(rename|alias|no-address)/.test(note));
