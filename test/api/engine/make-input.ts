import type { CompiledPolicy } from '../../../api/engine/compiled-policy.ts';
import type { PlanDraft } from '../../../api/engine/plan-people.ts';
import type { PlanInput } from '../../../api/engine/survey-world.ts';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import type { Account, AccountAttributes, Application, Group, Sku } from '../../../models/account.ts';
import type { Entitlements } from '../../../models/entitlements.ts';
import { Grant } from '../../../models/grant.ts';
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

/** A product with so many seats, all of them free unless `free` says so. */
export function makeSku(name: string, seats: number, free = seats): Sku {
  return { skuId: `sku-${name}`, skuPartNumber: name, seats, free };
}

/** An app that offers these roles; the id of a role is `id-<name>`, its value the name in capitals. */
export function makeApp(name: string, roles: readonly string[] = [], more: Partial<Application> = {}): Application {
  return {
    id: `sp-${name}`,
    appId: `app-${name}`,
    displayName: name,
    roles: roles.map((role) => ({ id: `id-${role}`, value: role.toUpperCase(), displayName: role })),
    assignments: [],
    syncJob: null,
    ...more,
  };
}

/** A grant in force now, for `P1` unless it says otherwise. */
export function makeGrant(
  grant: Partial<Omit<Grant, 'items' | 'withheld'>> & {
    items?: Partial<Entitlements>;
    withheld?: Partial<Entitlements>;
  } = {},
): Grant {
  return Grant.parse({
    id: 'g1',
    personKey: 'P1',
    kind: 'exception',
    startsAt: '2026-11-01T00:00:00Z',
    endsAt: null,
    reason: 'needed',
    ...grant,
    items: grant.items ?? {},
    withheld: grant.withheld ?? {},
  });
}

/** The operations of a plan in one line each: what, whose, and the group, licence or app role. */
export function linesOf(plan: Pick<PlanDraft, 'operations'>): string[] {
  return plan.operations.map(({ kind, personKey, target }) => {
    const role = target.appRoleName === undefined ? target.appName : `${target.appName}: ${target.appRoleName}`;
    return [kind, personKey, target.groupName ?? target.skuName ?? role].filter(Boolean).join(' ');
  });
}

/** What a plan left alone or could not do, in one word each, with whom it is about. */
export function notesOf(plan: Pick<PlanDraft, 'notes'>): string[] {
  return plan.notes.map(({ kind, personKey }) => (personKey === null ? kind : `${kind} ${personKey}`));
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
