import { Cron } from 'croner';
import { IANAZone } from 'luxon';
import type { Policy } from '../../models/policy.ts';
import { didYouMean, type PolicyProblem } from './policy-problem.ts';

/** Time zones that nobody knows. */
export function checkZones({ timeZone, zones }: Pick<Policy, 'timeZone' | 'zones'>): PolicyProblem[] {
  const written: [PropertyKey[], string][] = [
    [['timeZone'], timeZone],
    ...Object.entries(zones).map(([place, zone]): [PropertyKey[], string] => [['zones', place], zone]),
  ];
  return written
    .filter(([, zone]) => !IANAZone.isValidZone(zone))
    .map(([path, zone]) => {
      const near = didYouMean(zone, Intl.supportedValuesOf('timeZone'));
      return { path, text: `“${zone}” is not a time zone; expected a name such as Europe/Amsterdam${near}` };
    });
}

/** Patterns that name no times. */
export function checkSchedule({ schedule }: Pick<Policy, 'schedule'>): PolicyProblem[] {
  return schedule.flatMap((pattern, index) =>
    isCron(pattern)
      ? []
      : [{ path: ['schedule', index], text: `“${pattern}” is not a cron pattern such as */15 * * * *` }],
  );
}

function isCron(pattern: string): boolean {
  try {
    new Cron(pattern, { paused: true });
    return true;
  } catch {
    return false;
  }
}

/** Ids that stand for two things, ignoring case. */
export function checkIds<List extends 'sources' | 'roles' | 'groups' | 'apps' | 'separation' | 'licences'>(
  list: List,
  policy: Pick<Policy, List>,
): PolicyProblem[] {
  const seen = new Set<string>();
  return policy[list].flatMap((entry, index) => {
    const [key, id] = 'sku' in entry ? ['sku', entry.sku] : ['id', entry.id];
    const isTwice = seen.has(id.toLowerCase());
    seen.add(id.toLowerCase());
    return isTwice ? [{ path: [list, index, key], text: `“${id}” is used twice; keep one of the two` }] : [];
  });
}
