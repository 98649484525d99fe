import { assessPlan } from '../../api/engine/assess-plan.ts';
import { planPeople } from '../../api/engine/plan-people.ts';
import type { PlanInput } from '../../api/engine/survey-world.ts';
import { parsePolicy } from '../../api/policy/read-policy.ts';
import type { Account, Group } from '../../models/account.ts';
import { emptyLedger } from '../../models/ledger.ts';
import { type Employment, NameUse, type Person, PersonKind, type SetAside, type Unit } from '../../models/person.ts';
import type { OperationCounts } from '../../models/plan.ts';
import { limitTexts } from '../../models/texts/limit-texts.ts';

/** A case as it stands in a file, in the words of HR's files and of the plan. */
export interface Scenario {
  name: string;
  now: string;
  policy?: string;
  people?: Record<string, unknown>[];
  units?: Record<string, string>[];
  setAside?: string[];
  accounts?: Record<string, unknown>[];
  deleted?: Record<string, unknown>[];
  groups?: Record<string, unknown>[];
  links?: Record<string, string>;
  /** What was done in the 24 hours before, by kind. */
  recent?: OperationCounts;
  /** `kind person target`, in the order of the plan; a third word is the group or the manager. */
  operations: string[];
  /** Values that operations must bring, by `kind person`. */
  values?: Record<string, Record<string, unknown>>;
  /** `kind person`, in any order. */
  notes?: string[];
  verdict?: string;
}

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

const usualUnits = [
  { unitKey: 'DIR', name: 'Directie' },
  { unitKey: 'SAL', name: 'Sales', parentKey: 'DIR' },
  { unitKey: 'FIN', name: 'Finance', parentKey: 'DIR' },
];

const usualGroups = [{ name: 'sg-sales' }, { name: 'sg-finance' }, { name: 'sg-belgium' }];

/** Plans a scenario and says what came out, in the same words. */
export function playScenario(
  scenario: Scenario,
): Required<Pick<Scenario, 'operations' | 'values' | 'notes' | 'verdict'>> {
  const input = readInput(scenario);
  const draft = planPeople(input);
  const verdict = assessPlan(
    draft,
    { limits: input.policy.limits, recent: scenario.recent ?? {}, sourceRefusals: [], undone: [] },
    limitTexts('en'),
  );
  const lineOf = (operation: (typeof draft.operations)[number]) => {
    const manager = operation.kind === 'set-manager' ? String(operation.after?.managerPersonKey) : undefined;
    return [operation.kind, operation.personKey, operation.target.groupName ?? manager]
      .filter((word) => word !== undefined)
      .join(' ');
  };
  const asked = Object.entries(scenario.values ?? {}).map(([name, wanted]) => {
    const operation = draft.operations.find((candidate) => `${candidate.kind} ${candidate.personKey}` === name);
    return [name, Object.fromEntries(Object.keys(wanted).map((key) => [key, operation?.after?.[key] ?? null]))];
  });
  return {
    operations: draft.operations.map(lineOf),
    values: Object.fromEntries(asked),
    notes: draft.notes.map(({ kind, personKey }) => (personKey === null ? kind : `${kind} ${personKey}`)).sort(),
    verdict: verdict.kind,
  };
}

export function readInput(scenario: Scenario): PlanInput {
  const policy = parsePolicy(scenario.policy ?? usualPolicy, { name: 'scenario', folder: '/' });
  const groups = (scenario.groups ?? usualGroups).map(readGroup);
  const accounts = (scenario.accounts ?? []).map((account) => readAccount(account, groups));
  return {
    now: scenario.now,
    policy,
    people: (scenario.people ?? []).map(readPerson),
    units: (scenario.units ?? usualUnits) as unknown as Unit[],
    setAside: (scenario.setAside ?? []).map(
      (personKey): SetAside => ({
        personKey,
        reason: 'conflicting-rows',
        text: 'rows contradict',
        where: 'persons.csv',
      }),
    ),
    grants: [],
    urgentExits: [],
    ownership: new Map(),
    ledger: emptyLedger,
    directory: {
      accounts,
      deletedAccounts: (scenario.deleted ?? []).map((account) => readAccount({ deleted: true, ...account }, groups)),
      groups,
      applications: [],
      skus: [],
    },
    links: new Map(Object.entries(scenario.links ?? {})),
  };
}

