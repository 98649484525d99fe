import type { Note, Operation, OperationTarget, OperationValues, Reason } from '../../../models/plan.ts';
import type { ItemOperationKind } from '../../../models/texts/access-texts.ts';
import type { DesiredAccount } from '../account/desire-account.ts';
import { endReasons } from '../account/diff-account.ts';
import { type Subject, targetOf } from '../account/subject.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';
import { groupKey, type Item, nameOf, type Wanted } from './items.ts';

interface ItemChanges {
  operations: Operation[];
  notes: Note[];
}

const noChanges: ItemChanges = { operations: [], notes: [] };

/** The operations that bring memberships, licences and app roles to what is wanted. */
export function diffItems(desired: DesiredAccount, subject: Subject, world: World): ItemChanges {
  const { access } = desired;
  const held = world.held.of(subject.account?.id ?? '');
  const isLetIn = desired.enabled && subject.account?.accountEnabled === false;
  if (access === null || (!isLetIn && holdsExactly(held, access))) return noChanges;
  const changes: ItemChanges = { operations: [], notes: [] };
  for (const [key, { item, reasons }] of access) {
    const change = { desired, subject, item, reasons };
    if (!held.has(key)) add(change, world, changes);
    // Whoever was prepared had the role before the app could make an account.
    else if (isLetIn && item.kind === 'app-role') provisionOnce(change, item, { world, changes });
  }
  for (const key of held) {
    const item = access.has(key) ? undefined : world.items.byKey.get(key);
    if (item === undefined || !world.isManaged(desired.person.personKey, key)) continue;
    if (item.kind === 'licence' && isBridge(item.sku.skuId, { access, subject }, world)) continue;
    const reasons = lossReasons(desired, item, world);
    changes.operations.push(changeItem('remove', { desired, subject, item, reasons }, world));
  }
  return changes;
}

/**
 * A licence comes one way, never both. Where the policy gives it by group by now, a direct one stays until the group has given it, so that
 * nobody is without for a moment; at the exit it goes like everything else.
 */
function isBridge(skuId: string, { access, subject }: { access: Wanted; subject: Subject }, world: World): boolean {
  const carriers = [...(world.items.carriers.get(skuId) ?? [])];
  if (!carriers.some((groupId) => access.has(groupKey(groupId)))) return false;
  const held = subject.account?.licences.find((licence) => licence.skuId === skuId);
  return !carriers.some((groupId) => held?.groupIds.includes(groupId));
}

/** Most people have what they should, and this is asked of everybody. */
function holdsExactly(held: ReadonlySet<string>, access: Wanted): boolean {
  if (held.size !== access.size) return false;
  for (const key of access.keys()) if (!held.has(key)) return false;
  return true;
}

interface Change {
  desired: DesiredAccount;
  subject: Subject;
  item: Item;
  reasons: readonly Reason[];
}

function add(change: Change, world: World, changes: ItemChanges): void {
  const { item, subject, desired } = change;
  const { personKey } = desired.person;
  if (item.kind === 'licence') {
    if (comesByGroup(subject, item.sku.skuId)) return;
    if (!hasUsageLocation(desired, subject)) {
      const text = world.texts.licenceNeedsLocation(world.nameOf(personKey), item.sku.skuPartNumber);
      changes.notes.push({ kind: 'waiting', personKey, text });
      return;
    }
  }
  changes.operations.push(changeItem('add', change, world));
  if (item.kind === 'app-role') provisionOnce(change, item, { world, changes });
}

function provisionOnce(
  change: Change,
  item: AppRoleItem,
  { world, changes }: { world: World; changes: ItemChanges },
): void {
  if (changes.operations.some((operation) => isProvisioning(operation, item))) return;
  changes.operations.push(...provision(change, item, world));
}

type AppRoleItem = Extract<Item, { kind: 'app-role' }>;

const isProvisioning = ({ kind, target }: Operation, { application }: AppRoleItem): boolean =>
  kind === 'provision-app' && target.appId === application.id;

/** A licence comes one way: who has it through a group needs no other. */
function comesByGroup({ account }: Subject, skuId: string): boolean {
  return account?.licences.some((licence) => licence.skuId === skuId && licence.groupIds.length > 0) ?? false;
}

