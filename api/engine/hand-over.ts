import { DateTime } from 'luxon';
import type { RoleHolding } from '../../models/ledger.ts';
import type { Employment } from '../../models/person.ts';
import type { Calendar } from './calendar.ts';
import type { CompiledRole } from './compiled-policy.ts';
import { contractEndOf } from './employment-ends.ts';

/** A role that is kept for a while after it was lost. `until` is an instant (epoch ms), exclusive. */
export interface HandedOver {
  role: CompiledRole;
  until: number;
}

/**
 * Roles that somebody keeps for the days the policy gives for handing over, and what has to be written down for that.
 *
 * A contract that ended says by itself since when its role is lost. Where HR only changes a row, the loss is noticed by what was
 * written down: that this person held the role. It counts from the beginning of the day on which it is noticed.
 *
 * @param subject.held - roles that employments of today give
 * @param subject.former - contracts that are over, with the roles they gave
 * @param subject.holdings - what was written down of this person
 */
export function handOver(
  subject: {
    personKey: string;
    held: ReadonlySet<CompiledRole>;
    former: readonly { employment: Employment; roles: readonly CompiledRole[] }[];
    holdings: readonly RoleHolding[];
  },
  around: { now: number; calendar: Calendar; rolesWithHandOver: ReadonlyMap<string, CompiledRole> },
): { kept: HandedOver[]; changes: RoleHolding[] } {
  const { now, calendar, rolesWithHandOver } = around;
  const kept = new Map<CompiledRole, HandedOver>();
  const lostAt = new Map<CompiledRole, number>();
  const lose = (role: CompiledRole, at: number) => {
    const until = afterDays(at, role.keepAfterLossDays, calendar);
    if (subject.held.has(role) || until <= (kept.get(role)?.until ?? 0)) return;
    lostAt.set(role, at);
    if (until > now) kept.set(role, { role, until });
  };
  for (const { employment, roles } of subject.former) {
    const end = contractEndOf(employment);
    if (end !== undefined) for (const role of roles) lose(role, calendar.instantOf(calendar.plusDays(end, 1)));
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
      const at = lostAt.get(role) ?? calendar.instantOf(calendar.today);
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
