import type { Policy } from '../../models/policy.ts';
import type { PolicyProblem } from './policy-problem.ts';

/** What would make addresses that Entra does not take. */
export function checkDomains({ domains }: Pick<Policy, 'domains'>): PolicyProblem[] {
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
  return domains.flatMap((domain, index) =>
    new RegExp(`^${label}(?:\\.${label})+$`, 'i').test(domain)
      ? []
      : [{ path: ['domains', index], text: `“${domain}” is not a domain; expected a name such as voorbeeld.nl` }],
  );
}

/** Templates of addresses that bring a domain of their own. */
export function checkNames({ names }: Pick<Policy, 'names'>): PolicyProblem[] {
  const lists = ['userPrincipalName', 'mailNickname', 'mail'] as const;
  return lists.flatMap((list) =>
    (names[list] ?? []).flatMap((text, index) =>
      text.includes('@')
        ? [{ path: ['names', list, index], text: 'has an @; the domain comes from domains by itself' }]
        : [],
    ),
  );
}

/** A domain for new addresses that is none of ours. A template is only known when it is filled. */
export function checkNameDomain({ names, domains }: Pick<Policy, 'names' | 'domains'>): PolicyProblem[] {
  const { domain } = names;
  if (domain === undefined || domain.includes('${')) return [];
  if (domains.some((known) => known.toLowerCase() === domain.toLowerCase())) return [];
  return [{ path: ['names', 'domain'], text: `“${domain}” is none of domains; expected ${domains.join(' or ')}` }];
}
