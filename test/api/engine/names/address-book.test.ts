import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { Account } from '../../../../models/account.ts';
import type { AddressReservation } from '../../../../models/ledger.ts';
import type { Person } from '../../../../models/person.ts';
import { addressTexts } from '../../../../models/texts/address-texts.ts';
import { planTexts } from '../../../../models/texts/plan-texts.ts';
import { makeAccount, makeEmployment, makeInput, makePerson, makePolicy } from '../make-input.ts';

const soon = [makeEmployment({ employmentKey: 'E', startsOn: '2026-12-01' })];
const joiner = (personKey: string, names: Partial<Person> = {}) =>
  makePerson({ personKey, employments: soon, ...names });

function kept(address: string, personKey: string, more: Partial<AddressReservation> = {}): AddressReservation {
  const usual = {
    nameKey: 'Sanne|de Vries',
    state: 'given' as const,
    reservedAt: '2026-01-01T00:00:00Z',
    renameOn: null,
  };
  return { address: `${address}@voorbeeld.nl`, personKey, ...usual, ...more };
}

const withKept = (...reservations: AddressReservation[]) => ({ reservations, holdings: [], findings: [], undone: [] });

/** A policy with two domains and a template that chooses between them. */
const twoDomains = (domain: string) =>
  parsePolicy(
    `version: 1\ndomains: [Voorbeeld.nl, extern.nl]\nsource: { id: hr, connector: csv, folder: . }\nnames: { domain: "${domain}" }`,
    { name: 'instroom.yaml', folder: '/' },
  );

type Parts = Parameters<typeof makeInput>[0];

/** The names that new accounts get, by person key. */
function created(parts: Parts) {
  const { operations } = planPeople(makeInput(parts));
  return Object.fromEntries(
    operations
      .filter(({ kind }) => kind === 'create-account')
      .map(({ personKey, after }) => [personKey, after?.userPrincipalName]),
  );
}

const createdAfter = (parts: Parts) =>
  planPeople(makeInput(parts)).operations.find(({ kind }) => kind === 'create-account')?.after;

/** What a plan writes down, in short. */
const written = (parts: Parts): string[] =>
  planPeople(makeInput(parts)).ledger.reservations.map(
    ({ personKey, address, state, nameKey }) => `${personKey} ${address.split('@')[0]} ${state} ${nameKey}`,
  );

const notesOf = (parts: Parts): string[] =>
  planPeople(makeInput(parts)).notes.map(({ kind, personKey, text }) => `${kind} ${personKey}: ${text}`);

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

