import assert from 'node:assert/strict';
import { findDrift } from '../../../../api/engine/drift/find-drift.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Account } from '../../../../models/account.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { makeEmployment, makeGroup, makeInput, makePerson, makePolicy } from '../make-input.ts';

export const later = '2027-06-02T12:00:00Z';

export const noFindings = { findings: [] };

export const policy = makePolicy(`
roles:
  - { id: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales], licences: [SPE_E3], apps: [{ app: Crm, role: User }] } }
  - { id: it, when: 'user.department -eq "IT"', grant: { groups: [sg-it], licences: [VISIO], apps: [{ app: Crm, role: Admin }] } }
groups:
  - { id: SG-Sales, membershipRule: 'user.department -startsWith "Sal"' }
attributes: { jobTitle: "\${functionTitle}", companyName: "Zorg 'B' \${country}", city: Utrecht }
`);

/** One person of Sales, settled, in a tenant with what the policy names. */
export function settledWorld(): PlanInput {
  const input = makeInput({
    policy,
    people: [
      makePerson({
        personKey: 'P1',
        employments: [
          makeEmployment({ employmentKey: 'E', employeeNumber: 'N1', functionTitle: 'Nurse', country: 'NL' }),
        ],
      }),
    ],
    directory: {
      groups: [makeGroup('sg-sales'), makeGroup('sg-it')],
      skus: ['SPE_E3', 'VISIO'].map((name) => ({ skuId: `id-${name}`, skuPartNumber: name, seats: 9, free: 9 })),
      applications: [
        {
          id: 'crm',
          appId: 'crm-app',
          displayName: 'Crm',
          roles: ['User', 'Admin'].map((name) => ({ id: `role-${name}`, value: name, displayName: name })),
          assignments: [],
          syncJob: null,
        },
      ],
    },
  });
  return { ...input, directory: applyOperations(input.directory, planPeople(input).operations, input.now) };
}

/** The world after somebody changed Entra. */
function changeByHand(
  world: PlanInput,
  change: (directory: PlanInput['directory'], account: Account) => void,
): PlanInput {
  const directory = structuredClone(world.directory);
  const [account] = directory.accounts;
  assert.ok(account);
  change(directory, account);
  return { ...world, directory };
}

export const drifts: Readonly<Record<string, (directory: PlanInput['directory'], account: Account) => void>> = {
  'update-account': (_directory, account) => {
    account.attributes = { ...account.attributes, jobTitle: "Chef d'équipe", companyName: 'Other', city: null };
  },
  'enable-account': (_directory, account) => {
    account.accountEnabled = false;
  },
  'add-member': ({ groups }) => {
    for (const group of groups) group.memberIds = [];
  },
  'remove-member': ({ groups }, { id }) => {
    for (const group of groups) group.memberIds = [id];
  },
  'assign-licence': (_directory, account) => {
    account.licences = [];
  },
  'remove-licence': (_directory, account) => {
    account.licences = [...account.licences, { skuId: 'id-VISIO', direct: true, groupIds: [] }];
  },
  'assign-app-role': ({ applications }) => {
    for (const application of applications) application.assignments = [];
  },
  'remove-app-role': ({ applications }, { id }) => {
    for (const { assignments } of applications) assignments.push({ id: 'x', principalId: id, appRoleId: 'role-Admin' });
  },
  'restore-account': (directory, account) => {
    directory.accounts = [];
    directory.deletedAccounts = [{ ...account, deletedAt: later }];
  },
  'create-account': (directory) => {
    directory.accounts = [];
  },
};

export const drifted = (kind: string) => {
  const before = settledWorld();
  assert.deepEqual(planPeople(before).operations, [], 'it is settled');
  const after = changeByHand(before, drifts[kind] ?? (() => {}));
  const draft = planPeople(after);
  const drift = findDrift({ draft, before: before.directory, after: after.directory, ledger: noFindings });
  const operation = draft.operations.find((planned) => planned.kind === kind);
  assert.ok(operation, kind);
  return { before, after, draft, drift, operation };
};
