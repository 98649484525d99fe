import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Account } from '../../../../models/account.ts';
import { planTexts } from '../../../../models/texts/plan-texts.ts';
import { makeAccount, makeInput, makePolicy } from '../make-input.ts';
import { created, createdAfter, joiner, kept, notesOf, type Parts, withKept, written } from './address-world.ts';

describe('new addresses', () => {
  it('mind nicknames, and accounts without one', () => {
    const accounts = [
      makeAccount({ id: 'x', mailNickname: null, userPrincipalName: 'x@voorbeeld.nl' }),
      makeAccount({ id: 'y', mailNickname: 'Sanne.deVries', userPrincipalName: 'y@voorbeeld.nl' }),
    ];
    const { mailNickname } = createdAfter({ people: [joiner('P1')], directory: { accounts } }) ?? {};
    assert.ok(typeof mailNickname === 'string' && mailNickname.toLowerCase() !== 'sanne.devries', `${mailNickname}`);
  });

  it('are written down before they are used, for the name they were made for', () => {
    const plan = planPeople(makeInput({ people: [joiner('P1')] }));
    assert.deepEqual(plan.ledger.reservations, [
      {
        address: 'sanne.devries@voorbeeld.nl',
        personKey: 'P1',
        nameKey: 'Sanne|de Vries',
        state: 'given',
        reservedAt: '2026-11-24T08:00:00Z',
        renameOn: null,
      },
    ]);
  });

  it('go to people in the order of their keys, each once', () => {
    const people = ['P3', 'P1', 'P2'].map((key) => joiner(key, { initials: 'S.' }));
    assert.deepEqual(created({ people }), {
      P1: 'sanne.devries@voorbeeld.nl',
      P2: 's.devries@voorbeeld.nl',
      P3: 'sanne.devries2@voorbeeld.nl',
    });
  });

  const sanne = { people: [joiner('P1')] };
  const other = (account: Partial<Account>) =>
    makeAccount({ id: 'a9', userPrincipalName: 'x@voorbeeld.nl', ...account }, { employeeId: '9' });
  const taken: readonly [why: string, Parts][] = [
    ['reserved for somebody who left long ago', { ledger: withKept(kept('sanne.devries', 'P0')) }],
    ['somebody left it behind', { ledger: withKept(kept('sanne.devries', 'P0', { state: 'former' })) }],
    ['promised to somebody', { ledger: withKept(kept('sanne.devries', 'P0', { state: 'proposed' })) }],
    ['the mail address of somebody', { ledger: withKept(kept('sanne.devries', 'P0', { state: 'mail' })) }],
    [
      'an account signs in with it',
      { directory: { accounts: [other({ userPrincipalName: 'Sanne.deVries@Voorbeeld.nl' })] } },
    ],
    ['mail goes to an account by it', { directory: { accounts: [other({ mail: 'sanne.devries@voorbeeld.nl' })] } }],
    [
      'an account has it as an alias',
      { directory: { accounts: [other({ proxyAddresses: ['smtp:Sanne.deVries@voorbeeld.nl'] })] } },
    ],
    [
      'a restore from the recycle bin would bring it back',
      {
        directory: {
          deletedAccounts: [
            other({ userPrincipalName: 'sanne.devries@voorbeeld.nl', deletedAt: '2026-11-01T00:00:00Z' }),
          ],
        },
      },
    ],
    [
      'a group is called so',
      {
        directory: {
          groups: [
            {
              id: 'g',
              displayName: 'S',
              mailNickname: 'Sanne.deVries',
              membershipRule: null,
              ruleProcessing: null,
              barrier: null,
              memberIds: null,
            },
          ],
        },
      },
    ],
    ['it is a reserved word', { policy: makePolicy('names: { reserved: [sanne.devries] }') }],
  ];
  for (const [why, parts] of taken) {
    it(`never collide: ${why}`, () => {
      assert.deepEqual(created({ ...sanne, ...parts }), { P1: 'sanne.devries2@voorbeeld.nl' });
    });
  }

  it('stay the same when the account could not be made the first time', () => {
    const ledger = withKept(kept('s.devries', 'P1'));
    assert.deepEqual(created({ ...sanne, ledger }), { P1: 's.devries@voorbeeld.nl' });
    assert.deepEqual(written({ ...sanne, ledger }), []);
  });

  it('come back to somebody who returns after the account was purged', () => {
    const ledger = withKept(
      kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit' }),
      kept('sanne', 'P1', { state: 'former' }),
    );
    assert.deepEqual(created({ ...sanne, ledger }), { P1: 'sanne.smit@voorbeeld.nl' });
  });

  it('are made anew when the name changed while there was no account, where addresses follow names at once', () => {
    const atOnce = makePolicy('names: { rename: { when: at-once } }');
    const ledger = withKept(kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit' }));
    const parts = { ...sanne, ledger, policy: atOnce };
    assert.deepEqual(created(parts), { P1: 'sanne.devries@voorbeeld.nl' });
    assert.deepEqual(written(parts), ['P1 sanne.devries given Sanne|de Vries', 'P1 sanne.smit former Sanne|Smit']);
    const still = withKept(kept('sanne.devries2', 'P1', { nameKey: 'Sanne|Smit' }));
    assert.deepEqual(created({ ...parts, ledger: still }), { P1: 'sanne.devries2@voorbeeld.nl' });
    assert.deepEqual(written({ ...parts, ledger: still }), ['P1 sanne.devries2 given Sanne|de Vries']);
  });

  it('are made anew when somebody else took the old one by hand', () => {
    const ledger = withKept(kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit' }));
    const parts = {
      ...sanne,
      ledger,
      directory: { accounts: [other({ userPrincipalName: 'sanne.smit@voorbeeld.nl' })] },
    };
    assert.deepEqual(created(parts), { P1: 'sanne.devries@voorbeeld.nl' });
    assert.deepEqual(written(parts), ['P1 sanne.devries given Sanne|de Vries', 'P1 sanne.smit former Sanne|Smit']);
  });

  it('are made anew when the old one is in a domain that is no longer ours', () => {
    const ledger = withKept({ ...kept('x', 'P1'), address: 'sanne.devries@vroeger.nl' });
    assert.deepEqual(created({ ...sanne, ledger }), { P1: 'sanne.devries@voorbeeld.nl' });
  });

  it('wait for a decision when an account that is nobody’s has the one that was given before', () => {
    const ledger = withKept(kept('s.devries', 'P1'));
    const stray = makeAccount({ id: 'a9', userPrincipalName: 's.devries@voorbeeld.nl' });
    assert.match(
      notesOf({ ...sanne, ledger, directory: { accounts: [stray] } })[0] ?? '',
      /^candidate P1: .*s\.devries@/,
    );
  });

  it('keep to the longest local part of the policy, with the number', () => {
    const policy = makePolicy('names: { maxLength: 8 }');
    assert.deepEqual(created({ policy, people: [joiner('P1'), joiner('P2')] }), {
      P1: 'sanne.de@voorbeeld.nl',
      P2: 'sanne.d2@voorbeeld.nl',
    });
  });

  it('say so when no rule gives a free one', () => {
    const policy = makePolicy('names: { userPrincipalName: ["${callName}"] }');
    const notes = notesOf({ policy, people: [joiner('P1'), joiner('P2')] });
    assert.deepEqual(notes, [`no-address P2: ${planTexts('en').noAddress('Sanne de Vries (P2)')}`]);
  });

  it('give the same numbers however many there are', () => {
    const keys = Array.from({ length: 300 }, (_, index) => `P${1000 + index}`);
    const policy = makePolicy('names: { userPrincipalName: ["${callName}${n}"] }');
    const names = created({ policy, people: keys.map((key) => joiner(key)) });
    assert.deepEqual(
      keys.map((key) => names[key]),
      keys.map((_, index) => `sanne${index + 2}@voorbeeld.nl`),
    );
  });
});
