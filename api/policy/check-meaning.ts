import type { Policy } from '../../models/policy.ts';
import { checkIds, checkSchedule, checkZones } from './check-basics.ts';
import { checkIdentity } from './check-identity.ts';
import { checkApps, checkGroups, checkKeepInTouch, checkSeparation } from './check-items.ts';
import { checkFixUrl } from './check-joiners.ts';
import { checkDomains, checkNameDomain, checkNames } from './check-names.ts';
import { checkApprovals, checkPeople } from './check-people.ts';
import type { PolicyProblem } from './policy-problem.ts';

interface Check {
  /** What has to be readable for the check to mean anything. */
  rests: readonly (keyof Policy)[];
  find(policy: Policy): PolicyProblem[];
}

const given = ['roles', 'groups', 'licences'] as const;

const checks: readonly Check[] = [
  { rests: [], find: checkZones },
  { rests: ['schedule'], find: checkSchedule },
  { rests: ['domains'], find: checkDomains },
  { rests: ['names'], find: checkNames },
  { rests: ['names', 'domains'], find: checkNameDomain },
  ...(['sources', 'roles', 'groups', 'licences', 'apps', 'separation'] as const).map(
    (list): Check => ({ rests: [list], find: (policy) => checkIds(list, policy) }),
  ),
  { rests: [...given], find: checkGroups },
  { rests: [...given, 'separation'], find: checkSeparation },
  { rests: [...given, 'leave'], find: checkKeepInTouch },
  { rests: ['roles', 'apps'], find: checkApps },
  { rests: ['people'], find: checkPeople },
  { rests: ['joiners'], find: checkFixUrl },
  { rests: ['identity', 'sources'], find: checkIdentity },
];

/**
 * What the shape of a policy cannot tell: names that nothing answers to, things said twice, things that exclude each other.
 * @param unreadable - keys that have a problem already; what rests on them is not looked at
 * @param says - whether the file itself says something about a key, rather than leaving it to the default
 */
export function checkMeaning(
  policy: Policy,
  { unreadable, says }: { unreadable: ReadonlySet<PropertyKey>; says: (key: string) => boolean },
): PolicyProblem[] {
  const all = says('approvals') ? [...checks, approvals] : checks;
  return all
    .filter(({ rests }) => !rests.some((key) => unreadable.has(key)))
    .flatMap((check) => check.find(policy))
    .filter(({ path }) => !unreadable.has(path[0] ?? ''));
}

/** Who may say yes by default need not be somebody: then the command line is the only way. */
const approvals: Check = { rests: ['approvals', 'people'], find: checkApprovals };
