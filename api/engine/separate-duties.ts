import type { SeparatedSide, Separation } from '../../models/entitlements.ts';
import type { CalendarDate } from '../../models/person.ts';
import type { PlanTexts } from '../../models/texts/plan-texts.ts';
import type { Wanted, WantedItem } from './items.ts';
import type { RolesOfEmployment } from './policy-access.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** One side of a separation with its names looked up. */
interface Side {
  /** How reasons name the roles of this side. */
  sources: ReadonlySet<string>;
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

/**
 * Takes out of what is wanted what nobody may have at once, and says so. Asked one separation after the other, in the order of the policy.
 *
 * - `refuse`: neither side.
 * - `keep-older`: the side that the account has something of already; where that says nothing, the side whose role comes from the
 *   employment that began first; then the first side of the rule.
 *
 * An item goes when it belongs to the losing side or when nothing but the losing side's roles gives it.
 */
export function separateDuties(
  wanted: Wanted,
  subject: { held: ReadonlySet<string>; roles: readonly RolesOfEmployment[] },
  around: { separations: readonly DutySeparation[]; texts: PlanTexts },
): { wanted: Wanted; said: string[] } {
  const said: string[] = [];
  let left = wanted;
  for (const duty of around.separations) {
    const { separation, sides } = duty;
    if (!isWanted(sides[0], left) || !isWanted(sides[1], left)) continue;
    const title = separation.title ?? separation.id;
    if (separation.on === 'refuse') {
      left = without(sides[1], without(sides[0], left));
      said.push(around.texts.separationRefused(title));
      continue;
    }
    left = without(sides[olderSide(duty, { ...subject, wanted: left }) === 0 ? 1 : 0], left);
    said.push(around.texts.separationKeptOlder(title));
  }
  return { wanted: left, said };
}

function isWanted(side: Side, wanted: Wanted): boolean {
  const before = side.known.get(wanted);
  if (before !== undefined) return before;
  const answer = gives(side, wanted);
  side.known.set(wanted, answer);
  return answer;
}

function gives(side: Side, wanted: Wanted): boolean {
  for (const { item, reasons } of wanted.values()) {
    if (side.keys.has(item.key) || reasons.some((reason) => side.sources.has(reason.source ?? ''))) return true;
  }
  return false;
}

function olderSide(
  { sides }: DutySeparation,
  subject: { held: ReadonlySet<string>; roles: readonly RolesOfEmployment[]; wanted: Wanted },
): 0 | 1 {
  const holds = sides.map((side) => itemsOnlyOf(side, subject.wanted).some((key) => subject.held.has(key)));
  if (holds[0] !== holds[1]) return holds[0] ? 0 : 1;
  const [first, second] = sides.map((side) => since(side, subject.roles));
  return (second ?? '') < (first ?? '') ? 1 : 0;
}

/** What tells that somebody has this side: what only this side gives. */
function itemsOnlyOf(side: Side, wanted: Wanted): string[] {
  return [...wanted.values()]
    .filter(({ item, reasons }) => side.keys.has(item.key) || reasons.every((r) => side.sources.has(r.source ?? '')))
    .map(({ item }) => item.key);
}

/** First day of the oldest employment that gives a role of this side; far off when none does. */
function since(side: Side, roles: readonly RolesOfEmployment[]): CalendarDate {
  const starts = roles
    .filter((entry) => entry.roles.some((role) => side.sources.has(`roles.${role.id}`)))
    .map(({ employment }) => employment.startsOn ?? '9999-12-31');
  return starts.sort()[0] ?? '9999-12-31';
}

function without(side: Side, wanted: Wanted): Wanted {
  const left = new Map<string, WantedItem>();
  for (const [key, { item, reasons }] of wanted) {
    if (side.keys.has(key)) continue;
    const others = reasons.filter((reason) => !side.sources.has(reason.source ?? ''));
    if (others.length > 0)
      left.set(key, others.length === reasons.length ? { item, reasons } : { item, reasons: others });
  }
  return left;
}
