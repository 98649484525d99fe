import assert from 'node:assert/strict';
import fc from 'fast-check';
import { judgeAdoption } from '../../../../api/engine/matching/judge-adoption.ts';
import { type MatchProposal, proposeMatches } from '../../../../api/engine/matching/propose-matches.ts';
import { planPeople } from '../../../../api/engine/plan-people.ts';
import { type PlanInput, surveyWorld } from '../../../../api/engine/survey-world.ts';
import type { Account } from '../../../../models/account.ts';
import { AdoptionAsk } from '../../../../models/adoption.ts';
import type { Person } from '../../../../models/person.ts';
import { applyOperations } from '../../../fakes/apply-operations.ts';
import { buildAccount } from '../../../fakes/create-fake-directory.ts';
import { worlds } from '../../../play-worlds.ts';
import { makeEmployment, makeInput, makePerson, makePolicy } from '../make-input.ts';

const runs = worlds(100);
const policies = ['by-decision', 'by-employee-id'].map((adoption) => makePolicy(`adoption: ${adoption}\n`));

/** So few of everything that people and accounts meet in many ways. */
const number = fc.constantFrom('1', '2', '3');
const callName = fc.constantFrom('Sanne', 'Jan', 'Eva');
const address = fc.constantFrom('sanne.devries@voorbeeld.nl', 's@voorbeeld.nl', 'jan@voorbeeld.nl');
const phone = fc.constantFrom('06-12345678', '+31612345678', '0570 123456');
const personKeys = ['P1', 'P2', 'P3', 'P4'];
const accountIds = ['a', 'b', 'c', 'd', 'e'];

const somebody = fc.record(
  {
    callName,
    number,
    workEmail: address,
    mobilePhone: phone,
    endsOn: fc.constantFrom('2026-01-01', '2027-01-01'),
    manager: fc.constantFrom(...personKeys),
  },
  { requiredKeys: ['callName'] },
);
const something = fc.record({
  employeeId: fc.option(number, { nil: null }),
  displayName: callName.map((name) => `${name} de Vries`),
  mail: fc.option(address, { nil: null }),
  mobilePhone: fc.option(phone, { nil: null }),
  stampedPersonKey: fc.option(fc.constantFrom(...personKeys, 'gone'), { nil: null, freq: 4 }),
  managerId: fc.option(fc.constantFrom(...accountIds), { nil: null }),
  isGuest: fc.boolean(),
  isSynced: fc.boolean(),
  accountEnabled: fc.boolean(),
  isDeleted: fc.constantFrom(false, false, false, true),
});

const world: fc.Arbitrary<PlanInput> = fc
  .record({
    policy: fc.constantFrom(...policies),
    people: fc.array(somebody, { maxLength: 4 }),
    accounts: fc.array(something, { maxLength: 5 }),
    links: fc.uniqueArray(fc.tuple(fc.constantFrom(...personKeys), fc.constantFrom(...accountIds)), {
      maxLength: 2,
      selector: ([who]) => who,
    }),
    rejected: fc.array(fc.tuple(fc.constantFrom(...personKeys), fc.constantFrom(...accountIds)), { maxLength: 2 }),
  })
  .map(({ policy, people, accounts, links, rejected }) => {
    const made = accounts.map(toAccount);
    return makeInput({
      policy: policy ?? makePolicy(),
      people: people.map(toPerson),
      links: new Map(links),
      rejections: new Map(
        personKeys.map((key) => [key, new Set(rejected.filter(([who]) => who === key).map(([, id]) => id))]),
      ),
      directory: {
        accounts: made.filter(({ deletedAt }) => deletedAt === null),
        deletedAccounts: made.filter(({ deletedAt }) => deletedAt !== null),
      },
    });
  });

