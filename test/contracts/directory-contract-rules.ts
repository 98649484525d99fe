import assert from 'node:assert/strict';
import { type DirectoryBench, find } from './directory-bench.ts';
import { planOperation } from './directory-contract-plan.ts';
import { createSteps } from './directory-steps.ts';

/** What every Directory must do with the rules of groups. */
export function describeRuleContract(open: () => DirectoryBench): void {
  const { findGroup, readAll, run, followed } = createSteps(open);

  describe('about the rules of groups', () => {
    const setRule = async (name: string, membershipRule: string, processing: 'on' | 'paused') =>
      planOperation({
        kind: 'set-membership-rule',
        personKey: null,
        groupId: (await findGroup(name)).id,
        after: { dynamic: true, membershipRule, processing },
      });
    const readGroup = async (name: string) =>
      find((await readAll()).mirror.groups, (group) => group.displayName === name);

    it('makes a group dynamic, pauses and resumes it, twice if need be', async () => {
      const first = await setRule('sg-staff', 'user.department -eq "Sales"', 'on');
      const { changes } = await followed(async () => assert.deepEqual((await run(first)).kinds, ['done']));
      const staff = await readGroup('sg-staff');
      assert.deepEqual(changes.kind === 'delta' && changes.groupIds, [staff.id]);
      assert.equal(staff.membershipRule, 'user.department -eq "Sales"');
      assert.equal(staff.ruleProcessing, 'on');
      assert.equal(staff.barrier, 'dynamic');
      assert.deepEqual((await run(first)).kinds, ['already']);

      const pause = await setRule('sg-staff', 'user.city -eq "Breda"', 'paused');
      const resume = await setRule('sg-staff', 'user.city -eq "Breda"', 'on');
      await followed(async () => assert.deepEqual((await run(pause)).kinds, ['done']));
      assert.equal((await readGroup('sg-staff')).ruleProcessing, 'paused');
      assert.deepEqual((await run(resume, pause)).kinds, ['done', 'done'], 'one after the other');
      assert.equal((await readGroup('sg-staff')).ruleProcessing, 'paused');
    });

    it('keeps the mailbox of a group that becomes dynamic', async () => {
      const operation = await setRule('sg-team', 'user.city -eq "Breda"', 'on');
      await followed(async () => assert.deepEqual((await run(operation)).kinds, ['done']));
      const team = await findGroup('sg-team');
      assert.equal(team.isUnified, true);
      assert.equal(team.membershipRule, 'user.city -eq "Breda"');
    });

    it('fails for a group that is not there', async () => {
      const groupId = '00000000-0000-4000-8000-00000000dead';
      const after = { dynamic: true, membershipRule: 'user.city -eq "Breda"', processing: 'on' };
      const operation = planOperation({ kind: 'set-membership-rule', personKey: null, groupId, after });
      const { kinds, results } = await run(operation);
      assert.deepEqual(kinds, ['failed']);
      assert.equal(results[0]?.accountId, null);
    });
  });
}
