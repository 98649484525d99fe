import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { UrgentExit } from '../../../../models/grant.ts';
import {
  linesOf,
  makeAccount,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  notesOf,
} from '../make-input.ts';

const roles = `roles: [{ id: all, when: 'user.employeeType -eq "employee"', grant: { groups: [sg-all] } }]`;
const exit = (more: Partial<UrgentExit> = {}): UrgentExit => ({
  personKey: 'P1',
  fromAt: '2026-11-24T07:00:00Z',
  liftedAt: null,
  reason: 'theft',
  by: 'it@voorbeeld.nl',
  ...more,
});
const account = makeAccount({ id: 'a', stampedPersonKey: 'P1' });
const groups = [makeGroup('sg-all', ['a'])];
const out = ['disable-account P1', 'revoke-sessions P1'];
const planned = (parts: Parameters<typeof makeInput>[0] = {}) => {
  const directory = { accounts: [account], groups, ...parts.directory };
  const input: PlanInput = makeInput({ policy: makePolicy(roles), urgentExits: [exit()], ...parts, directory });
  return planPeople(input);
};
const employed = (more: Parameters<typeof makeEmployment>[0] = { employmentKey: 'E1' }) =>
  makePerson({ personKey: 'P1', employments: [makeEmployment(more)] });

describe('an urgent exit', () => {
  it('disables and signs out at once, and leaves access as it is', () => {
    const plan = planned({ people: [employed()] });
    assert.deepEqual(linesOf(plan), out);
    assert.deepEqual(
      plan.operations.flatMap(({ reasons }) => reasons),
      Array(2).fill({ kind: 'policy', text: 'urgent exit: theft', source: 'it@voorbeeld.nl' }),
    );
  });

  it('gives nothing meanwhile: no access, no attributes, no manager', () => {
    const more = { employmentKey: 'E1', functionTitle: 'Boss', managerPersonKey: 'P2' };
    const directory = { groups: [makeGroup('sg-all')] };
    assert.deepEqual(linesOf(planned({ people: [employed(more), makePerson({ personKey: 'P2' })], directory })), [
      'disable-account P1',
      'revoke-sessions P1',
      'create-account P2',
      'add-member P2 sg-all',
    ]);
  });

  it('is in force from its minute until it is lifted', () => {
    const people = [employed()];
    const lines = (urgent: Partial<UrgentExit>) => linesOf(planned({ people, urgentExits: [exit(urgent)] }));
    assert.deepEqual(lines({ fromAt: '2026-11-24T08:00:01Z' }), []);
    assert.deepEqual(lines({ fromAt: '2026-11-24T08:00:00Z' }), out);
    assert.deepEqual(lines({ liftedAt: '2026-11-24T08:00:01Z' }), out);
    assert.deepEqual(lines({ liftedAt: '2026-11-24T08:00:00Z' }), []);
  });

  it('is undone when it is lifted', () => {
    const directory = { accounts: [{ ...account, accountEnabled: false }] };
    const lifted = planned({
      people: [employed()],
      urgentExits: [exit({ liftedAt: '2026-11-24T07:30:00Z' })],
      directory,
    });
    assert.deepEqual(linesOf(lifted), ['enable-account P1']);
  });

  it('holds for people who wait for data, and for those out of scope', () => {
    const nameless = { callName: undefined, birthName: undefined } as unknown as object;
    const undated = { ...makeEmployment({ employmentKey: 'E1' }), startsOn: undefined } as never;
    const policy = makePolicy(`${roles}\nscope: user.department -eq "Care"`);
    for (const [what, parts] of Object.entries({
      'without a name': { people: [{ ...employed(), ...nameless }] },
      'without dates': { people: [{ ...employed(), employments: [undated] }] },
      'of an unknown unit': { people: [employed({ employmentKey: 'E1', unitKey: 'gone' })] },
      'out of scope': { people: [employed()], policy },
      'without employment': { people: [{ ...employed(), employments: [] }] },
    })) {
      assert.deepEqual(linesOf(planned(parts)), out, what);
    }
  });

  it('holds for people whom HR does not name, or whose rows cannot be used, when the account is known to be theirs', () => {
    const setAside = [{ personKey: 'P1', reason: 'broken-row' as const, text: 'a row', where: 'persons.csv:3' }];
    assert.deepEqual(linesOf(planned()), out);
    assert.deepEqual(linesOf(planned({ setAside })), out);
    const linked = { accounts: [makeAccount({ id: 'a' })] };
    assert.deepEqual(linesOf(planned({ links: new Map([['P1', 'a']]), directory: linked })), out);
    assert.deepEqual(linesOf(planned({ directory: linked })), [], 'an account of nobody');
    const disabled = { accounts: [{ ...account, accountEnabled: false }] };
    assert.deepEqual(linesOf(planned({ directory: disabled })), [], 'out already');
    assert.deepEqual(planned().operations[0]?.target, { accountId: 'a', userPrincipalName: 'a@sandbox.example' });
  });

  it('signs nobody out where the policy does not', () => {
    const policy = makePolicy(`${roles}\nlifecycle: { revokeSessionsOnExit: false }`);
    assert.deepEqual(linesOf(planned({ policy })), ['disable-account P1']);
    assert.deepEqual(linesOf(planned({ policy, people: [employed()] })), ['disable-account P1']);
  });

  it('never touches protected and synced accounts', () => {
    const policy = makePolicy(`${roles}\nprotect: [A@sandbox.example]`);
    const synced = { accounts: [{ ...account, isSynced: true }] };
    assert.deepEqual(linesOf(planned({ policy })), []);
    assert.deepEqual(linesOf(planned({ directory: synced })), []);
    const known = planned({ people: [employed()], policy });
    assert.deepEqual([linesOf(known), notesOf(known)], [[], ['protected P1']]);
    const knownSynced = planned({ people: [employed()], directory: synced });
    assert.deepEqual([linesOf(knownSynced), notesOf(knownSynced)], [[], ['synced P1']]);
  });

  it('makes no account, and takes none back from the recycle bin', () => {
    const directory = { accounts: [], deletedAccounts: [{ ...account, deletedAt: '2026-11-01T00:00:00Z' }] };
    assert.deepEqual(linesOf(planned({ people: [employed()], directory: { accounts: [] } })), []);
    assert.deepEqual(linesOf(planned({ people: [employed()], directory })), []);
    const lifted = {
      people: [employed()],
      directory: { ...directory, groups: [makeGroup('sg-all')] },
      urgentExits: [],
    };
    assert.deepEqual(linesOf(planned(lifted)), ['restore-account P1', 'add-member P1 sg-all']);
  });

  it('takes access and deletes no sooner than the end of the contract does', () => {
    const ended = (endsOn: string) =>
      linesOf(planned({ people: [employed({ employmentKey: 'E1', endsOn })] })).filter((line) => !out.includes(line));
    assert.deepEqual(ended('2026-11-24'), []);
    assert.deepEqual(ended('2026-11-23'), ['remove-member P1 sg-all']);
    assert.deepEqual(ended('2026-08-26'), ['remove-member P1 sg-all'], 'the ninetieth day');
    assert.deepEqual(ended('2026-08-25'), ['delete-account P1'], 'the day after it');
  });
});
