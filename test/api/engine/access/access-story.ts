import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { Grant } from '../../../../models/grant.ts';
import type { Employment, Leave, Person } from '../../../../models/person.ts';
import {
  linesOf,
  makeAccount,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  salesUnit,
} from '../make-input.ts';

export const policyText = `roles:
  - { id: sales, title: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales] } }
  - { id: care, title: Care, when: 'user.department -eq "Care"', grant: { groups: [sg-care, sg-ward] } }
`;

export const names = ['sg-sales', 'sg-care', 'sg-ward', 'sg-x', 'sg-y'];

export const job = (unitKey: string, more: Partial<Employment> = {}) =>
  makeEmployment({ employmentKey: `E-${unitKey}`, unitKey, ...more });

interface Story {
  now?: string;
  policy?: string;
  /** P1's employments; one in Sales unless they are given. */
  employments?: Employment[];
  leaves?: Leave[];
  /** P2, who may be stood in for: in Care unless something else is given. */
  absent?: Partial<Person> | null;
  grants?: Grant[];
  /** Groups that P1 is in. */
  held?: string[];
  ledger?: { roleId: string; lostAt: string | null }[];
  attributes?: Record<string, string>;
}

export function planOf(story: Story) {
  const { absent = {}, held = ['sg-sales'] } = story;
  const first = makePerson({
    personKey: 'P1',
    employments: story.employments ?? [job('sales')],
    leaves: story.leaves ?? [],
  });
  const second = makePerson({ personKey: 'P2', employments: [job('care')], ...absent });
  return planPeople(
    makeInput({
      now: story.now ?? '2026-11-24T08:00:00Z',
      policy: makePolicy(story.policy ?? policyText),
      people: absent === null ? [first] : [first, second],
      units: [salesUnit, { unitKey: 'care', name: 'Care' }],
      grants: story.grants ?? [],
      ledger: {
        ...makeInput({}).ledger,
        holdings: (story.ledger ?? []).map((holding) => ({ personKey: 'P1', ...holding })),
      },
      directory: {
        accounts: [
          makeAccount({ id: 'a1', stampedPersonKey: 'P1' }, story.attributes),
          makeAccount({ id: 'a2', stampedPersonKey: 'P2' }, { department: 'Care' }),
        ],
        groups: names.map((name) => {
          const ofSecond = name === 'sg-care' || name === 'sg-ward' ? ['a2'] : [];
          return makeGroup(name, held.includes(name) ? ['a1', ...ofSecond] : ofSecond);
        }),
      },
    }),
  );
}

/** What the plan does for P1. */
export const lines = (story: Story) => linesOf(planOf(story)).filter((line) => line.includes(' P1'));

export const reasonsOf = (story: Story) =>
  planOf(story).operations.flatMap(({ reasons }) => reasons.map(({ kind, source }) => `${kind} ${source}`));
