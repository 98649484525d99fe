import assert from 'node:assert/strict';
import type { Application, Sku } from '../../models/account.ts';
import { type DirectoryBench, find } from './directory-bench.ts';
import { planOperation } from './directory-contract-plan.ts';
import { createSteps } from './directory-steps.ts';

/** What every Directory must do with addresses, licences and apps. */
export function describeAccessContract(open: () => DirectoryBench): void {
  const { at, findAccount, findGroup, findApp, readAll, about, run, followed } = createSteps(open);
  const sku = (skus: readonly Sku[], name: string) => find(skus, ({ skuPartNumber }) => skuPartNumber === name);
  const app = (applications: readonly Application[], name: string) =>
    find(applications, ({ displayName }) => displayName === name);
  const licensing = async (kind: 'assign-licence' | 'remove-licence', local: string, name: string) => {
    const { skuId } = sku((await readAll()).mirror.skus, name);
    return planOperation({ kind, ...(await about(local)), skuId, after: { licence: kind === 'assign-licence' } });
  };
  const roleChange = async (kind: 'assign-app-role' | 'remove-app-role', local: string) => {
    const { id, roles, assignments } = app((await readAll()).mirror.applications, 'Salesforce');
    const person = await about(local);
    const assignmentId = assignments.find(({ principalId }) => principalId === person.accountId)?.id ?? null;
    const before = kind === 'remove-app-role' ? { assigned: true, assignmentId } : { assigned: false };
    const role = find(roles, ({ displayName }) => displayName === 'Standard User');
    return planOperation({ kind, ...person, appId: id, appRoleId: role.id, before });
  };

  describe('about what was asked', () => {
    it('reads licences and apps, by name, and other addresses of accounts', async () => {
      const { mirror } = await readAll();
      assert.deepEqual(mirror.skus.map(({ skuPartNumber, seats, free }) => [skuPartNumber, seats, free]).toSorted(), [
        ['SPE_E3', 1, 1],
        ['SPE_F1', 5, 5],
      ]);
      assert.deepEqual(
        app(mirror.applications, 'Salesforce').roles.map(({ displayName }) => displayName),
        ['Standard User', 'Chatter Only'],
      );
      assert.equal(app(mirror.applications, 'Salesforce').syncJob?.id, 'job-1');
      assert.deepEqual(app(mirror.applications, "O'Reilly").roles, []);
      assert.equal(app(mirror.applications, "O'Reilly").syncJob, null);
      const ada = find(mirror.accounts, (account) => account.userPrincipalName === at('ada'));
      assert.deepEqual(ada.otherMails, ['ada@home.example']);
    });

    it('knows an app by object id and app id, ignoring case, and leaves out what is not there', async () => {
      const { id, appId } = app((await readAll()).mirror.applications, 'Salesforce');
      const names = async (...applications: string[]) =>
        (await open().directory.read({ groups: [], applications, previous: null })).mirror.applications.map(
          ({ displayName }) => displayName,
        );
      assert.deepEqual(await names(id.toUpperCase(), appId, 'SALESFORCE'), ['Salesforce']);
      assert.deepEqual(await names('Nowhere'), []);
    });

    it('reads no licences and apps that nobody asked for', async () => {
      const { mirror } = await open().directory.read({ groups: [], applications: [], previous: null });
      assert.deepEqual([mirror.skus, mirror.applications], [[], []]);
    });
  });

  describe('about addresses', () => {
    const rename = async (local: string, to: string, mail = true) =>
      planOperation({
        kind: 'rename-account',
        ...(await about(local)),
        after: { userPrincipalName: at(to), mailNickname: to, ...(mail ? { mail: at(to) } : {}) },
      });

    it('renames an account, twice if need be, and keeps the old address as an alias of a mailbox', async () => {
      await run(await licensing('assign-licence', 'bob', 'SPE_F1'));
      await run(await rename('bob', 'bob'));
      const operation = await rename('bob', 'robert');
      const { changes } = await followed(async () => assert.deepEqual((await run(operation)).kinds, ['done']));
      const robert = await findAccount('robert');
      assert.ok(changes.kind === 'delta' && changes.accountIds.includes(robert.id));
      assert.equal(robert.mail, at('robert'));
      assert.equal(robert.mailNickname, 'robert');
      assert.deepEqual(robert.proxyAddresses.toSorted(), [`SMTP:${at('robert')}`, `smtp:${at('bob')}`]);
      assert.equal(robert.stampedPersonKey, 'hr:bob');
      assert.deepEqual((await run(operation)).kinds, ['done']);
    });

    it('renames an account without mail, and gives nobody an address that is taken', async () => {
      const { kinds, results } = await run(await rename('bob', 'ada', false), await rename('cem', 'cemal', false));
      assert.deepEqual(kinds, ['failed', 'done']);
      const ada = await findAccount('ada');
      assert.match(results.find(({ kind }) => kind === 'failed')?.error?.text ?? '', new RegExp(`ada@.* ${ada.id}`));
      assert.equal((await findAccount('cemal')).mail, null);
      await findAccount('bob');
    });
  });

  describe('about licences', () => {
    const licencesOf = async (local: string) => {
      const { mirror } = await readAll();
      const names = new Map(mirror.skus.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
      const account = find(mirror.accounts, (other) => other.userPrincipalName === at(local));
      return account.licences.map(({ skuId, direct, groupIds }) => [names.get(skuId), direct, groupIds]);
    };

    it('gives and takes several at once, and counts the seats', async () => {
      const give = [
        await licensing('assign-licence', 'bob', 'SPE_E3'),
        await licensing('assign-licence', 'bob', 'SPE_F1'),
      ];
      const { mirror, changes } = await followed(async () =>
        assert.deepEqual((await run(...give)).kinds, ['done', 'done']),
      );
      assert.equal(sku(mirror.skus, 'SPE_E3').free, 0);
      assert.ok(changes.kind === 'delta' && changes.accountIds.includes((await findAccount('bob')).id));
      assert.deepEqual((await licencesOf('bob')).toSorted(), [
        ['SPE_E3', true, []],
        ['SPE_F1', true, []],
      ]);
      const take = await licensing('remove-licence', 'bob', 'SPE_E3');
      await followed(async () => assert.deepEqual((await run(take)).kinds, ['done']));
      assert.deepEqual((await run(take)).kinds, ['already']);
      assert.deepEqual(await licencesOf('bob'), [['SPE_F1', true, []]]);
    });

    it('gives the one there is a seat for when there is none for the other', async () => {
      await run(await licensing('assign-licence', 'ada', 'SPE_E3'));
      const { kinds, results } = await run(
        await licensing('assign-licence', 'bob', 'SPE_E3'),
        await licensing('assign-licence', 'bob', 'SPE_F1'),
      );
      assert.deepEqual(kinds, ['failed', 'done']);
      assert.match(results.find(({ kind }) => kind === 'failed')?.error?.text ?? '', /seat/);
      assert.deepEqual(await licencesOf('bob'), [['SPE_F1', true, []]]);
    });

    it('says that a usage location is missing', async () => {
      const { kinds, results } = await run(await licensing('assign-licence', 'cem', 'SPE_F1'));
      assert.deepEqual(kinds, ['failed']);
      assert.match(results[0]?.error?.text ?? '', /usage location/);
    });

    it('tells those that come by a group from direct ones, and takes only these', async () => {
      const carrier = await findGroup('sg-f1');
      const join = planOperation({ kind: 'add-member', ...(await about('bob')), groupId: carrier.id });
      await followed(() => run(join));
      assert.deepEqual(await licencesOf('bob'), [['SPE_F1', false, [carrier.id]]]);
      const take = await licensing('remove-licence', 'bob', 'SPE_F1');
      const { kinds, results } = await run(take);
      assert.deepEqual(kinds, ['failed']);
      assert.match(results[0]?.error?.text ?? '', /group/);

      await followed(async () => run(await licensing('assign-licence', 'bob', 'SPE_F1')));
      assert.deepEqual(await licencesOf('bob'), [['SPE_F1', true, [carrier.id]]]);
      assert.deepEqual((await run(take)).kinds, ['done']);
      await followed(async () =>
        run(planOperation({ kind: 'remove-member', ...(await about('bob')), groupId: carrier.id })),
      );
      assert.deepEqual(await licencesOf('bob'), []);
    });
  });

  describe('about apps', () => {
    const provision = async (local: string) => {
      const { id, syncJob } = app((await readAll()).mirror.applications, 'Salesforce');
      const after = { jobId: syncJob?.id, ruleId: syncJob?.ruleId };
      return planOperation({ kind: 'provision-app', ...(await about(local)), appId: id, after });
    };

    it('gives a role and provisions at once, and takes it, each twice if need be', async () => {
      const bob = await findAccount('bob');
      const give = [await roleChange('assign-app-role', 'bob'), await provision('bob')];
      await followed(async () => assert.deepEqual((await run(...give)).kinds, ['done', 'done']));
      assert.deepEqual(await findApp('Salesforce'), {
        name: 'Salesforce',
        principalIds: [bob.id],
        provisionedIds: [bob.id],
      });
      assert.deepEqual((await run(...give)).kinds, ['already', 'done']);
      assert.deepEqual((await findApp('Salesforce')).principalIds, [bob.id]);

      const take = await roleChange('remove-app-role', 'bob');
      await followed(async () => assert.deepEqual((await run(take)).kinds, ['done']));
      assert.deepEqual((await run(take)).kinds, ['already']);
      assert.deepEqual((await findApp('Salesforce')).principalIds, []);
    });

    it('takes a role whose assignment the plan does not know', async () => {
      const take = await roleChange('remove-app-role', 'bob');
      await run(await roleChange('assign-app-role', 'bob'));
      assert.deepEqual((await run(take)).kinds, ['done']);
      assert.deepEqual((await findApp('Salesforce')).principalIds, []);
      assert.deepEqual((await run(take)).kinds, ['already']);
    });

    it('gives access to an app without roles', async () => {
      const { id } = app((await readAll()).mirror.applications, "O'Reilly");
      const appRoleId = '00000000-0000-0000-0000-000000000000';
      const bob = await about('bob');
      await followed(() => run(planOperation({ kind: 'assign-app-role', ...bob, appId: id, appRoleId })));
      assert.deepEqual((await findApp("O'Reilly")).principalIds, [bob.accountId]);
    });

    it('says that the app does not know somebody without a role, and does the rest', async () => {
      const { kinds } = await run(await provision('cem'), await roleChange('assign-app-role', 'bob'));
      assert.deepEqual(kinds, ['failed', 'done']);
      assert.deepEqual((await findApp('Salesforce')).provisionedIds, []);
    });
  });
}
