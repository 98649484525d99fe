import type { CompiledPolicy } from '../../../api/engine/compiled-policy.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import type { Account, AccountAttributes, Group } from '../../../models/account.ts';
import { emptyLedger } from '../../../models/ledger.ts';
import type { Employment, Person, Unit } from '../../../models/person.ts';
import { buildAccount } from '../../fakes/create-fake-directory.ts';

/** A policy of few words; `more` is YAML that is added to it. */
export function makePolicy(more = ''): CompiledPolicy {
  const text = `version: 1\ndomain: voorbeeld.nl\nsource: { id: hr, connector: csv, folder: ./hr }\n${more}`;
  return parsePolicy(text, { name: 'instroom.yaml', folder: '/policy' });
}

export function makePerson(person: Partial<Person> & { personKey: string }): Person {
  return {
    sourceId: 'hr',
    callName: 'Sanne',
    birthName: 'Vries',
    birthNamePrefix: 'de',
    nameUse: 'birth',
    employments: [makeEmployment({ employmentKey: `E-${person.personKey}` })],
    leaves: [],
    ...person,
  };
}

export function makeEmployment(employment: Partial<Employment> & { employmentKey: string }): Employment {
  return { kind: 'employee', startsOn: '2020-01-01', unitKey: 'sales', ...employment };
}

export const salesUnit: Unit = { unitKey: 'sales', name: 'Sales' };

/** An account with the attributes that the default templates give somebody of `makePerson`. */
export function makeAccount(account: Partial<Account> & { id: string }, attributes: AccountAttributes = {}): Account {
  const usual = {
    displayName: 'Sanne de Vries',
    givenName: 'Sanne',
    surname: 'de Vries',
    department: 'Sales',
    employeeType: 'employee',
  };
  return buildAccount({ ...account, attributes: { ...usual, ...attributes } });
}

export function makeGroup(name: string, memberIds: string[] = []): Group {
  return {
    id: `id-${name}`,
    displayName: name,
    mailNickname: name,
    membershipRule: null,
    ruleProcessing: null,
    barrier: null,
    memberIds,
  };
}

export function makeInput(
  parts: Partial<Omit<PlanInput, 'directory'>> & { directory?: Partial<PlanInput['directory']> },
): PlanInput {
  const { directory, ...rest } = parts;
  return {
    now: '2026-11-24T08:00:00Z',
    policy: makePolicy(),
    people: [],
    units: [salesUnit],
    setAside: [],
    grants: [],
    urgentExits: [],
    links: new Map(),
    ownership: new Map(),
    ledger: emptyLedger,
    ...rest,
    directory: { accounts: [], deletedAccounts: [], groups: [], applications: [], skus: [], ...directory },
  };
}
