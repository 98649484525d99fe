import type { SeparatedSide, Separation } from '../../../models/entitlements.ts';
import type { CalendarDate } from '../../../models/person.ts';
import type { Reason } from '../../../models/plan.ts';
import type { PlanTexts } from '../../../models/texts/plan-texts.ts';
import type { Item, Wanted, WantedItem } from './items.ts';
import type { RolesOfEmployment } from './policy-access.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** One side of a separation with its names looked up. */
interface Side {
  /** How reasons name the roles of this side. */
  sources: ReadonlySet<string | null>;
  keys: ReadonlySet<string>;
  /** What was answered before: most people share what they want with others. */
  known: WeakMap<Wanted, boolean>;
}

/** A separation ready to be asked. */
export interface DutySeparation {
  separation: Separation;
  sides: readonly [Side, Side];
}

export function prepareSeparations(separations: readonly Separation[], items: ItemCatalogue): DutySeparation[] {
  const prepare = ({ roles, groups, licences, apps }: SeparatedSide): Side => ({
    sources: new Set(roles.map((id) => `roles.${id}`)),
    keys: new Set(items.of({ groups, licences, apps }).map((item) => item.key)),
    known: new WeakMap(),
  });
  return separations.map((separation) => ({
    separation,
    sides: [prepare(separation.between[0]), prepare(separation.between[1])],
  }));
}

/** What is asked of one person. */
interface Duties {
  held: ReadonlySet<string>;
  roles: readonly RolesOfEmployment[];
  /** What people who are stood in for have by policy, by the id of the replacement. */
  standIns: ReadonlyMap<string | null, Wanted>;
}

/**
 * Takes out of what is wanted what nobody may have at once, and says so. Asked one separation after the other, in the order of the policy.
 *
 * - `refuse`: neither side.
 * - `keep-older`: the side that the account has something of already; where that says nothing, the side whose role comes from the
 *   employment that began first; then the first side of the rule.
 *
 * An item goes when it belongs to the losing side or when nothing but the losing side's roles gives it. What a replacement lends counts as
 * given by the roles of whoever is absent: standing in is no way around a separation.
 */
export function separateDuties(
  wanted: Wanted,
  subject: Duties,
  around: { separations: readonly DutySeparation[]; texts: PlanTexts },
): { wanted: Wanted; said: string[] } {
  const said: string[] = [];
  let left = wanted;
  for (const duty of around.separations) {
    const { separation, sides } = duty;
    if (!isWanted(sides[0], left, subject) || !isWanted(sides[1], left, subject)) continue;
    const title = separation.title ?? separation.id;
    if (separation.on === 'refuse') {
      left = without(sides[1], without(sides[0], left, subject), subject);
      said.push(around.texts.separationRefused(title));
      continue;
    }
    left = without(sides[olderSide(duty, left, subject) === 0 ? 1 : 0], left, subject);
    said.push(around.texts.separationKeptOlder(title));
  }
  return { wanted: left, said };
}

function isWanted(side: Side, wanted: Wanted, subject: Duties): boolean {
  const before = side.known.get(wanted);
  if (before !== undefined) return before;
  const answer = [...wanted.values()].some(
    ({ item, reasons }) => side.keys.has(item.key) || reasons.some((reason) => isOf(side, reason, { item, subject })),
  );
  side.known.set(wanted, answer);
  return answer;
}

/** Whether a reason is a role of this side: of the person, or of whoever they stand in for. */
function isOf(side: Side, { kind, source }: Reason, { item, subject }: { item: Item; subject: Duties }): boolean {
  if (side.sources.has(source)) return true;
  const lent = kind === 'grant' ? subject.standIns.get(source)?.get(item.key) : undefined;
  return lent?.reasons.every((reason) => side.sources.has(reason.source)) ?? false;
}

function olderSide({ sides }: DutySeparation, wanted: Wanted, subject: Duties): 0 | 1 {
  const holds = sides.map((side) => itemsOnlyOf(side, wanted, subject).some((key) => subject.held.has(key)));
  if (holds[0] !== holds[1]) return holds[0] ? 0 : 1;
  return since(sides[1], wanted, subject) < since(sides[0], wanted, subject) ? 1 : 0;
}

/** What tells that somebody has this side: what only this side gives. */
function itemsOnlyOf(side: Side, wanted: Wanted, subject: Duties): string[] {
  return [...wanted.values()]
    .filter((entry) => side.keys.has(entry.item.key) || reasonsBeside(side, entry, subject).length === 0)
    .map(({ item }) => item.key);
}

/** What gives an item besides this side's roles; an approval alone gives nothing. */
function reasonsBeside(side: Side, { item, reasons }: WantedItem, subject: Duties): Reason[] {
  const others = reasons.filter((reason) => !isOf(side, reason, { item, subject }));
  return others.every(({ kind }) => kind === 'approval') ? [] : others;
}

const never: CalendarDate = '9999-12-31';

/** First day of the oldest employment with a role of this side, or with a role that gives what this side names; far off when none has. */
function since(side: Side, wanted: Wanted, { roles }: Duties): CalendarDate {
  const sources = new Set(side.sources);
  for (const { item, reasons } of wanted.values())
    if (side.keys.has(item.key)) for (const { source } of reasons) sources.add(source);
  let first = never;
  for (const { employment, roles: given } of roles) {
    const { startsOn = never } = employment;
    if (startsOn < first && given.some(({ id }) => sources.has(`roles.${id}`))) first = startsOn;
  }
  return first;
}

function without(side: Side, wanted: Wanted, subject: Duties): Wanted {
  const left = new Map<string, WantedItem>();
  for (const [key, entry] of wanted) {
    if (side.keys.has(key)) continue;
    const others = reasonsBeside(side, entry, subject);
    if (others.length > 0)
      left.set(key, others.length === entry.reasons.length ? entry : { ...entry, reasons: others });
  }
  return left;
}
