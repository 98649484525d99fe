import assert from 'node:assert/strict';
import { describeProposals } from '../../../../api/engine/matching/describe-proposals.ts';
import { proposeMatches } from '../../../../api/engine/matching/propose-matches.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { type PlanInput, surveyWorld } from '../../../../api/engine/survey-world.ts';
import type { AccountAttribute } from '../../../../models/account.ts';
import type { AdoptionProposal } from '../../../../models/adoption.ts';
import type { Person } from '../../../../models/person.ts';
import { makeEmployment, makeGroup, makeInput, makePolicy } from '../make-input.ts';
import { numbered, old } from './adoption-world.ts';

describe('describing what may be accepted', () => {
  const describeOf = (input: PlanInput, attributes: AccountAttribute[] | null = null) => {
    const world = surveyWorld(input);
    return describeProposals(proposeMatches(world), attributes, world);
  };
  const changes = ({ overwrites, effects }: AdoptionProposal) => [
    ...overwrites.map(({ attribute, has, wants }) => `${attribute}: ${has} → ${wants}`),
    ...effects.map(({ kind }) => kind),
  ];
  const boss = numbered('P9', { callName: 'Noor' });
  const joiner = numbered('P1', {
    employments: [makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', managerPersonKey: 'P9' })],
  });
  const input = makeInput({
    policy: makePolicy(`adoption: by-decision
protect: [c@voorbeeld.nl]
roles: [{ id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }]
attributes: { costCenter: null, division: null }
`),
    people: [joiner, boss],
    links: new Map([['P9', 'boss']]),
    directory: {
      accounts: [old('a', { employeeId: 'N1' }, { accountEnabled: false }), old('boss')],
      groups: [makeGroup('sg-sales')],
    },
  });

  it('says what would be overwritten and done, as the next plan would after it was accepted', () => {
    const { proposals, counts } = describeOf(input);
    assert.equal(proposals.length, 1);
    const [proposal] = proposals as [AdoptionProposal];
    assert.deepEqual(
      [proposal.name, proposal.account, proposal.hindrance],
      ['Sanne de Vries', { id: 'a', userPrincipalName: 'a@voorbeeld.nl' }, null],
    );
    assert.deepEqual(changes(proposal), ['department: Old → Sales', 'enable-account', 'set-manager', 'add-member']);
    assert.deepEqual(counts, { certain: 1, likely: 0, possible: 0, ambiguous: 0, unmatched: 0 });
    const accepted = planPeople({ ...input, links: new Map([...input.links, ['P1', 'a']]) }).operations;
    assert.deepEqual(
      proposal.effects.map(({ sentence }) => sentence).sort(),
      accepted
        .filter(({ personKey, kind }) => personKey === 'P1' && kind !== 'update-account')
        .map(({ sentence }) => sentence)
        .sort(),
    );
  });

  it('leaves out what would not become ours', () => {
    const [proposal] = describeOf(input, ['jobTitle']).proposals as [AdoptionProposal];
    assert.deepEqual(changes(proposal), ['enable-account', 'set-manager', 'add-member']);
  });

  it('foresees that an account goes', () => {
    const left = numbered('P1', {
      employments: [makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', endsOn: '2026-01-01' })],
    });
    const [proposal] = describeOf({ ...input, people: [left, boss] }).proposals as [AdoptionProposal];
    assert.deepEqual(changes(proposal), ['delete-account']);
  });

  it('foresees a restore for whoever is needed, and nothing for a leaver or who waits for HR', () => {
    const bin = [old('b', { employeeId: 'N1' }, { deletedAt: '2026-11-01T00:00:00Z', accountEnabled: false })];
    const inBin = makeInput({
      ...input,
      directory: { accounts: [old('boss')], deletedAccounts: bin, groups: [makeGroup('sg-sales')] },
    });
    const [needed] = describeOf(inBin).proposals as [AdoptionProposal];
    assert.deepEqual(changes(needed).slice(0, 3), ['department: Old → Sales', 'restore-account', 'enable-account']);
    const left = numbered('P1', {
      employments: [makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', endsOn: '2026-11-01' })],
    });
    assert.deepEqual(changes(describeOf({ ...inBin, people: [left, boss] }).proposals[0] as AdoptionProposal), []);
    const waiting = numbered('P1', {
      employments: [makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', unitKey: 'gone' })],
    });
    assert.deepEqual(changes(describeOf({ ...input, people: [waiting, boss] }).proposals[0] as AdoptionProposal), []);
  });

  it('leaves out what Graph only takes together with a change', () => {
    const policy = makePolicy("adoption: by-decision\nattributes: { costCenter: '${costCentre}' }\n");
    const job = makeEmployment({ employmentKey: 'P1', employeeNumber: 'N1', costCentre: 'K1' });
    const account = old('a', { employeeId: 'N1', department: 'Sales', division: 'D', costCenter: 'K0' });
    const world = makeInput({
      policy,
      people: [numbered('P1', { employments: [job] })],
      directory: { accounts: [account] },
    });
    assert.deepEqual(changes(describeOf(world).proposals[0] as AdoptionProposal), ['costCenter: K0 → K1']);
  });

  it('counts, names the others that fit and says what stands in the way', () => {
    const twin = {
      ...input.directory,
      accounts: [old('a', { employeeId: 'N1' }), old('c', { employeeId: 'N1' }), old('boss')],
    };
    const nameless: Person = {
      personKey: 'P5',
      sourceId: 'hr',
      nameUse: 'birth',
      workEmail: 'x@voorbeeld.nl',
      employments: [],
      leaves: [],
    };
    const accounts = [...twin.accounts, old('x', { displayName: 'Info', givenName: null, surname: null })];
    const { proposals, counts } = describeOf({
      ...input,
      people: [...input.people, nameless, numbered('P6', { callName: 'Ali' })],
      directory: { ...twin, accounts },
    });
    assert.deepEqual(counts, { certain: 0, likely: 1, possible: 0, ambiguous: 2, unmatched: 1 });
    assert.deepEqual(
      proposals.map(({ personKey, name }) => `${personKey} ${name}`),
      ['P1 Sanne de Vries', 'P1 Sanne de Vries', 'P5 P5'],
    );
    assert.deepEqual(proposals[0]?.ambiguousWith, [
      { personKey: 'P1', account: { id: 'c', userPrincipalName: 'c@voorbeeld.nl' } },
    ]);
    assert.match(proposals[1]?.hindrance ?? '', /c@voorbeeld\.nl is protected/);
  });
});
