import type { Account, Group } from '../../models/account.ts';
import type { Operation, OperationTarget, Reason } from '../../models/plan.ts';
import { namePerson } from './compose-names.ts';
import type { DesiredAccount } from './desire-account.ts';
import { endReasons } from './diff-account.ts';
import { buildOperation } from './operation-builder.ts';
import type { World } from './survey-world.ts';

/** The account whose access is compared: there already, or still to be made under this address. */
export type Subject = { account: Account } | { account: null; address: string };

/** The operation that brings the manager to what is wanted, if any. */
export function diffManager(desired: DesiredAccount, subject: Subject, world: World): Operation[] {
  const { manager, who, person } = desired;
  const currentId = subject.account?.managerId ?? null;
  if (manager.kind === 'keep') return [];
  const former = currentId === null ? null : describeManager(currentId, world);
  const before = currentId === null ? null : { managerAccountId: currentId };
  const target = targetOf(subject);
  if (manager.kind === 'clear') {
    if (currentId === null) return [];
    const sentence = world.texts.removeManager(who, former);
    return [
      buildOperation({
        kind: 'remove-manager',
        personKey: person.personKey,
        target,
        before,
        after: null,
        identity: [],
        sentence,
        reasons: manager.reasons,
      }),
    ];
  }
  if (manager.accountId !== null && manager.accountId === currentId) return [];
  return [
    buildOperation({
      kind: 'set-manager',
      personKey: person.personKey,
      target,
      before,
      after: { managerPersonKey: manager.personKey, managerAccountId: manager.accountId, managerName: manager.name },
      identity: [manager.personKey],
      sentence: world.texts.setManager(who, manager.name, former),
      reasons: manager.reasons,
    }),
  ];
}

function describeManager(accountId: string, world: World): string {
  const owner = world.matches.ownerOf(accountId);
  const person = owner === null ? undefined : world.people.get(owner);
  if (person !== undefined) return namePerson(person);
  return world.accountsById.get(accountId)?.userPrincipalName ?? accountId;
}

/** The operations that bring memberships of managed groups to what is wanted. */
export function diffMemberships(desired: DesiredAccount, subject: Subject, world: World): Operation[] {
  if (desired.groups === null) return [];
  const current =
    (subject.account === null ? undefined : world.groupIdsOf.get(subject.account.id)) ?? new Set<string>();
  const operations: Operation[] = [];
  for (const { group, reasons } of desired.groups.values()) {
    if (!current.has(group.id))
      operations.push(changeMembership('add-member', { desired, subject, group, reasons }, world));
  }
  for (const groupId of current) {
    const group = desired.groups.has(groupId) ? undefined : world.groups.byId.get(groupId);
    if (group !== undefined) {
      operations.push(
        changeMembership(
          'remove-member',
          { desired, subject, group, reasons: lossReasons(desired, group, world) },
          world,
        ),
      );
    }
  }
  return operations;
}

function lossReasons(desired: DesiredAccount, group: Group, world: World): Reason[] {
  const { endedOn, phase } = desired.standing;
  if (phase === 'ended' && endedOn !== null)
    return [{ kind: 'hr', text: world.texts.accessEnded(endedOn), source: 'endDate' }];
  const ended = phase === 'inactive' ? endReasons(desired, world) : [];
  return [...ended, { kind: 'rule', text: world.texts.noLongerEntitled(group.displayName), source: null }];
}

function changeMembership(
  kind: 'add-member' | 'remove-member',
  change: { desired: DesiredAccount; subject: Subject; group: Group; reasons: Reason[] },
  world: World,
): Operation {
  const { desired, subject, group, reasons } = change;
  const isMember = kind === 'add-member';
  return buildOperation({
    kind,
    personKey: desired.person.personKey,
    target: { ...targetOf(subject), groupId: group.id, groupName: group.displayName },
    before: { member: !isMember },
    after: { member: isMember },
    identity: [group.id],
    sentence: isMember
      ? world.texts.addMember(desired.who, group.displayName)
      : world.texts.removeMember(desired.who, group.displayName),
    reasons,
  });
}

function targetOf(subject: Subject): OperationTarget {
  if (subject.account === null) return { accountId: null, userPrincipalName: subject.address };
  return { accountId: subject.account.id, userPrincipalName: subject.account.userPrincipalName };
}
