import { type Operation, personOf } from '../../../models/plan.ts';
import { createAccount } from './create-account.ts';
import { explainOurselves } from './explain-judgement.ts';
import { type Provision, provisionApps } from './provision-apps.ts';
import { renameAccount } from './rename-account.ts';
import { updateAccount } from './update-account.ts';
import { writeAccount } from './write-account.ts';
import { writeAppRole } from './write-app-role.ts';
import { writeLicences } from './write-licences.ts';
import { type MemberChange, writeMembers } from './write-members.ts';
import { writeMembershipRule } from './write-membership-rule.ts';
import type { Writing } from './writing.ts';

type Story = () => Promise<void>;

/** What has to go one after the other: the members of a group, its rules, and what changes one account's licences and manager. */
interface Chains {
  members: Map<string, MemberChange[]>;
  rules: Map<string, Operation[]>;
  managers: Map<string, Operation[]>;
  licences: Map<string, Operation[]>;
  provisions: Provision[];
}

/** What of a phase goes side by side: each account for itself, each group for itself. */
export function tellStories(phase: readonly Operation[], writing: Writing): Story[] {
  const chains: Chains = {
    members: new Map(),
    rules: new Map(),
    managers: new Map(),
    licences: new Map(),
    provisions: [],
  };
  const stories = phase.flatMap((operation) => tellStory(operation, chains, writing));
  const accounts = new Set([...chains.managers.keys(), ...chains.licences.keys()]);
  return [
    ...[...chains.members].map(
      ([groupId, changes]) =>
        () =>
          writeMembers(groupId, changes, writing),
    ),
    ...[...chains.rules.values()].map((rules) => () => inTurn(rules, (rule) => writeMembershipRule(rule, writing))),
    ...[...accounts].map((accountId) => async () => {
      await inTurn(chains.managers.get(accountId) ?? [], (operation) => writeAccount(operation, accountId, writing));
      await writeLicences(chains.licences.get(accountId) ?? [], accountId, writing);
    }),
    ...(chains.provisions.length > 0 ? [() => provisionApps(chains.provisions, writing)] : []),
    ...stories,
  ];
}

/** The story of one operation, if it does not become part of a chain. */
function tellStory(operation: Operation, chains: Chains, writing: Writing): Story[] {
  if (operation.kind === 'create-account') return [() => createAccount(operation, writing)];
  if (operation.kind === 'set-membership-rule') {
    append(chains.rules, operation.target.groupId ?? '', operation);
    return [];
  }
  const accountId = operation.target.accountId ?? writing.accountIds.get(personOf(operation)) ?? null;
  if (accountId === null || writing.failedPeople.has(personOf(operation))) {
    skip(operation, accountId, writing);
    return [];
  }
  return tellAccountStory(operation, accountId, { chains, writing });
}

function tellAccountStory(
  operation: Operation,
  accountId: string,
  { chains, writing }: { chains: Chains; writing: Writing },
): Story[] {
  const { groupId } = operation.target;
  switch (operation.kind) {
    case 'add-member':
    case 'remove-member':
      if (groupId === undefined) break;
      append(chains.members, groupId, { operation, accountId });
      return [];
    case 'set-manager':
    case 'remove-manager':
      append(chains.managers, accountId, operation);
      return [];
    case 'assign-licence':
    case 'remove-licence':
      append(chains.licences, accountId, operation);
      return [];
    case 'provision-app':
      chains.provisions.push({ operation, accountId });
      return [];
    case 'assign-app-role':
    case 'remove-app-role':
      return [() => writeAppRole(operation, accountId, writing)];
    case 'update-account':
      return [() => updateAccount(operation, accountId, writing)];
    case 'rename-account':
      return [() => renameAccount(operation, accountId, writing)];
  }
  return [() => writeAccount(operation, accountId, writing)];
}

function skip(operation: Operation, accountId: string | null, writing: Writing): void {
  const reason = writing.failedPeople.get(personOf(operation));
  const text =
    reason === undefined
      ? 'There is no account for this person.'
      : `It rests on an account that could not be made or restored: ${reason}`;
  writing.end(operation, { kind: 'skipped', accountId, error: explainOurselves('rests-on-failed', text) });
}

async function inTurn(operations: readonly Operation[], write: (operation: Operation) => Promise<void>): Promise<void> {
  for (const operation of operations) await write(operation);
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
