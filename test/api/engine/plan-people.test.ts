import assert from 'node:assert/strict';
import { type PlanDraft, planPeople } from '../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import type { Account } from '../../../models/account.ts';
import type { Operation } from '../../../models/plan.ts';
import type { Source } from '../../../models/source.ts';
import { applyOperations } from '../../fakes/apply-operations.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson, makePolicy, salesUnit } from './make-input.ts';

const lines = (plan: Pick<PlanDraft, 'operations'>): string[] =>
  plan.operations.map(({ kind, personKey, target }) => [kind, personKey, target.groupName].filter(Boolean).join(' '));
const kinds = (plan: PlanDraft): string[] => plan.notes.map(({ kind, personKey }) => `${kind} ${personKey}`);
const find = (plan: PlanDraft, kind: string): Operation => {
  const found = plan.operations.find((operation) => operation.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in ${lines(plan).join(', ')}`);
  return found;
};
const starting = (personKey: string, startsOn: string, more: Parameters<typeof makePerson>[0] = { personKey }) =>
  makePerson({ employments: [makeEmployment({ employmentKey: `E-${personKey}`, startsOn })], ...more });
const ended = (personKey: string, endsOn: string) =>
  makePerson({ personKey, employments: [makeEmployment({ employmentKey: `E-${personKey}`, endsOn })] });
const roles = `roles: [{ id: sales, title: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }]`;
const ours = (id: string, personKey: string, more: Partial<Account> = {}): Account =>
  makeAccount({ id, stampedPersonKey: personKey, ...more });

describe('a plan', () => {
  it('does things in this order: out, accounts, access that goes, managers, access that comes, deletion', () => {
    const managed = (personKey: string, managerPersonKey: string) =>
      makePerson({
        personKey,
        employments: [makeEmployment({ employmentKey: personKey, managerPersonKey, functionTitle: 'Adviser' })],
      });
    const plan = planPeople(
      makeInput({
        policy: makePolicy(roles),
        people: [
          managed('P7', 'P1'),
          makePerson({
            personKey: 'P6',
            employments: [makeEmployment({ employmentKey: 'E6', startsOn: '2026-12-01' })],
          }),
          ended('P5', '2026-11-23'),
          ended('P4', '2020-01-01'),
          makePerson({ personKey: 'P3' }),
          makePerson({ personKey: 'P2', callName: 'Bo' }),
          makePerson({ personKey: 'P1', callName: 'Al' }),
        ],
        directory: {
          accounts: [
            ours('a7', 'P7', { accountEnabled: false }),
            ours('a5', 'P5'),
            ours('a4', 'P4', { accountEnabled: false }),
            ours('a1', 'P1', { managerId: 'a7' }),
          ],
          deletedAccounts: [ours('a3', 'P3', { accountEnabled: false, deletedAt: '2026-11-01T00:00:00Z' })],
          groups: [makeGroup('sg-sales', ['a5', 'a7'])],
        },
      }),
    );
    assert.deepEqual(lines(plan), [
      'disable-account P5',
      'revoke-sessions P5',
      'restore-account P3',
      'create-account P2',
      'create-account P6',
      'update-account P1',
      'update-account P7',
      'enable-account P3',
      'enable-account P7',
      'remove-member P5 sg-sales',
      'set-manager P7',
      'remove-manager P1',
      'add-member P1 sg-sales',
      'add-member P2 sg-sales',
      'add-member P3 sg-sales',
      'add-member P6 sg-sales',
      'delete-account P4',
    ]);
    assert.deepEqual(plan.counts['add-member'], 4);
  });

  it('gives every operation a sentence and a reason', () => {
    const people = [
      starting('P1', '2026-12-01'),
      ended('P2', '2026-11-23'),
      ended('P3', '2020-01-01'),
      starting('P4', '2027-06-01'),
      makePerson({ personKey: 'P5', isActive: false }),
      makePerson({ personKey: 'P6' }),
    ];
    const accounts = ['P2', 'P3', 'P4', 'P5', 'P6'].map((key) => ours(`a-${key}`, key, { managerId: 'a-P6' }));
    const groups = [makeGroup('sg-sales', ['a-P2', 'a-P5'])];
    const plan = planPeople(makeInput({ policy: makePolicy(roles), people, directory: { accounts, groups } }));
    assert.deepEqual(
      lines(plan).filter((line) => line.startsWith('disable')),
      ['disable-account P2', 'disable-account P4', 'disable-account P5'],
    );
    for (const operation of plan.operations) {
      assert.notEqual(operation.sentence, '');
      assert.ok(operation.reasons.length > 0, `${operation.kind} ${operation.personKey}`);
    }
  });

  it('has the same id for the same wish before and after the account is there', () => {
    const boss = makePerson({ personKey: 'P1', callName: 'Al' });
    const worker = makePerson({
      personKey: 'P2',
      employments: [makeEmployment({ employmentKey: 'E2', managerPersonKey: 'P1' })],
    });
    const base = makeInput({
      policy: makePolicy(roles),
      people: [boss, worker],
      directory: { groups: [makeGroup('sg-sales')] },
    });
    const first = planPeople(base);
    assert.equal(new Set(first.operations.map(({ id }) => id)).size, first.operations.length);
    const half = first.operations.filter(({ kind }) => kind === 'create-account');
    const rest = planPeople({ ...base, directory: applyOperations(base.directory, half, base.now) });
    assert.deepEqual(
      rest.operations.map(({ id }) => id),
      first.operations.slice(2).map(({ id }) => id),
    );
  });

  it('has another id and fingerprint for another wish', () => {
    const plan = (functionTitle: string) =>
      planPeople(
        makeInput({
          people: [
            makePerson({ personKey: 'P1', employments: [makeEmployment({ employmentKey: 'E1', functionTitle })] }),
          ],
          directory: { accounts: [ours('a', 'P1')] },
        }),
      );
    assert.notEqual(plan('Adviser').fingerprint, plan('Manager').fingerprint);
    assert.equal(plan('Adviser').fingerprint, plan('Adviser').fingerprint);
    assert.deepEqual(find(plan('Adviser'), 'update-account').after, { jobTitle: 'Adviser' });
  });
});

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

describe('rules', () => {
  const twoJobs = makePerson({
    personKey: 'P1',
    employments: [
      makeEmployment({ employmentKey: 'E1', fte: 0.6 }),
      makeEmployment({ employmentKey: 'E2', fte: 0.4, unitKey: 'care' }),
    ],
  });
  const units = [salesUnit, { unitKey: 'care', name: 'Care' }];
  const groups = [makeGroup('sg-care'), makeGroup('sg-rule')];
  const added = (policy: string, attributes: Account['attributes'] = {}, person = twoJobs) =>
    lines(
      planPeople(
        makeInput({
          policy: makePolicy(policy),
          people: [person],
          units,
          directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, attributes)], groups },
        }),
      ),
    );
  const role = (when: string) => `roles: [{ id: r, when: '${when}', grant: { groups: [sg-care] } }]`;
  const group = (rule: string) => `groups: [{ id: sg-rule, membershipRule: '${rule}' }]`;

  it('of roles look at every active employment, one at a time', () => {
    assert.deepEqual(added(role('user.department -eq "Care"')), ['add-member P1 sg-care']);
    assert.deepEqual(added(role('user.department -eq "Sales"')), ['add-member P1 sg-care']);
    assert.deepEqual(added(role('user.department -eq "Care" -and user.department -eq "Sales"')), []);
  });

  it('of groups look at the account itself', () => {
    assert.deepEqual(added(group('user.department -eq "Care"')), []);
    assert.deepEqual(added(group('user.department -eq "Sales"')), ['add-member P1 sg-rule']);
    assert.deepEqual(added(group('user.city -eq "Utrecht"'), { city: 'Utrecht' }), ['add-member P1 sg-rule']);
    assert.deepEqual(added(group('user.accountEnabled -eq true -and user.userType -eq "member"')), [
      'add-member P1 sg-rule',
    ]);
  });

  it('of roles and scope see what others keep on the account', () => {
    const vip = { extensionAttribute1: 'vip' };
    assert.deepEqual(added(role('user.extensionAttribute1 -eq "vip"'), vip), ['add-member P1 sg-care']);
    assert.deepEqual(
      added(`${role('user.department -eq "Sales"')}\nscope: user.extensionAttribute1 -ne "vip"`, vip),
      [],
    );
    assert.deepEqual(
      added(`${role('user.department -eq "Sales"')}\nscope: user.userPrincipalName -notStartsWith "a@"`),
      [],
    );
  });

  it('of roles do not lend one employment what the account has from another', () => {
    const [first, second] = twoJobs.employments;
    if (first === undefined || second === undefined) throw new Error('two jobs');
    const titled = { ...twoJobs, employments: [{ ...first, functionTitle: 'Head' }, second] };
    const rule = role('user.department -eq "Care" -and user.jobTitle -eq "Head"');
    assert.deepEqual(added(rule, { jobTitle: 'Head' }, titled), []);
  });
});

describe('the manager of an account', () => {
  const worker = makePerson({
    personKey: 'P1',
    employments: [makeEmployment({ employmentKey: 'E1', managerPersonKey: 'P2', employeeNumber: '1' })],
  });
  const kept = (parts: Parameters<typeof makeInput>[0] & { accounts?: Account[] }) => {
    const accounts = [
      makeAccount({ id: 'a', stampedPersonKey: 'P1', managerId: 'b' }, { employeeId: '1' }),
      makeAccount({ id: 'b' }),
      ...(parts.accounts ?? []),
    ];
    return planPeople(makeInput({ people: [worker], ...parts, directory: { accounts } }));
  };

  it('stays while it is not clear which account the manager has', () => {
    const boss = makePerson({ personKey: 'P2' });
    const plan = kept({ people: [worker, boss], accounts: [ours('c', 'P2'), ours('d', 'P2')] });
    assert.deepEqual([lines(plan), kinds(plan)], [[], ['unknown-manager P1', 'ambiguous P2']]);
  });

  it('is who comes back from the recycle bin in the same plan', () => {
    const boss = makePerson({ personKey: 'P2' });
    const plan = planPeople(
      makeInput({
        people: [worker, boss],
        directory: {
          accounts: [ours('a', 'P1')],
          deletedAccounts: [ours('c', 'P2', { deletedAt: '2026-11-01T00:00:00Z' })],
        },
      }),
    );
    assert.deepEqual(find(plan, 'set-manager').after, {
      managerPersonKey: 'P2',
      managerAccountId: 'c',
      managerName: 'Sanne de Vries (P2)',
    });
  });

  it('is nobody when the account of the manager goes in the same plan', () => {
    const boss = ended('P2', '2020-01-01');
    const plan = kept({ people: [worker, boss], accounts: [ours('c', 'P2', { accountEnabled: false })] });
    assert.deepEqual(lines(plan), ['remove-manager P1', 'delete-account P2']);
  });

  it('stays while the rows of the manager cannot be used', () => {
    const setAside = [{ personKey: 'P2', reason: 'unknown-date' as const, text: 'P2: a date', where: 'persons.csv:3' }];
    const plan = kept({ setAside });
    assert.deepEqual([lines(plan), kinds(plan)], [[], ['set-aside P2', 'unknown-manager P1']]);
  });

  it('stays when the source has no managers at all', () => {
    const columns = { personKey: 'A', unitKey: 'B', startDate: 'C' };
    const flat = { id: 'hr', connector: 'csv' as const, file: 'w.csv', columns };
    const policy = (source: Source) => {
      const compiled = makePolicy();
      return { ...compiled, policy: { ...compiled.policy, sources: [source] } };
    };
    const alone = makePerson({ personKey: 'P1' });
    const source = (read: Source) => ({ people: [alone], policy: policy(read) });
    assert.deepEqual(lines(kept(source(flat))), []);
    assert.deepEqual(lines(kept(source({ ...flat, columns: { ...columns, managerPersonKey: 'D' } }))), [
      'remove-manager P1',
    ]);
    assert.deepEqual(lines(kept(source({ id: 'hr', connector: 'csv', folder: './hr' }))), ['remove-manager P1']);
  });
});
