import { parse, stringify } from 'yaml';
import type { Row } from './scenario.ts';

/** The policy of a scenario that does not bring its own. */
const usualPolicy = `version: 1
domains: [voorbeeld.nl]
source: { id: hr, connector: csv, folder: ./hr }
roles:
  - { id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }
  - { id: finance, when: 'user.department -eq "Finance"', grant: { groups: [sg-finance] } }
groups:
  - { id: sg-belgium, membershipRule: 'user.country -eq "BE"' }
protect: [baas@voorbeeld.nl]
`;

export const usualUnits = [
  { unitKey: 'DIR', name: 'Directie' },
  { unitKey: 'SAL', name: 'Sales', parentKey: 'DIR' },
  { unitKey: 'FIN', name: 'Finance', parentKey: 'DIR' },
];

/** What was bought and which apps there are, where a scenario does not say. */
export const usualSkus: Row[] = [{ name: 'SPE_E3' }, { name: 'VISIO' }];
export const usualApps: Row[] = [{ name: 'Salesforce', roles: ['User', 'Admin'], job: true }, { name: 'Archief' }];

/** Every group that a scenario or its policy names is there, unless it brings its own list: what begins with `sg-` is a group. */
export function namedGroups(situation: object & { policy?: string | Row }): Row[] {
  const text = `${JSON.stringify(situation)} ${policyText(situation.policy)}`;
  const names = new Set(text.match(/\bsg-[a-z0-9-]+/g) ?? []);
  return [...names].sort().map((name) => ({ name }));
}

/** The text of a policy: the usual one, with these keys laid over it, or one that stands by itself. */
export function policyText(policy: string | Row | undefined): string {
  if (policy === undefined) return usualPolicy;
  return typeof policy === 'string' ? policy : stringify({ ...(parse(usualPolicy) as Row), ...policy });
}
