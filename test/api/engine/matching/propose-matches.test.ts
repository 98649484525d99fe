import assert from 'node:assert/strict';
import { type MatchProposal, proposeMatches } from '../../../../api/engine/matching/propose-matches.ts';
import { type PlanInput, surveyWorld } from '../../../../api/engine/survey-world.ts';
import type { Account, AccountAttributes } from '../../../../models/account.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';
import { makeEmployment, makeInput, makePerson, makePolicy, salesUnit } from '../make-input.ts';

/** Sanne de Vries, number N1, in Sales, unless the case says otherwise. */
const person = (personKey: string, more: Partial<Person> = {}, job: Partial<Employment> = {}): Person =>
  makePerson({
    personKey,
    employments: [
      makeEmployment({ employmentKey: `E-${personKey}`, employeeNumber: personKey.replace('P', 'N'), ...job }),
    ],
    ...more,
  });

/** An account of which nothing is known but a name that says nothing. */
const account = (id: string, attributes: AccountAttributes = {}, more: Partial<Account> = {}): Account =>
  buildAccount({ id, userPrincipalName: `${id}@voorbeeld.nl`, ...more, attributes });

const jan = { callName: 'Jan', birthName: 'Bakker' };

interface Case {
  people: Person[];
  accounts: Account[];
  bin?: Account[];
  more?: Partial<PlanInput>;
  /** `person account confidence: evidence; but counter-evidence; or rivals`. */
  proposed: string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a number that one person and one account have is certain': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'n1' })],
    proposed: ['P1 a certain: employee-id'],
  },
  'it counts for less on an account with another name: numbers are used again': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1', displayName: 'Jan Bakker' })],
    proposed: ['P1 a likely: employee-id; but other-name'],
  },
  'two accounts with the number are a choice': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1' }), account('b', { employeeId: 'N1' })],
    proposed: ['P1 a likely: employee-id; or P1 b', 'P1 b likely: employee-id; or P1 a'],
  },
  'unless one of them has the name': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1' }), account('b', { employeeId: 'N1', displayName: 'Sanne de Vries' })],
    proposed: ['P1 b certain: employee-id, name'],
  },
  'two people with the number are a choice': {
    people: [person('P1', jan, { employeeNumber: '5' }), person('P2', jan, { employeeNumber: '5' })],
    accounts: [account('a', { employeeId: '5' })],
    proposed: ['P1 a likely: employee-id; or P2 a', 'P2 a likely: employee-id; or P1 a'],
  },
  'unless one of them has left': {
    people: [
      person('P1', jan, { employeeNumber: '5', endsOn: '2026-01-01' }),
      person('P2', jan, { employeeNumber: '5' }),
    ],
    accounts: [account('a', { employeeId: '5' })],
    proposed: ['P2 a certain: employee-id'],
  },
  'a leaver whose account was forgotten is found, and so is one that was switched off': {
    people: [
      person('P1', {}, { endsOn: '2026-01-01' }),
      person('P2', jan, { endsOn: '2026-01-01' }),
      person('P3', { callName: 'Eva' }),
    ],
    accounts: [
      account('a', { employeeId: 'N1' }),
      account('b', { employeeId: 'N2' }, { accountEnabled: false }),
      account('c', { employeeId: 'N3' }, { accountEnabled: false }),
    ],
    proposed: [
      'P1 a certain: employee-id; but has-left',
      'P2 b certain: employee-id',
      'P3 c certain: employee-id; but disabled',
    ],
  },
  'the work address with the name is certain, by sign-in name, mail or alias': {
    people: [
      person('P1', { workEmail: 'Sales.1@voorbeeld.nl' }),
      person('P2', { ...jan, workEmail: 'j@voorbeeld.nl' }),
      person('P3', { callName: 'Eva', workEmail: 'e@voorbeeld.nl' }),
    ],
    accounts: [
      account('sales.1', { displayName: 'Vries, Sanne de' }),
      account('b', { displayName: 'Jan Bakker' }, { mail: 'J@voorbeeld.nl' }),
      account('c', { displayName: 'Eva de Vries' }, { proxyAddresses: ['smtp:e@voorbeeld.nl'] }),
    ],
    proposed: [
      'P1 sales.1 certain: work-address, name',
      'P2 b certain: work-address, name',
      'P3 c certain: work-address, name',
    ],
  },
  'the work address alone is likely, and with another name or number only possible': {
    people: [
      person('P1', { workEmail: 'a@voorbeeld.nl' }),
      person('P2', { ...jan, workEmail: 'b@voorbeeld.nl' }),
      person('P3', { workEmail: 'c@voorbeeld.nl' }),
    ],
    accounts: [
      account('a'),
      account('b', { displayName: 'Frontoffice' }),
      account('c', { employeeId: 'X', displayName: 'Sanne de Vries' }),
    ],
    proposed: [
      'P1 a likely: work-address',
      'P2 b possible: work-address; but other-name',
      'P3 c possible: work-address, name; but other-employee-id',
    ],
  },
  'the address that the naming rules give is never certain': {
    people: [person('P1', { initials: 'S.' }), person('P2', { ...jan, mobilePhone: '06 12 34 56 78' })],
    accounts: [
      account('s.devries', { displayName: 'Sanne de Vries' }),
      account('jan.debakker', { displayName: 'Bakker, Jan', mobilePhone: '+31 (0)6-12345678', jobTitle: 'x' }),
    ],
    proposed: ['P1 s.devries likely: naming-address, name', 'P2 jan.debakker likely: naming-address, name, phone'],
  },
  'the address is known in any domain of the tenant, and with a number behind it': {
    people: [person('P1')],
    accounts: [account('a', {}, { userPrincipalName: 'Sanne.deVries2@oud.onmicrosoft.com' })],
    proposed: ['P1 a possible: naming-address'],
  },
  'a name alone is possible; with department and function it is likely': {
    people: [person('P1'), person('P2', jan, { functionTitle: 'Verkoper' })],
    accounts: [
      account('a', { displayName: 'Sanne de Vries' }),
      account('b', { displayName: 'Jan Bakker', department: 'SALES', jobTitle: 'verkoper' }),
    ],
    proposed: ['P1 a possible: name', 'P2 b likely: name, department, job-title'],
  },
  'the manager counts, whether linked, with the same number or with the same name': {
    people: [
      person('B1', jan),
      person('B2', { callName: 'Eva' }, { employeeNumber: 'N8' }),
      person('B3', { callName: 'Noor' }),
      person('P1', { callName: 'Bo' }, { managerPersonKey: 'B1' }),
      person('P2', { callName: 'Ravi' }, { managerPersonKey: 'B2' }),
      person('P3', { callName: 'Thijs' }, { managerPersonKey: 'B3' }),
      person('P4', { callName: 'Esra' }, { managerPersonKey: 'B1' }),
    ],
    accounts: [
      account('boss1', {}, { stampedPersonKey: 'B1' }),
      account('boss2', { employeeId: 'n8' }),
      account('boss3', { displayName: 'Noor de Vries' }),
      account('a', { displayName: 'Bo de Vries' }, { managerId: 'boss1' }),
      account('b', { displayName: 'Ravi de Vries' }, { managerId: 'boss2' }),
      account('c', { displayName: 'Thijs de Vries' }, { managerId: 'boss3' }),
      account('d', { displayName: 'Esra de Vries' }, { managerId: 'boss2' }),
    ],
    proposed: [
      'B2 boss2 certain: employee-id',
      'B3 boss3 possible: name',
      'P1 a possible: name, manager',
      'P2 b possible: name, manager',
      'P3 c possible: name, manager',
      'P4 d possible: name',
    ],
  },
  'names are the same in every spelling': {
    people: [
      person('P1', { callName: 'Jörg', birthName: 'Müller', birthNamePrefix: 'von' }),
      person('P2', { callName: 'Eoin', birthName: 'O’Brien', birthNamePrefix: '' }),
      person('P3', { callName: 'Ayşe', birthName: 'Yılmaz', birthNamePrefix: '' }),
      person('P4', { callName: 'Иван', birthName: 'Петров', birthNamePrefix: '' }),
    ],
    accounts: [
      account('a', { displayName: 'Joerg von Mueller' }),
      account('b', { displayName: 'Eoin OBrien (ICT)' }),
      account('c', { displayName: 'YILMAZ Ayse | Voorbeeld BV' }),
      account('d', { displayName: 'x', givenName: 'Ivan', surname: 'Petrov' }),
    ],
    proposed: ['P1 a possible: name', 'P2 b possible: name', 'P3 c possible: name', 'P4 d possible: name'],
  },
  'names are the same under every name use, with and without prefixes, by call name and given names': {
    people: [
      person('P1', { partnerName: 'Dijk', partnerNamePrefix: 'van', nameUse: 'birth', givenName: 'Susanna Maria' }),
      person('P2', { ...jan, partnerName: 'Smit', birthNamePrefix: '' }),
      person('P3', { callName: 'Bram', givenName: 'Abraham Johannes' }),
      person('P4', { callName: 'Kees', givenName: 'Cornelis Pieter' }),
    ],
    accounts: [
      account('a', { displayName: 'Sanne van Dijk - de Vries' }),
      account('b', { displayName: 'Jan Smit' }),
      account('c', { displayName: 'Abraham Vries' }),
      account('d', { displayName: 'Cornelis Pieter de Vries' }),
    ],
    proposed: ['P1 a possible: name', 'P2 b possible: name', 'P3 c possible: name', 'P4 d possible: name'],
  },
  'namesakes on either side are a choice': {
    people: [person('P1'), person('P2')],
    accounts: [account('a', { displayName: 'Sanne de Vries' })],
    proposed: ['P1 a possible: name; or P2 a', 'P2 a possible: name; or P1 a'],
  },
  'but not with whoever has a better match': {
    people: [person('P1'), person('P2')],
    accounts: [
      account('a', { displayName: 'Sanne de Vries' }),
      account('b', { employeeId: 'N2', displayName: 'Sanne de Vries' }),
    ],
    proposed: ['P1 a possible: name', 'P2 b certain: employee-id, name'],
  },
  'somebody else’s number outweighs the name': {
    people: [person('P1')],
    accounts: [account('a', { displayName: 'Sanne de Vries', employeeId: 'N9' })],
    proposed: [],
  },
  'but not the name, the address and the work together: the number of a contractor changes': {
    people: [person('P1', {}, { functionTitle: 'Verkoper' })],
    accounts: [
      account('sanne.devries', {
        displayName: 'Sanne de Vries',
        employeeId: 'X9',
        department: 'Sales',
        jobTitle: 'Verkoper',
      }),
    ],
    proposed: ['P1 sanne.devries possible: naming-address, name, department, job-title; but other-employee-id'],
  },
  'a guest is possible at most': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1', displayName: 'Sanne de Vries' }, { isGuest: true })],
    proposed: ['P1 a possible: employee-id, name; but guest'],
  },
  'a synced account is said to be so': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1' }, { isSynced: true })],
    proposed: ['P1 a certain: employee-id; but synced'],
  },
  'a phone alone says nothing': {
    people: [person('P1', { workPhone: '0570 123456', mobilePhone: '112' })],
    accounts: [account('a', { businessPhone: '+31 570 123456', mobilePhone: '112' })],
    proposed: [],
  },
  'what more than twenty accounts share finds nobody, but a common name still counts': {
    people: [person('P1', { workPhone: '0570 123456', workEmail: 'a0@voorbeeld.nl' }, { employeeNumber: '0' })],
    accounts: Array.from({ length: 21 }, (_, index) =>
      account(`a${index}`, { employeeId: '0', businessPhone: '0570 123456', displayName: 'Sanne de Vries' }),
    ),
    proposed: ['P1 a0 certain: work-address, name'],
  },
  'of two accounts with our mark the one with another name gives way': {
    people: [person('P1')],
    accounts: [
      account('a', {}, { stampedPersonKey: 'P1' }),
      account('b', { displayName: 'Wie?' }, { stampedPersonKey: 'P1' }),
    ],
    proposed: ['P1 a certain: mark'],
  },
  'two accounts with our mark are for somebody to choose from': {
    people: [person('P1')],
    accounts: [account('a', {}, { stampedPersonKey: 'P1' }), account('b', {}, { stampedPersonKey: 'P1' })],
    proposed: ['P1 a certain: mark; or P1 b', 'P1 b certain: mark; or P1 a'],
  },
  'the recycle bin is searched by number only, under the name that the account had': {
    people: [person('P1'), person('P2', jan)],
    accounts: [],
    bin: [
      account('a', { employeeId: 'N1' }, { deletedAt: '2026-11-01T00:00:00Z', userPrincipalName: 'aold@voorbeeld.nl' }),
      account('jan.bakker', { displayName: 'Jan Bakker' }, { deletedAt: '2026-11-01T00:00:00Z' }),
      account('c', { employeeId: 'N2' }, { deletedAt: '2026-11-01T00:00:00Z', stampedPersonKey: 'P9' }),
    ],
    more: { policy: makePolicy('adoption: by-decision\n') },
    proposed: ['P1 a certain: employee-id; but in-recycle-bin'],
  },
  'what is managed by its number already is not proposed': {
    people: [person('P1')],
    accounts: [account('a', { employeeId: 'N1' })],
    more: { policy: makePolicy('adoption: by-employee-id\n') },
    proposed: [],
  },
  'nor what is linked, or was turned down, or is outside the scope': {
    people: [person('P1'), person('P2', jan), person('P3', { callName: 'Eva' }, { kind: 'external' })],
    accounts: [
      account('a', { employeeId: 'N1' }),
      account('b', { employeeId: 'N2' }),
      account('c', { employeeId: 'N3' }),
    ],
    more: {
      policy: makePolicy(`adoption: by-decision\nscope: user.employeeType -ne "external"\n`),
      links: new Map([['P1', 'a']]),
      rejections: new Map([['P2', new Set(['b'])]]),
    },
    proposed: [],
  },
  'somebody without a name, a number or a unit is found by what there is': {
    people: [
      { personKey: 'P1', sourceId: 'hr', nameUse: 'birth', workEmail: 'a@voorbeeld.nl', employments: [], leaves: [] },
      person('P2', jan, { unitKey: 'gone', managerPersonKey: 'nobody', employeeNumber: 'N2' }),
    ],
    accounts: [account('a', { displayName: '---' }), account('b', { displayName: 'Jan Bakker', department: 'Sales' })],
    proposed: ['P1 a likely: work-address', 'P2 b possible: name'],
  },
};

