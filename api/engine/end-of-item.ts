import type { Reason } from '../../models/plan.ts';
import type { DesiredAccount } from './desire-account.ts';
import { contractEndOf } from './employment-ends.ts';
import type { World } from './survey-world.ts';

/**
 * What would take something away, in words: each reason ends in its own way, and the last of them decides.
 * @param reasons - why somebody should have it; empty for what goes with the employment alone
 */
export function endOfItem(reasons: readonly Reason[], desired: DesiredAccount, world: World): string {
  const { texts } = world;
  if (desired.access !== null && reasons.length === 0 && !desired.enabled) return texts.alreadyEnding;
  const ends = new Set<string>();
  const end = lastDayOf(desired);
  if (end !== null) ends.add(texts.endsAfter(end));
  const titles = reasons.flatMap(({ kind, source }) =>
    kind === 'rule' && isRole(source) ? titleOf(source, world) : [],
  );
  if (titles.length > 0) ends.add(texts.endsWithRole(titles));
  if (reasons.some(({ kind, source }) => kind === 'rule' && source?.startsWith('groups.')))
    ends.add(texts.endsWithRule);
  for (const { kind, source } of reasons) {
    const grant = kind === 'grant' ? findGrant(source, desired, world) : undefined;
    if (grant?.period?.until) ends.add(texts.endsAt(new Date(grant.period.until).toISOString()));
  }
  return ends.size === 0 ? texts.endsWithHr : [...ends].join('; ');
}

const isRole = (source: string | null): source is string => source?.startsWith('roles.') ?? false;

function titleOf(source: string, world: World): string[] {
  const id = source.slice('roles.'.length);
  return [world.input.policy.roles.find((role) => role.id === id)?.title ?? id];
}

/** The day after which no employment of today is left; null while one is open-ended. */
function lastDayOf({ standing }: DesiredAccount): string | null {
  const ends = standing.entitling.map((employment) => contractEndOf(employment));
  if (ends.length === 0 || ends.includes(undefined)) return null;
  return ends.sort().at(-1) ?? null;
}

function findGrant(id: string | null, { person }: DesiredAccount, world: World) {
  return world.grantsOf.get(person.personKey)?.find(({ grant }) => grant.id === id);
}
