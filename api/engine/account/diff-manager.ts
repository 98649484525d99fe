import type { Operation } from '../../../models/plan.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import type { DesiredAccount } from './desire-account.ts';
import { managerReasons } from './desire-manager.ts';
import { type Subject, targetOf } from './subject.ts';

/** The operation that brings the manager to what is wanted, if any. */
export function diffManager({ manager, person }: DesiredAccount, subject: Subject, world: World): Operation[] {
  const currentId = subject.account?.managerId ?? null;
  if (manager.kind === 'keep') return [];
  if (manager.kind === 'clear' && currentId === null) return [];
  if (manager.kind === 'set' && manager.accountId !== null && manager.accountId === currentId) return [];
  const { personKey } = person;
  const who = world.nameOf(personKey);
  const former = currentId === null ? null : describeManager(currentId, world);
  const common = {
    personKey,
    target: targetOf(subject),
    before: currentId === null ? null : { managerAccountId: currentId },
    reasons: managerReasons(manager, world),
  };
  if (manager.kind === 'clear') {
    const sentence = world.texts.removeManager(who, former);
    return [buildOperation({ ...common, kind: 'remove-manager', after: null, identity: [], sentence })];
  }
  const name = world.nameOf(manager.personKey);
  return [
    buildOperation({
      ...common,
      kind: 'set-manager',
      after: { managerPersonKey: manager.personKey, managerAccountId: manager.accountId, managerName: name },
      identity: [manager.personKey],
      sentence: world.texts.setManager(who, name, former),
    }),
  ];
}

/** How people call the account of a manager: by the person, else by its address. */
export function describeManager(accountId: string, world: World): string {
  const account = world.accountsById.get(accountId);
  if (account === undefined) return accountId;
  const owner = world.matches.ownerOf(account);
  return owner !== null && world.dossierOf(owner) !== undefined ? world.nameOf(owner) : account.userPrincipalName;
}
