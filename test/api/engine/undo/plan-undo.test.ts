import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { planUndo, type UndoPlan } from '../../../../api/engine/undo/plan-undo.ts';
import type { SlotDirectory } from '../../../../api/engine/undo/read-slots.ts';
import type { Account, Application, Group } from '../../../../models/account.ts';
import type { Operation, OperationResult } from '../../../../models/plan.ts';
import { undoTexts } from '../../../../models/texts/undo-texts.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson } from '../make-input.ts';
import { makeOperation } from '../make-operation.ts';

const at = '2026-11-24T08:00:00Z';

const done = (operation: Operation, accountId = operation.target.accountId) => ({
  operation,
  result: { operationId: operation.id, kind: 'done' as const, at, accountId, error: null },
});

interface World {
  accounts?: Account[];
  bin?: Account[];
  groups?: Group[];
  applications?: Application[];
}

const directoryOf = ({ accounts = [], bin = [], groups = [], applications = [] }: World): SlotDirectory => ({
  accounts,
  deletedAccounts: bin,
  groups,
  applications,
});

function undo(
  entries: { operation: Operation; result: OperationResult | null }[],
  world: World,
  language: 'en' | 'nl' = 'en',
) {
  return planUndo({ operations: entries, directory: directoryOf(world), protect: [], texts: undoTexts(language) });
}

const show = ({ operations }: UndoPlan) =>
  operations.map(({ kind, personKey, before, after }) => ({ kind, personKey, before, after }));
const account = (more: Partial<Account> = {}, attributes = {}) =>
  makeAccount({ id: 'a-1', userPrincipalName: 'sanne@voorbeeld.nl', ...more }, attributes);

const group = { groupId: 'id-sg', groupName: 'sg' };
const licence = { skuId: 'sku', skuName: 'SPE_E3' };
const role = { appId: 'app', appName: 'Salesforce', appRoleId: 'role', appRoleName: 'User' };
const application = (assigned: boolean): Application => ({
  id: 'app',
  appId: 'x',
  displayName: 'Salesforce',
  roles: [],
  assignments: assigned ? [{ id: 'assignment', principalId: 'a-1', appRoleId: 'role' }] : [],
  syncJob: null,
});
const dynamic: Group = { ...makeGroup('sg'), membershipRule: 'new', ruleProcessing: 'on', barrier: 'dynamic' };

