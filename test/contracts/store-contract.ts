import assert from 'node:assert/strict';
import type { Account, Application, DirectoryMirror, Group } from '../../models/account.ts';
import type { AuditEvent } from '../../models/audit.ts';
import type { HrReading, Person } from '../../models/person.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Actor, Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';

/** Stores on some engine, and a way to open the same data anew as another process would. */
export interface OpenedStores {
  stores: Stores;
  reopen(): Promise<Stores>;
  close(): Promise<void>;
}

const at = '2026-11-24T08:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();
const system: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };
const twenty = Array.from({ length: 20 }, (_, index) => index);

/** Texts that a query language or a key encoding could stumble over. */
const oddTexts = ['a.b$c', '$where', 'Ünïcødé 👩‍⚕️', 'null', '', ' spaced ', 'quote"s\\', 'x'.repeat(500)];

const makePerson = (personKey: string, more: Partial<Person> = {}): Person => ({
  personKey,
  sourceId: 'hr',
  callName: 'Sanne',
  birthNamePrefix: 'de',
  birthName: 'Vries',
  nameUse: 'birth',
  employments: [
    { employmentKey: `${personKey}-1`, kind: 'employee', employeeNumber: `N${personKey}`, startsOn: '2020-01-01' },
  ],
  leaves: [],
  ...more,
});

const makeReading = (people: Person[], more: Partial<HrReading> = {}): HrReading => ({
  sourceId: 'hr',
  readAt: at,
  changedAt: null,
  people,
  units: [{ unitKey: 'SAL', name: 'Sales' }],
  setAside: [],
  ...more,
});

const makeAccount = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  userPrincipalName: `${id}@voorbeeld.nl`,
  mail: null,
  mailNickname: id,
  proxyAddresses: [],
  otherMails: [],
  licences: [],
  accountEnabled: true,
  attributes: { displayName: id, department: null },
  stampedPersonKey: null,
  stampTaken: false,
  managerId: null,
  isSynced: false,
  isGuest: false,
  deletedAt: null,
  ...more,
});

const makeGroup = (id: string, memberIds: string[] | null): Group => ({
  id,
  displayName: `Group ${id}`,
  mailNickname: `nick-${id}`,
  membershipRule: null,
  ruleProcessing: null,
  barrier: null,
  memberIds,
});

const makeApplication = (id: string, count: number): Application => ({
  id,
  appId: `app-${id}`,
  displayName: `App ${id}`,
  roles: [{ id: 'role', value: null, displayName: 'User' }],
  assignments: Array.from({ length: count }, (_, index) => ({
    id: `${id}-${index}`,
    principalId: `a${index}`,
    appRoleId: 'role',
  })),
  syncJob: { id: 'job', ruleId: 'rule' },
});

