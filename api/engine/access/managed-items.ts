import type { Dossier } from '../dossiers.ts';
import { contractEndOf, lastWorkingDayOf } from '../life/employment-ends.ts';
import type { Judging } from '../life/judge-standing.ts';
import type { DatedGrant, Period } from './grants-in-force.ts';
import type { ItemCatalogue } from './resolve-items.ts';

/** Whether Instroom may take an item from somebody. */
export type IsManaged = (personKey: string, itemKey: string) => boolean;

interface Around {
  items: ItemCatalogue;
  /** Epoch ms. */
  now: number;
  dossierOf(personKey: string): Dossier | undefined;
  judging: Pick<Judging, 'lifecycle'>;
}

/**
 * What the policy names is managed for everybody. What only a grant names is managed for whom it was granted, once the grant is or was in
 * force for them: whoever else has it got it from somebody else, and keeps it.
 */
export function createManaged(
  policyKeys: ReadonlySet<string>,
  grants: readonly DatedGrant[],
  around: Around,
): IsManaged {
  const granted = new Map<string, Set<string>>();
  for (const dated of grants) {
    const { personKey, items } = dated.grant;
    if (!wasInForce(dated, around)) continue;
    const keys = granted.get(personKey) ?? new Set<string>();
    for (const item of around.items.of(items)) keys.add(item.key);
    granted.set(personKey, keys);
  }
  return (personKey, itemKey) => policyKeys.has(itemKey) || granted.get(personKey)?.has(itemKey) === true;
}

/** Grants give something to people who work or are expected only, so one that began when its person had left has given nothing. */
function wasInForce({ grant, periods }: DatedGrant, around: Around): boolean {
  const { now, dossierOf, judging } = around;
  const dossier = dossierOf(grant.personKey);
  const begun = periods.filter(({ from, until }) => from <= now && isBefore(from, until));
  if (dossier === undefined || begun.length === 0) return false;
  // HR does not say since when they are not active.
  if (dossier.standing.phase === 'inactive') return true;
  const presences = presencesOf(dossier, judging).filter(({ from }) => from <= now);
  return begun.some((period) =>
    presences.some((presence) => isBefore(presence.from, period.until) && isBefore(period.from, presence.until)),
  );
}

const isBefore = (at: number, end: number | null): boolean => end === null || at < end;

/** When somebody works or is expected, as far as HR says. */
function presencesOf({ person, standing }: Dossier, { lifecycle }: Around['judging']): Period[] {
  const { calendar } = standing;
  const workEnd = lifecycle.disableAfter === 'contract-end' ? contractEndOf : lastWorkingDayOf;
  return person.employments.flatMap((employment) => {
    if (employment.startsOn === undefined) return [];
    const end = workEnd(employment);
    return {
      from: calendar.instantOf(calendar.plusDays(employment.startsOn, -lifecycle.createDaysBeforeStart)),
      until: end === undefined ? null : calendar.instantOf(calendar.plusDays(end, 1)),
    };
  });
}