/** One row for each kind: what was done, Entra as that left it, and what takes it back. */
const kinds: readonly [operation: Operation, world: World, inverse: ReturnType<typeof show>[number]][] = [
  [
    makeOperation('update-account', '1', {
      before: { jobTitle: null, city: 'A' },
      after: { jobTitle: 'x', city: 'A' },
    }),
    { accounts: [account({}, { jobTitle: 'x', city: 'A' })] },
    {
      kind: 'update-account',
      personKey: '1',
      before: { jobTitle: 'x', city: 'A' },
      after: { jobTitle: null, city: 'A' },
    },
  ],
  [
    makeOperation('update-account', '1', { before: { stampedPersonKey: null }, after: { stampedPersonKey: '1' } }),
    { accounts: [account({ stampedPersonKey: '1' })] },
    { kind: 'update-account', personKey: '1', before: { stampedPersonKey: '1' }, after: { stampedPersonKey: null } },
  ],
  [
    makeOperation('enable-account', '1', { before: { accountEnabled: false }, after: { accountEnabled: true } }),
    { accounts: [account()] },
    { kind: 'disable-account', personKey: '1', before: { accountEnabled: true }, after: { accountEnabled: false } },
  ],
  [
    makeOperation('disable-account', '1', { before: { accountEnabled: true }, after: { accountEnabled: false } }),
    { accounts: [account({ accountEnabled: false })] },
    { kind: 'enable-account', personKey: '1', before: { accountEnabled: false }, after: { accountEnabled: true } },
  ],
  [
    makeOperation('delete-account', '1', { before: { managerId: null } }),
    { bin: [account({ deletedAt: at })] },
    { kind: 'restore-account', personKey: '1', before: { deletedAt: at }, after: { deletedAt: null } },
  ],
  [
    makeOperation('set-manager', '1', {
      before: { managerAccountId: 'a-2' },
      after: { managerAccountId: 'a-3', managerPersonKey: '3', managerName: 'Three' },
    }),
    {
      accounts: [
        account({ managerId: 'a-3' }),
        account({ id: 'a-2', stampedPersonKey: '2', userPrincipalName: 'two@x' }),
      ],
    },
    {
      kind: 'set-manager',
      personKey: '1',
      before: { managerAccountId: 'a-3' },
      after: { managerPersonKey: '2', managerAccountId: 'a-2', managerName: 'two@x' },
    },
  ],
  [
    makeOperation('set-manager', '1', { after: { managerAccountId: 'a-3', managerPersonKey: '3' } }),
    { accounts: [account({ managerId: 'a-3' })] },
    { kind: 'remove-manager', personKey: '1', before: { managerAccountId: 'a-3' }, after: null },
  ],
  [
    makeOperation('remove-manager', '1', { before: { managerAccountId: 'a-2' } }),
    { accounts: [account(), account({ id: 'a-2', userPrincipalName: 'two@x' })] },
    {
      kind: 'set-manager',
      personKey: '1',
      before: null,
      after: { managerPersonKey: null, managerAccountId: 'a-2', managerName: 'two@x' },
    },
  ],
  [
    makeOperation('add-member', '1', { target: group }),
    { accounts: [account()], groups: [makeGroup('sg', ['a-1'])] },
    { kind: 'remove-member', personKey: '1', before: { member: true }, after: { member: false } },
  ],
  [
    makeOperation('remove-member', '1', { target: group }),
    { accounts: [account()], groups: [makeGroup('sg')] },
    { kind: 'add-member', personKey: '1', before: { member: false }, after: { member: true } },
  ],
  [
    makeOperation('assign-licence', '1', { target: licence }),
    { accounts: [account({ licences: [{ skuId: 'sku', direct: true, groupIds: [] }] })] },
    { kind: 'remove-licence', personKey: '1', before: { licence: true }, after: { licence: false } },
  ],
  [
    makeOperation('remove-licence', '1', { target: licence }),
    { accounts: [account({ licences: [{ skuId: 'sku', direct: false, groupIds: ['g'] }] })] },
    { kind: 'assign-licence', personKey: '1', before: { licence: false }, after: { licence: true } },
  ],
  [
    makeOperation('assign-app-role', '1', { target: role }),
    { accounts: [account()], applications: [application(true)] },
    {
      kind: 'remove-app-role',
      personKey: '1',
      before: { assigned: true, assignmentId: 'assignment' },
      after: { assigned: false },
    },
  ],
  [
    makeOperation('remove-app-role', '1', { target: role }),
    { accounts: [account()], applications: [application(false)] },
    { kind: 'assign-app-role', personKey: '1', before: { assigned: false }, after: { assigned: true } },
  ],
  [
    makeOperation('rename-account', '1', {
      before: { userPrincipalName: 'old@x', mailNickname: 'old' },
      after: { userPrincipalName: 'New@x', mailNickname: 'new' },
    }),
    { accounts: [account({ userPrincipalName: 'new@x', mailNickname: 'new' })] },
    {
      kind: 'rename-account',
      personKey: '1',
      before: { userPrincipalName: 'New@x', mailNickname: 'new' },
      after: { userPrincipalName: 'old@x', mailNickname: 'old' },
    },
  ],
  [
    makeOperation('set-membership-rule', null, {
      target: { ...group, accountId: null, userPrincipalName: '' },
      before: { dynamic: true, membershipRule: 'old', processing: 'on' },
      after: { dynamic: true, membershipRule: 'new', processing: 'on' },
    }),
    { groups: [dynamic] },
    {
      kind: 'set-membership-rule',
      personKey: null,
      before: { dynamic: true, membershipRule: 'new', processing: 'on' },
      after: { dynamic: true, membershipRule: 'old', processing: 'on' },
    },
  ],
];

