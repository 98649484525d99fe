import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { AccountLicence } from '../../../../models/account.ts';
import type { Operation } from '../../../../models/plan.ts';
import {
  linesOf,
  makeAccount,
  makeApp,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  makeSku,
  notesOf,
} from '../make-input.ts';

const role = (grant: string) =>
  `roles: [{ id: r, title: Sales, when: 'user.department -eq "Sales"', grant: { ${grant} } }]\n`;
const skus = [makeSku('E5', 10), makeSku('F3', 10)];
const direct = (name: string): AccountLicence => ({ skuId: `sku-${name}`, direct: true, groupIds: [] });

/** The plan for P1 (account `a`, in Sales) with these licences, attributes and directory. */
function planOf(
  policy: string,
  world: {
    licences?: AccountLicence[];
    usageLocation?: string | null;
    country?: string;
    unitKey?: string;
    isNew?: boolean;
    startsOn?: string;
    directory?: Parameters<typeof makeInput>[0]['directory'];
  } = {},
) {
  const { licences = [], usageLocation = 'NL', isNew = false, country, startsOn, unitKey = 'sales' } = world;
  const more = { ...(country === undefined ? {} : { country }), ...(startsOn === undefined ? {} : { startsOn }) };
  const account = makeAccount({ id: 'a', stampedPersonKey: 'P1', licences }, { usageLocation, department: 'Sales' });
  return planPeople(
    makeInput({
      policy: makePolicy(policy),
      people: [
        makePerson({ personKey: 'P1', employments: [makeEmployment({ employmentKey: 'E1', unitKey, ...more })] }),
      ],
      units: [
        { unitKey: 'sales', name: 'Sales' },
        { unitKey: 'care', name: 'Care' },
      ],
      directory: { accounts: isNew ? [] : [account], skus, ...world.directory },
    }),
  );
}
const access = (...story: Parameters<typeof planOf>) =>
  linesOf(planOf(...story)).filter((line) => !/^(update|create)-account/.test(line));