/** Entra refuses a licence to whom it does not know the country of: https://learn.microsoft.com/graph/api/user-assignlicense */
function hasUsageLocation({ attributes }: DesiredAccount, { account }: Subject): boolean {
  return (attributes.usageLocation ?? account?.attributes.usageLocation ?? null) !== null;
}

const kinds: Readonly<Record<Item['kind'], Readonly<Record<'add' | 'remove', ItemOperationKind>>>> = {
  group: { add: 'add-member', remove: 'remove-member' },
  licence: { add: 'assign-licence', remove: 'remove-licence' },
  'app-role': { add: 'assign-app-role', remove: 'remove-app-role' },
};

// Shared by a great many operations.
const yes: Readonly<Record<Item['kind'], OperationValues>> = {
  group: Object.freeze({ member: true }),
  licence: Object.freeze({ licence: true }),
  'app-role': Object.freeze({ assigned: true }),
};
const no: Readonly<Record<Item['kind'], OperationValues>> = {
  group: Object.freeze({ member: false }),
  licence: Object.freeze({ licence: false }),
  'app-role': Object.freeze({ assigned: false }),
};

function changeItem(direction: 'add' | 'remove', change: Change, world: World): Operation {
  const { desired, subject, item, reasons } = change;
  const { personKey } = desired.person;
  const kind = kinds[item.kind][direction];
  const who = world.nameOf(personKey);
  const isAdded = direction === 'add';
  return buildOperation({
    kind,
    personKey,
    target: itemTarget(targetOf(subject), item),
    before: isAdded ? no[item.kind] : beforeRemoval(subject, item, world),
    after: isAdded ? yes[item.kind] : no[item.kind],
    identity: identityOf(item),
    sentence: world.texts.changeItem(kind, who, nameOf(item)),
    reasons: reasons as Reason[],
  });
}

// Written out, not spread: there is one for each membership of each joiner.
function itemTarget({ accountId, userPrincipalName }: OperationTarget, item: Item): OperationTarget {
  if (item.kind === 'group') {
    const { id, displayName } = item.group;
    return { accountId, userPrincipalName, groupId: id, groupName: displayName };
  }
  if (item.kind === 'licence') {
    const { skuId, skuPartNumber } = item.sku;
    return { accountId, userPrincipalName, skuId, skuName: skuPartNumber };
  }
  const { application, roleId, roleName } = item;
  const app = { appId: application.id, appName: application.displayName };
  return { accountId, userPrincipalName, ...app, appRoleId: roleId, appRoleName: roleName };
}

function beforeRemoval(subject: Subject, item: Item, world: World): OperationValues {
  if (item.kind !== 'app-role' || subject.account === null) return yes[item.kind];
  return { assigned: true, assignmentId: world.held.assignmentId(subject.account.id, item.key) };
}

function identityOf(item: Item): readonly string[] {
  if (item.kind === 'group') return [item.group.id];
  return item.kind === 'licence' ? [item.sku.skuId] : [item.application.id, item.roleId];
}

/** After an assignment Entra is asked to make the account in the app at once, instead of some forty minutes later. */
function provision(change: Change, item: AppRoleItem, world: World): Operation[] {
  const { application } = item;
  if (application.syncJob === null || !world.isProvisionedOnDemand(application)) return [];
  // Entra makes nobody in an app who is disabled: https://learn.microsoft.com/entra/identity/app-provisioning/how-provisioning-works
  if (!change.desired.enabled) return [];
  const { personKey } = change.desired.person;
  const { id, ruleId } = application.syncJob;
  return [
    buildOperation({
      kind: 'provision-app',
      personKey,
      target: { ...targetOf(change.subject), appId: application.id, appName: application.displayName },
      before: null,
      after: { jobId: id, ruleId },
      identity: [application.id],
      sentence: world.texts.changeItem('provision-app', world.nameOf(personKey), application.displayName),
      reasons: change.reasons as Reason[],
    }),
  ];
}

function lossReasons(desired: DesiredAccount, item: Item, world: World): Reason[] {
  const { endedOn, phase } = desired.standing;
  if (phase === 'ended' && endedOn !== null)
    return [{ kind: 'hr', text: world.texts.accessEnded(endedOn), source: 'endDate' }];
  const ended = phase === 'inactive' ? endReasons(desired, world) : [];
  return [...ended, { kind: 'rule', text: world.texts.noLongerEntitled(nameOf(item)), source: null }];
}
