import assert from 'node:assert/strict';
import { type Match, type Matches, matchSteps } from '../../../../api/engine/matching/match-accounts.ts';
import type { Account } from '../../../../models/account.ts';
import type { Person } from '../../../../models/person.ts';
import type { Policy } from '../../../../models/policy.ts';
import { atOnce } from '../../../../models/steps.ts';
import { makeAccount, makeEmployment, makePerson } from '../make-input.ts';

const number = (personKey: string, ...numbers: string[]): Person =>
  makePerson({
    personKey,
    employments: numbers.map((employeeNumber, index) =>
      makeEmployment({ employmentKey: `${personKey}-${index}`, employeeNumber }),
    ),
  });
const stamped = (id: string, stampedPersonKey: string, employeeId: string | null = null): Account =>
  makeAccount({ id, stampedPersonKey }, { employeeId });
const numbered = (id: string, employeeId: string, more: Partial<Account> = {}): Account =>
  makeAccount({ id, ...more }, { employeeId });

interface Case {
  people: Person[];
  accounts?: Account[];
  bin?: Account[];
  links?: [string, string][];
  ended?: string[];
  adoption?: Policy['adoption'];
  rejected?: [string, string][];
  matches: Record<string, string>;
}

const cases: Readonly<Record<string, Case>> = {
  'an accepted link comes before a stamp': {
    people: [number('P1', '1')],
    accounts: [stamped('a', 'P1'), numbered('b', '9')],
    links: [['P1', 'b']],
    matches: { P1: 'b by link' },
  },
  'a stamp comes before an employee number': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1'), stamped('b', 'P1', '2')],
    matches: { P1: 'b by stamp' },
  },
  'an employee number is enough on one free account, ignoring case': {
    people: [number('P1', 'x1')],
    accounts: [numbered('a', 'X1')],
    matches: { P1: 'a by employeeId' },
  },
  'the number of any employment counts': {
    people: [number('P1', '1', '2')],
    accounts: [numbered('a', '2')],
    matches: { P1: 'a by employeeId' },
  },
  'an account of somebody else is not taken by its number': {
    people: [number('P1', '1'), number('P2')],
    accounts: [stamped('a', 'P2', '1')],
    matches: { P1: 'none', P2: 'a by stamp' },
  },
  'a guest is not taken by its number': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1', { isGuest: true })],
    matches: { P1: 'none' },
  },
  'two accounts with the number: nobody guesses': {
    people: [number('P1', '1')],
    accounts: [numbered('b', '1'), numbered('a', '1')],
    matches: { P1: 'ambiguous a b' },
  },
  'two stamps: nobody guesses': {
    people: [number('P1')],
    accounts: [stamped('a', 'P1'), stamped('b', 'P1')],
    matches: { P1: 'ambiguous a b' },
  },
  'two people with the number: nobody guesses': {
    people: [number('P1', '1'), number('P2', '1')],
    accounts: [numbered('a', '1')],
    matches: { P1: 'shared 1', P2: 'shared 1' },
  },
  'somebody who left gives the number up': {
    people: [number('P1', '1'), number('P2', '1')],
    accounts: [numbered('a', '1')],
    ended: ['P1'],
    matches: { P1: 'none', P2: 'a by employeeId' },
  },
  'somebody who left keeps the number that nobody else has': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1')],
    ended: ['P1'],
    matches: { P1: 'a by employeeId' },
  },
  'a shared number does not matter to who has a stamp': {
    people: [number('P1', '1'), number('P2', '1')],
    accounts: [stamped('a', 'P1')],
    matches: { P1: 'a by stamp', P2: 'shared 1' },
  },
  'a stamp in the recycle bin is found': {
    people: [number('P1', '1')],
    bin: [stamped('a', 'P1')],
    matches: { P1: 'deleted a by stamp' },
  },
  'a number in the recycle bin is found': {
    people: [number('P1', '1')],
    bin: [numbered('a', '1')],
    matches: { P1: 'deleted a by employeeId' },
  },
  'a live account comes before the recycle bin': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1')],
    bin: [stamped('b', 'P1')],
    matches: { P1: 'a by employeeId' },
  },
  'the newest of the recycle bin is taken, the lowest id of the same moment': {
    people: [number('P1', '1')],
    bin: [
      { ...stamped('a', 'P1'), deletedAt: '2026-11-01T00:00:00Z' },
      { ...stamped('c', 'P1'), deletedAt: '2026-11-02T00:00:00Z' },
      { ...stamped('b', 'P1'), deletedAt: '2026-11-02T00:00:00Z' },
    ],
    matches: { P1: 'deleted b by stamp' },
  },
  'a link to an account that is gone is worth nothing': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1')],
    links: [['P1', 'gone']],
    matches: { P1: 'a by employeeId' },
  },
  'in the recycle bin an account without a date counts as the oldest': {
    people: [number('P1', '1'), number('P2', '2')],
    bin: [
      numbered('a', '1'),
      numbered('b', '1', { deletedAt: '2026-01-01T00:00:00Z' }),
      numbered('c', '2', { deletedAt: '2026-01-01T00:00:00Z' }),
      numbered('d', '2'),
    ],
    matches: { P1: 'deleted b by employeeId', P2: 'deleted c by employeeId' },
  },
  'one account in the recycle bin linked to two people: nobody guesses': {
    people: [number('P1', '1'), number('P2', '2')],
    bin: [numbered('a', '1')],
    links: [
      ['P1', 'a'],
      ['P2', 'a'],
    ],
    matches: { P1: 'contested a', P2: 'contested a' },
  },
  'where matches are to be decided on, a number alone only proposes': {
    people: [number('P1', '1'), number('P2', '2'), number('P3', '3')],
    accounts: [numbered('a', '1'), stamped('b', 'P3')],
    bin: [numbered('c', '2')],
    adoption: 'by-decision',
    matches: { P1: 'proposed a', P2: 'proposed c', P3: 'b by stamp' },
  },
  'there, what is known in the recycle bin comes before what a number finds': {
    people: [number('P1', '1'), number('P2', '2'), number('P3', '2')],
    accounts: [numbered('a', '1')],
    bin: [stamped('b', 'P1'), numbered('c', '9')],
    links: [['P2', 'c']],
    adoption: 'by-decision',
    matches: { P1: 'deleted b by stamp', P2: 'deleted c by link', P3: 'shared 2' },
  },
  'nor does it choose between two': {
    people: [number('P1', '1')],
    accounts: [numbered('b', '1'), numbered('a', '1')],
    adoption: 'by-decision',
    matches: { P1: 'ambiguous a b' },
  },
  'once it is decided it is linked': {
    people: [number('P1', '1')],
    accounts: [numbered('a', '1')],
    links: [['P1', 'a']],
    adoption: 'by-decision',
    matches: { P1: 'a by link' },
  },
  'a number does not bring back what was rejected, in use or in the recycle bin': {
    people: [number('P1', '1'), number('P2', '2')],
    accounts: [numbered('a', '1'), numbered('b', '1')],
    bin: [numbered('c', '2')],
    rejected: [
      ['P1', 'a'],
      ['P2', 'c'],
    ],
    matches: { P1: 'b by employeeId', P2: 'none' },
  },
  'one account linked to two people: nobody guesses': {
    people: [number('P1', '1'), number('P2', '2')],
    accounts: [numbered('a', '1')],
    links: [
      ['P1', 'a'],
      ['P2', 'a'],
    ],
    matches: { P1: 'contested a', P2: 'contested a' },
  },
};

