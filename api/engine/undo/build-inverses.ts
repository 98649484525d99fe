import type { Operation, OperationKind, OperationTarget, OperationValues } from '../../../models/plan.ts';
import type { SpokenValue, UndoTexts } from '../../../models/texts/undo-texts.ts';
import { textOf } from '../names/text-of.ts';
import { buildOperation } from '../operation-builder.ts';
import type { SlotReader } from './read-slots.ts';
import type { PendingChange } from './rewind.ts';
import { isSameValue, slotKey } from './slot.ts';

/** Changes that one operation makes together. */
type Group = readonly [PendingChange, ...PendingChange[]];

/** What an operation is made of, besides whom it is about. */
interface Inverse {
  kind: OperationKind;
  before: OperationValues;
  after: OperationValues;
  identity: readonly unknown[];
  sentence: string;
}

interface Scene {
  reader: SlotReader;
  texts: UndoTexts;
}

/**
 * The operations that make pending changes, one for each account's attributes, name and so on.
 * `redone` are the ids that a later plan would give to what the deletions take back, beside those of the original operations: an
 * account that was made and deleted again would be restored.
 */
export function buildInverses(
  pending: readonly PendingChange[],
  reader: SlotReader,
  texts: UndoTexts,
): { operations: Operation[]; redone: string[] } {
  const changed = pending.filter(isChange);
  const deleted = changed.filter(({ slot, to }) => slot.family === 'existence' && to === false);
  const groups = new Map<string, PendingChange[]>();
  for (const change of pending) {
    const key = groupKeyOf(change);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  const operations = [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || ![first, ...others].some(isChange)) return [];
    return [toOperation([first, ...others], { reader, texts })];
  });
  return { operations, redone: deleted.map((change) => restoringId(change)) };
}

const isChange = ({ slot, present, to }: PendingChange): boolean => !isSameValue(slot, present, to);

/** Attributes are written together, and so are the parts of a name and of a rule. */
function groupKeyOf({ slot }: PendingChange): string {
  const { family, target } = slot;
  if (family === 'rule') return `${target.groupId}|rule`;
  return family === 'attribute' || family === 'name' ? `${target.accountId}|${family}` : slotKey(slot);
}

function restoringId({ slot: { personKey, target } }: PendingChange): string {
  const parts = {
    kind: 'restore-account' as const,
    personKey,
    target,
    before: null,
    after: null,
    sentence: '',
    reasons: [],
  };
  return buildOperation({ ...parts, identity: [target.accountId] }).id;
}

function toOperation(group: Group, scene: Scene): Operation {
  const [{ slot }] = group;
  const account = slot.family === 'rule' ? null : scene.reader.findAccount(textOf(slot.target.accountId));
  const target = account === null ? slot.target : { ...slot.target, userPrincipalName: account.userPrincipalName };
  const sentences = [...new Set(group.flatMap((change) => change.sentences))];
  const reasons = sentences.map((sentence) => ({
    kind: 'approval' as const,
    text: scene.texts.undoes(sentence),
    source: null,
  }));
  return buildOperation({ personKey: slot.personKey, target, reasons, ...makeInverse(group, target, scene) });
}

function makeInverse(group: Group, target: OperationTarget, scene: Scene): Inverse {
  const [change] = group;
  const who = target.userPrincipalName;
  switch (change.slot.family) {
    case 'existence':
      return changeExistence(change, who, scene);
    case 'attribute':
      return changeValues('update-account', group, (changes) => scene.texts.changeBack(who, changes));
    case 'name':
      return rename(group, who, scene);
    case 'enabled':
      return changeEnabled(change, who, scene);
    case 'manager':
      return changeManager(change, who, scene);
    case 'rule':
      return changeRule(group, target, scene);
    default:
      return changeItem(change, target, scene);
  }
}

function changeExistence({ slot, to }: PendingChange, who: string, { reader, texts }: Scene): Inverse {
  const account = reader.findAccount(textOf(slot.target.accountId));
  if (to === true) {
    const [before, after] = [{ deletedAt: account?.deletedAt ?? null }, { deletedAt: null }];
    return { kind: 'restore-account', before, after, identity: [slot.target.accountId], sentence: texts.restore(who) };
  }
  const before = { accountEnabled: account?.accountEnabled, ...account?.attributes, managerId: account?.managerId };
  return { kind: 'delete-account', before, after: null, identity: [], sentence: texts.deleteAgain(who) };
}

