import type { OperationTarget } from '../../../models/plan.ts';
import type { SlotFamily, UndoTexts } from '../../../models/texts/undo-texts.ts';
import { textOf } from '../names/text-of.ts';

/**
 * One thing in Entra that an operation can change: whether an account is in use, one attribute, one membership … `name` tells slots of
 * one family apart: the attribute, or the key of the item (`items.ts`). `target` says on what, and names it to people.
 *
 * Values: `existence`, `enabled`, `member`, `licence` and `app-role` are true or false, `manager` is an account id, the others are texts;
 * null is nothing.
 */
export interface Slot {
  family: SlotFamily;
  name: string;
  personKey: string | null;
  target: OperationTarget;
}

/** What taking an operation back does to one slot. `from` is what the operation left, `to` what was there before it. */
export interface SlotChange {
  slot: Slot;
  from: unknown;
  to: unknown;
}

/** The same for every operation that touches the same thing. */
export function slotKey({ family, name, target }: Slot): string {
  return `${textOf(family === 'rule' ? target.groupId : target.accountId)}|${family}|${name}`;
}

/** Addresses are the same in upper and lower case; nothing and missing are the same everywhere. */
export function isSameValue({ family }: Slot, one: unknown, other: unknown): boolean {
  const fold = (value: unknown) =>
    family === 'name' && typeof value === 'string' ? value.toLowerCase() : (value ?? null);
  return fold(one) === fold(other);
}

/** Whether the account of a slot is in use. */
export function existenceOf({ personKey, target }: Slot): Slot {
  return { family: 'existence', name: '', personKey, target };
}

/** How a slot is called among people. */
export function describeSlot({ family, name, target }: Slot, texts: UndoTexts): string {
  const { groupName, skuName, appName, appRoleName } = target;
  if (family === 'member' || family === 'rule') return texts.slot(family, textOf(groupName));
  if (family === 'licence') return texts.slot(family, textOf(skuName));
  return texts.slot(family, family === 'app-role' ? `${appName}: ${appRoleName}` : name);
}
