import type { SeparatedSide, Separation } from '../../../models/entitlements.ts';

/** One thing that somebody should have, for one reason. */
export interface Wish {
  item: string;
  because: string;
}

interface Past {
  /** What the account has today. */
  held: ReadonlySet<string>;
  /** First day of the oldest contract of today that gives a role. */
  starts: (roleId: string) => string | undefined;
  rules: readonly Separation[];
}

/** What is left of what somebody should have when nobody may have both sides of a rule. */
export function separate(wishes: readonly Wish[], past: Past): Set<string> {
  let left = [...wishes];
  for (const { between, on } of past.rules) {
    const [one, other] = between;
    if (!left.some((wish) => isOf(one, wish)) || !left.some((wish) => isOf(other, wish))) continue;
    const losers = on === 'refuse' ? [one, other] : [isYounger(one, other, left, past) ? one : other];
    for (const side of losers) left = left.filter((wish) => !isOf(side, wish));
  }
  return new Set(left.map(({ item }) => item));
}

const isOf = (side: SeparatedSide, { item, because }: Wish): boolean =>
  side.groups.some((name) => item === `group ${name}`) || side.roles.some((id) => because === `roles.${id}`);

/** Whether the first side has to give way: the other is held and it is not, or else the other's contract is older. */
function isYounger(one: SeparatedSide, other: SeparatedSide, wishes: readonly Wish[], past: Past): boolean {
  const holds = (side: SeparatedSide) =>
    wishes
      .map(({ item }) => item)
      .filter((item) => wishes.every((wish) => wish.item !== item || isOf(side, wish)))
      .some((item) => past.held.has(item));
  if (holds(one) !== holds(other)) return holds(other);
  const since = (side: SeparatedSide) => side.roles.map((id) => past.starts(id) ?? '9').sort()[0] ?? '9';
  return since(other) < since(one);
}