function changeValues(
  kind: 'update-account' | 'rename-account',
  group: Group,
  say: (changes: { name: string; before: SpokenValue; after: SpokenValue }[]) => string,
): Inverse {
  const valuesOf = (pick: (change: PendingChange) => unknown) =>
    Object.fromEntries(group.map((change) => [change.slot.name, pick(change)]));
  const after = valuesOf(({ to }) => to);
  const changes = group
    .filter(isChange)
    .map(({ slot, present, to }) => ({ name: slot.name, before: spoken(present), after: spoken(to) }));
  return { kind, before: valuesOf(({ present }) => present), after, identity: [after], sentence: say(changes) };
}

const spoken = (value: unknown): SpokenValue => (typeof value === 'string' ? value : null);

function rename(group: Group, who: string, { texts }: Scene): Inverse {
  const address = String(group.find(({ slot }) => slot.name === 'userPrincipalName')?.to ?? who);
  return { ...changeValues('rename-account', group, () => texts.rename(who, address)), identity: [address] };
}

function changeEnabled({ present, to }: PendingChange, who: string, { texts }: Scene): Inverse {
  const [kind, sentence] =
    to === true ? (['enable-account', texts.enable(who)] as const) : (['disable-account', texts.disable(who)] as const);
  return { kind, before: { accountEnabled: present }, after: { accountEnabled: to }, identity: [], sentence };
}

function changeManager({ present, to }: PendingChange, who: string, { reader, texts }: Scene): Inverse {
  const before = typeof present === 'string' ? { managerAccountId: present } : null;
  if (typeof to !== 'string')
    return { kind: 'remove-manager', before, after: null, identity: [], sentence: texts.removeManager(who) };
  const managerPersonKey = reader.findAccount(to)?.stampedPersonKey ?? null;
  const managerName = reader.addressOf(to);
  return {
    kind: 'set-manager',
    before,
    after: { managerPersonKey, managerAccountId: to, managerName },
    identity: [managerPersonKey ?? to],
    sentence: texts.setManager(who, managerName),
  };
}

function changeRule(group: Group, target: OperationTarget, { texts }: Scene): Inverse {
  const find = (name: string, pick: 'present' | 'to') => group.find(({ slot }) => slot.name === name)?.[pick];
  const values = (pick: 'present' | 'to') => ({
    dynamic: true,
    membershipRule: find('membershipRule', pick),
    processing: find('processing', pick),
  });
  const after = values('to');
  const { membershipRule, processing } = after;
  return {
    kind: 'set-membership-rule',
    before: values('present'),
    after,
    identity: [target.groupId, membershipRule, processing],
    sentence: texts.setRule(textOf(target.groupName), String(membershipRule)),
  };
}

/** A membership, a direct licence or an app role. */
function changeItem({ slot, to }: PendingChange, target: OperationTarget, { reader, texts }: Scene): Inverse {
  const { userPrincipalName: who } = target;
  const [groupName, skuName] = [textOf(target.groupName), textOf(target.skuName)];
  const [appName, appRoleName] = [textOf(target.appName), textOf(target.appRoleName)];
  const adds = to === true;
  if (slot.family === 'member') {
    const sentence = adds ? texts.addMember(who, groupName) : texts.removeMember(who, groupName);
    const kind = adds ? 'add-member' : 'remove-member';
    return { kind, before: { member: !adds }, after: { member: adds }, identity: [target.groupId], sentence };
  }
  if (slot.family === 'licence') {
    const sentence = adds ? texts.assignLicence(who, skuName) : texts.removeLicence(who, skuName);
    const kind = adds ? 'assign-licence' : 'remove-licence';
    return { kind, before: { licence: !adds }, after: { licence: adds }, identity: [target.skuId], sentence };
  }
  const identity = [target.appId, target.appRoleId];
  if (adds) {
    const sentence = texts.assignAppRole(who, appName, appRoleName);
    return { kind: 'assign-app-role', before: { assigned: false }, after: { assigned: true }, identity, sentence };
  }
  const before = { assigned: true, assignmentId: reader.findAssignment(slot) };
  const sentence = texts.removeAppRole(who, appName, appRoleName);
  return { kind: 'remove-app-role', before, after: { assigned: false }, identity, sentence };
}
