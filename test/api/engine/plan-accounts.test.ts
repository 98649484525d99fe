import assert from 'node:assert/strict';
import { planPeople } from '../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account } from '../../../models/account.ts';
import { applyOperations } from '../../fakes/apply-operations.ts';
import { makeAccount, makeEmployment, makeInput, makePerson, makePolicy } from './make-input.ts';
import { find, kinds, lines } from './plan-lines.ts';

describe('an account in the recycle bin', () => {
  const bin = (account: Partial<Account>, employeeId: string | null = null): Account =>
    makeAccount({ id: 'a', deletedAt: '2026-11-01T00:00:00Z', ...account }, { employeeId });
  const plan = (person: Parameters<typeof makePerson>[0], account: Account, more: Partial<PlanInput> = {}) => {
    const input = makeInput({ people: [makePerson(person)], directory: { deletedAccounts: [account] }, ...more });
    const first = planPeople(input);
    const directory = applyOperations(input.directory, first.operations, input.now);
    assert.deepEqual(lines(planPeople({ ...input, directory })), [], 'settles');
    return first;
  };

  it('is taken back before anything else is done with it', () => {
    const soon = [makeEmployment({ employmentKey: 'E1', startsOn: '2026-12-01' })];
    const restored = plan(
      { personKey: 'P1', employments: soon },
      bin({ stampedPersonKey: 'P1', accountEnabled: true }),
    );
    assert.deepEqual(lines(restored), ['restore-account P1', 'disable-account P1', 'revoke-sessions P1']);
  });

  it('gets our mark when it was known by its number only', () => {
    const employments = [makeEmployment({ employmentKey: 'E1', employeeNumber: '7' })];
    const restored = plan({ personKey: 'P1', employments }, bin({}, '7'));
    assert.deepEqual(lines(restored), ['restore-account P1', 'update-account P1']);
    assert.deepEqual(find(restored, 'update-account').after, { stampedPersonKey: 'P1' });
  });

  it('is left there when it is protected or synced', () => {
    const account = bin({ stampedPersonKey: 'P1', isSynced: true });
    assert.deepEqual(kinds(plan({ personKey: 'P1' }, account)), ['synced P1']);
    const policy = makePolicy('protect: [a]');
    const kept = plan({ personKey: 'P1' }, bin({ stampedPersonKey: 'P1' }), { policy });
    assert.deepEqual([lines(kept), kinds(kept)], [[], ['protected P1']]);
  });

  it('keeps its address, which nobody else gets', () => {
    const id = '0aaa1111-2222-3333-4444-555566667777';
    const userPrincipalName = `${id.replaceAll('-', '')}sanne.devries@voorbeeld.nl`;
    const created = plan({ personKey: 'P1', initials: 'S.' }, bin({ id, userPrincipalName, stampedPersonKey: 'P9' }));
    assert.equal(find(created, 'create-account').target.userPrincipalName, 's.devries@voorbeeld.nl');
  });
});

describe('an account that was linked', () => {
  it('needs no mark: the link says whose it is, and a mark that cannot be kept would be asked for for ever', () => {
    const plan = (account: Partial<Account>) =>
      planPeople(
        makeInput({
          people: [makePerson({ personKey: 'P1' })],
          links: new Map([['P1', 'a']]),
          directory: { accounts: [makeAccount({ id: 'a', ...account })] },
        }),
      );
    assert.deepEqual(lines(plan({})), []);
    assert.deepEqual(lines(plan({ stampTaken: true })), []);
    assert.deepEqual(lines(plan({ stampedPersonKey: 'P1' })), []);
  });

  it('is left alone, and nobody new is made, when two people are linked to it', () => {
    const plan = planPeople(
      makeInput({
        people: [makePerson({ personKey: 'P1' }), makePerson({ personKey: 'P2' })],
        links: new Map([
          ['P1', 'a'],
          ['P2', 'a'],
        ]),
        directory: { accounts: [makeAccount({ id: 'a', accountEnabled: false })] },
      }),
    );
    assert.deepEqual([lines(plan), kinds(plan)], [[], ['ambiguous P1', 'ambiguous P2']]);
    assert.match(plan.notes[0]?.text ?? '', /linked to more than one person/);
  });
});

describe('attributes', () => {
  it('names only what changes, though cost centre and division travel together', () => {
    const plan = planPeople(
      makeInput({
        policy: makePolicy('attributes: { costCenter: "${costCentre}" }'),
        people: [
          makePerson({ personKey: 'P1', employments: [makeEmployment({ employmentKey: 'E1', costCentre: '20' })] }),
        ],
        directory: {
          accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, { costCenter: '10', division: 'North' })],
        },
      }),
    );
    const update = find(plan, 'update-account');
    assert.deepEqual(update.after, { costCenter: '20', division: 'North' });
    assert.equal(update.sentence, 'Change Sanne de Vries (P1): costCenter from “10” to “20”.');
    assert.deepEqual(
      update.reasons.map(({ source }) => source),
      ['attributes.costCenter'],
    );
  });

  it('writes a cost centre alone where there is no division', () => {
    const employments = [makeEmployment({ employmentKey: 'E1', costCentre: '20' })];
    const plan = planPeople(
      makeInput({
        policy: makePolicy('attributes: { costCenter: "${costCentre}" }'),
        people: [makePerson({ personKey: 'P1', employments })],
        directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, { costCenter: '10' })] },
      }),
    );
    assert.deepEqual(find(plan, 'update-account').after, { costCenter: '20' });
  });

  it('leaves out a value that Entra would refuse, with a note, and writes the rest', () => {
    const employments = [makeEmployment({ employmentKey: 'E1', employeeNumber: '12345678901234567', country: 'NLD' })];
    const plan = planPeople(makeInput({ people: [makePerson({ personKey: 'P1', employments })] }));
    const { after } = find(plan, 'create-account');
    assert.deepEqual([after?.employeeId, after?.usageLocation, after?.country], [undefined, undefined, 'NLD']);
    assert.deepEqual(kinds(plan), ['value-refused P1', 'value-refused P1']);
  });

  it('are not touched where HR says nothing, or where the policy says they are not ours', () => {
    const plan = planPeople(
      makeInput({
        policy: makePolicy('attributes: { department: null }'),
        people: [makePerson({ personKey: 'P1' })],
        directory: {
          accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, { department: 'X', jobTitle: 'By hand' })],
        },
      }),
    );
    assert.deepEqual(lines(plan), []);
  });
});