const find = (kind: Operation['kind'], ...story: Parameters<typeof planOf>): Operation => {
  const found = planOf(...story).operations.find((operation) => operation.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in ${access(...story).join(', ')}`);
  return found;
};

describe('a licence', () => {
  const policy = role('licences: [E5]');

  it('is given directly, named for people and by its id for Entra', () => {
    const { target, before, after, sentence } = find('assign-licence', policy);
    assert.deepEqual(target, {
      accountId: 'a',
      userPrincipalName: 'a@sandbox.example',
      skuId: 'sku-E5',
      skuName: 'E5',
    });
    assert.deepEqual([before, after], [{ licence: false }, { licence: true }]);
    assert.equal(sentence, 'Give Sanne de Vries (P1) licence E5.');
  });

  it('that is held already is left', () => assert.deepEqual(access(policy, { licences: [direct('E5')] }), []));

  it('goes when nothing gives it any more, and one that no policy names is nobody’s business', () => {
    const moved = { unitKey: 'care', licences: [direct('E5'), direct('F3')] };
    assert.deepEqual(access(policy, moved), ['remove-licence P1 E5']);
    const { before, after, reasons } = find('remove-licence', policy, moved);
    assert.deepEqual(
      [before, after, reasons.map(({ kind }) => kind)],
      [{ licence: true }, { licence: false }, ['rule']],
    );
  });

  it('that a licences entry alone names is managed as well', () => {
    assert.deepEqual(access('licences: [{ sku: F3 }]', { licences: [direct('F3')] }), ['remove-licence P1 F3']);
  });

  it('that comes through any group is not given a second time, and never taken directly', () => {
    const through = { licences: [{ skuId: 'sku-E5', direct: false, groupIds: ['some'] }] };
    assert.deepEqual(access(policy, through), []);
    assert.deepEqual(access(policy, { ...through, unitKey: 'care' }), []);
  });

  it('waits for a usageLocation, which may be there or come with it', () => {
    assert.deepEqual(access(policy, { usageLocation: null }), []);
    assert.deepEqual(notesOf(planOf(policy, { usageLocation: null })), ['waiting P1']);
    assert.deepEqual(access(policy, { usageLocation: null, country: 'NL' }), ['assign-licence P1 E5']);
    assert.deepEqual(access(policy, { isNew: true, country: 'NL' }), ['assign-licence P1 E5']);
    assert.deepEqual(notesOf(planOf(policy, { isNew: true })), ['waiting P1']);
  });

  it('that the tenant does not have is said, and nothing is planned', () => {
    const plan = planOf(role('licences: [X9]'));
    assert.deepEqual([access(role('licences: [X9]')), notesOf(plan)], [[], ['unknown-licence']]);
  });
});

describe('a licence by group', () => {
  const policy = `${role('licences: [E5]')}licences: [{ sku: E5, by: group, group: sg-e5 }]`;
  const groups = [makeGroup('sg-e5')];
  const member = [makeGroup('sg-e5', ['a'])];
  const both = { skuId: 'sku-E5', direct: true, groupIds: ['id-sg-e5'] };

  it('is membership of that group', () => {
    assert.deepEqual(access(policy, { directory: { groups } }), ['add-member P1 sg-e5']);
    assert.deepEqual(access(policy, { directory: { groups: member }, unitKey: 'care' }), ['remove-member P1 sg-e5']);
  });

  it('takes the direct one once the group gives it, and not before: nobody is without meanwhile', () => {
    assert.deepEqual(access(policy, { directory: { groups }, licences: [direct('E5')] }), ['add-member P1 sg-e5']);
    assert.deepEqual(access(policy, { directory: { groups: member }, licences: [direct('E5')] }), []);
    assert.deepEqual(access(policy, { directory: { groups: member }, licences: [both] }), ['remove-licence P1 E5']);
  });

  it('leaves a direct one alone while its group is not there', () => {
    assert.deepEqual(access(policy, { licences: [direct('E5')] }), []);
  });

  it('of a licence or group that is not there is said', () => {
    assert.deepEqual(notesOf(planOf(policy, { directory: {} })), ['unknown-group']);
    assert.deepEqual(notesOf(planOf(policy.replaceAll('E5', 'X9'), { directory: { groups } })), ['unknown-licence']);
  });
});

describe('an app role', () => {
  const policy = role('apps: [{ app: Finance, role: viewer }]');
  const app = makeApp('Finance', ['Viewer', 'Editor']);
  const holding = makeApp('Finance', ['Viewer', 'Editor'], {
    assignments: [
      { id: 'as1', principalId: 'a', appRoleId: 'id-Viewer' },
      { id: 'as2', principalId: 'a', appRoleId: 'id-Editor' },
      { id: 'as3', principalId: 'b', appRoleId: 'id-Viewer' },
    ],
  });
  const syncJob = { id: 'job', ruleId: 'rule' };

  it('is given by the ids of its app and role', () => {
    const { target, before, after, sentence } = find('assign-app-role', policy, { directory: { applications: [app] } });
    assert.deepEqual(target, {
      accountId: 'a',
      userPrincipalName: 'a@sandbox.example',
      appId: 'sp-Finance',
      appName: 'Finance',
      appRoleId: 'id-Viewer',
      appRoleName: 'Viewer',
    });
    assert.deepEqual([before, after], [{ assigned: false }, { assigned: true }]);
    assert.equal(sentence, 'Give Sanne de Vries (P1) the app role Finance: Viewer.');
  });

  it('that is held is left, and goes by the id of its assignment; others of the app are not touched', () => {
    const directory = { applications: [holding] };
    assert.deepEqual(access(policy, { directory }), []);
    assert.deepEqual(access(policy, { directory, unitKey: 'care' }), ['remove-app-role P1 Finance: Viewer']);
    const { before, after } = find('remove-app-role', policy, { directory, unitKey: 'care' });
    assert.deepEqual([before, after], [{ assigned: true, assignmentId: 'as1' }, { assigned: false }]);
  });

  it('in an app without roles is plain access', () => {
    const { target } = find('assign-app-role', policy, { directory: { applications: [makeApp('Finance')] } });
    assert.deepEqual([target.appRoleId, target.appRoleName], ['00000000-0000-0000-0000-000000000000', 'viewer']);
  });

  it('has the app make the account at once, where it can', () => {
    const applications = [{ ...app, syncJob }];
    assert.deepEqual(access(policy, { directory: { applications } }), [
      'assign-app-role P1 Finance: Viewer',
      'provision-app P1 Finance',
    ]);
    assert.deepEqual(find('provision-app', policy, { directory: { applications } }).after, {
      jobId: 'job',
      ruleId: 'rule',
    });
    const without = `${policy}apps: [{ id: finance, provisionOnDemand: false }]`;
    assert.deepEqual(access(without, { directory: { applications } }), ['assign-app-role P1 Finance: Viewer']);
    const held = { directory: { applications: [{ ...holding, syncJob }] } };
    assert.deepEqual(access(policy, held), [], 'nothing is assigned now');
  });

  it('has the app asked once for several roles', () => {
    const two = role('apps: [{ app: Finance, role: viewer }, { app: Finance, role: editor }]');
    const plan = planOf(two, { directory: { applications: [{ ...app, syncJob }] } });
    assert.equal(plan.operations.filter(({ kind }) => kind === 'provision-app').length, 1);
    assert.equal(new Set(plan.operations.map(({ id }) => id)).size, plan.operations.length);
  });
});

describe('what is lost', () => {
  it('says why: the end of the employment, the word of the source, or that nothing gives it', () => {
    const groups = [makeGroup('sg-x', ['a'])];
    const reasons = (person: Partial<Parameters<typeof makePerson>[0]>, endsOn?: string) => {
      const employment = makeEmployment({ employmentKey: 'E1', ...(endsOn === undefined ? {} : { endsOn }) });
      const plan = planPeople(
        makeInput({
          policy: makePolicy(role('groups: [sg-x]')),
          people: [makePerson({ personKey: 'P1', employments: [employment], ...person })],
          directory: { accounts: [makeAccount({ id: 'a', stampedPersonKey: 'P1' })], groups },
        }),
      );
      const removal = plan.operations.find(({ kind }) => kind === 'remove-member');
      return removal?.reasons.map(({ kind, source }) => `${kind} ${source}`);
    };
    assert.deepEqual(reasons({}, '2026-11-23'), ['hr endDate']);
    assert.deepEqual(reasons({ isActive: false }), ['hr active', 'rule null']);
    assert.equal(reasons({}), undefined);
  });
});
