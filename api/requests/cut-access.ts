import type { NeverWhy } from '../../models/access-desk.ts';
import type { CatalogueItem } from '../../models/approvals.ts';
import type { SeparatedSide, Separation } from '../../models/entitlements.ts';
import type { AskedItem } from '../../models/request.ts';
import { askedOf, askedOfCatalogue, type KeyOf, nameOfCatalogue, namesIn } from './named-item.ts';
import type { HeldAccess, HeldName } from './read-access.ts';

/** What a replacement does with each thing of somebody who is away, for one stand-in. */
export interface CutItems {
  needed: AskedItem[];
  askOwner: AskedItem[];
  never: { item: AskedItem; why: NeverWhy }[];
}

interface CutAround {
  catalogue: readonly CatalogueItem[];
  separation: readonly Separation[];
  keyOf: KeyOf;
}

/**
 * Cuts what somebody has by policy in three. What the catalogue does not name is asked about, with IT for an owner; what does not go
 * together with what the stand-in has is never given. What the stand-in has already is left out.
 */
export function cutAccess(absent: HeldAccess, standIn: HeldAccess, around: CutAround): CutItems {
  const { keyOf, catalogue, separation } = around;
  const entries = new Map(catalogue.map((entry) => [keyOf(nameOfCatalogue(entry)), entry]));
  const has = new Set([...standIn.byPolicy, ...standIn.byGrant].map(({ name }) => keyOf(name)));
  const cut: CutItems = { needed: [], askOwner: [], never: [] };
  for (const [key, lent] of byKey(absent.byPolicy, keyOf)) {
    if (has.has(key)) continue;
    const entry = entries.get(key);
    const item = entry === undefined ? askedOf(lent.name) : askedOfCatalogue(entry);
    const broken = separation.find((duty) => breaks(duty, lent, { standIn, keyOf }));
    if (entry?.inReplacement === 'never') cut.never.push({ item, why: { kind: 'catalogue' } });
    else if (broken !== undefined)
      cut.never.push({ item, why: { kind: 'separation', title: broken.title ?? broken.id } });
    else cut[entry?.inReplacement === 'needed' ? 'needed' : 'askOwner'].push(item);
  }
  return cut;
}

function byKey(held: readonly HeldName[], keyOf: KeyOf): Map<string, HeldName> {
  const all = new Map<string, HeldName>();
  for (const { name, roles } of held) {
    const known = all.get(keyOf(name));
    // Given by a group's own rule as well, it does not belong to a role alone.
    const isFree = roles.length === 0 || (known !== undefined && known.roles.length === 0);
    all.set(keyOf(name), { name, roles: isFree ? [] : [...(known?.roles ?? []), ...roles] });
  }
  return all;
}

interface Against {
  standIn: HeldAccess;
  keyOf: KeyOf;
}

/** Whether lending this would put both sides of a separation in one hand. */
function breaks({ between: [one, other] }: Separation, lent: HeldName, against: Against): boolean {
  return (
    (isLentOf(one, lent, against.keyOf) && isOn(other, against)) ||
    (isLentOf(other, lent, against.keyOf) && isOn(one, against))
  );
}

const keysOf = (side: SeparatedSide, keyOf: KeyOf): Set<string> => new Set(namesIn(side).map(keyOf));

/** Named by this side, or given by nothing but its roles: what a role lends counts as that role. */
function isLentOf(side: SeparatedSide, { name, roles }: HeldName, keyOf: KeyOf): boolean {
  if (keysOf(side, keyOf).has(keyOf(name))) return true;
  return roles.length > 0 && roles.every((id) => side.roles.includes(id));
}

function isOn(side: SeparatedSide, { standIn, keyOf }: Against): boolean {
  if (side.roles.some((id) => standIn.roles.has(id))) return true;
  const keys = keysOf(side, keyOf);
  return [...standIn.byPolicy, ...standIn.byGrant].some(({ name }) => keys.has(keyOf(name)));
}
