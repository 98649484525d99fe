import type { Operation } from '../../../models/plan.ts';
import type { SlotFamily, SpokenValue, UndoTexts } from '../../../models/texts/undo-texts.ts';
import { textOf } from '../names/text-of.ts';
import type { SlotReader, SlotReading } from './read-slots.ts';
import { describeSlot, existenceOf, isSameValue, type Slot, type SlotChange, slotKey } from './slot.ts';

/** A slot on its way back: what is there now, what it goes back to, and the sentences of what is taken back. */
export interface PendingChange {
  slot: Slot;
  present: unknown;
  to: unknown;
  sentences: readonly string[];
}

/** `taken`: it goes back. `settled`: it was back already. `refused`: it stays as it is, for this reason. */
export type Taken = { kind: 'taken' } | { kind: 'settled' } | { kind: 'refused'; reason: string };

/** Entra on its way back in time: `take` goes back over one operation more, `pending` is what it all comes to. */
export interface Rewind {
  pending: ReadonlyMap<string, PendingChange>;
  take(operation: Operation, changes: readonly SlotChange[]): Taken;
}

interface Scene {
  reader: SlotReader;
  texts: UndoTexts;
  pending: Map<string, PendingChange>;
  /** What each slot goes back to in the end. */
  goals: ReadonlyMap<string, unknown>;
}

/**
 * @param all - the changes of everything that is to be taken back, oldest first; by them it is known what is back already
 */
export function createRewind(reader: SlotReader, all: readonly SlotChange[], texts: UndoTexts): Rewind {
  const goals = new Map([...all].reverse().map(({ slot, to }) => [slotKey(slot), to]));
  const scene: Scene = { reader, texts, pending: new Map(), goals };
  return { pending: scene.pending, take: (operation, changes) => take(operation, changes, scene) };
}

function take(operation: Operation, changes: readonly SlotChange[], scene: Scene): Taken {
  const moving = changes.filter(({ slot, from, to }) => !isSameValue(slot, from, to));
  if (moving.every((change) => isBack(change, scene))) return { kind: 'settled' };
  const reason = findObstacle(changes, scene);
  if (reason !== null) return { kind: 'refused', reason };
  for (const change of changes) {
    if (isLeftAs(change, scene)) putBack(change, operation.sentence, scene);
    else keep(change.slot, scene);
  }
  const returns = moving.find(({ slot, to }) => slot.family === 'existence' && to === true);
  if (returns !== undefined) giveBack(returns.slot, operation, scene);
  return { kind: 'taken' };
}

/** What is there once everything so far has been taken back. */
function read(slot: Slot, { pending, reader }: Scene): SlotReading {
  const change = pending.get(slotKey(slot));
  return change === undefined ? reader.read(slot) : { kind: 'value', value: change.to };
}

const holds = (slot: Slot, wanted: unknown, scene: Scene): boolean => {
  const now = read(slot, scene);
  return now.kind === 'value' && isSameValue(slot, now.value, wanted);
};

const isLeftAs = ({ slot, from }: SlotChange, scene: Scene): boolean => holds(slot, from, scene);

/** It has the value from before, or the one from before everything; or it went with an account that was to go. */
function isBack({ slot, to }: SlotChange, scene: Scene): boolean {
  const existence = existenceOf(slot);
  if (scene.goals.get(slotKey(existence)) === false && holds(existence, false, scene)) return true;
  return holds(slot, to, scene) || holds(slot, scene.goals.get(slotKey(slot)), scene);
}

/** Why these changes cannot be taken back, or null when they can. */
function findObstacle(changes: readonly SlotChange[], scene: Scene): string | null {
  for (const change of changes) {
    const reason = findAbsence(change, scene) ?? findDrift(change, scene);
    if (reason !== null) return reason;
  }
  return null;
}

/** Something that is not there: the account, or the manager it would get back. */
function findAbsence({ slot, to }: SlotChange, scene: Scene): string | null {
  const { reader, texts } = scene;
  const { family, target } = slot;
  if (family === 'rule') return null;
  const existence = existenceOf(slot);
  if (reader.findAccount(textOf(target.accountId)) === null) return texts.purged;
  if (family !== 'existence' && !holds(existence, true, scene))
    return texts.drifted(describeSlot(existence, texts), true, false);
  const isManagerGone =
    family === 'manager' &&
    typeof to === 'string' &&
    !holds({ ...existence, target: { ...target, accountId: to } }, true, scene);
  return isManagerGone ? texts.managerGone : null;
}

function findDrift(change: SlotChange, scene: Scene): string | null {
  const { slot, from, to } = change;
  const now = read(slot, scene);
  const what = describeSlot(slot, scene.texts);
  if (now.kind === 'unseen') return scene.texts.unseen(what);
  const isMoving = !isSameValue(slot, from, to);
  if (isLeftAs(change, scene) || (isMoving && isBack(change, scene))) return null;
  return scene.texts.drifted(what, speak(slot, from, scene), speak(slot, now.value, scene));
}

function speak({ family }: Slot, value: unknown, { reader }: Scene): SpokenValue {
  if (family === 'manager' && typeof value === 'string') return reader.addressOf(value);
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? value : null;
}

function putBack({ slot, from, to }: SlotChange, sentence: string, { pending }: Scene): void {
  const known = pending.get(slotKey(slot));
  const sentences = [...(known?.sentences ?? []), sentence];
  pending.set(slotKey(slot), { slot, present: known === undefined ? from : known.present, to, sentences });
}

/** What is back already is written again with what goes back: Graph empties one half of some pairs when the other comes alone. */
function keep(slot: Slot, scene: Scene): void {
  const now = read(slot, scene);
  if (now.kind === 'value') settle(slot, now.value, scene);
}

/** The slot has this value from here on, without anything being done for it. */
function settle(slot: Slot, value: unknown, { pending }: Scene): void {
  const known = pending.get(slotKey(slot));
  pending.set(
    slotKey(slot),
    known === undefined ? { slot, present: value, to: value, sentences: [] } : { ...known, to: value },
  );
}

const families: Readonly<Record<string, SlotFamily>> = { group: 'member', licence: 'licence', app: 'app-role' };

/** Entra gives a restored account back what it had when it was deleted: https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
function giveBack({ personKey, target }: Slot, { before }: Operation, scene: Scene): void {
  const items = Array.isArray(before?.items) ? before.items.map(String) : [];
  for (const name of items) {
    const family = families[textOf(name.split(' ')[0])];
    if (family !== undefined) settle({ family, name, personKey, target }, true, scene);
  }
  settle({ family: 'manager', name: '', personKey, target }, before?.managerId ?? null, scene);
}
