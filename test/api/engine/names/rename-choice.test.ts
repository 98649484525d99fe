import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import { makeAccount, makeEmployment, makeInput, makePerson } from '../make-input.ts';
import { employed, kept, married, type Parts, renameNotes, withKept, written } from './address-world.ts';
import { first, policyOf, proposal, renames, wedding } from './changed-name.ts';

describe('a changed name', () => {
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
