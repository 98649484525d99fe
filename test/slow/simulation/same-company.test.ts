import assert from 'node:assert/strict';
import { planPeople } from '../../../api/engine/plan-people.ts';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import type { HrOrganisation } from '../../../api/sandbox/hr/hr-stand-in.ts';
import { emptyLedger } from '../../../models/ledger.ts';
import type { HrReading, Person, Unit } from '../../../models/person.ts';
import { makeOddCompany, today } from '../../organisation/make-odd-company.ts';
import { type SystemUnderTest, systems } from './hr-systems.ts';

const count = 3000;
const at = `${today}T09:00:00.000Z`;

/** Read through one system: everybody, in the order of their keys. */
async function readThrough({ open }: SystemUnderTest, company: HrOrganisation): Promise<HrReading> {
  const { connector, close } = await open(company, at);
  try {
    return await connector.read();
  } finally {
    await close();
  }
}

const inOrder = (people: readonly Person[]): Person[] =>
  [...people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
const unitsInOrder = (units: readonly Unit[]): Unit[] => [...units].sort((a, b) => (a.unitKey < b.unitKey ? -1 : 1));

/** What a system says of a company. */
const asSaid = ({ says, saysUnit }: SystemUnderTest, { people, units }: HrOrganisation): HrOrganisation => ({
  people: people.map(says),
  units: units.map(saysUnit),
});

/** What is planned for them in an empty tenant, in sentences. */
function planOf({ people, units, setAside }: Pick<HrReading, 'people' | 'units' | 'setAside'>): string[] {
  const policy = parsePolicy(policyText, { name: 'same', folder: '/' });
  const directory = { accounts: [], deletedAccounts: [], groups: [], applications: [], skus: [] };
  const written = { links: new Map(), ownership: new Map(), ledger: emptyLedger, grants: [], urgentExits: [] };
  const links = { readAt: at, usersDeltaLink: null, groupsDeltaLink: null };
  const { operations, notes } = planPeople({
    now: at,
    policy,
    people,
    units,
    setAside,
    ...written,
    directory: { ...directory, ...links },
    rejections: new Map(),
  });
  return [...operations, ...notes].map((entry) => JSON.stringify({ ...entry, id: undefined }, withoutCompany));
}

/** Youforce has no name of a company, and Nmbrs none without. */
const withoutCompany = (name: string, value: unknown): unknown => (name === 'companyName' ? undefined : value);

const policyText = `version: 1
domains: [voorbeeld.example]
source: { id: hr, connector: csv, folder: ./hr }
schedule: []
`;

describe('the same company of 3,000, with all its oddities', function () {
  this.timeout(300_000);
  const company = makeOddCompany(count);

  for (const system of systems) {
    it(`is the same people and units through ${system.name}, but for what it cannot say`, async () => {
      const reading = await readThrough(system, company);
      const expected = asSaid(system, company);
      assert.deepEqual(reading.setAside, []);
      assert.deepEqual(inOrder(reading.people), inOrder(expected.people));
      assert.deepEqual(unitsInOrder(reading.units), unitsInOrder(expected.units));
    });
  }

  it('gives the same plan through each of them, of what all of them can say', async () => {
    const common = systems.reduce((said, system) => asSaid(system, said), company);
    const expected = planOf({ ...common, people: [...common.people], units: [...common.units], setAside: [] });
    assert.ok(expected.length > count * 0.8);
    for (const system of systems) {
      const reading = await readThrough(system, common);
      const plan = planOf(reading);
      const [first] = plan.filter((line, at) => line !== expected[at]);
      assert.equal(first, expected[plan.indexOf(first ?? '')], system.name);
      assert.equal(plan.length, expected.length, system.name);
    }
  });
});
