import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { makeEmployment, makeInput, makePerson, makePolicy } from '../make-input.ts';
import { employed, kept, married, renameNotes, withKept, written } from './address-world.ts';
import { proposal, renames, wedding } from './changed-name.ts';

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
});