/** A person at work with an account of their own, under this address. */
function employed(address: string, names: Partial<Person> = {}, account: Partial<Account> = {}): Parts {
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

const married: Partial<Person> = { partnerName: 'Smit', nameUse: 'partner' };

/** The renames of a plan as `from > to`. */
const renames = (parts: Parts): string[] =>
  planPeople(makeInput(parts))
    .operations.filter(({ kind }) => kind === 'rename-account')
    .map(({ before, after }) => `${before?.userPrincipalName} > ${after?.userPrincipalName}`);

const renameNotes = (parts: Parts) => notesOf(parts).filter((note) => /^(rename|alias|no-address)/.test(note));

describe('an account that is there', () => {
  const first = withKept(kept('sanne.devries', 'P1'));

  it('has its address written down, whatever the rules would give', () => {
    assert.deepEqual(written(employed('vreemd')), ['P1 vreemd given Sanne|de Vries']);
    assert.deepEqual(renames(employed('vreemd')), []);
  });

  it('is nothing to write about when nothing changed', () => {
    assert.deepEqual(written({ ...employed('sanne.devries'), ledger: first }), []);
    assert.deepEqual(written({ ...employed('Sanne.deVries'), ledger: first }), []);
    assert.deepEqual(renameNotes({ ...employed('sanne.devries'), ledger: first }), []);
  });

  it('keeps an address that is kept for somebody else, and nothing is written down', () => {
    const ledger = withKept(kept('sanne.devries', 'P0'));
    const parts = {
      ...employed('sanne.devries', married),
      ledger,
      policy: makePolicy('names: { rename: { when: at-once } }'),
    };
    assert.deepEqual([written(parts), renames(parts)], [[], []]);
  });

  it('was renamed by hand: that counts as the address for the name of today', () => {
    const parts = {
      ...employed('s.smit', married),
      ledger: first,
      policy: makePolicy('names: { rename: { when: at-once } }'),
    };
    assert.deepEqual(written(parts), ['P1 s.smit given Sanne|Smit', 'P1 sanne.devries former Sanne|de Vries']);
    assert.deepEqual(renames(parts), []);
  });

  it('has its address written down also when it goes for good, or its person has no name', () => {
    const gone = [makeEmployment({ employmentKey: 'E', endsOn: '2020-02-01' })];
    assert.deepEqual(written(employed('sanne.devries', { employments: gone })), [
      'P1 sanne.devries given Sanne|de Vries',
    ]);
    const { callName: _, ...nameless } = makePerson({ personKey: 'P1', employments: gone });
    const parts = { ...employed('sanne.devries'), people: [nameless] };
    assert.deepEqual(written(parts), ['P1 sanne.devries given ']);
  });

  it('of which the name was not known gets the name of today without a rename', () => {
    const policy = makePolicy('names: { rename: { when: at-once } }');
    const parts = {
      ...employed('sanne.devries', married),
      policy,
      ledger: withKept(kept('sanne.devries', 'P1', { nameKey: '' })),
    };
    assert.deepEqual([written(parts), renames(parts)], [['P1 sanne.devries given Sanne|Smit'], []]);
  });

  it('has its mail address written down where mail is made by rules', () => {
    const policy = makePolicy('names: { mail: ["${callName}"] }');
    const at = (mail: string | null) => written({ ...employed('sanne.devries', {}, { mail }), policy });
    assert.deepEqual(at('S@voorbeeld.nl'), ['P1 s mail ', 'P1 sanne.devries given Sanne|de Vries']);
    assert.deepEqual(at(null), ['P1 sanne.devries given Sanne|de Vries']);
    assert.deepEqual(at('sanne.devries@voorbeeld.nl'), ['P1 sanne.devries given Sanne|de Vries']);
  });
});

describe('a changed name', () => {
  const first = withKept(kept('sanne.devries', 'P1'));
  const policyOf = (rename: string, more = '') => makePolicy(`names: { rename: ${rename}${more} }`);
  const wedding = (rename: string, parts: Parts = {}): Parts => ({
    ...employed('sanne.devries', married),
    ledger: first,
    policy: policyOf(rename),
    ...parts,
  });

  it('never: the address stays, and the name is known from now on', () => {
    assert.deepEqual(renames(wedding('{ when: never }')), []);
    assert.deepEqual(written(wedding('{ when: never }')), ['P1 sanne.devries given Sanne|Smit']);
    assert.deepEqual(renameNotes(wedding('{ when: never }')), []);
  });

  it('at once: the address follows, and the old one stays kept', () => {
    const { operations } = planPeople(makeInput(wedding('{ when: at-once }')));
    const rename = operations.find(({ kind }) => kind === 'rename-account');
    assert.deepEqual(rename?.before, {
      userPrincipalName: 'sanne.devries@voorbeeld.nl',
      mailNickname: 'sanne.devries',
    });
    assert.deepEqual(rename?.after, { userPrincipalName: 'sanne.smit@voorbeeld.nl', mailNickname: 'sanne.smit' });
    assert.equal(
      rename?.sentence,
      'Change the address of Sanne Smit (P1) from sanne.devries@voorbeeld.nl to sanne.smit@voorbeeld.nl.',
    );
    assert.deepEqual(rename?.reasons, [
      { kind: 'hr', text: 'HR: the name is now Sanne Smit', source: 'names' },
      {
        kind: 'policy',
        text: 'The policy lets the address follow a changed name at once',
        source: 'names.rename.when',
      },
    ]);
    assert.deepEqual(written(wedding('{ when: at-once }')), [
      'P1 sanne.devries former Sanne|de Vries',
      'P1 sanne.smit given Sanne|Smit',
    ]);
  });

  const proposal = (more: Partial<AddressReservation>) =>
    withKept(
      kept('sanne.devries', 'P1'),
      kept('sanne.smit', 'P1', { state: 'proposed', nameKey: 'Sanne|Smit', ...more }),
    );

  describe('after days', () => {
    const rename = '{ when: after-days, days: 7 }';

    it('is announced, with the day', () => {
      const plan = planPeople(makeInput(wedding(rename)));
      assert.deepEqual(
        plan.ledger.reservations.map(({ address, state, renameOn }) => [address, state, renameOn]),
        [['sanne.smit@voorbeeld.nl', 'proposed', '2026-12-01']],
      );
      assert.deepEqual(renameNotes(wedding(rename)), [
        'rename-proposed P1: The name of Sanne Smit (P1) has changed: the address sanne.devries@voorbeeld.nl becomes sanne.smit@voorbeeld.nl on 2026-12-01.',
      ]);
      assert.equal(plan.nextChanges.get('P1'), '2026-11-30T23:00:00.000Z');
    });

    it('waits until that day, whatever the policy says of days by then', () => {
      const ledger = proposal({ renameOn: '2026-11-25' });
      assert.deepEqual(renames(wedding(rename, { ledger })), []);
      assert.deepEqual(written(wedding(rename, { ledger })), []);
    });

    it('comes on the day', () => {
      const ledger = proposal({ renameOn: '2026-11-24' });
      assert.deepEqual(renames(wedding(rename, { ledger })), ['sanne.devries@voorbeeld.nl > sanne.smit@voorbeeld.nl']);
      const [operation] = planPeople(makeInput(wedding(rename, { ledger }))).operations.filter(
        ({ kind }) => kind === 'rename-account',
      );
      assert.deepEqual(operation?.reasons[1], {
        kind: 'clock',
        text: 'The change was announced for 2026-11-24',
        source: 'names.rename.days',
      });
      assert.deepEqual(renames(wedding('{ when: after-days, days: 0 }')).length, 1);
    });

    it('is announced anew when the name changes once more, and dropped when it changes back', () => {
      const ledger = proposal({ renameOn: '2026-11-24' });
      const bos = employed('sanne.devries', { ...married, partnerName: 'Bos' });
      assert.deepEqual(written(wedding(rename, { ...bos, ledger })), [
        'P1 sanne.bos proposed Sanne|Bos',
        'P1 sanne.smit proposed ',
      ]);
      assert.deepEqual(written(wedding(rename, { ...employed('sanne.devries'), ledger })), ['P1 sanne.smit proposed ']);
      const dropped = proposal({ nameKey: '' });
      assert.deepEqual(written(wedding(rename, { ...employed('sanne.devries'), ledger: dropped })), []);
      assert.deepEqual(renames(wedding(rename, { ledger: dropped })), []);
    });
  });

  describe('after a choice', () => {
    const rename = '{ when: after-choice }';

    it('is proposed, and waits', () => {
      assert.deepEqual(written(wedding(rename)), ['P1 sanne.smit proposed Sanne|Smit']);
      assert.deepEqual(renameNotes(wedding(rename)), [
        'rename-proposed P1: The name of Sanne Smit (P1) has changed: the address sanne.devries@voorbeeld.nl can become sanne.smit@voorbeeld.nl, once the person says yes.',
      ]);
      assert.deepEqual(written(wedding(rename, { ledger: proposal({}) })), []);
      assert.equal(planPeople(makeInput(wedding(rename, { ledger: proposal({}) }))).nextChanges.get('P1'), undefined);
    });

    it('comes with the yes, for the address that was shown', () => {
      const ledger = proposal({ state: 'accepted' });
      assert.deepEqual(renames(wedding(rename, { ledger })), ['sanne.devries@voorbeeld.nl > sanne.smit@voorbeeld.nl']);
      assert.deepEqual(written(wedding(rename, { ledger })), [
        'P1 sanne.devries former Sanne|de Vries',
        'P1 sanne.smit given Sanne|Smit',
      ]);
    });

    it('does not come with a yes to another name', () => {
      const ledger = proposal({ state: 'accepted', nameKey: 'Sanne|Smits' });
      assert.deepEqual(renames(wedding(rename, { ledger })), []);
    });

    it('takes another address when somebody else took the one that was shown by hand', () => {
      const holder = makeAccount({ id: 'a9', userPrincipalName: 'sanne.smit@voorbeeld.nl' }, { employeeId: '9' });
      const parts = wedding(rename, { ledger: proposal({ state: 'accepted' }) });
      const accounts = [...(parts.directory?.accounts ?? []), holder];
      assert.deepEqual(written({ ...parts, directory: { accounts } }), [
        'P1 sanne.smit2 proposed Sanne|Smit',
        'P1 sanne.smit proposed ',
      ]);
    });

    it('becomes dated when the policy changes to days, and the other way round', () => {
      const dated = planPeople(makeInput(wedding('{ when: after-days, days: 1 }', { ledger: proposal({}) })));
      assert.deepEqual(
        dated.ledger.reservations.map(({ state, renameOn }) => [state, renameOn]),
        [['proposed', '2026-11-25']],
      );
      const free = planPeople(makeInput(wedding(rename, { ledger: proposal({ renameOn: '2026-11-25' }) })));
      assert.deepEqual(
        free.ledger.reservations.map(({ state, renameOn }) => [state, renameOn]),
        [['proposed', null]],
      );
    });
  });

  it('divorce: the old address comes back, because it was kept', () => {
    const ledger = withKept(
      kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit', reservedAt: '2026-06-01T00:00:00Z' }),
      kept('sanne.devries', 'P1', { state: 'former' }),
    );
    const divorced = {
      ...employed(
        'sanne.smit',
        {},
        { proxyAddresses: ['SMTP:sanne.smit@voorbeeld.nl', 'smtp:sanne.devries@voorbeeld.nl'] },
      ),
      ledger,
    };
    const asks = (rename: string) => [
      renames({ ...divorced, policy: policyOf(rename) }),
      written({ ...divorced, policy: policyOf(rename) }),
    ];
    const back = 'sanne.smit@voorbeeld.nl > sanne.devries@voorbeeld.nl';
    const done = ['P1 sanne.devries given Sanne|de Vries', 'P1 sanne.smit former Sanne|Smit'];
    assert.deepEqual(asks('{ when: at-once }'), [[back], done]);
    assert.deepEqual(asks('{ when: never }'), [[], ['P1 sanne.smit given Sanne|de Vries']]);
    assert.deepEqual(asks('{ when: after-days }'), [[], ['P1 sanne.devries proposed Sanne|de Vries']]);
    assert.deepEqual(asks('{ when: after-choice }'), [[], ['P1 sanne.devries proposed Sanne|de Vries']]);
  });

  it('leaves an address that the rules still give', () => {
    const policy = policyOf(
      '{ when: at-once }',
      ', userPrincipalName: ["${callName}", "${initials}", "${personKey}${n}"]',
    );
    for (const address of ['sanne', 's', 'p12'])
      assert.deepEqual(
        renames({
          ...employed(address, { ...married, initials: 'S.' }),
          policy,
          ledger: withKept(kept(address, 'P1')),
        }),
        [],
        address,
      );
  });

  it('is said when the rules give no free address', () => {
    const policy = policyOf('{ when: at-once }', ', userPrincipalName: ["${surname}"]');
    const ledger = withKept(kept('sanne.devries', 'P1'), kept('smit', 'P0'));
    assert.match(
      renameNotes(wedding('{ when: at-once }', { policy, ledger })).join(),
      /^no-address P1: .*sanne\.devries@voorbeeld\.nl stays/,
    );
    assert.deepEqual(written(wedding('{ when: at-once }', { policy, ledger })), []);
  });

  it('stays in the domain that the address has when the rules give none of ours', () => {
    const policy = policyOf('{ when: at-once }', ', domain: "${costCentre}"');
    assert.deepEqual(renames(wedding('{ when: at-once }', { policy })), [
      'sanne.devries@voorbeeld.nl > sanne.smit@voorbeeld.nl',
    ]);
  });

  it('waits while somebody is not at work, is out at once, or has no name', () => {
    const ended = employed('sanne.devries', {
      ...married,
      employments: [makeEmployment({ employmentKey: 'E', endsOn: '2026-11-23' })],
    });
    const atOnce = '{ when: at-once }';
    assert.deepEqual([renames(wedding(atOnce, ended)), written(wedding(atOnce, ended))], [[], []]);
    const urgentExits = [
      { personKey: 'P1', fromAt: '2026-11-24T00:00:00Z', by: 'x', reason: 'r', liftedAt: null },
    ] as unknown as PlanInput['urgentExits'];
    assert.deepEqual(renames(wedding(atOnce, { urgentExits })), []);
    const { callName: _, ...nameless } = makePerson({ personKey: 'P1', ...married });
    assert.deepEqual(renames(wedding(atOnce, { people: [nameless], urgentExits })), []);
  });

  it('concerns nobody whose name is not ours to write', () => {
    const atOnce = '{ when: at-once }';
    const ours = (...names: ('displayName' | 'department')[]) =>
      renames(wedding(atOnce, { ownership: new Map([['P1', names]]) }));
    assert.deepEqual(ours('department'), []);
    assert.equal(ours('displayName').length, 1);
  });

  it('is carried out once more when Entra did not take it, until somebody else has the address', () => {
    const ledger = withKept(
      kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit', reservedAt: '2026-06-01T00:00:00Z' }),
      kept('sanne.devries', 'P1', { state: 'former' }),
    );
    const parts = wedding('{ when: after-choice }', { ledger });
    assert.deepEqual(renames(parts), ['sanne.devries@voorbeeld.nl > sanne.smit@voorbeeld.nl']);
    assert.deepEqual(written(parts), []);
    const ended = employed('sanne.devries', {
      ...married,
      employments: [makeEmployment({ employmentKey: 'E', endsOn: '2026-11-23' })],
    });
    assert.deepEqual(renames({ ...parts, ...ended }), []);
    const holder = makeAccount({ id: 'a9', userPrincipalName: 'sanne.smit@voorbeeld.nl' }, { employeeId: '9' });
    const late = { ...parts, directory: { accounts: [...(parts.directory?.accounts ?? []), holder] } };
    assert.deepEqual(renames(late), []);
    assert.deepEqual(written(late), [
      'P1 sanne.devries given Sanne|de Vries',
      'P1 sanne.smit2 proposed Sanne|Smit',
      'P1 sanne.smit former Sanne|Smit',
    ]);
  });

  it('brings nickname and mail along where they are made by rules', () => {
    const names = ', mailNickname: ["${surname}"], mail: ["${surname}.${callName}"]';
    const policy = policyOf('{ when: at-once }', names);
    const valuesOf = (parts: Parts) => {
      const rename = planPeople(makeInput(parts)).operations.find(({ kind }) => kind === 'rename-account');
      return [rename?.before?.mail, rename?.after?.mail, rename?.after?.mailNickname];
    };
    const at = (mail: string | null, ledger = first) => ({
      ...employed('sanne.devries', married, { mail }),
      policy,
      ledger,
    });
    const old = 'devries.sanne@voorbeeld.nl';
    assert.deepEqual(valuesOf(at(old)), [old, 'smit.sanne@voorbeeld.nl', 'smit']);
    const ledger = withKept(kept('sanne.devries', 'P1'), kept('devries.sanne', 'P1', { state: 'mail', nameKey: '' }));
    assert.deepEqual(written(at(old, ledger)), [
      'P1 devries.sanne former ',
      'P1 sanne.devries former Sanne|de Vries',
      'P1 sanne.smit given Sanne|Smit',
      'P1 smit.sanne mail ',
    ]);
    assert.deepEqual(valuesOf(at(null)), [undefined, undefined, 'smit']);
    assert.deepEqual(valuesOf(at('Smit.Sanne@voorbeeld.nl')), [
      'Smit.Sanne@voorbeeld.nl',
      'Smit.Sanne@voorbeeld.nl',
      'smit',
    ]);
    const fallback = withKept(kept('sanne.devries', 'P1'), kept('smit.sanne', 'P0'));
    assert.deepEqual(valuesOf(at(old, fallback)), [old, 'sanne.smit@voorbeeld.nl', 'smit']);
  });
});

describe('a former address', () => {
  const ledger = withKept(
    kept('sanne.smit', 'P1', { nameKey: 'Sanne|Smit', reservedAt: '2026-06-01T00:00:00Z' }),
    kept('sanne.devries', 'P1', { state: 'former' }),
  );
  const notes = (account: Partial<Account>) => renameNotes({ ...employed('sanne.smit', married, account), ledger });

  it('that is no alias is a task for IT, with the exact command', () => {
    assert.deepEqual(notes({ mail: 'sanne.smit@voorbeeld.nl', proxyAddresses: ['SMTP:sanne.smit@voorbeeld.nl'] }), [
      'alias-missing P1: Mail to sanne.devries@voorbeeld.nl, the former address of Sanne Smit (P1), does not arrive any more: it is no alias, and only Exchange can make it one. In Exchange Online PowerShell: Set-Mailbox -Identity sanne.smit@voorbeeld.nl -EmailAddresses @{add="sanne.devries@voorbeeld.nl"}',
    ]);
  });

  it('is fine as an alias, as the mail address, or without a mailbox', () => {
    assert.deepEqual(
      notes({ mail: 'sanne.smit@voorbeeld.nl', proxyAddresses: ['smtp:Sanne.deVries@voorbeeld.nl'] }),
      [],
    );
    assert.deepEqual(notes({ mail: 'sanne.devries@voorbeeld.nl' }), []);
    assert.deepEqual(notes({ mail: null }), []);
  });

  it('stands in quotes in the command where PowerShell needs them', () => {
    const odd = {
      ...employed("o'brien", married, { mail: 'x@voorbeeld.nl' }),
      ledger: withKept(kept("o'brien", 'P1', { nameKey: 'Sanne|Smit' }), kept('sanne', 'P1', { state: 'former' })),
    };
    assert.match(renameNotes(odd).join(), /-Identity "o'brien@voorbeeld\.nl" /);
  });

  const words = ['w0', 'w1', 'w2', 'w3'];
  for (const [language, texts] of Object.entries(addressTexts)) {
    it(`says all that it is told: ${language}`, () => {
      const { unknownDomain, ...sentences } = texts;
      for (const [name, text] of Object.entries(sentences) as [string, string | ((...given: string[]) => string)][]) {
        const given = typeof text === 'string' ? [] : words.slice(0, text.length);
        const said = typeof text === 'string' ? text : text(...given);
        assert.ok(said !== '' && given.every((word) => said.includes(word)), name);
      }
      assert.match(unknownDomain('w0', 'w1', ['w2', 'w3']), /w0.*w1.*w2 (or|of) w3/);
      assert.match(unknownDomain('w0', null, ['w2']), /w0.*names\.domain.*w2/);
    });
  }

  it('is said in Dutch where the policy is Dutch', () => {
    const policy = makePolicy('language: nl\nnames: { rename: { when: after-days } }');
    const all = [
      ...renameNotes({ ...employed('sanne.smit', married, { mail: 'x@voorbeeld.nl' }), ledger, policy }),
      ...renameNotes({ ...employed('sanne.devries', married), ledger: withKept(kept('sanne.devries', 'P1')), policy }),
    ];
    assert.match(
      all.join('\n'),
      /^alias-missing P1: E-mail aan .*\nrename-proposed P1: De naam van Sanne Smit \(P1\) is gewijzigd/,
    );
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
