import assert from 'node:assert/strict';
import type { Operation, OperationResult } from '../../../../models/plan.ts';
import { apply, kindsOf } from '../../../contracts/directory-bench.ts';
import { planCreate, planManager, planOperation } from '../../../contracts/directory-contract-plan.ts';
import { refuse } from './create-graph-world.ts';
import { openScriptedGraph, type Script, type ScriptedCall, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory, type TestDirectory } from './open-test-directory.ts';

const domain = 'sandbox.example';
const isCreate = (call: ScriptedCall) => call.method === 'POST' && call.path === '/users';
const isBind = (call: ScriptedCall) => call.method === 'PATCH' && call.path.startsWith('/groups/');

describe('applying operations through Graph', () => {
  let graph: ScriptedGraph;
  let test: TestDirectory;
  beforeEach(async () => {
    graph = await openScriptedGraph();
    test = openTestDirectory(graph.baseUrl);
    graph.world.groups.set('staff', { id: 'staff', displayName: 'Staff', mailNickname: 'staff' });
    graph.world.members.set('staff', new Set());
  });
  afterEach(() => graph.close());

  const run = async (operations: Operation[]): Promise<OperationResult[]> => {
    const { results } = await apply(test.directory, operations);
    return operations.map(({ id }) => results.find((result) => result.operationId === id) ?? assert.fail('no result'));
  };
  const create = (name: string, after: Record<string, unknown> = {}) =>
    planCreate(`hr:${name}`, `${name}@${domain}`, after);
  const seed = (count: number) => {
    const names = Array.from({ length: count }, (_, index) => `p${index}`);
    for (const name of names) graph.world.users.set(name, { id: name, userPrincipalName: `${name}@${domain}` });
    return names;
  };
  const addAll = (names: string[], groupId = 'staff') =>
    names.map((name) => planOperation({ kind: 'add-member', personKey: `hr:${name}`, accountId: name, groupId }));
  const usersNamed = (name: string) =>
    [...graph.world.users.values()].filter((user) => user.userPrincipalName === `${name}@${domain}`);
  /** Lets the fault happen on the first `times` calls that fit. */
  const atFirst = (times: number, fits: (call: ScriptedCall) => boolean, fault: ReturnType<Script>): Script => {
    let left = times;
    return (call) => (fits(call) && left-- > 0 ? fault : undefined);
  };

  describe('creating', () => {
    for (const [name, fits, fault] of [
      ['answered 504 but made', isCreate, { status: 504, happens: true }],
      ['answered 503 and not made', isCreate, { status: 503 }],
      ['missing from the answer but made', isCreate, { reset: true, happens: true }],
      ['missing from the answer and not made', isCreate, { reset: true }],
      [
        'with the connection lost after it was made',
        (call: ScriptedCall) => call.path === '/$batch',
        { reset: true, happens: true },
      ],
      ['with the connection lost before it was made', (call: ScriptedCall) => call.path === '/$batch', { reset: true }],
      ['with a batch answered 502', (call: ScriptedCall) => call.path === '/$batch', { status: 502, happens: true }],
      ['with a batch answered by something else', (call: ScriptedCall) => call.path === '/$batch', { text: '<html>' }],
      ['throttled', isCreate, { status: 429, headers: { 'Retry-After': '1' } }],
      ['with the batch throttled', (call: ScriptedCall) => call.path === '/$batch', { status: 429 }],
    ] as Array<[string, (call: ScriptedCall) => boolean, ReturnType<Script>]>)
      it(`makes one account, ${name}`, async () => {
        graph.script(atFirst(1, fits, fault));
        const [result] = await run([create('ada')]);
        assert.equal(result?.kind, 'done');
        assert.equal(usersNamed('ada').length, 1);
        assert.equal(result.accountId, usersNamed('ada')[0]?.id);
      });

    it('finds an account that can be seen only later', async () => {
      graph.script((call) => {
        const seen = graph.calls.filter((other) => other.path.startsWith(`/users/ada@`)).length;
        if (isCreate(call)) return { status: 504, happens: true };
        return call.method === 'GET' && seen < 3 && call.path.includes('ada') ? { status: 404 } : undefined;
      });
      const [result] = await run([create('ada', { employeeId: '' })]);
      assert.equal(result?.kind, 'done');
      assert.equal(graph.calls.filter(isCreate).length, 1);
    });

    it('finds it by employee number when the address cannot be seen', async () => {
      graph.script((call) => {
        if (isCreate(call)) return { status: 504, happens: true };
        return call.path.startsWith('/users/ada@') ? { status: 404 } : undefined;
      });
      const [result] = await run([create('ada', { employeeId: "o'1" })]);
      assert.equal(result?.kind, 'done');
    });

    it('finds it although the address is one that Graph cannot look up', async () => {
      graph.script((call) => {
        if (isCreate(call)) return { status: 504, happens: true };
        return call.path.startsWith('/users/ada@') ? refuse(400, 'Request_BadRequest', 'Invalid') : undefined;
      });
      assert.equal((await run([create('ada')]))[0]?.kind, 'done');
    });

    it('gives up on an account that never comes to be, and skips what rests on it', async () => {
      graph.script((call) => (isCreate(call) && call.body?.mailNickname === 'ada' ? { status: 500 } : undefined));
      const results = await run([
        create('ada'),
        create('bob'),
        planManager({ personKey: 'hr:bob', accountId: null }, { personKey: 'hr:ada', accountId: null }),
        planOperation({ kind: 'add-member', personKey: 'hr:ada', groupId: 'staff' }),
      ]);
      assert.deepEqual(
        results.map((result) => result.kind),
        ['failed', 'done', 'skipped', 'skipped'],
      );
    });

    it('says who holds the address, without telling the log', async () => {
      graph.world.users.set('u-9', { id: 'u-9', userPrincipalName: `ada@${domain}` });
      const [result] = await run([create('ada')]);
      assert.equal(result?.kind, 'failed');
      assert.match(result.error?.text ?? '', /ada@sandbox\.example \(u-9\)/);
      assert.doesNotMatch(test.logged(), /@/);
    });

    it('writes the hire date apart when Graph does not take it along, and never for the price of the joiner', async () => {
      graph.script((call) => {
        const takesMore = Object.keys(call.body ?? {}).length > 1;
        const hasDate = call.body !== undefined && 'employeeHireDate' in call.body;
        return hasDate && takesMore
          ? refuse(403, 'Authorization_RequestDenied', 'employeeHireDate cannot be set')
          : undefined;
      });
      const hired = { employeeHireDate: '2026-12-01' };
      const results = await run([create('ada', hired), create('bob', hired)]);
      assert.deepEqual(
        results.map((result) => result.kind),
        ['done', 'done'],
      );
      assert.equal(usersNamed('ada')[0]?.employeeHireDate, '2026-12-01T00:00:00Z');

      graph.script((call) =>
        'employeeHireDate' in (call.body ?? {})
          ? refuse(400, 'Request_BadRequest', 'employeeHireDate is read-only')
          : undefined,
      );
      assert.equal((await run([create('cleo', hired)]))[0]?.kind, 'done');
      const change = planOperation({
        kind: 'update-account',
        personKey: 'hr:ada',
        accountId: String(usersNamed('ada')[0]?.id),
        after: { jobTitle: 'Chef', employeeHireDate: '2027-01-01' },
      });
      assert.equal((await run([change]))[0]?.kind, 'failed');
      assert.equal(usersNamed('ada')[0]?.jobTitle, 'Chef');
    });

    it('never sends the same first password twice, nor keeps one', async () => {
      await run([create('ada'), create('bob')]);
      const passwords = graph.calls.filter(isCreate).map((call) => String(Object(call.body?.passwordProfile).password));
      assert.equal(new Set(passwords).size, 2);
      for (const password of passwords) assert.match(password, /(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^a-zA-Z\d]).{30,}/);
      for (const password of passwords) assert.ok(!test.logged().includes(password));
    });
  });

  describe('members', () => {
    it('go twenty in one write, one request per group at a time', async () => {
      const names = seed(45);
      const results = await run(addAll(names));
      assert.ok(results.every((result) => result.kind === 'done'));
      assert.deepEqual([...(graph.world.members.get('staff') ?? [])].toSorted(), names.toSorted());
      assert.equal(graph.countWrites(), 3);
      const batches = graph.calls.filter((call) => call.path === '/$batch');
      for (const { body } of batches)
        assert.ok(
          Array.from(Object(body?.requests), (inner) => Object(inner).url).filter((url) => url === '/groups/staff')
            .length <= 1,
        );
    });

    it('who are there already do not keep the others out', async () => {
      const names = seed(20);
      graph.world.members.set('staff', new Set(['p3', 'p7']));
      const results = await run(addAll(names));
      const there = results.filter((result) => result.kind === 'already').map((result) => result.accountId);
      assert.deepEqual(there, ['p3', 'p7']);
      assert.equal(graph.world.members.get('staff')?.size, 20);
      assert.equal(graph.countWrites(), 2);
    });

    it('of a group whose list cannot be read are not the end of the run', async () => {
      const names = seed(2);
      graph.world.members.set('staff', new Set(['p1']));
      graph.script((call) => (call.path.startsWith('/groups/staff/members') ? { status: 404 } : undefined));
      const kinds = (await run(addAll(names))).map((result) => result.kind);
      assert.deepEqual(kinds, ['done', 'already']);
    });

    it('come in one by one when the list of members is behind', async () => {
      const names = seed(3);
      graph.world.members.set('staff', new Set(['p1']));
      graph.script((call) =>
        call.path.startsWith('/groups/staff/members') ? { status: 200, body: { value: [] } } : undefined,
      );
      const kinds = (await run(addAll(names))).map((result) => result.kind);
      assert.deepEqual(kinds, ['done', 'already', 'done']);
    });

    it('of whom one does not exist do not fail with them', async () => {
      const names = seed(20);
      graph.world.users.delete('p5');
      const results = await run(addAll(names));
      assert.deepEqual(
        results.filter((result) => result.kind === 'failed').map((result) => result.accountId),
        ['p5'],
      );
      assert.equal(graph.world.members.get('staff')?.size, 19);
    });

    it('who were just made are waited for', async () => {
      graph.script(
        atFirst(8, isBind, refuse(400, 'Request_BadRequest', "one of the objects being referenced don't exist.")),
      );
      const results = await run([
        create('ada'),
        planOperation({ kind: 'add-member', personKey: 'hr:ada', groupId: 'staff' }),
      ]);
      assert.deepEqual(
        results.map((result) => result.kind),
        ['done', 'done'],
      );
    });

    it('are done when their answer was lost', async () => {
      const names = seed(20);
      graph.script(atFirst(1, (call) => call.path === '/$batch', { reset: true, happens: true }));
      const results = await run(addAll(names));
      assert.ok(results.every((result) => result.kind === 'done'));
      assert.equal(graph.world.members.get('staff')?.size, 20);
    });

    it('of a group that refuses us are not tried one by one', async () => {
      const names = seed(20);
      graph.script((call) => (isBind(call) ? refuse(403, 'Authorization_RequestDenied', 'no') : undefined));
      const results = await run(addAll(names));
      assert.ok(results.every((result) => result.kind === 'failed'));
      assert.equal(graph.countWrites(), 1);
    });

    it('leave without their accounts being touched', async () => {
      const [name = ''] = seed(1);
      graph.world.members.set('staff', new Set([name]));
      const leave = planOperation({ kind: 'remove-member', personKey: 'hr:p0', accountId: name, groupId: 'staff' });
      graph.script(
        atFirst(1, (call) => call.method === 'DELETE', refuse(409, 'Directory_ConcurrencyViolation', 'wait')),
      );
      assert.equal((await run([leave]))[0]?.kind, 'done');
      assert.equal(graph.world.members.get('staff')?.size, 0);
      assert.ok(graph.world.users.has(name));
    });
  });

  it('costs at most 2.5 writes for a newcomer with a manager and five groups', async () => {
    const people = Array.from({ length: 100 }, (_, index) => `n${index}`);
    for (const group of ['a', 'b', 'c', 'd', 'e']) {
      graph.world.groups.set(group, { id: group, displayName: group });
      graph.world.members.set(group, new Set());
    }
    seed(1);
    const operations = [
      ...people.map((name) => create(name)),
      ...people.map((name) =>
        planManager({ personKey: `hr:${name}`, accountId: null }, { personKey: 'hr:p0', accountId: 'p0' }),
      ),
      ...['a', 'b', 'c', 'd', 'e'].flatMap((groupId) =>
        people.map((name) => planOperation({ kind: 'add-member', personKey: `hr:${name}`, groupId })),
      ),
    ];
    const results = await run(operations);
    assert.ok(results.every((result) => result.kind === 'done'));
    assert.equal(graph.world.members.get('e')?.size, 100);
    assert.equal(graph.world.managers.size, 100);
    assert.ok(graph.countWrites() <= 250, `${graph.countWrites()} writes`);
  });

  it('waits the longest time that was asked, for everybody', async () => {
    const sleeps: number[] = [];
    const sleep = async (ms: number) => void sleeps.push(Math.round(ms / 1000));
    test = openTestDirectory(graph.baseUrl, { sleep });
    const waits = ['2', '9', '4'];
    graph.script((call) => {
      const wait = isCreate(call) ? waits.shift() : undefined;
      return wait === undefined ? undefined : { status: 429, headers: { 'Retry-After': wait } };
    });
    const results = await run([create('ada'), create('bob'), create('cleo')]);
    assert.ok(results.every((result) => result.kind === 'done'));
    assert.ok(sleeps.includes(9), `slept ${sleeps}`);
  });

  it('keeps to its budget of writes', async () => {
    const sleeps: number[] = [];
    const sleep = async (ms: number) => void sleeps.push(ms);
    test = openTestDirectory(graph.baseUrl, {
      sleep,
      limits: { writesAtOnce: 20, writesPerSecond: 20, batchesInFlight: 1 },
    });
    await run(
      seed(60).map((name) => planOperation({ kind: 'enable-account', personKey: `hr:${name}`, accountId: name })),
    );
    const waited = sleeps.reduce((sum, ms) => sum + ms, 0);
    assert.ok(waited > 1500, `60 writes at 20 a second, 20 at once: waited ${waited} ms`);
  });

  it('repeats what may be repeated, and tells a refusal in plain words', async () => {
    seed(3);
    graph.script((call) => {
      if (call.path === '/users/p0' && graph.calls.filter((other) => other.path === '/users/p0').length < 4)
        return { status: 503 };
      return call.path === '/users/p1'
        ? refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges')
        : undefined;
    });
    const disable = (name: string) =>
      planOperation({ kind: 'disable-account', personKey: `hr:${name}`, accountId: name });
    const results = await run([disable('p0'), disable('p1'), disable('nobody')]);
    assert.deepEqual(
      results.map((result) => result.kind),
      ['done', 'failed', 'failed'],
    );
    assert.match(results[1]?.error?.text ?? '', /permission.*Insufficient privileges/);
    assert.equal(results[1]?.error?.requestId, 'request-1');
    assert.equal(graph.world.users.get('p0')?.accountEnabled, false);
  });

  it('hands out what is known, then says that there is no connection', async () => {
    seed(1);
    const operations = [
      planOperation({ kind: 'disable-account', personKey: 'hr:p0', accountId: 'p0' }),
      create('ada'),
      create('bob'),
    ];
    graph.script((call) => {
      const body = JSON.stringify(call.body);
      return call.isInner || body.includes('/users/p0') ? undefined : { reset: true };
    });
    const results: OperationResult[] = [];
    const intend = async () => undefined;
    await assert.rejects(
      async () => {
        for await (const some of test.directory.apply({ runId: '1', operations, accountIds: new Map(), intend }))
          results.push(...some);
      },
      { name: 'InstroomError', code: 'directory-unreachable', retryable: true },
    );
    assert.deepEqual(kindsOf(results, operations), ['done', undefined, undefined]);
  });

  it('stops when Entra refuses us altogether', async () => {
    graph.script(() => refuse(401, 'InvalidAuthenticationToken', 'expired'));
    await assert.rejects(run([create('ada')]), { name: 'InstroomError', code: 'directory-refused' });
    graph.script((call) => (call.isInner ? refuse(401, 'InvalidAuthenticationToken', 'expired') : undefined));
    await assert.rejects(run([create('ada')]), { name: 'InstroomError', code: 'directory-refused' });
  });

  it('names the run to Graph and gives way to people', async () => {
    await run([create('ada')]);
    assert.match(String(graph.calls[0]?.headers['client-request-id']), /^run-42-1$/);
    assert.equal(graph.calls.find(isCreate)?.headers['x-ms-throttle-priority'], 'Low');
  });
});
