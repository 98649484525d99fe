import type { Policy } from '../../models/policy.ts';
import { compileTemplate, TemplateError } from '../engine/template.ts';
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

/** Templates of names that cannot be filled, or that bring a domain of their own. */
export function checkNames({ names }: Pick<Policy, 'names'>): PolicyProblem[] {
  const lists = ['userPrincipalName', 'mailNickname', 'mail'] as const;
  const written = lists.flatMap((list) =>
    (names[list] ?? []).map((text, index) => ({ path: ['names', list, index] as PropertyKey[], text })),
  );
  const withDomain = written.filter(({ text }) => text.includes('@'));
  const domain = names.domain === undefined ? [] : [{ path: ['names', 'domain'], text: names.domain }];
  return [
    ...withDomain.map(({ path }) => ({ path, text: 'has an @; the domain comes from domains by itself' })),
    ...[...written, ...domain].flatMap(({ path, text }) => refuseTemplate(text, path)),
  ];
}

/** A domain for new addresses that is none of ours. A template is only known when it is filled. */
export function checkNameDomain({ names, domains }: Pick<Policy, 'names' | 'domains'>): PolicyProblem[] {
  const { domain } = names;
  if (domain === undefined || domain.includes('${')) return [];
  if (domains.some((known) => known.toLowerCase() === domain.toLowerCase())) return [];
  return [{ path: ['names', 'domain'], text: `“${domain}” is none of domains; expected ${domains.join(' or ')}` }];
}

function refuseTemplate(text: string, path: PropertyKey[]): PolicyProblem[] {
  try {
    compileTemplate(text);
    return [];
  } catch (error) {
    if (error instanceof TemplateError) return [{ path, text: error.message }];
    throw error;
  }
}
