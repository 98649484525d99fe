import type { Policy } from '../../models/policy.ts';
import type { PolicyProblem } from './policy-problem.ts';

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

const audiences = ['it', 'hr', 'security'] as const;

/** Who is named by something that is not an address, and parts that nobody has. */
export function checkPeople({ people }: Pick<Policy, 'people'>): PolicyProblem[] {
  return [...audiences.flatMap((part) => checkAudience(part, people[part])), ...checkDeputies(people.deputies ?? {})];
}

function checkAudience(part: string, audience: Policy['people']['it']): PolicyProblem[] {
  if (audience === undefined) return [];
  const { group, addresses } = audience;
  if (group === undefined && addresses === undefined)
    return [{ path: ['people', part], text: 'names nobody; expected group or addresses' }];
  return (addresses ?? []).flatMap((address, index) =>
    isAddress(address) ? [] : [{ path: ['people', part, 'addresses', index], text: notAnAddress(address) }],
  );
}

function checkDeputies(deputies: Readonly<Record<string, string>>): PolicyProblem[] {
  const path = ['people', 'deputies'];
  return Object.entries(deputies).flatMap(([absent, deputy]): PolicyProblem[] => {
    const problems: PolicyProblem[] = [];
    if (!isAddress(absent)) problems.push({ path, key: absent, text: notAnAddress(absent) });
    if (!isAddress(deputy)) problems.push({ path: [...path, absent], text: notAnAddress(deputy) });
    if (absent.toLowerCase() === deputy.toLowerCase())
      problems.push({ path: [...path, absent], text: 'stands in for themselves; name somebody else' });
    return problems;
  });
}

/** Somebody whose yes is asked for and whom nobody is. */
export function checkApprovals({ approvals, people }: Pick<Policy, 'approvals' | 'people'>): PolicyProblem[] {
  return approvals.run.by.flatMap((part, index) =>
    people[part] === undefined
      ? [
          {
            path: ['approvals', 'run', 'by', index],
            text: `${part} is nobody: people does not say who; add people.${part}`,
          },
        ]
      : [],
  );
}

const notAnAddress = (text: string): string =>
  `“${text}” is not an address; expected one such as sanne.jansen@voorbeeld.nl`;