function toPerson(
  { number: employeeNumber, endsOn, manager, ...person }: Partial<Record<string, string>>,
  index: number,
): Person {
  const personKey = personKeys[index] ?? '';
  const job = {
    ...(employeeNumber === undefined ? {} : { employeeNumber }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(manager === undefined ? {} : { managerPersonKey: manager }),
  };
  return makePerson({ personKey, ...person, employments: [makeEmployment({ employmentKey: personKey, ...job })] });
}

function toAccount(
  parts: {
    employeeId: string | null;
    displayName: string;
    mobilePhone: string | null;
    isDeleted: boolean;
  } & Partial<Account>,
  index: number,
): Account {
  const { employeeId, displayName, mobilePhone, isDeleted, ...rest } = parts;
  const id = accountIds[index] ?? '';
  const deletedAt = isDeleted ? '2026-11-01T00:00:00Z' : null;
  return buildAccount({
    id,
    userPrincipalName: `user-${id}@voorbeeld.nl`,
    ...rest,
    deletedAt,
    attributes: { employeeId, displayName, mobilePhone },
  });
}

const check = (predicate: (input: PlanInput) => void) => fc.assert(fc.property(world, predicate), runs);
const propose = (input: PlanInput) => proposeMatches(surveyWorld(input));
const reversed = <Item>(list: readonly Item[]): Item[] => [...list].reverse();
const show = ({ person, account, ...rest }: MatchProposal) => ({
  personKey: person.personKey,
  accountId: account.id,
  ...rest,
  ambiguousWith: rest.ambiguousWith.map((rival) => `${rival.person.personKey} ${rival.account.id}`),
});

describe('any proposals', () => {
  it('never name an account that is somebody’s, nor somebody with an account, nor what was turned down', () => {
    check((input) => {
      const { matches } = surveyWorld(input);
      const linked = new Map([...input.links].map(([who, id]) => [id, who]));
      for (const { person, account } of propose(input)) {
        const { personKey } = person;
        const owner = linked.get(account.id) ?? account.stampedPersonKey ?? personKey;
        assert.equal(owner, personKey);
        assert.ok(!['linked', 'deleted'].includes(matches.of(personKey).kind));
        assert.ok(!input.rejections?.get(personKey)?.has(account.id));
      }
    });
  });

  it('do not depend on the order of anything', () => {
    check((input) => {
      const turned: PlanInput = {
        ...input,
        people: reversed(input.people),
        links: new Map(reversed([...input.links])),
        directory: {
          ...input.directory,
          accounts: reversed(input.directory.accounts),
          deletedAccounts: reversed(input.directory.deletedAccounts),
        },
      };
      assert.deepEqual(propose(turned).map(show), propose(input).map(show));
    });
  });

  it('are certain with strong evidence only, and never against a number or for a guest', () => {
    check((input) => {
      for (const { confidence, evidence, counterEvidence } of propose(input)) {
        if (confidence !== 'certain') continue;
        const kinds = evidence.map(({ what }) => what);
        assert.ok(
          kinds.includes('mark') ||
            kinds.includes('employee-id') ||
            (kinds.includes('work-address') && kinds.includes('name')),
        );
        assert.ok(!counterEvidence.some(({ what }) => ['guest', 'other-employee-id', 'other-name'].includes(what)));
      }
    });
  });

  it('name rivals both ways, all of one confidence, and choose for nobody', () => {
    check((input) => {
      const proposals = propose(input);
      for (const { person, account, confidence, ambiguousWith } of proposals) {
        const others = proposals.filter((other) => (other.person === person) !== (other.account.id === account.id));
        assert.deepEqual(
          ambiguousWith.map((rival) => `${rival.person.personKey} ${rival.account.id}`).sort(),
          others.map((other) => `${other.person.personKey} ${other.account.id}`).sort(),
        );
        assert.ok(others.every((other) => other.confidence === confidence));
      }
    });
  });

  it('leave everybody with one account at most, and the account with one person, once all is accepted', () => {
    check((input) => {
      const surveyed = surveyWorld(input);
      const ask = AdoptionAsk.parse({ acceptAll: 'likely' });
      const judged = judgeAdoption(ask, proposeMatches(surveyed), surveyed);
      assert.ok(judged.kind === 'granted');
      const links = new Map(input.links);
      for (const { person, account } of judged.accepted) {
        assert.ok(!account.isGuest && !account.isSynced);
        assert.ok(![...links.values()].includes(account.id));
        links.set(person.personKey, account.id);
      }
      const after = { ...input, links };
      for (const { person, account } of judged.accepted) {
        const match = surveyWorld(after).matches.of(person.personKey);
        assert.ok((match.kind === 'linked' || match.kind === 'deleted') && match.account.id === account.id);
      }
      assert.deepEqual(judgeAdoption(ask, propose(after), surveyWorld(after)), {
        kind: 'granted',
        accepted: [],
        rejected: [],
      });
    });
  });

  it('are all that happens to accounts that were there, where matches are decided on', () => {
    check((input) => {
      const byDecision = { ...input, policy: policies[0] ?? input.policy };
      const after = applyOperations(byDecision.directory, planPeople(byDecision).operations, input.now);
      const links = [...input.links.values()];
      for (const account of [...input.directory.accounts, ...input.directory.deletedAccounts]) {
        if (account.stampedPersonKey !== null || links.includes(account.id)) continue;
        const now = [...after.accounts, ...after.deletedAccounts].find(({ id }) => id === account.id);
        assert.deepEqual({ ...now, managerId: null }, { ...account, managerId: null });
      }
    });
  });
});