const byDecision = makePolicy('adoption: by-decision\n');

const show = ({
  person: { personKey },
  account,
  confidence,
  evidence,
  counterEvidence,
  ambiguousWith,
}: MatchProposal): string => {
  const but = counterEvidence.map(({ what }) => what).join(', ');
  const rivals = ambiguousWith.map((rival) => `${rival.person.personKey} ${rival.account.id}`).join(', ');
  return [
    `${personKey} ${account.id} ${confidence}: ${evidence.map(({ what }) => what).join(', ')}`,
    ...(but === '' ? [] : [`but ${but}`]),
    ...(rivals === '' ? [] : [`or ${rivals}`]),
  ].join('; ');
};

describe('proposing whose account is whose', () => {
  for (const [what, { people, accounts, bin = [], more = {}, proposed }] of Object.entries(cases)) {
    it(what, () => {
      const orders = [<Item>(list: readonly Item[]) => [...list], <Item>(list: readonly Item[]) => [...list].reverse()];
      for (const order of orders) {
        const input = makeInput({
          policy: byDecision,
          people: order(people),
          units: [salesUnit],
          ...more,
          directory: { accounts: order(accounts), deletedAccounts: order(bin) },
        });
        assert.deepEqual(proposeMatches(surveyWorld(input)).map(show), proposed);
      }
    });
  }

  it('takes what Entra does not say for nothing', () => {
    const bare = {
      ...account('jan.bakker', {}, { mail: 's@voorbeeld.nl' }),
      attributes: { businessPhone: '0570 123456' },
    };
    const { unitKey: _, ...job } = makeEmployment({ employmentKey: 'E' });
    const sanne = person('P1', { workEmail: 'S@voorbeeld.nl', workPhone: '+31570123456', employments: [job] });
    const input = makeInput({ policy: byDecision, people: [sanne], directory: { accounts: [bare] } });
    const proposals = proposeMatches(surveyWorld(input));
    assert.deepEqual(proposals.map(show), ['P1 jan.bakker likely: work-address, phone']);
    assert.equal(proposals[0]?.evidence[1]?.account, '0570 123456');
  });

  it('says each fact as HR and as Entra have it', () => {
    const input = makeInput({
      policy: byDecision,
      people: [person('P1', { workEmail: 'S@voorbeeld.nl', mobilePhone: '06-12345678' })],
      directory: {
        accounts: [
          account(
            'a',
            { employeeId: 'n1', displayName: 'Vries, S. de', mobilePhone: '+31612345678' },
            { mail: 's@voorbeeld.nl', accountEnabled: false },
          ),
        ],
      },
    });
    const [proposal] = proposeMatches(surveyWorld(input));
    assert.deepEqual(proposal?.evidence, [
      { what: 'employee-id', person: 'n1', account: 'n1' },
      { what: 'work-address', person: 'S@voorbeeld.nl', account: 's@voorbeeld.nl' },
      { what: 'phone', person: '06-12345678', account: '+31612345678' },
    ]);
    assert.deepEqual(proposal?.counterEvidence, [{ what: 'disabled', person: 'employed', account: 'disabled' }]);
  });
});
