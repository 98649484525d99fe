import type { CalendarDate, Employment } from '../../../models/person.ts';
import type { Reason } from '../../../models/plan.ts';
import { endOfGrant } from '../access/grants-in-force.ts';
import type { AccessSubject } from '../access/policy-access.ts';
import type { DesiredAccount } from '../account/desire-account.ts';
import { contractEndOf, lastWorkingDayOf } from '../life/employment-ends.ts';
import type { World } from '../survey-world.ts';

/** What would disable an account that should be enabled, in words. */
export function endOfEnabled({ standing }: DesiredAccount, world: World): string {
  const { disableAfter } = world.input.policy.policy.lifecycle;
  const end = lastOf(standing.entitling, disableAfter === 'contract-end' ? contractEndOf : lastWorkingDayOf);
  return end === null ? world.texts.endsWithHr : world.texts.endsAfter(end);
}

/** What would take away what is left as it is for now, in words: the days of the policy after the contract, where one has an end. */
export function endOfLeftAlone({ standing, person }: DesiredAccount, world: World): string {
  const { phase, calendar } = standing;
  const end = lastOf(person.employments, contractEndOf);
  if ((phase !== 'ended' && phase !== 'between-ends') || end === null) return world.texts.endsWithHr;
  const days = world.input.policy.policy.lifecycle.removeAccessDaysAfterEnd;
  return world.texts.endsAt(new Date(calendar.instantOf(calendar.plusDays(end, days + 1))).toISOString());
}

/**
 * What would take something away, in words: each reason ends in its own way, and the last of them decides.
 * @param reasons - why somebody should have it
 */
export function endOfItem(
  reasons: readonly Reason[],
  { standing, person }: DesiredAccount,
  { world, subject }: { world: World; subject: AccessSubject },
): string {
  const { texts } = world;
  const ends = new Set<string>();
  const end = lastOf(standing.entitling, contractEndOf);
  if (end !== null) ends.add(texts.endsAfter(end));
  const titles: string[] = [];
  for (const { kind, source, text } of reasons) {
    if (kind === 'rule' && source !== null) {
      // A role that does not hold any more is being handed over, and its reason says until when.
      const behind = world.policyAccess.ruleBehind(source, subject);
      if (behind === null) ends.add(text);
      else if (behind.roleTitle === null) ends.add(texts.endsWithRule);
      else titles.push(behind.roleTitle);
    }
    const grant = kind === 'grant' ? world.grantsOf.get(person.personKey)?.find(isOf(source)) : undefined;
    const until = grant === undefined ? null : endOfGrant(grant, world.now);
    if (until !== null) ends.add(texts.endsAt(new Date(until).toISOString()));
  }
  if (titles.length > 0) ends.add(texts.endsWithRole(titles));
  return ends.size === 0 ? texts.endsWithHr : [...ends].join('; ');
}

const isOf =
  (id: string | null) =>
  ({ grant }: { grant: { id: string } }): boolean =>
    grant.id === id;

/** The last of these days; null while there is none, or one of them is open. */
function lastOf(
  employments: readonly Employment[],
  dayOf: (employment: Employment) => CalendarDate | undefined,
): CalendarDate | null {
  let last: CalendarDate | null = null;
  for (const employment of employments) {
    const day = dayOf(employment);
    if (day === undefined) return null;
    if (last === null || day > last) last = day;
  }
  return last;
}