const withSortedAssignments = (application: Application): Application => ({
  ...application,
  assignments: [...application.assignments].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

const makeMirror = (accounts: Account[], groups: Group[] = []): DirectoryMirror => ({
  readAt: at,
  accounts,
  deletedAccounts: [],
  groups,
  applications: [],
  skus: [],
  usersDeltaLink: 'https://users',
  groupsDeltaLink: null,
});

const makeRun = (more: Partial<Run> = {}): Omit<Run, 'id'> => {
  const { id: _id, ...rest } = more;
  return {
    state: 'waiting',
    trigger: 'api',
    askedBy: system,
    askedAt: at,
    startedAt: null,
    plannedAt: null,
    finishedAt: null,
    now: null,
    policyVersion: null,
    fingerprint: null,
    verdict: null,
    counts: {},
    results: { done: 0, already: 0, failed: 0, skipped: 0 },
    notes: [],
    noteCount: 0,
    sources: [],
    decision: null,
    supersededBy: null,
    error: null,
    ...rest,
  };
};

const makeOperation = (id: string): Operation => ({
  id,
  kind: 'update-account',
  personKey: 'a.b$c',
  target: { accountId: null, userPrincipalName: 'x@voorbeeld.nl' },
  before: { department: null },
  after: { department: 'Sales', jobTitle: null },
  sentence: 'Change.',
  reasons: [{ kind: 'hr', text: 'so', source: null }],
});

const makeResult = (operationId: string, kind: OperationResult['kind']): OperationResult => ({
  operationId,
  kind,
  at,
  accountId: null,
  error: null,
});

const makeEvent = (id: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  id,
  at,
  kind: 'operation-done',
  actor: system,
  runId: null,
  personKey: null,
  operationId: null,
  text: id,
  ...more,
});

/** What any engine under the stores must keep. */
export function describeStoreContract(name: string, open: () => Promise<OpenedStores>): void {
  describe(`stores on ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenedStores;
    let stores: Stores;
    beforeEach(async () => {
      opened = await open();
      stores = opened.stores;
    });
    afterEach(() => opened.close());

    it('give people back as they were put in, missing kept missing, whatever their texts', async () => {
      const people = oddTexts.filter((text) => text !== '').map((text) => makePerson(text, { birthName: text }));
      await stores.people.saveReading(makeReading(people));
      for (const person of people) assert.deepEqual(await stores.people.find(person.personKey), person);
      assert.equal(await stores.people.count(), people.length);
      assert.deepEqual(await stores.people.findUnit('SAL'), { unitKey: 'SAL', name: 'Sales' });
      assert.equal(await stores.people.find('nobody'), null);
    });

    it('keep who is gone and leave them out of counts and searches, until they are back', async () => {
      await stores.people.saveReading(makeReading([makePerson('1'), makePerson('2', { birthName: 'Jansen' })]));
      await stores.people.saveReading(makeReading([makePerson('1')]));
      assert.equal(await stores.people.count(), 1);
      assert.deepEqual(await stores.people.search('jansen', 10), []);
      assert.equal((await stores.people.find('2'))?.birthName, 'Jansen');
      await stores.people.saveReading(makeReading([makePerson('1'), makePerson('2', { birthName: 'Jansen' })]));
      assert.deepEqual(
        (await stores.people.search('JANSEN', 10)).map((person) => person.personKey),
        ['2'],
      );
    });

    it('give the very same lists of everybody while nothing changed, and follow every change, of whichever process', async () => {
      const names = async (from: Stores) => {
        const { people, units } = await from.people.loadAll();
        const all = people.map(({ personKey, birthName }) => `${personKey} ${birthName}`).sort();
        return [...all, ...units.map(({ name }) => name)];
      };
      const [one, two, three] = ['1', '2', '3'].map((key) => makePerson(key)) as [Person, Person, Person];
      await stores.people.saveReading(makeReading([one, two]));
      const before = await stores.people.loadAll();
      const other = await opened.reopen();
      assert.deepEqual(await names(other), ['1 Vries', '2 Vries', 'Sales']);
      await stores.people.saveReading(makeReading([one, two], { readAt: later(60) }));
      const after = await stores.people.loadAll();
      assert.ok(after.people === before.people && after.units === before.units, 'a reading with nothing new');
      const changed = makeReading([{ ...one, birthName: 'Smit' }, three], {
        units: [{ unitKey: 'SAL', name: 'Verkoop' }],
      });
      await stores.people.saveReading(changed);
      for (const from of [stores, other, await opened.reopen()])
        assert.deepEqual(await names(from), ['1 Smit', '3 Vries', 'Verkoop']);
      await other.people.saveReading(makeReading([one]));
      for (const from of [stores, other]) assert.deepEqual(await names(from), ['1 Vries', 'Sales']);
      assert.deepEqual(
        before.people.map(({ personKey }) => personKey).sort(),
        ['1', '2'],
        'what was given stays as it was',
      );
    });

    it('find people by a part of what people would type', async () => {
      await stores.people.saveReading(
        makeReading([makePerson('P1'), makePerson('P2', { callName: 'Jan', workEmail: 'jan@voorbeeld.nl' })]),
      );
      const found = async (text: string) => (await stores.people.search(text, 10)).map((person) => person.personKey);
      assert.deepEqual(await found('sanne de vr'), ['P1']);
      assert.deepEqual(await found('NP2'), ['P2']);
      assert.deepEqual(await found('jan@'), ['P2']);
      assert.deepEqual(await found('.*'), []);
      assert.deepEqual(await found('de vries'), ['P1', 'P2']);
    });

    it('keep set-aside rows of the last reading only', async () => {
      const setAside = { personKey: null, reason: 'no-key' as const, text: 'row 3', where: 'persons.csv:3' };
      await stores.people.saveReading(makeReading([makePerson('1')], { setAside: [setAside] }));
      assert.deepEqual(await stores.people.setAside(), [setAside]);
      await stores.people.saveReading(makeReading([makePerson('1')]));
      assert.deepEqual(await stores.people.setAside(), []);
    });

    it('give a mirror back whole, to another process too', async () => {
      const accounts = Array.from({ length: 2500 }, (_, index) =>
        makeAccount(`a${index}`, { stampedPersonKey: index % 2 ? `p${index}` : null }),
      );
      const groups = [
        makeGroup(
          'g1',
          accounts.map((account) => account.id),
        ),
        makeGroup('g2', []),
        makeGroup('g3', null),
      ];
      const mirror = {
        ...makeMirror(accounts, groups),
        deletedAccounts: [makeAccount('gone', { deletedAt: at })],
        applications: [makeApplication('crm', 2500), makeApplication('empty', 0)],
        skus: [{ skuId: 's1', skuPartNumber: 'SPE_E3', seats: 25, free: 3 }],
      };
      await stores.accounts.saveReading('tenant', { mirror, changes: { kind: 'full' } });
      const loaded = await (await opened.reopen()).accounts.loadMirror('tenant');
      const byId = <Item extends { id: string }>(list: readonly Item[]) =>
        [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(byId(loaded?.accounts ?? []), byId(accounts));
      assert.deepEqual(loaded?.deletedAccounts, mirror.deletedAccounts);
      assert.deepEqual(
        byId(loaded?.groups ?? []).map((group) => ({
          ...group,
          memberIds: (group as Group).memberIds?.slice().sort() ?? null,
        })),
        byId(groups).map((group) => ({ ...group, memberIds: (group as Group).memberIds?.slice().sort() ?? null })),
      );
      assert.equal(loaded?.usersDeltaLink, 'https://users');
      assert.deepEqual(loaded?.skus, mirror.skus);
      assert.deepEqual(
        byId(loaded?.applications ?? []).map(withSortedAssignments),
        mirror.applications.map(withSortedAssignments),
      );
      assert.equal(loaded?.groupsDeltaLink, null);
      assert.equal(await stores.accounts.count('tenant'), 2500);
      assert.equal(await stores.accounts.loadMirror('another tenant'), null);
    });

    it('save what changed, and only that', async () => {
      const accounts = [makeAccount('a1', { mail: 'Sanne@Voorbeeld.nl' }), makeAccount('a2'), makeAccount('a3')];
      const groups = [makeGroup('g1', ['a1', 'a2']), makeGroup('g2', ['a1'])];
      await stores.accounts.saveReading('t', { mirror: makeMirror(accounts, groups), changes: { kind: 'full' } });
      const next = makeMirror(
        [makeAccount('a1', { accountEnabled: false }), makeAccount('a3')],
        [makeGroup('g1', ['a3'])],
      );
      const changes = {
        kind: 'delta' as const,
        accountIds: ['a1'],
        removedAccountIds: ['a2'],
        groupIds: ['g1'],
        removedGroupIds: ['g2'],
      };
      await stores.accounts.saveReading('t', { mirror: next, changes });
      await stores.accounts.saveReading('t', { mirror: next, changes });
      const again = await opened.reopen();
      const loaded = await again.accounts.loadMirror('t');
      assert.deepEqual(loaded?.accounts.map((account) => [account.id, account.accountEnabled]).sort(), [
        ['a1', false],
        ['a3', true],
      ]);
      assert.deepEqual(
        loaded?.groups.map((group) => [group.id, group.memberIds]),
        [['g1', ['a3']]],
      );
      assert.deepEqual(
        (await again.accounts.groupsOf('t', 'a3')).map((group) => group.id),
        ['g1'],
      );
      assert.deepEqual(await again.accounts.groupsOf('t', 'a1'), []);
    });

    it('follow applications and licences with every reading, also one by delta', async () => {
      const delta = {
        kind: 'delta' as const,
        accountIds: [],
        removedAccountIds: [],
        groupIds: [],
        removedGroupIds: [],
      };
      const apps = [makeApplication('crm', 1200), makeApplication('erp', 3), makeApplication('gone', 2)];
      const first = { ...makeMirror([makeAccount('a1')]), applications: apps };
      await stores.accounts.saveReading('t', { mirror: first, changes: { kind: 'full' } });
      const [crm, erp] = [makeApplication('crm', 700), { ...makeApplication('erp', 3), syncJob: null }];
      const skus = [{ skuId: 's1', skuPartNumber: 'SPE_E3', seats: 25, free: 2 }];
      await stores.accounts.saveReading('t', { mirror: { ...first, applications: [crm, erp], skus }, changes: delta });
      const loaded = await (await opened.reopen()).accounts.loadMirror('t');
      const byId = (list: readonly Application[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(
        byId(loaded?.applications ?? []).map(withSortedAssignments),
        [crm, erp].map(withSortedAssignments),
      );
      assert.deepEqual(loaded?.skus, skus);
      assert.deepEqual(loaded?.accounts, first.accounts);
    });

    it('know what of an account that was there before is ours, and of that account only', async () => {
      await stores.accounts.saveLinks(
        't',
        new Map([
          ['p1', 'a1'],
          ['p2', 'a2'],
          ['p3', 'a3'],
        ]),
        new Map([
          ['p1', ['department', 'jobTitle']],
          ['p2', []],
        ]),
      );
      const accepted = new Map([
        ['p1', ['department', 'jobTitle']],
        ['p2', []],
      ]);
      assert.deepEqual(await stores.accounts.loadOwnership('t'), accepted);
      await stores.accounts.saveLinks(
        't',
        new Map([
          ['p1', 'a1'],
          ['p3', 'a3'],
        ]),
      );
      assert.deepEqual(
        await (await opened.reopen()).accounts.loadOwnership('t'),
        accepted,
        'linking again changes nothing',
      );
      await stores.accounts.saveLinks('t', new Map([['p1', 'a9']]));
      assert.deepEqual(
        await stores.accounts.loadOwnership('t'),
        new Map([['p2', []]]),
        'another account is ours altogether',
      );
      await stores.accounts.saveLinks('t', new Map([['p2', 'a2']]), new Map([['p2', null]]));
      assert.deepEqual(await stores.accounts.loadOwnership('t'), new Map());
      assert.deepEqual(
        await stores.accounts.loadLinks('t'),
        new Map([
          ['p1', 'a9'],
          ['p2', 'a2'],
          ['p3', 'a3'],
        ]),
      );
      assert.deepEqual(await stores.accounts.loadOwnership('another'), new Map());
    });

    it('find accounts and groups by what people know of them', async () => {
      const accounts = [
        makeAccount('a1', { mail: 'Sanne@Voorbeeld.nl', stampedPersonKey: 'a.b$c' }),
        makeAccount('a2', { deletedAt: at }),
      ];
      const mirror = {
        ...makeMirror([accounts[0] as Account], [makeGroup('g1', ['a1'])]),
        deletedAccounts: [accounts[1] as Account],
      };
      await stores.accounts.saveReading('t', { mirror, changes: { kind: 'full' } });
      assert.equal((await stores.accounts.findById('t', 'a1'))?.id, 'a1');
      assert.equal(await stores.accounts.findById('t', 'a2'), null, 'an account in the recycle bin is not there');
      assert.equal((await stores.accounts.findByPersonKey('t', 'a.b$c'))?.id, 'a1');
      assert.deepEqual(
        (await stores.accounts.findByAddresses('t', ['SANNE@voorbeeld.nl', 'x@y'])).map((account) => account.id),
        ['a1'],
      );
      for (const group of ['g1', 'NICK-G1', 'group G1'])
        assert.deepEqual((await stores.accounts.findGroup('t', group))?.memberIds, ['a1']);
      assert.equal(await stores.accounts.findGroup('t', 'nothing'), null);
      await stores.accounts.saveLinks(
        't',
        new Map([
          ['p1', 'a1'],
          ['p2', 'a2'],
        ]),
      );
      await stores.accounts.saveLinks('t', new Map([['p2', 'a3']]));
      assert.deepEqual(
        await stores.accounts.loadLinks('t'),
        new Map([
          ['p1', 'a1'],
          ['p2', 'a3'],
        ]),
      );
    });

    it('find the account of somebody by the link, else by the mark, and whose it is', async () => {
      const accounts = [
        makeAccount('a1', { stampedPersonKey: 'p1' }),
        makeAccount('a2'),
        makeAccount('a3', { stampedPersonKey: 'p3' }),
      ];
      await stores.accounts.saveReading('t', { mirror: makeMirror(accounts), changes: { kind: 'full' } });
      await stores.accounts.saveLinks(
        't',
        new Map([
          ['p2', 'a2'],
          ['p3', 'a1'],
          ['p4', 'gone'],
        ]),
      );
      const accountOf = async (personKey: string) => (await stores.accounts.findByPersonKey('t', personKey))?.id;
      assert.deepEqual(await Promise.all(['p1', 'p2', 'p3', 'p4'].map(accountOf)), ['a1', 'a2', 'a1', undefined]);
      const ownerOf = (id: string) => stores.accounts.findPersonKey('t', id);
      assert.deepEqual(await Promise.all(['a1', 'a2', 'a3', 'a4'].map(ownerOf)), ['p3', 'p2', 'p3', null]);
    });

    it('keep what was rejected, once for each person and account of a directory', async () => {
      const rejection = { personKey: 'a.b$c', accountId: 'a1', by: 'cli', at };
      await stores.accounts.saveRejections('t', [rejection, { ...rejection, accountId: 'a2' }]);
      await stores.accounts.saveRejections('t', [{ ...rejection, by: 'api' }]);
      const kept = [
        { ...rejection, by: 'api' },
        { ...rejection, accountId: 'a2' },
      ];
      assert.deepEqual(await (await opened.reopen()).accounts.loadRejections('t'), kept);
      assert.deepEqual(await stores.accounts.loadRejections('another'), []);
    });

    it('number runs, list them newest first, and change them only from where they are', async () => {
      const runs = await Promise.all(twenty.map(() => stores.runs.add(makeRun())));
      assert.deepEqual(
        runs.map((run) => Number(run.id)).sort((a, b) => a - b),
        twenty.map((index) => index + 1),
      );
      assert.deepEqual(
        (await stores.runs.list({ limit: 3 })).map((run) => run.id),
        ['20', '19', '18'],
      );
      const changed = await stores.runs.change('20', ['waiting'], {
        state: 'failed',
        error: { code: 'store', text: 'x' },
      });
      assert.deepEqual(changed, { ...makeRun({ state: 'failed', error: { code: 'store', text: 'x' } }), id: '20' });
      assert.equal(await stores.runs.change('20', ['waiting'], { state: 'finished' }), null);
      assert.deepEqual(
        (await stores.runs.list({ limit: 5, states: ['failed'] })).map((run) => run.id),
        ['20'],
      );
      assert.equal(await stores.runs.find('99'), null);
    });

    it('take exactly one of twenty decisions, and only on the fingerprint that was shown', async () => {
      const { id } = await stores.runs.add(makeRun({ state: 'awaiting-approval', fingerprint: 'f' }));
      const decision = { answer: 'approve' as const, by: system, at, reason: null, override: false };
      assert.equal(await stores.runs.decide(id, { ...decision, fingerprint: 'other' }, 'applying'), null);
      const taken = await Promise.all(
        twenty.map(() => stores.runs.decide(id, { ...decision, fingerprint: 'f' }, 'applying')),
      );
      assert.equal(taken.filter((run) => run !== null).length, 1);
      assert.equal((await stores.runs.find(id))?.decision?.fingerprint, 'f');
      assert.equal((await stores.runs.findByFingerprint('f', ['applying']))?.id, id);
      assert.equal(await stores.runs.findByFingerprint('f', ['blocked']), null);
    });

    it('keep operations in order with their results, null and missing apart', async () => {
      const { id } = await stores.runs.add(makeRun());
      const operations = Array.from({ length: 2100 }, (_, index) => makeOperation(`op${index}`));
      await stores.runs.saveOperations(id, [makeOperation('old')]);
      await stores.runs.saveOperations(id, operations);
      await stores.runs.saveResults(id, [
        makeResult('op1', 'done'),
        makeResult('op2', 'failed'),
        makeResult('op1', 'done'),
      ]);
      const all = await stores.runs.operations(id);
      assert.deepEqual(
        all.map((entry) => entry.operation),
        operations,
      );
      assert.deepEqual(
        all.slice(0, 4).map((entry) => entry.result?.kind ?? null),
        [null, 'done', 'failed', null],
      );
      assert.deepEqual(
        (await stores.runs.operations(id, { skip: 5, limit: 2 })).map((entry) => entry.operation.id),
        ['op5', 'op6'],
      );
      assert.deepEqual(await stores.runs.countResults(id), { done: 1, already: 0, failed: 1, skipped: 0 });
    });

    it('find operations of a run by id, and keep another image of them beside their results', async () => {
      const { id } = await stores.runs.add(makeRun());
      await stores.runs.saveOperations(id, ['a', 'b', 'c'].map(makeOperation));
      await stores.runs.saveResults(id, [makeResult('c', 'done')]);
      const changed = { ...makeOperation('c'), before: { jobTitle: 'later' } };
      await stores.runs.updateOperations(id, [changed, makeOperation('d')]);
      const found = await stores.runs.findOperations(id, ['c', 'x', 'a']);
      assert.deepEqual(
        found.map(({ operation, result }) => [operation, result?.kind ?? null]),
        [
          [makeOperation('a'), null],
          [changed, 'done'],
        ],
      );
      assert.deepEqual(await stores.runs.findOperations(id, []), []);
      assert.equal((await stores.runs.operations(id)).length, 3);
    });

    it('list the runs of a version of the policy', async () => {
      const versions = ['v1', 'v2', 'v1'];
      for (const policyVersion of versions) await stores.runs.add(makeRun({ policyVersion }));
      const list = async (ask: { limit: number; states?: Run['state'][] }) =>
        (await stores.runs.list({ ...ask, policyVersion: 'v1' })).map(({ id }) => id);
      assert.deepEqual(await list({ limit: 9 }), ['3', '1']);
      assert.deepEqual(await list({ limit: 1 }), ['3']);
      assert.deepEqual(await list({ limit: 9, states: ['failed'] }), []);
    });

    it('count what was done lately, over all runs, by kind', async () => {
      const first = await stores.runs.add(makeRun());
      const second = await stores.runs.add(makeRun());
      const disable = (id: string): Operation => ({ ...makeOperation(id), kind: 'disable-account' });
      const done = (operationId: string, seconds: number): OperationResult => ({
        ...makeResult(operationId, 'done'),
        at: later(seconds),
      });
      await stores.runs.saveOperations(first.id, [disable('a'), disable('b'), makeOperation('c')]);
      await stores.runs.saveOperations(second.id, [disable('a'), disable('d'), disable('e'), disable('f')]);
      await stores.runs.saveResults(first.id, [done('a', -1), done('b', 0), done('c', 5)]);
      const results = [done('a', 7), makeResult('d', 'already'), makeResult('e', 'failed')];
      await stores.runs.saveResults(second.id, results);
      await stores.runs.saveResults(second.id, results);
      const count = (kinds: Operation['kind'][], more = {}) => stores.runs.countDone({ since: at, kinds, ...more });
      assert.deepEqual(await count(['disable-account', 'update-account', 'delete-account']), {
        'disable-account': 2,
        'update-account': 1,
      });
      assert.deepEqual(await count(['disable-account']), { 'disable-account': 2 });
      assert.deepEqual(await count(['disable-account'], { until: later(6) }), { 'disable-account': 1 });
      assert.deepEqual(await count([]), {});
    });

    it('append facts once, and tell them newest first', async () => {
      await stores.audit.append([
        makeEvent('1', { personKey: 'p' }),
        makeEvent('2', { runId: '7' }),
        makeEvent('3', { personKey: 'p' }),
      ]);
      await stores.audit.append([makeEvent('3', { text: 'changed' }), makeEvent('4', { personKey: 'p' })]);
      assert.deepEqual(
        (await stores.audit.list({ limit: 10 })).map((event) => event.id),
        ['4', '3', '2', '1'],
      );
      assert.deepEqual(
        (await stores.audit.list({ personKey: 'p', limit: 2 })).map((event) => event.text),
        ['4', '3'],
      );
      assert.deepEqual(
        (await stores.audit.list({ runId: '7', limit: 2 })).map((event) => event.id),
        ['2'],
      );
    });

    it('lease a job to one of twenty workers, and to another when the lease has run out', async () => {
      await Promise.all(twenty.map(() => stores.jobs.ask({ kind: 'plan-run', runId: '1', notBefore: at })));
      const lease = (owner: string, now: string) => stores.jobs.lease({ owner, now, leaseMs: 10_000 });
      const leased = await Promise.all(twenty.map((index) => lease(`w${index}`, at)));
      const [job, ...others] = leased.filter((entry) => entry !== null);
      assert.ok(job && others.length === 0);
      const owner = job.leasedBy ?? '';
      assert.equal(await stores.jobs.extend(job.id, { owner, now: later(5), leaseMs: 10_000 }), true);
      assert.equal(await lease('other', later(12)), null);
      assert.equal((await lease('other', later(16)))?.attempts, 2);
      assert.equal(await stores.jobs.extend(job.id, { owner, now: later(17), leaseMs: 10_000 }), false);
      await stores.jobs.finish(job.id, owner);
      await stores.jobs.postpone(job.id, { owner: 'other', notBefore: later(60) });
      assert.equal(await lease('third', later(30)), null);
      assert.equal((await lease('third', later(61)))?.runId, '1');
      assert.equal(await stores.jobs.releaseAll(), 1);
      await stores.jobs.finish(job.id, 'third');
      assert.equal((await lease('fourth', later(62)))?.runId, '1', 'only who holds a job can finish it');
      await stores.jobs.finish(job.id, 'fourth');
      assert.equal(await lease('fifth', later(99)), null);
    });

    it('give a lock to one of twenty, again to the same, and to another when it has run out', async () => {
      const lock = (owner: string, now: string) => stores.jobs.lock({ name: 'runs', owner, now, leaseMs: 10_000 });
      const taken = await Promise.all(twenty.map((index) => lock(`w${index}`, at)));
      assert.equal(taken.filter(Boolean).length, 1);
      const owner = `w${taken.indexOf(true)}`;
      assert.equal(await lock(owner, later(5)), true);
      assert.equal(await lock('other', later(12)), false);
      assert.equal(await lock('other', later(16)), true);
      await stores.jobs.unlock('runs', owner);
      assert.equal(await lock(owner, later(17)), false);
      await stores.jobs.unlock('runs', 'other');
      assert.equal(await lock(owner, later(18)), true);
    });

    it('remember conversations and cards', async () => {
      const conversation = {
        tenantId: 't',
        aadObjectId: 'u',
        locale: null,
        status: 'active' as const,
        reference: { user: { id: '29:x' } },
        updatedAt: at,
      };
      await stores.conversations.save(conversation);
      await stores.conversations.save({ ...conversation, locale: 'nl-NL' });
      assert.deepEqual(await stores.conversations.findByPeople(['u', 'v']), [{ ...conversation, locale: 'nl-NL' }]);
      await stores.conversations.setStatus('t', 'u', 'blocked');
      assert.equal((await stores.conversations.find('t', 'u'))?.status, 'blocked');
      assert.equal(await stores.conversations.find('t', 'v'), null);
      const card = { subject: 'run-approval:1', tenantId: 't', aadObjectId: 'u', activityId: 'a', sentAt: at };
      await stores.conversations.saveSentCard(card);
      await stores.conversations.saveSentCard({ ...card, activityId: 'b' });
      assert.deepEqual(await stores.conversations.sentCards('run-approval:1'), [{ ...card, activityId: 'b' }]);
    });

    it('count without losing one, and keep settings for the next process', async () => {
      // Twenty counters, each begun by twenty at once: an engine may tell several that theirs was the first number.
      for (const counter of twenty) {
        const numbers = await Promise.all(twenty.map(() => stores.settings.next(`counter-${counter}`)));
        assert.deepEqual(
          numbers.sort((a, b) => a - b),
          twenty.map((index) => index + 1),
        );
      }
      await stores.settings.set('a.b', { deep: [1, null, 'x'] });
      const again = await opened.reopen();
      assert.deepEqual(await again.settings.get('a.b'), { deep: [1, null, 'x'] });
      assert.equal(await again.settings.get('nothing'), null);
    });

    it('forget settings that were to be kept for a while, a part at a time, and no others', async () => {
      const { settings } = stores;
      for (const key of ['m1', 'm2', 'm3']) await settings.set(key, key, later(10));
      await settings.set('m4', 'm4', later(100));
      await settings.set('m1', 'for good');
      const forget = () => settings.forgetBefore(later(50), 1);
      assert.deepEqual([await forget(), await forget(), await forget()], [1, 1, 0]);
      const left = await Promise.all(['m1', 'm2', 'm3', 'm4'].map((key) => settings.get(key)));
      assert.deepEqual(left, ['for good', null, null, 'm4']);
    });
  });
}
