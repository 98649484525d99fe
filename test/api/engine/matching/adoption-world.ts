import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Account, AccountAttributes } from '../../../../models/account.ts';
import type { Person } from '../../../../models/person.ts';
import { makeAccount, makeEmployment, makePerson } from '../make-input.ts';

export const numbered = (personKey: string, more: Partial<Person> = {}): Person =>
  makePerson({
    personKey,
    employments: [makeEmployment({ employmentKey: personKey, employeeNumber: personKey.replace('P', 'N') })],
    ...more,
  });

export const old = (id: string, attributes: AccountAttributes = {}, more: Partial<Account> = {}): Account =>
  makeAccount({ id, userPrincipalName: `${id}@voorbeeld.nl`, ...more }, { department: 'Old', ...attributes });

export function plan(input: PlanInput): { operations: string[]; notes: string[] } {
  const { operations, notes } = planPeople(input);
  return {
    operations: operations.map(({ kind, personKey, target }) => `${kind} ${personKey} ${target.userPrincipalName}`),
    notes: notes.map(({ kind, personKey }) => `${kind} ${personKey}`),
  };
}