/** A person with one employment written beside the names, or several under `employments`. */
function readPerson(row: Record<string, unknown>): Person {
  const { key, employments, callName = 'Sanne', birthName = 'Vries', nameUse = 'birth', active, ...rest } = row;
  const names = Object.fromEntries(
    ['givenName', 'initials', 'birthNamePrefix', 'partnerNamePrefix', 'partnerName', 'workEmail'].flatMap((name) =>
      rest[name] === undefined ? [] : [[name, rest[name]]],
    ),
  );
  const rows = (employments as Record<string, unknown>[] | undefined) ?? [rest];
  return {
    personKey: String(key),
    sourceId: 'hr',
    ...(callName === null ? {} : { callName: String(callName) }),
    ...(birthName === null ? {} : { birthName: String(birthName) }),
    ...names,
    nameUse: NameUse.parse(nameUse),
    ...(active === undefined ? {} : { isActive: active === true }),
    employments:
      employments === null ? [] : rows.map((employment, index) => readEmployment(employment, String(key), index)),
    leaves: [],
  };
}

function readEmployment(row: Record<string, unknown>, key: string, index: number): Employment {
  const {
    startDate,
    endDate,
    kind = 'employee',
    unitKey = 'SAL',
    employeeNumber = `N${key}`,
    fte,
    primary,
    country = 'NL',
    ...rest
  } = row;
  const text = (name: string) => (rest[name] === undefined ? {} : { [name]: String(rest[name]) });
  return {
    employmentKey: `${key}-${index + 1}`,
    kind: PersonKind.parse(kind),
    ...(employeeNumber === null ? {} : { employeeNumber: String(employeeNumber) }),
    ...(startDate === undefined ? {} : { startsOn: String(startDate) }),
    ...(endDate === undefined ? {} : { endsOn: String(endDate) }),
    ...(unitKey === null ? {} : { unitKey: String(unitKey) }),
    ...(fte === undefined ? {} : { fte: Number(fte) }),
    ...(primary === undefined ? {} : { isPrimary: primary === true }),
    ...(country === null ? {} : { country: String(country) }),
    ...text('functionTitle'),
    ...text('employerName'),
    ...text('managerPersonKey'),
    ...text('costCentre'),
  };
}

function readGroup(row: Record<string, unknown>): Group & { memberIds: string[] } {
  const name = String(row.name);
  return {
    id: String(row.id ?? `id-${name}`),
    displayName: name,
    mailNickname: null,
    membershipRule: null,
    ruleProcessing: null,
    barrier: (row.barrier as Group['barrier']) ?? null,
    memberIds: [],
  };
}

/** An account: `address`, whose mark it carries (`of`), and what else matters; in the groups named under `groups`. */
function readAccount(row: Record<string, unknown>, groups: readonly (Group & { memberIds: string[] })[]): Account {
  const {
    address,
    of = null,
    enabled = true,
    manager = null,
    mail = null,
    synced = false,
    guest = false,
    deleted = false,
    stampTaken = false,
    ...attributes
  } = row;
  const id = String(row.id ?? `acc-${String(address).split('@')[0]}`);
  for (const name of (row.groups as string[] | undefined) ?? [])
    groups.find((group) => group.displayName === name)?.memberIds.push(id);
  const { id: _id, groups: _groups, ...rest } = attributes;
  return {
    id,
    userPrincipalName: String(address),
    mail: mail === null ? null : String(mail),
    mailNickname: String(address).split('@')[0] ?? null,
    proxyAddresses: [],
    otherMails: [],
    licences: [],
    accountEnabled: enabled === true,
    attributes: rest as Account['attributes'],
    stampedPersonKey: of === null ? null : String(of),
    stampTaken: stampTaken === true,
    managerId: manager === null ? null : String(manager),
    isSynced: synced === true,
    isGuest: guest === true,
    deletedAt: deleted === true ? '2026-11-01T00:00:00Z' : null,
  };
}
