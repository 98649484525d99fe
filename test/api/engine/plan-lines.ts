import type { PlanDraft } from '../../../api/engine/plan-people.ts';
import type { Account } from '../../../models/account.ts';
import type { Operation } from '../../../models/plan.ts';
import { makeAccount, makeEmployment, makePerson } from './make-input.ts';

export const lines = (plan: Pick<PlanDraft, 'operations'>): string[] =>
  plan.operations.map(({ kind, personKey, target }) => [kind, personKey, target.groupName].filter(Boolean).join(' '));

export const kinds = (plan: PlanDraft): string[] => plan.notes.map(({ kind, personKey }) => `${kind} ${personKey}`);

export const find = (plan: PlanDraft, kind: string): Operation => {
  const found = plan.operations.find((operation) => operation.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} in ${lines(plan).join(', ')}`);
  return found;
};

export const ended = (personKey: string, endsOn: string) =>
  makePerson({ personKey, employments: [makeEmployment({ employmentKey: `E-${personKey}`, endsOn })] });

export const ours = (id: string, personKey: string, more: Partial<Account> = {}): Account =>
  makeAccount({ id, stampedPersonKey: personKey, ...more });
