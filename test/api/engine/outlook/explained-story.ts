import { type Explanation, explainPerson } from '../../../../api/engine/outlook/explain-person.ts';
import type { PlanInput } from '../../../../api/engine/survey-world.ts';
import type { Employment } from '../../../../models/person.ts';
import {
  makeAccount,
  makeApp,
  makeEmployment,
  makeGroup,
  makeInput,
  makePerson,
  makePolicy,
  makeSku,
  salesUnit,
} from '../make-input.ts';

export const policyText = `roles:
  - { id: sales, title: Sales, when: 'user.department -eq "Sales"', grant: { groups: [sg-sales], licences: [E5] } }
  - { id: care, title: Care, when: 'user.department -eq "Care"', grant: { groups: [sg-care] }, keepAfterLossDays: 10 }
  - { id: bank, title: Bank, when: 'user.jobTitle -eq "Chef"', grant: { apps: [{ app: Bank, role: Pay }] } }
  - { id: vip, title: Vip, when: 'user.extensionAttribute1 -eq "vip"', grant: { groups: [E5] } }
groups: [{ id: sg-rule, membershipRule: 'user.displayName -startsWith "Sanne"' }]
`;

export const job = (more: Partial<Employment> = {}): Employment => makeEmployment({ employmentKey: 'E1', ...more });

const e5 = { skuId: 'sku-E5', direct: true, groupIds: [] };

export interface Story {
  now?: string;
  policy?: string;
  employments?: Employment[];
  account?: Parameters<typeof makeAccount>[0] | null;
  attributes?: Record<string, string>;
  held?: string[];
  parts?: Partial<PlanInput>;
}

/** P1 in Sales with account `a` in these groups; P2 is known with account `b`. */
export function inputOf(story: Story): PlanInput {
  const { employments = [job()], account, held = [], parts = {} } = story;
  const own = { id: 'a', stampedPersonKey: 'P1', licences: [e5], ...account };
  return makeInput({
    now: story.now ?? '2026-11-24T08:00:00Z',
    policy: makePolicy(story.policy ?? policyText),
    people: [
      makePerson({ personKey: 'P1', employments }),
      makePerson({ personKey: 'P2', callName: 'Bo', employments: [job({ employmentKey: 'E2' })] }),
    ],
    units: [salesUnit, { unitKey: 'care', name: 'Care' }],
    ...parts,
    directory: {
      accounts: [
        ...(account === null ? [] : [makeAccount(own, { usageLocation: 'NL', ...story.attributes })]),
        makeAccount({ id: 'b', stampedPersonKey: 'P2', licences: [e5] }),
      ],
      groups: ['sg-sales', 'sg-care', 'sg-rule', 'sg-x', 'E5'].map((name) =>
        makeGroup(name, held.includes(name) ? ['a'] : []),
      ),
      skus: [makeSku('E5', 10)],
      applications: [makeApp('Bank', ['Pay'])],
    },
  });
}

export function explained(story: Story): Explanation {
  const explanation = explainPerson('P1', inputOf(story));
  if (explanation === null) throw new Error('nobody');
  return explanation;
}

export function itemOf(name: string, story: Story) {
  const { items } = explained(story);
  const found = items.find(({ item }) => item === name);
  if (found === undefined) throw new Error(`no ${name} in ${items.map(({ item }) => item).join(', ')}`);
  return found;
}

export const held = ['sg-sales', 'sg-rule'];