describe('matching people with accounts', () => {
  for (const [
    what,
    {
      people,
      accounts = [],
      bin = [],
      links = [],
      ended = [],
      adoption = 'by-employee-id',
      rejected = [],
      matches: wanted,
    },
  ] of Object.entries(cases)) {
    it(`${what}, in any order`, () => {
      const orders = [<Item>(list: readonly Item[]) => [...list], <Item>(list: readonly Item[]) => [...list].reverse()];
      for (const order of orders) {
        const inOrder = order(people);
        const matches = findMatches({
          people: inOrder,
          accounts: order(accounts),
          deletedAccounts: order(bin),
          links: new Map(order(links)),
          hasEnded: (index) => ended.includes(inOrder[index]?.personKey ?? ''),
          adoption,
          isRejected: (personKey, id) => rejected.some(([who, what]) => who === personKey && what === id),
        });
        const found = Object.fromEntries(people.map(({ personKey }) => [personKey, show(matches.of(personKey))]));
        assert.deepEqual(found, wanted);
      }
    });
  }

  it('knows whose account it is, also of somebody who is no longer in HR', () => {
    const accounts = [stamped('a', 'P1'), numbered('b', '2'), numbered('c', '3')];
    const matches = findMatches({
      people: [number('P2', '2')],
      accounts,
      deletedAccounts: [],
      links: new Map(),
      hasEnded: () => false,
      adoption: 'by-employee-id',
      isRejected: () => false,
    });
    assert.deepEqual(accounts.map(matches.ownerOf), ['P1', 'P2', null]);
    assert.equal(show(matches.of('P1')), 'a by stamp');
  });
});

/** Matches as the plan asks for them: by person key. */
function findMatches(input: Parameters<typeof matchSteps>[0]): Matches {
  const found = atOnce(matchSteps(input));
  const byKey = new Map(input.people.map(({ personKey }, index) => [personKey, found.inOrder[index]]));
  return { of: (personKey) => byKey.get(personKey) ?? found.ofStranger(personKey), ownerOf: found.ownerOf };
}

function show(match: Match): string {
  switch (match.kind) {
    case 'linked':
      return `${match.account.id} by ${match.by}`;
    case 'deleted':
      return `deleted ${match.account.id} by ${match.by}`;
    case 'proposed':
      return `proposed ${match.account.id}`;
    case 'ambiguous':
      return `ambiguous ${match.accounts.map(({ id }) => id).join(' ')}`;
    case 'contested':
      return `contested ${match.account.id}`;
    case 'shared':
      return `shared ${match.employeeNumber}`;
    case 'none':
      return 'none';
  }
}
