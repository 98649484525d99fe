import assert from 'node:assert/strict';
import type { OperationResult } from '../../models/plan.ts';
import { apply, type DirectoryBench, type DirectorySeed, find, kindsOf, picture, seedFor } from './directory-bench.ts';
import { describeAccessContract } from './directory-contract-access.ts';
import { planCreate, planManager, planOperation } from './directory-contract-plan.ts';
import { describeRuleContract } from './directory-contract-rules.ts';

/** What every Directory must do, whatever is behind it. */
export function describeDirectoryContract(
  name: string,
  open: (seed: (domain: string) => DirectorySeed) => Promise<DirectoryBench>,
): void {
  describe(`${name} as a directory`, () => {
    let bench: DirectoryBench;
    beforeEach(async () => {
      bench = await open(seedFor);
    });
    afterEach(async () => bench.close());

    const at = (local: string) => `${local}@${bench.domain}`;
    const findAccount = async (local: string) =>
      find((await bench.look()).accounts, (a) => a.userPrincipalName === at(local));
    const findGroup = async (group: string) => find((await bench.look()).groups, (g) => g.name === group);

    describeAccessContract(() => bench);
    describeRuleContract(() => bench);

    it('says which directory it is', () => {
      const { key, name: title, isSandbox } = bench.directory.identify();
      assert.ok(key.length > 0 && title.length > 0);
      assert.equal(isSandbox, true);
    });

    it('reads accounts with marks and managers, and members of the groups asked for only', async () => {
      const { mirror, changes } = await bench.directory.read({
        groups: ['SG-STAFF'],
        applications: [],
        previous: null,
      });
      assert.deepEqual(changes, { kind: 'full' });
      const bob = find(mirror.accounts, (account) => account.userPrincipalName === at('bob'));
      const ada = find(mirror.accounts, (account) => account.userPrincipalName === at('ada'));
      assert.equal(bob.stampedPersonKey, 'hr:bob');
      assert.equal(bob.managerId, ada.id);
      assert.equal(ada.stampedPersonKey, null);
      const members = Object.fromEntries(mirror.groups.map((group) => [group.displayName, group.memberIds]));
      assert.deepEqual(members['sg-staff'], [bob.id]);
      assert.equal(members['sg-other'], null);
    });

    it('brings in newcomers with manager and memberships, announced before, one result each', async () => {
      const staff = await findGroup('sg-staff');
      const operations = [
        planCreate('hr:cleo', at('cleo'), { department: 'Sales' }),
        planCreate('hr:dirk', at('dirk')),
        planManager({ personKey: 'hr:cleo', accountId: null }, { personKey: 'hr:dirk', accountId: null }),
        planOperation({ kind: 'add-member', personKey: 'hr:cleo', groupId: staff.id }),
      ];
      const { results, intended } = await apply(bench.directory, operations);
      assert.deepEqual(kindsOf(results, operations), ['done', 'done', 'done', 'done']);
      assert.deepEqual(new Set(intended), new Set(operations.map((operation) => operation.id)));

      const cleo = await findAccount('cleo');
      const dirk = await findAccount('dirk');
      assert.equal(cleo.stampedPersonKey, 'hr:cleo');
      assert.equal(cleo.attributes.department, 'Sales');
      assert.equal(cleo.accountEnabled, false);
      assert.equal(cleo.managerId, dirk.id);
      assert.ok((await findGroup('sg-staff')).memberIds.includes(cleo.id));
      assert.equal(find(results, (result) => result.operationId === operations[0]?.id).accountId, cleo.id);
    });

    it('finds its own work again and makes nothing twice', async () => {
      const staff = await findGroup('sg-staff');
      const operations = [
        planCreate('hr:cleo', at('cleo')),
        planOperation({ kind: 'add-member', personKey: 'hr:cleo', groupId: staff.id }),
      ];
      await apply(bench.directory, operations);
      const before = (await bench.look()).accounts.length;
      const { results } = await apply(bench.directory, operations);
      assert.deepEqual(kindsOf(results, operations), ['already', 'already']);
      assert.equal((await bench.look()).accounts.length, before);
    });

    it('does not take over an address that somebody else has, and skips what rests on it', async () => {
      const staff = await findGroup('sg-staff');
      const bob = await findAccount('bob');
      const operations = [
        planCreate('hr:another-ada', at('ada')),
        planManager({ personKey: 'hr:bob', accountId: bob.id }, { personKey: 'hr:another-ada', accountId: null }),
        planOperation({ kind: 'add-member', personKey: 'hr:another-ada', groupId: staff.id }),
      ];
      const { results } = await apply(bench.directory, operations);
      assert.deepEqual(kindsOf(results, operations), ['failed', 'skipped', 'skipped']);
      const ada = await findAccount('ada');
      assert.match(results[0]?.error?.text ?? '', new RegExp(ada.id));
      assert.equal(ada.stampedPersonKey, null);
      assert.equal((await findAccount('bob')).managerId, ada.id);
    });

    it('writes, clears and marks what an update names and leaves the rest', async () => {
      const ada = await findAccount('ada');
      const update = (after: Record<string, unknown>) =>
        planOperation({ kind: 'update-account', personKey: 'hr:ada', accountId: ada.id, after });
      await apply(bench.directory, [
        update({ jobTitle: 'Engineer', mobilePhone: '+31612345678', businessPhone: '+31201234567', costCenter: 'C1' }),
      ]);
      await apply(bench.directory, [
        update({
          mobilePhone: null,
          employeeHireDate: '2026-12-01',
          extensionAttribute3: 'x',
          stampedPersonKey: 'hr:ada',
        }),
      ]);
      const { attributes, stampedPersonKey } = await findAccount('ada');
      assert.equal(attributes.jobTitle, 'Engineer');
      assert.equal(attributes.mobilePhone, null);
      assert.equal(attributes.businessPhone, '+31201234567');
      assert.equal(attributes.costCenter, 'C1');
      assert.equal(attributes.employeeHireDate, '2026-12-01');
      assert.equal(attributes.extensionAttribute3, 'x');
      assert.equal(stampedPersonKey, 'hr:ada');
    });

    it('sees somebody off, twice if need be, and takes them back', async () => {
      const bob = await findAccount('bob');
      const staff = await findGroup('sg-staff');
      const about = { personKey: 'hr:bob', accountId: bob.id };
      const leave = [
        planOperation({ kind: 'disable-account', ...about }),
        planOperation({ kind: 'revoke-sessions', ...about }),
        planOperation({ kind: 'remove-member', ...about, groupId: staff.id }),
        planOperation({ kind: 'remove-manager', ...about }),
      ];
      assert.deepEqual(kindsOf((await apply(bench.directory, leave)).results, leave), ['done', 'done', 'done', 'done']);
      const off = await findAccount('bob');
      assert.equal(off.accountEnabled, false);
      assert.equal(off.managerId, null);
      assert.deepEqual((await findGroup('sg-staff')).memberIds, []);
      const again = (await apply(bench.directory, leave)).results;
      assert.deepEqual(kindsOf(again, leave), ['done', 'done', 'already', 'already']);

      const remove = planOperation({ kind: 'delete-account', ...about });
      assert.equal((await apply(bench.directory, [remove])).results[0]?.kind, 'done');
      assert.deepEqual(
        (await bench.look()).deletedAccounts.map((account) => account.id),
        [bob.id],
      );
      assert.equal((await apply(bench.directory, [remove])).results[0]?.kind, 'already');

      const restore = [
        planOperation({ kind: 'restore-account', ...about }),
        planOperation({ kind: 'enable-account', ...about }),
      ];
      assert.deepEqual(kindsOf((await apply(bench.directory, restore)).results, restore), ['done', 'done']);
      const back = await findAccount('bob');
      assert.equal(back.id, bob.id);
      assert.equal(back.accountEnabled, true);
      assert.deepEqual((await bench.look()).deletedAccounts, []);
      assert.equal((await apply(bench.directory, restore)).results[0]?.kind, 'already');
    });

    it('goes on from an earlier reading and comes to the same as reading everything', async () => {
      const groups = ['sg-staff'];
      const first = await bench.directory.read({ groups, applications: [], previous: null });
      const staff = await findGroup('sg-staff');
      const bob = await findAccount('bob');
      const ada = await findAccount('ada');
      await apply(bench.directory, [
        planCreate('hr:cleo', at('cleo')),
        planOperation({ kind: 'update-account', personKey: 'hr:ada', accountId: ada.id, after: { jobTitle: 'Chef' } }),
        planOperation({ kind: 'add-member', personKey: 'hr:cleo', groupId: staff.id }),
        planOperation({ kind: 'delete-account', personKey: 'hr:bob', accountId: bob.id }),
      ]);
      const cleo = await findAccount('cleo');

      const second = await bench.directory.read({ groups, applications: [], previous: first.mirror });
      assert.ok(second.changes.kind === 'delta');
      assert.ok(second.changes.accountIds.includes(cleo.id));
      assert.ok(second.changes.accountIds.includes(ada.id));
      assert.ok(second.changes.accountIds.includes(bob.id), 'in the recycle bin now');
      assert.deepEqual(second.changes.removedAccountIds, []);
      assert.deepEqual(second.changes.groupIds, [staff.id]);
      const whole = await bench.directory.read({ groups, applications: [], previous: null });
      assert.deepEqual(picture(second.mirror), picture(whole.mirror));

      const third = await bench.directory.read({ groups, applications: [], previous: second.mirror });
      const nothing = { accountIds: [], removedAccountIds: [], groupIds: [], removedGroupIds: [] };
      assert.deepEqual(third.changes, { kind: 'delta', ...nothing });
      assert.deepEqual(picture(third.mirror), picture(whole.mirror));
    });

    it('reads the members of a group that is asked for later', async () => {
      const first = await bench.directory.read({ groups: [], applications: [], previous: null });
      const second = await bench.directory.read({ groups: ['sg-staff'], applications: [], previous: first.mirror });
      const bob = await findAccount('bob');
      const staff = find(second.mirror.groups, (group) => group.displayName === 'sg-staff');
      assert.deepEqual(staff.memberIds, [bob.id]);
      assert.ok(second.changes.kind === 'delta');
      assert.deepEqual(second.changes.groupIds, [staff.id]);
    });

    it('reads accounts back as they are now and leaves out what is not there', async () => {
      const bob = await findAccount('bob');
      const unknown = '00000000-0000-4000-8000-00000000dead';
      const accounts = await bench.directory.readBack([unknown, bob.id]);
      assert.deepEqual(accounts, [bob]);
    });

    it('makes an access pass for an account that is there, each one anew, and takes it away again', async () => {
      const bob = await findAccount('bob');
      const ask = { accountId: bob.id, lifetimeMinutes: 60, usableOnce: true };
      const [first, second] = [
        await bench.directory.createAccessPass(ask),
        await bench.directory.createAccessPass(ask),
      ];
      assert.ok(first.kind === 'made' && second.kind === 'made' && first.code !== second.code);
      const gone = { ...ask, accountId: '00000000-0000-4000-8000-00000000dead' };
      const refused = await bench.directory.createAccessPass(gone);
      assert.ok(refused.kind === 'refused' && refused.why === 'other');
      for (const passId of [second.passId, second.passId, first.passId])
        await bench.directory.removeAccessPass({ accountId: bob.id, passId });
    });

    it('gives an account the app in Teams, also when it has it, and not an app that nobody uploaded', async () => {
      const bob = await findAccount('bob');
      const manifestId = '6f1c1f5e-3c8e-4a0b-9d57-0d3f5a6b7c8d';
      const ask = { accountId: bob.id, manifestId };
      for (const _ of ['first', 'again'])
        assert.deepEqual(await bench.directory.installTeamsApp(ask), { kind: 'installed' });
      const nothing = { ...ask, manifestId: '00000000-0000-0000-0000-000000000000' };
      assert.deepEqual(await bench.directory.installTeamsApp(nothing), { kind: 'refused', status: 404 });
      const nobody = { ...ask, accountId: '00000000-0000-4000-8000-00000000dead' };
      assert.deepEqual(await bench.directory.installTeamsApp(nobody), { kind: 'refused', status: 404 });
    });

    it('says so when it cannot carry out a kind of operation', async () => {
      const bob = await findAccount('bob');
      const operation = planOperation({ kind: 'assign-licence', personKey: 'hr:bob', accountId: bob.id });
      const { results } = await apply(bench.directory, [operation]);
      assert.equal(results[0]?.kind, 'failed');
      assert.equal(results[0]?.error?.code, 'not-supported');
    });

    it('leaves out what it is told to, and carries out the rest', async () => {
      const operations = [planCreate('hr:cleo', at('cleo')), planCreate('hr:dana', at('dana'))];
      const [cleo] = operations;
      const results: OperationResult[] = [];
      const ask = {
        runId: '1',
        operations,
        accountIds: new Map(),
        intend: async () => new Set([cleo?.id ?? '']),
      };
      for await (const some of bench.directory.apply(ask)) results.push(...some);
      const byId = new Map(results.map((result) => [result.operationId, result]));
      assert.deepEqual(
        operations.map(({ id }) => [byId.get(id)?.kind, byId.get(id)?.error?.code]),
        [
          ['skipped', 'newer-look'],
          ['done', undefined],
        ],
      );
      const { mirror } = await bench.directory.read({ groups: [], applications: [], previous: null });
      const stamps = mirror.accounts.map(({ stampedPersonKey }) => stampedPersonKey);
      assert.deepEqual([stamps.includes('hr:cleo'), stamps.includes('hr:dana')], [false, true]);
    });

    it('sends nothing more when it may not announce it', async () => {
      const before = await bench.look();
      const directory = bench.directory;
      const ask = {
        runId: '1',
        operations: [planCreate('hr:cleo', at('cleo'))],
        accountIds: new Map(),
        intend: async () => {
          throw new Error('the journal is full');
        },
      };
      await assert.rejects(async () => {
        for await (const _ of directory.apply(ask)) assert.fail('nothing can be known');
      }, /the journal is full/);
      assert.deepEqual(await bench.look(), before);
    });
  });
}
