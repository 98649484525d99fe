import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Employment, Person } from '../../../../models/person.ts';
import { makeAccount, makeEmployment, makeGroup, makeInput, makePerson, makePolicy, salesUnit } from '../make-input.ts';

export const policyText = `lifecycle: { createDaysBeforeStart: 5, removeAccessDaysAfterEnd: 3, deleteDaysAfterEnd: 10 }
zones: { NZ: Pacific/Auckland, US: America/Los_Angeles }
roles:
  - { id: sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }
  - { id: care, when: 'user.department -eq "Care"', grant: { groups: [sg-care] } }
`;

export const person = (personKey: string, ...employments: Partial<Employment>[]): Person =>
  makePerson({
    personKey,
    employments: employments.map((more, index) => makeEmployment({ employmentKey: `${personKey}-${index}`, ...more })),
  });

export const withAccounts = (people: readonly Person[], without: readonly string[] = []) =>
  people
    .filter(({ personKey }) => !without.includes(personKey))
    .map(({ personKey }) =>
      makeAccount({ id: `a-${personKey}`, stampedPersonKey: personKey }, { usageLocation: 'NL' }),
    );

export function inputOf(
  people: Person[],
  parts: Partial<Omit<PlanInput, 'directory'>> & { policy?: PlanInput['policy'] } = {},
  without: string[] = [],
) {
  return makeInput({
    policy: makePolicy(policyText),
    people,
    units: [salesUnit, { unitKey: 'care', name: 'Care' }],
    ...parts,
    directory: {
      accounts: withAccounts(people, without),
      groups: ['sg-sales', 'sg-care', 'sg-x'].map((name) => makeGroup(name)),
    },
  });
}
