import type { Operation, OperationKind } from '../../models/plan.ts';

/**
 * The order in which things are done: who must out goes first, then accounts before what hangs on them, then access that goes
 * before access that comes, and deletion last. Around all of it stand the rules of dynamic groups: paused before the first change, worked
 * again after the last.
 */
const place: Readonly<Record<OperationKind, number>> = {
  'disable-account': 0,
  'revoke-sessions': 1,
  'restore-account': 2,
  'create-account': 3,
  'update-account': 4,
  'rename-account': 5,
  'enable-account': 6,
  'remove-member': 7,
  'remove-licence': 8,
  'remove-app-role': 9,
  'set-manager': 10,
  'remove-manager': 11,
  'add-member': 12,
  'assign-licence': 13,
  'assign-app-role': 14,
  'provision-app': 15,
  'delete-account': 16,
  'set-membership-rule': 17,
};

/**
 * Members of one group stand together, so that they can be written together; people follow in the order of their keys. A first load has
 * many hundred thousand operations, so they are laid out by kind and group instead of being compared with each other.
 */
export function orderOperations(operations: readonly Operation[]): Operation[] {
  const restored = new Set<string | null>();
  for (const { kind, personKey } of operations) if (kind === 'restore-account') restored.add(personKey);
  const places = new Map<number, Map<string, Operation[]>>();
  for (const operation of operations) {
    const at = placeOf(operation, restored);
    const groups = places.get(at) ?? new Map<string, Operation[]>();
    if (groups.size === 0) places.set(at, groups);
    const groupId = operation.target.groupId ?? '';
    const list = groups.get(groupId);
    if (list === undefined) groups.set(groupId, [operation]);
    else list.push(operation);
  }
  const ordered: Operation[] = [];
  for (const [, groups] of [...places].sort(([a], [b]) => a - b)) {
    for (const [, list] of [...groups].sort(([a], [b]) => compare(a, b)))
      for (const operation of inOrderOfPeople(list)) ordered.push(operation);
  }
  return ordered;
}

/** Planning goes by person key already, so that there is most often nothing to sort. */
function inOrderOfPeople(list: Operation[]): Operation[] {
  for (let index = 1; index < list.length; index++) {
    const one = list[index - 1] as Operation;
    const next = list[index] as Operation;
    // Nearly always the next is somebody else, further on.
    const isInOrder = one.personKey !== null && next.personKey !== null && one.personKey < next.personKey;
    if (!isInOrder && comparePeople(one, next) > 0) return list.sort(comparePeople);
  }
  return list;
}

function comparePeople(a: Operation, b: Operation): number {
  return compare(a.personKey ?? '', b.personKey ?? '') || compare(a.id, b.id);
}

/** Who comes back from the recycle bin can only be disabled, and signed out, after that. */
function placeOf({ kind, personKey, after }: Operation, restored: ReadonlySet<string | null>): number {
  if (kind === 'set-membership-rule' && after?.processing === 'paused') return -1;
  const isLater = (kind === 'disable-account' || kind === 'revoke-sessions') && restored.has(personKey);
  if (!isLater) return place[kind];
  return place['enable-account'] + (kind === 'disable-account' ? 0 : 0.5);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