describe('an undo', () => {
  for (const [operation, world, inverse] of kinds) {
    it(`takes ${operation.kind} back by ${inverse.kind}, from ${JSON.stringify(inverse.before)}`, () => {
      const plan = undo([done(operation)], world);
      assert.deepEqual(show(plan), [inverse]);
      assert.deepEqual([plan.refused, plan.settled], [[], []]);
      assert.ok(plan.undone.includes(operation.id));
      const [back] = plan.operations;
      assert.deepEqual(back?.reasons, [{ kind: 'approval', text: `takes back: ${operation.sentence}`, source: null }]);
      for (const sentence of [back?.sentence, undo([done(operation)], world, 'nl').operations[0]?.sentence])
        assert.doesNotMatch(sentence ?? 'undefined', /undefined|null|\[object/);
    });
  }

  it('takes a new account back by deleting it, with all that hangs on it', () => {
    const made = account({ id: 'made', accountEnabled: false, mailNickname: 'sanne', mail: 's@x' }, { jobTitle: 'x' });
    const target = { accountId: null, userPrincipalName: made.userPrincipalName };
    const create = makeOperation('create-account', '1', {
      target,
      after: {
        userPrincipalName: made.userPrincipalName,
        mailNickname: 'sanne',
        mail: 's@x',
        accountEnabled: false,
        jobTitle: 'x',
      },
    });
    const member = makeOperation('add-member', '1', { target: { ...target, ...group } });
    const world = { accounts: [made], groups: [makeGroup('sg', ['made'])] };
    const plan = undo([done(create, 'made'), done(member, 'made')], world);
    assert.deepEqual(
      plan.operations.map(({ kind, target: { accountId }, after }) => [kind, accountId, after]),
      [['delete-account', 'made', null]],
    );
    assert.equal(plan.operations[0]?.before?.jobTitle, 'x');
    assert.match(plan.operations[0]?.sentence ?? '', /whoever signed in since .* 30 days in the recycle bin/);
    assert.equal(plan.undone.length, 3, 'a later plan would restore it, under an id of its own');
    const again = undo([done(create, 'made'), done(member, 'made')], { bin: [made], groups: [makeGroup('sg')] });
    assert.deepEqual([again.operations, again.refused, again.settled.length], [[], [], 2]);
  });

  it('knows a manager whose account the same run made', () => {
    const target = { accountId: null, userPrincipalName: 'boss@x' };
    const create = makeOperation('create-account', '2', {
      target,
      after: { userPrincipalName: 'boss@x', mailNickname: 'boss', accountEnabled: true },
    });
    const set = makeOperation('set-manager', '1', { after: { managerPersonKey: '2', managerAccountId: null } });
    const boss = account({ id: 'boss', userPrincipalName: 'boss@x', mailNickname: 'boss' });
    const plan = undo([done(create, 'boss'), done(set)], { accounts: [account({ managerId: 'boss' }), boss] });
    assert.deepEqual(
      plan.operations.map(({ kind }) => kind),
      ['remove-manager', 'delete-account'],
    );
    const [refused] = undo([done(set)], { accounts: [account({ managerId: 'boss' }), boss] }).refused;
    assert.match(refused?.reason ?? '', /not known which account the manager has/);
  });

  it('gives nothing twice to who comes back from the recycle bin, and takes what came before', () => {
    const add = makeOperation('add-member', '1', { id: 'add', target: group });
    const role_ = makeOperation('assign-app-role', '1', { id: 'role', target: role });
    const gone = makeOperation('delete-account', '1', {
      before: { managerId: 'a-9', items: ['group id-sg', 'app app role', 'odd'] },
    });
    const world = { bin: [account({ deletedAt: at })], groups: [makeGroup('sg')], applications: [application(false)] };
    assert.deepEqual(
      undo([done(gone)], world).operations.map(({ kind }) => kind),
      ['restore-account'],
    );
    const all = undo([done(add), done(role_), done(gone)], world).operations;
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ['restore-account', 'remove-member', 'remove-app-role'],
    );
  });

  it('follows a chain of changes to its beginning, and knows when somebody has done so already', () => {
    const change = (from: string, to: string) =>
      makeOperation('update-account', '1', {
        id: `${from}${to}`,
        sentence: `${from}${to}`,
        before: { jobTitle: from },
        after: { jobTitle: to },
      });
    const chain = [done(change('a', 'b')), done(change('b', 'c'))];
    const titled = (jobTitle: string) => ({ accounts: [account({}, { jobTitle })] });
    const plan = undo(chain, titled('c'));
    assert.deepEqual(show(plan), [
      { kind: 'update-account', personKey: '1', before: { jobTitle: 'c' }, after: { jobTitle: 'a' } },
    ]);
    assert.equal(plan.operations[0]?.reasons.length, 2);
    assert.deepEqual([undo(chain, titled('a')).operations, undo(chain, titled('a')).settled.length], [[], 2]);
    assert.deepEqual(show(undo(chain, titled('b'))), [
      { kind: 'update-account', personKey: '1', before: { jobTitle: 'b' }, after: { jobTitle: 'a' } },
    ]);
    const odd = undo(chain, titled('x'));
    assert.deepEqual([odd.operations, odd.refused.length], [[], 2]);
  });

  it('minds what was done to an account after it had come back', () => {
    const gone = makeOperation('delete-account', '1', { before: { managerId: null, items: ['group id-sg'] } });
    const back = makeOperation('restore-account', '1');
    const remove = makeOperation('remove-member', '1', { target: group });
    const world = { accounts: [account()], groups: [makeGroup('sg')] };
    assert.deepEqual(
      undo([done(gone), done(back), done(remove)], world).operations.map(({ kind }) => kind),
      ['add-member'],
    );
    const renamed = makeOperation('rename-account', '1', {
      before: { mailNickname: 'a' },
      after: { mailNickname: 'a-1' },
    });
    const [rename] = undo([done(renamed)], world).operations;
    assert.deepEqual([rename?.after, rename?.target.userPrincipalName], [{ mailNickname: 'a' }, 'sanne@voorbeeld.nl']);
    const [restore] = undo([done(gone)], { bin: [account()] }).operations;
    assert.deepEqual(restore?.before, { deletedAt: null });
  });

  it('comes to nothing where a later run had taken it back', () => {
    const add = makeOperation('add-member', '1', { id: 'add', target: group });
    const remove = makeOperation('remove-member', '1', { id: 'remove', target: group });
    const plan = undo([done(add), done(remove)], { accounts: [account()], groups: [makeGroup('sg')] });
    assert.deepEqual(plan.operations, []);
    const three = [done(add), done(remove), done(makeOperation('add-member', '1', { id: 'again', target: group }))];
    const world = { accounts: [account()], groups: [makeGroup('sg', ['a-1'])] };
    assert.deepEqual(
      undo(three, world).operations.map(({ kind }) => kind),
      ['remove-member'],
    );
  });

  it('writes both halves of a pair, also when one is back already', () => {
    const operation = makeOperation('update-account', '1', {
      before: { costCenter: '1', division: 'N' },
      after: { costCenter: '2', division: 'S' },
    });
    const plan = undo([done(operation)], { accounts: [account({}, { costCenter: '2', division: 'N' })] });
    assert.deepEqual(show(plan)[0]?.after, { costCenter: '1', division: 'N' });
  });

  it('follows two changes of a pair back, of which somebody has put one half back', () => {
    const first = makeOperation('update-account', '1', {
      id: 'first',
      before: { costCenter: '1', division: 'N' },
      after: { costCenter: '2', division: 'S' },
    });
    const second = makeOperation('update-account', '1', {
      id: 'second',
      before: { costCenter: '2', division: 'S' },
      after: { costCenter: '3', division: 'W' },
    });
    const world = { accounts: [account({}, { costCenter: '3', division: 'N' })] };
    const plan = undo([done(first), done(second)], world);
    assert.deepEqual(show(plan)[0]?.after, { costCenter: '1', division: 'N' });
    assert.deepEqual([plan.operations.length, plan.refused], [1, []]);
  });

  it('leaves a new account that somebody switched off, and says so', () => {
    const after = { userPrincipalName: 'sanne@voorbeeld.nl', mailNickname: 'a-1', accountEnabled: true };
    const made = makeOperation('create-account', '1', { after, target: { accountId: null } });
    const plan = undo([done(made, 'a-1')], { accounts: [account({ accountEnabled: false })] });
    assert.deepEqual(plan.operations, []);
    assert.match(plan.refused[0]?.reason ?? '', /^Enabled was left as yes and is no now/);
  });

  it('takes only back what was done', () => {
    const operation = makeOperation('enable-account', '1');
    const kindsOfResult = ['failed', 'skipped'] as const;
    const entries = [
      { operation, result: null },
      ...kindsOfResult.map((kind) => ({ operation, result: { ...done(operation).result, kind } })),
    ];
    const plan = undo(entries, { accounts: [account()] });
    assert.deepEqual(plan, { operations: [], refused: [], settled: [], undone: [] });
  });

  it('says under which id an adopted account would be written again, now that it is linked', () => {
    const person = makePerson({
      personKey: 'P1',
      employments: [makeEmployment({ employmentKey: 'E', employeeNumber: '7' })],
    });
    const before = makeAccount({ id: 'a' }, { employeeId: '7', department: 'X' });
    const input = makeInput({ people: [person], directory: { accounts: [before] } });
    const [adopt, ...others] = planPeople(input).operations;
    assert.ok(adopt?.after?.stampedPersonKey === 'P1' && others.length === 0);
    const { undone } = undo([done(adopt)], {
      accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' }, { employeeId: '7', department: 'Sales' })],
    });
    const [again] = planPeople({ ...input, links: new Map([['P1', 'a']]) }).operations;
    assert.ok(again !== undefined && undone.includes(again.id) && again.id !== adopt.id);
  });

  it('says in both languages that it needs a yes', () => {
    for (const language of ['en', 'nl'] as const) {
      const { needsYes, release } = undoTexts(language);
      assert.match(needsYes(3), / 3 (operations|bewerkingen)\./);
      assert.match(release, /--yes\.$/);
    }
  });

  it('leaves who is protected or synced now, and what was so already, and says so', () => {
    const operation = makeOperation('enable-account', '1');
    const reason = (
      world: World,
      protect: string[],
      kind: 'done' | 'already' = 'done',
      language: 'en' | 'nl' = 'en',
    ) => {
      const operations = [{ operation, result: { ...done(operation).result, kind } }];
      const plan = planUndo({ operations, directory: directoryOf(world), protect, texts: undoTexts(language) });
      assert.deepEqual(plan.operations, []);
      return plan.refused[0]?.reason ?? '';
    };
    const world = { accounts: [account({ mail: 'S@x' })] };
    for (const name of ['A-1', 'Sanne@voorbeeld.nl', 's@X']) assert.match(reason(world, [name]), /is protected/);
    assert.match(reason(world, ['a-1'], 'done', 'nl'), /is beschermd/);
    assert.match(reason({ accounts: [account({ isSynced: true })] }, []), /from on-premises/);
    assert.match(reason({ accounts: [account({ isSynced: true })] }, [], 'done', 'nl'), /lokale Active Directory/);
    assert.match(reason(world, [], 'already'), /not known whose doing/);
    assert.match(reason(world, [], 'already', 'nl'), /niet bekend wie het deed/);
  });

  const reasons: readonly [what: string, operation: Operation, world: World, en: RegExp, nl: RegExp][] = [
    ['sessions', makeOperation('revoke-sessions', '1'), {}, /stay ended/, /blijven beëindigd/],
    [
      'provisioning',
      makeOperation('provision-app', '1', { target: role }),
      {},
      /What Salesforce made/,
      /Wat Salesforce/,
    ],
    [
      'a group that people had filled',
      makeOperation('set-membership-rule', null, {
        target: group,
        before: { dynamic: false },
        after: { dynamic: true },
      }),
      {},
      /Entra emptied sg/,
      /maakte sg leeg/,
    ],
    [
      'a rule of a group that is gone',
      makeOperation('set-membership-rule', null, {
        target: group,
        before: { dynamic: true, membershipRule: 'a', processing: 'on' },
        after: { dynamic: true, membershipRule: 'b', processing: 'on' },
      }),
      {},
      /membership rule of sg cannot be seen/,
      /lidmaatschapsregel van sg is niet te zien/,
    ],
    [
      'an account that nobody knows',
      makeOperation('add-member', '1', { target: { ...group, accountId: null } }),
      {},
      /not known which account/,
      /niet bekend om welk account/,
    ],
    [
      'an account that is gone',
      makeOperation('delete-account', '1'),
      {},
      /no longer in the recycle bin/,
      /niet meer in/,
    ],
    [
      'an account in the recycle bin',
      makeOperation('enable-account', '1'),
      { bin: [account()] },
      /The account in use was left as yes and is no now/,
      /Het account in gebruik was achtergelaten als ja en is nu nee/,
    ],
    [
      'members that were not read',
      makeOperation('add-member', '1', { target: group }),
      { accounts: [account()], groups: [{ ...makeGroup('sg'), memberIds: null }] },
      /Membership of sg cannot be seen/,
      /Lidmaatschap van sg is niet te zien/,
    ],
    [
      'an app that was not read',
      makeOperation('assign-app-role', '1', { target: role }),
      { accounts: [account()] },
      /Role Salesforce: User cannot be seen/,
      /Rol Salesforce: User is niet te zien/,
    ],
    [
      'a former manager without an account',
      makeOperation('remove-manager', '1', { before: { managerAccountId: 'a-2' } }),
      { accounts: [account()] },
      /former manager has no account/,
      /vorige leidinggevende heeft geen account/,
    ],
    [
      'a manager who was changed since',
      makeOperation('set-manager', '1', { after: { managerAccountId: 'a-3' } }),
      { accounts: [account({ managerId: 'a-2' }), account({ id: 'a-2', userPrincipalName: 'two@x' })] },
      /manager was left as “a-3” and is “two@x” now; somebody changed it since/,
      /leidinggevende was achtergelaten als “a-3” en is nu “two@x”/,
    ],
    [
      'a new account that was changed since',
      makeOperation('create-account', '1', {
        after: { userPrincipalName: 'sanne@voorbeeld.nl', mailNickname: 'a-1', accountEnabled: true, jobTitle: null },
      }),
      { accounts: [account({}, { jobTitle: 'x' })] },
      /jobTitle was left as nothing and is “x” now/,
      /jobTitle was achtergelaten als leeg en is nu “x”/,
    ],
    [
      'an address that was changed since',
      makeOperation('rename-account', '1', {
        before: { userPrincipalName: 'a@x' },
        after: { userPrincipalName: 'b@x' },
      }),
      { accounts: [account()] },
      /userPrincipalName was left as “b@x” and is “sanne@voorbeeld\.nl” now/,
      /userPrincipalName was achtergelaten als “b@x”/,
    ],
  ];
  for (const [what, operation, world, en, nl] of reasons) {
    it(`says why it leaves ${what}`, () => {
      const plans = (['en', 'nl'] as const).map((language) => undo([done(operation)], world, language));
      assert.deepEqual(
        plans.flatMap(({ operations }) => operations),
        [],
      );
      assert.match(plans[0]?.refused[0]?.reason ?? '', en);
      assert.match(plans[1]?.refused[0]?.reason ?? '', nl);
    });
  }
});
