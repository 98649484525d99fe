import assert from 'node:assert/strict';
import {
  toAssignAppRole,
  toAssignLicences,
  toMembershipRule,
  toProvision,
  toRemoveAppRole,
} from '../../../../api/directory/graph/to-access-requests.ts';
import { toAddMembers, toCreateAccount, toRequest } from '../../../../api/directory/graph/to-requests.ts';
import type { OperationKind } from '../../../../models/plan.ts';
import { planCreate, planOperation } from '../../../contracts/directory-contract-plan.ts';
import { openGraphDescription } from './open-graph-description.ts';

const root = 'https://graph.microsoft.com/v1.0';
const ids = { accountId: 'a1', managerId: 'm1', root };
const guid = '10000000-0000-4000-8000-000000000001';
const about = { personKey: 'hr:1', accountId: 'a1' };

const update = (after: Record<string, unknown>, before: Record<string, unknown> | null = null) =>
  toRequest(planOperation({ kind: 'update-account', ...about, before, after }), ids);

describe('operations as requests to Graph', () => {
  it('makes an account with our mark, a first password, and nothing that is empty', () => {
    const operation = planCreate('hr:1', 'ada@contoso.com', {
      displayName: 'Ada',
      department: null,
      usageLocation: 'nl',
      businessPhone: '+31201234567',
      costCenter: 'C1',
      employeeHireDate: '2026-12-01',
      extensionAttribute2: 'x',
      extensionAttribute3: null,
    });
    assert.deepEqual(toCreateAccount(operation, 'secret'), {
      method: 'POST',
      url: '/users',
      body: {
        userPrincipalName: 'ada@contoso.com',
        mailNickname: 'ada',
        accountEnabled: false,
        displayName: 'Ada',
        employeeId: 'hr1',
        usageLocation: 'NL',
        businessPhones: ['+31201234567'],
        employeeOrgData: { costCenter: 'C1', division: null },
        employeeHireDate: '2026-12-01T00:00:00Z',
        onPremisesExtensionAttributes: { extensionAttribute2: 'x', extensionAttribute15: 'instroom:hr:1' },
        passwordProfile: { password: 'secret', forceChangePasswordNextSignIn: true },
      },
    });
  });

  it('updates only what is named, and clears what is null', () => {
    assert.deepEqual(update({ jobTitle: 'Chef', city: null, businessPhone: null, employeeHireDate: null }), {
      method: 'PATCH',
      url: '/users/a1',
      body: { jobTitle: 'Chef', city: null, businessPhones: [], employeeHireDate: null },
    });
  });

  it('always sends both halves of the organisation, because Graph empties the other one', () => {
    assert.deepEqual(update({ costCenter: 'C2' }, { costCenter: 'C1', division: 'North' })?.body, {
      employeeOrgData: { costCenter: 'C2', division: 'North' },
    });
    assert.deepEqual(update({ division: null }, { division: 'North', costCenter: 'C1' })?.body, {
      employeeOrgData: { costCenter: 'C1', division: null },
    });
    assert.deepEqual(update({ division: null, costCenter: null }, { division: 'North' })?.body, {
      employeeOrgData: null,
    });
  });

  it('writes the mark on an account that was there only when the plan says so', () => {
    assert.deepEqual(update({ stampedPersonKey: 'hr:1', extensionAttribute1: 'x' })?.body, {
      onPremisesExtensionAttributes: { extensionAttribute1: 'x', extensionAttribute15: 'instroom:hr:1' },
    });
    assert.deepEqual(update({ stampedPersonKey: null })?.body, {
      onPremisesExtensionAttributes: { extensionAttribute15: null },
    });
  });

  it('does not half-write an update that names something unknown', () => {
    assert.equal(update({ jobTitle: 'Chef', userPrincipalName: 'x@contoso.com' }), null);
  });

  it('removes a membership, never the member', () => {
    const operation = planOperation({ kind: 'remove-member', ...about, groupId: 'g/1' });
    assert.deepEqual(toRequest(operation, ids), { method: 'DELETE', url: '/groups/g%2F1/members/a1/$ref' });
  });

  it('links to the cloud it talks to', () => {
    const china = 'https://microsoftgraph.chinacloudapi.cn/v1.0';
    const operation = planOperation({ kind: 'set-manager', ...about });
    assert.deepEqual(toRequest(operation, { ...ids, root: china })?.body, { '@odata.id': `${china}/users/m1` });
    assert.deepEqual(toAddMembers('g1', ['a1', 'a2'], china), {
      method: 'PATCH',
      url: '/groups/g1',
      body: { 'members@odata.bind': [`${china}/directoryObjects/a1`, `${china}/directoryObjects/a2`] },
    });
  });

  it('never puts more than twenty members in a request', () => {
    assert.throws(() => toAddMembers('g1', Array(21).fill('a'), root));
    assert.throws(() => toAddMembers('g1', [], root));
  });

  it('puts all licences of an account in one request, with both lists', () => {
    const give = planOperation({ kind: 'assign-licence', ...about, skuId: 's1' });
    const take = planOperation({ kind: 'remove-licence', ...about, skuId: 's2' });
    assert.deepEqual(toAssignLicences([give, take], 'a1'), {
      method: 'POST',
      url: '/users/a1/assignLicense',
      body: { addLicenses: [{ skuId: 's1', disabledPlans: [] }], removeLicenses: ['s2'] },
    });
    assert.deepEqual(toAssignLicences([take], 'a1')?.body, { addLicenses: [], removeLicenses: ['s2'] });
  });

  it('renames with mail only where there is one, because it cannot be emptied', () => {
    const names = { userPrincipalName: 'eva@x.nl', mailNickname: 'eva' };
    const rename = (after: Record<string, unknown>) =>
      toRequest(planOperation({ kind: 'rename-account', ...about, after }), ids)?.body;
    assert.deepEqual(rename({ ...names, mail: 'eva@x.nl' }), { ...names, mail: 'eva@x.nl' });
    assert.deepEqual(rename({ ...names, mail: null }), names);
  });

  it('keeps the other types of a group that becomes dynamic, or stops being it', () => {
    const rule = 'user.city -eq "Breda"';
    const set = (after: Record<string, unknown>, types: string[]) =>
      toMembershipRule(planOperation({ kind: 'set-membership-rule', personKey: null, groupId: 'g1', after }), types);
    const on = { membershipRule: rule, membershipRuleProcessingState: 'On' };
    const after = { dynamic: true, membershipRule: rule, processing: 'on' };
    assert.deepEqual(set(after, ['Unified'])?.body, { groupTypes: ['Unified', 'DynamicMembership'], ...on });
    assert.deepEqual(set(after, ['DynamicMembership', 'Unified'])?.body, on);
    const paused = set({ ...after, processing: 'paused' }, ['DynamicMembership']);
    assert.equal(paused?.body?.membershipRuleProcessingState, 'Paused');
    assert.deepEqual(
      set({ dynamic: false, membershipRule: null, processing: null }, ['DynamicMembership', 'Unified']),
      {
        method: 'PATCH',
        url: '/groups/g1',
        body: { groupTypes: ['Unified'], membershipRuleProcessingState: 'Paused' },
      },
    );
  });

  it('has no request for what does not say enough', () => {
    const operation = (kind: OperationKind) => planOperation({ kind, ...about });
    assert.equal(toRequest(operation('rename-account'), ids), null);
    assert.equal(toAssignLicences([operation('assign-licence')], 'a1'), null);
    assert.equal(toAssignAppRole(operation('assign-app-role'), 'a1'), null);
    assert.equal(toProvision(operation('provision-app'), 'a1'), null);
    assert.equal(toMembershipRule(operation('set-membership-rule'), []), null);
  });

  it('fits the official description of Graph (left out on a machine without it)', function () {
    const description = openGraphDescription();
    if (description === null) return this.skip();
    const everything = { displayName: 'Ada', mobilePhone: '1', businessPhone: '2', costCenter: 'C', division: 'D' };
    const after = { ...everything, employeeHireDate: '2026-12-01', extensionAttribute1: 'x', usageLocation: 'nl' };
    const requests = [
      toCreateAccount(planCreate('hr:1', 'ada@contoso.com', after), 'secret'),
      toAddMembers('g1', ['a1'], root),
      update({ ...after, stampedPersonKey: 'hr:1' }),
      update({ mobilePhone: null, businessPhone: null, costCenter: null, division: null, employeeHireDate: null }),
      ...(
        [
          'enable-account',
          'disable-account',
          'delete-account',
          'restore-account',
          'set-manager',
          'remove-manager',
          'revoke-sessions',
        ] as const
      ).map((kind) => toRequest(planOperation({ kind, ...about }), ids)),
      toRequest(planOperation({ kind: 'remove-member', ...about, groupId: 'g1' }), ids),
      toRequest(
        planOperation({
          kind: 'rename-account',
          ...about,
          after: { userPrincipalName: 'eva@x.nl', mailNickname: 'eva', mail: 'eva@x.nl' },
        }),
        ids,
      ),
      toAssignLicences(
        [
          planOperation({ kind: 'assign-licence', ...about, skuId: guid }),
          planOperation({ kind: 'remove-licence', ...about, skuId: guid }),
        ],
        'a1',
      ),
      toAssignAppRole(planOperation({ kind: 'assign-app-role', ...about, appId: guid, appRoleId: guid }), guid),
      toRemoveAppRole('p1', 'as-1'),
      toProvision(
        planOperation({ kind: 'provision-app', ...about, appId: 'p1', after: { jobId: 'j1', ruleId: 'r1' } }),
        'a1',
      ),
      toMembershipRule(
        planOperation({
          kind: 'set-membership-rule',
          personKey: null,
          groupId: 'g1',
          after: { dynamic: true, membershipRule: 'user.city -eq "Breda"', processing: 'paused' },
        }),
        ['Unified'],
      ),
    ];
    for (const request of requests) {
      assert.ok(request !== null);
      assert.deepEqual(description.findFaults(request), [], `${request.method} ${request.url}`);
    }
    const wrong = { method: 'PATCH' as const, url: '/users/a1', body: { accountEnabled: 'yes', jobtitle: 'x' } };
    assert.equal(description.findFaults(wrong).length, 2);
    assert.equal(description.findFaults({ method: 'DELETE', url: '/groups/g1/members/a1' }).length, 1);
  });
});
