import type { Group } from '../../models/account.ts';
import { makeGroup } from '../api/engine/make-input.ts';

/**
 * A policy of the size that large tenants have: 500 roles and 2,000 groups by rule, over the people of `makePerson`. Most rules test
 * equality on the unit, the function and the country, alone and together; some match patterns.
 */
export function makeLargePolicyText(source: string): string {
  const roles = Array.from({ length: 500 }, (_, index) => {
    const when =
      index < 200
        ? `user.department -eq "Unit ${index}"`
        : index < 460
          ? `user.department -eq "Unit ${index % 200}" -and user.jobTitle -eq "Function ${index % 37}"`
          : `user.jobTitle -startsWith "Function ${index % 40}" -and user.country -eq "${index % 2 === 0 ? 'NL' : 'BE'}"`;
    return `  - { id: r${index}, when: '${when}', grant: { groups: [sg-role-${index}] } }`;
  });
  const groups = Array.from({ length: 2000 }, (_, index) => {
    const rule =
      index < 1600
        ? `user.department -eq "Unit ${index % 200}" -and user.jobTitle -eq "Function ${index % 37}" -and user.country -eq "NL"`
        : index < 1990
          ? `user.jobTitle -eq "Function ${index % 37}" -and (user.country -eq "BE" -or user.employeeType -eq "intern") -and user.department -ne "Unit ${index % 200}"`
          : `user.displayName -contains "${'aeioubdfkl'.charAt(index % 10)}${index % 7}"`;
    return `  - { id: sg-rule-${index}, membershipRule: '${rule}' }`;
  });
  return `version: 1
domains: [voorbeeld.example]
source: ${source}
schedule: []
roles:
  - { id: everybody, when: 'user.employeeType -in ["employee", "intern"]', grant: { groups: [sg-everybody, sg-intranet] } }
${roles.slice(1).join('\n')}
groups:
${groups.join('\n')}
`;
}

export function makeLargeGroups(): Group[] {
  const names = [
    'sg-everybody',
    'sg-intranet',
    ...Array.from({ length: 500 }, (_, index) => `sg-role-${index}`),
    ...Array.from({ length: 2000 }, (_, index) => `sg-rule-${index}`),
  ];
  return names.map((name) => makeGroup(name));
}
