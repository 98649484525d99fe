import assert from 'node:assert/strict';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Application } from '../../../../models/account.ts';
import { makeEmployment, makeInput, makePerson, makePolicy } from '../make-input.ts';

const crm: Application = {
  id: 'crm',
  appId: 'crm-app',
  displayName: 'CRM',
  roles: ['Reader', 'Writer'].map((name) => ({ id: name, value: name, displayName: name })),
  assignments: [],
  syncJob: { id: 'j1', ruleId: 'r1' },
};
const policy = makePolicy(
  'roles: [{ id: r, when: \'user.department -eq "Sales"\', grant: { apps: [{ app: CRM, role: Reader }, { app: CRM, role: Writer }] } }]',
);

describe('provisioning on demand in a plan', () => {
  const kinds = (startsOn: string) => {
    const employments = [makeEmployment({ employmentKey: 'E1', startsOn })];
    const people = [makePerson({ personKey: 'P1', employments })];
    const { operations } = planPeople(makeInput({ policy, people, directory: { applications: [crm] } }));
    assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
    return operations.map(({ kind }) => kind).filter((kind) => kind.endsWith('app') || kind.endsWith('app-role'));
  };

  it('is asked once for an app, however many roles somebody gets there', () => {
    assert.deepEqual(kinds('2026-11-01'), ['assign-app-role', 'assign-app-role', 'provision-app']);
  });

  it('is not asked for somebody who cannot sign in yet, whom no app would take', () => {
    assert.deepEqual(kinds('2026-12-01'), ['assign-app-role', 'assign-app-role']);
  });
});
