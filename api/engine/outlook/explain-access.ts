import type { Account } from '../../../models/account.ts';
import type { Operation, Reason } from '../../../models/plan.ts';
import { type Item, nameOf } from '../access/items.ts';
import type { AccessSubject } from '../access/policy-access.ts';
import type { DesiredAccount } from '../account/desire-account.ts';
import type { World } from '../survey-world.ts';
import { endOfItem, endOfLeftAlone } from './end-of-item.ts';
import { traceReasons } from './trace-reasons.ts';

/**
 * One thing somebody has or should have, and why. `has` and `wants` are null where there is nothing; `wouldEndWhen` says what would take it
 * away, null where there is nothing to take.
 */
export interface ExplainedItem {
  item: string;
  has: string | null;
  wants: string | null;
  reasons: readonly Reason[];
  wouldEndWhen: string | null;
  /** What would be done about it now, as a sentence; null when nothing. */
  operation: string | null;
}

/** An item before it is known what would be done about it. */
export type Explained = Omit<ExplainedItem, 'operation'>;

const kindNames: Readonly<Record<Item['kind'], string>> = { group: 'group', licence: 'licence', 'app-role': 'app' };

/** What is held by an account that is left alone altogether. */
export function explainHeldOnly(account: Account, world: World): Explained[] {
  const held = world.held.of(account.id);
  return [...world.items.byKey.values()]
    .filter(({ key }) => held.has(key))
    .map((item) => {
      const name = nameOf(item);
      const reasons = [because(world.texts.leftAsItIs)];
      return { item: callItem(item), has: name, wants: name, reasons, wouldEndWhen: world.texts.handMade };
    });
}

/** What is held and what is wanted, each with its reasons; what is held and not given by anybody any more says so. */
export function explainAccess(
  desired: DesiredAccount,
  account: Account | null,
  around: { world: World; subject: AccessSubject },
): Explained[] {
  const { items, held: heldItems } = around.world;
  const held = heldItems.of(account?.id ?? '');
  const given = [...(desired.access?.values() ?? [])];
  const rest = [...items.byKey.values()].filter(({ key }) => held.has(key) && !desired.access?.has(key));
  return [
    ...given.map(({ item, reasons }) => {
      const has = held.has(item.key) ? nameOf(item) : null;
      return { item: callItem(item), has, wants: nameOf(item), ...explainWanted(reasons, desired, around) };
    }),
    ...rest.map((item) => {
      const isOurs = around.world.isManaged(desired.person.personKey, item.key);
      const wants = desired.access === null || !isOurs ? nameOf(item) : null;
      const why = isOurs ? explainHeld(desired, around.world) : explainForeign(around.world);
      return { item: callItem(item), has: nameOf(item), wants, ...why };
    }),
  ];
}

const callItem = (item: Item): string => `${kindNames[item.kind]} ${nameOf(item)}`;

const because = (text: string): Reason => ({ kind: 'policy', text, source: null });

type Why = Pick<Explained, 'reasons' | 'wouldEndWhen'>;

function explainWanted(
  reasons: readonly Reason[],
  desired: DesiredAccount,
  around: { world: World; subject: AccessSubject },
): Why {
  return {
    reasons: traceReasons(reasons, around.subject, around.world),
    wouldEndWhen: endOfItem(reasons, desired, around),
  };
}

/** Everything that somebody holds has a reason, even if it is only that nothing takes it away today. */
function explainHeld(desired: DesiredAccount, world: World): Why {
  const { texts } = world;
  return desired.access === null
    ? { reasons: [because(texts.leftAsItIs)], wouldEndWhen: endOfLeftAlone(desired, world) }
    : { reasons: [because(texts.nothingGivesIt)], wouldEndWhen: texts.alreadyEnding };
}

/** What somebody else gave, in a group that only a grant of another person names. */
const explainForeign = ({ texts }: World): Why => ({
  reasons: [because(texts.leftAsItIs)],
  wouldEndWhen: texts.handMade,
});

/** What an operation on access is about, called as items are. */
export function itemOf({ groupName, skuName, appName, appRoleName }: Operation['target']): string | null {
  if (groupName !== undefined) return `${kindNames.group} ${groupName}`;
  if (skuName !== undefined) return `${kindNames.licence} ${skuName}`;
  return appRoleName === undefined ? null : `${kindNames['app-role']} ${appName}: ${appRoleName}`;
}
