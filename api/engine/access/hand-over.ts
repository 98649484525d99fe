import { DateTime } from 'luxon';
import type { RoleHolding } from '../../../models/ledger.ts';
import type { CalendarDate } from '../../../models/person.ts';
import type { CompiledRole } from '../compiled-policy.ts';
import type { Calendar } from '../life/calendar.ts';

/** A role that is kept for a while after it was lost. `until` is an instant (epoch ms), exclusive. */
export interface HandedOver {
  role: CompiledRole;
  until: number;
}

/**
 * Roles that somebody keeps for the days the policy gives for handing over, and what has to be written down for that.
 *
 * A contract that ended says by itself since when its role is lost. Where HR only changes a row, the loss is noticed by what was
 * written down: that this person held the role. It counts from the beginning of the day on which it is noticed. Where both speak, the later
 * one counts: an older contract says nothing of a role that another one gave until today.
 *
 * @param subject.held - roles that employments of today give
 * @param subject.former - the last days of contracts that are over, with the roles they gave
 * @param subject.holdings - what was written down of this person
 */
export function handOver(
  subject: {
    personKey: string;
    held: ReadonlySet<CompiledRole>;
    former: readonly { endedOn: CalendarDate; roles: readonly CompiledRole[] }[];
    holdings: readonly RoleHolding[];
  },
  around: { now: number; calendar: Calendar; rolesWithHandOver: ReadonlyMap<string, CompiledRole> },
): { kept: HandedOver[]; changes: RoleHolding[] } {
  const { now, calendar, rolesWithHandOver } = around;
  const kept = new Map<CompiledRole, HandedOver>();
  const lose = (role: CompiledRole, at: number) => {
    const until = afterDays(at, role.keepAfterLossDays, calendar);
    if (!subject.held.has(role) && until > (kept.get(role)?.until ?? now)) kept.set(role, { role, until });
  };
  for (const { endedOn, roles } of subject.former) {
    for (const role of roles) lose(role, calendar.instantOf(calendar.plusDays(endedOn, 1)));
  }
  const changes: RoleHolding[] = [];
  const known = new Map(subject.holdings.map((holding) => [holding.roleId, holding]));
  for (const role of subject.held) {
    if (!rolesWithHandOver.has(role.id) || known.get(role.id)?.lostAt === null) continue;
    changes.push({ personKey: subject.personKey, roleId: role.id, lostAt: null });
  }
  for (const holding of known.values()) {
    const role = rolesWithHandOver.get(holding.roleId);
    if (role === undefined || subject.held.has(role)) continue;
    if (holding.lostAt !== null) lose(role, Date.parse(holding.lostAt));
    else {
      const at = calendar.instantOf(calendar.today);
      lose(role, at);
      changes.push({ ...holding, lostAt: new Date(at).toISOString() });
    }
  }
  return { kept: [...kept.values()], changes };
}

/** That many calendar days later in the person's zone, whatever the clock does meanwhile. */
function afterDays(at: number, days: number, { zone }: Calendar): number {
  return DateTime.fromMillis(at, { zone }).plus({ days }).toMillis();
}

/**
 * What has to be written down of somebody who has left: nothing is handed over any more, so that who comes back later does not find roles of
 * a former life.
 * @param leftAt - the instant (epoch ms) from which the roles count as lost
 */
export function closeHoldings(holdings: readonly RoleHolding[], leftAt: number): RoleHolding[] {
  const lostAt = new Date(leftAt).toISOString();
  return holdings.flatMap((holding) => (holding.lostAt === null ? [{ ...holding, lostAt }] : []));
}
