import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import { makeAccount, makeEmployment, makeInput, makePolicy } from '../make-input.ts';
import { created, createdAfter, joiner, kept, notesOf, withKept, written } from './address-world.ts';

/** A policy with two domains and a template that chooses between them. */
const twoDomains = (domain: string) =>
  parsePolicy(
    `version: 1\ndomains: [Voorbeeld.nl, extern.nl]\nsource: { id: hr, connector: csv, folder: . }\nnames: { domain: "${domain}" }`,
    { name: 'instroom.yaml', folder: '/' },
  );

describe('the domain of an address', () => {
  const policy = twoDomains("${if(kind == 'external', 'Extern.nl', costCentre)}");
  const person = (kind: 'external' | 'employee', costCentre?: string) =>
    joiner('P1', {
      employments: [
        makeEmployment({
          employmentKey: 'E',
          kind,
          startsOn: '2026-12-01',
          ...(costCentre === undefined ? {} : { costCentre }),
        }),
      ],
    });

  it('is what the policy gives, in lower case', () => {
    assert.deepEqual(created({ policy, people: [person('external')] }), { P1: 'sanne.devries@extern.nl' });
  });

  it('has to be one of ours, and otherwise nobody gets an address', () => {
    assert.deepEqual(notesOf({ policy, people: [person('employee', 'elders.nl')] }), [
      'no-address P1: No address for Sanne de Vries (P1): names.domain gives “elders.nl”, and that has to be Voorbeeld.nl or extern.nl.',
    ]);
    assert.match(notesOf({ policy, people: [person('employee')] })[0] ?? '', /names\.domain gives nothing/);
    const directory = { accounts: [makeAccount({ id: 'x', userPrincipalName: 'somebody@voorbeeld.nl' })] };
    assert.match(notesOf({ policy, people: [person('employee')], directory })[0] ?? '', /names\.domain gives nothing/);
  });

  it('does not matter for an address that was given before', () => {
    const ledger = withKept(kept('sanne', 'P1'));
    assert.deepEqual(created({ policy, people: [person('employee')], ledger }), { P1: 'sanne@voorbeeld.nl' });
  });
});

describe('nicknames and mail', () => {
  it('follow the address; a nickname that is taken is counted', () => {
    const policy = twoDomains("${orElse(costCentre, 'voorbeeld.nl')}");
    const away = [makeEmployment({ employmentKey: 'E', startsOn: '2026-12-01', costCentre: 'extern.nl' })];
    const plan = planPeople(makeInput({ policy, people: [joiner('P1'), joiner('P2', { employments: away })] }));
    assert.deepEqual(
      plan.operations.map(({ after }) => [after?.userPrincipalName, after?.mailNickname, after?.mail]),
      [
        ['sanne.devries@voorbeeld.nl', 'sanne.devries', undefined],
        ['sanne.devries@extern.nl', 'sanne.devries2', undefined],
      ],
    );
  });

  const policy = makePolicy(
    'names: { userPrincipalName: ["${personKey}"], mailNickname: ["${callName}", "${callName}-${surname}"], mail: ["${callName}.${surname}", "${callName}${n}"] }',
  );

  it('are made by candidates of their own', () => {
    const first = createdAfter({ policy, people: [joiner('P1')] });
    assert.deepEqual(
      [first?.userPrincipalName, first?.mailNickname, first?.mail],
      ['p1@voorbeeld.nl', 'sanne', 'sanne.devries@voorbeeld.nl'],
    );
    assert.deepEqual(written({ policy, people: [joiner('P1')] }), [
      'P1 p1 given Sanne|de Vries',
      'P1 sanne.devries mail ',
    ]);
    const busy = makeAccount(
      { id: 'a9', userPrincipalName: 'x@voorbeeld.nl', mailNickname: 'Sanne', mail: 'sanne.devries@voorbeeld.nl' },
      { employeeId: '9' },
    );
    const second = createdAfter({ policy, people: [joiner('P1')], directory: { accounts: [busy] } });
    assert.deepEqual([second?.mailNickname, second?.mail], ['sanne-devries', 'sanne2@voorbeeld.nl']);
  });

  it('stay the same when the account could not be made the first time', () => {
    const ledger = withKept(kept('p1', 'P1'), kept('sanne7', 'P1', { state: 'mail' }));
    const after = createdAfter({ policy, people: [joiner('P1')], ledger });
    assert.equal(after?.mail, 'sanne7@voorbeeld.nl');
    const lost = withKept(kept('p1', 'P1'), kept('sanne7', 'P1', { state: 'mail' }));
    const holder = makeAccount({ id: 'a9', userPrincipalName: 'sanne7@voorbeeld.nl' }, { employeeId: '9' });
    const again = createdAfter({ policy, people: [joiner('P1')], ledger: lost, directory: { accounts: [holder] } });
    assert.equal(again?.mail, 'sanne.devries@voorbeeld.nl');
  });

  it('fall back on the address when their candidates are all taken or are the address itself', () => {
    const plain = makePolicy('names: { mailNickname: ["${callName}"], mail: ["${callName}"] }');
    const plan = planPeople(makeInput({ policy: plain, people: [joiner('P1'), joiner('P2')] }));
    assert.deepEqual(
      plan.operations.map(({ after }) => [after?.mailNickname, after?.mail]),
      [
        ['sanne', 'sanne@voorbeeld.nl'],
        ['sanne.devries2', 'sanne.devries2@voorbeeld.nl'],
      ],
    );
    const same = makePolicy('names: { mail: ["${callName}.${surname}"] }');
    assert.deepEqual(written({ policy: same, people: [joiner('P1')] }), ['P1 sanne.devries given Sanne|de Vries']);
    assert.equal(createdAfter({ policy: same, people: [joiner('P1')] })?.mail, 'sanne.devries@voorbeeld.nl');
  });
});

describe('the address of an account', () => {
  it('counts only once, the last one that was given', () => {
    const twice = withKept(
      kept('sanne.oud', 'P1', { reservedAt: '2025-01-01T00:00:00Z' }),
      kept('sanne.devries', 'P1'),
      kept('a.sanne', 'P1', { reservedAt: '2024-01-01T00:00:00Z' }),
    );
    assert.deepEqual(created({ people: [joiner('P1')], ledger: twice }), { P1: 'sanne.devries@voorbeeld.nl' });
  });
});
