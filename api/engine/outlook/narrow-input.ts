import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { PlanInput, World } from '../survey-world.ts';

/**
 * The part of the input that a plan for one person rests on, so that explaining one person need not survey everybody: the person, who may
 * be their manager, who they stand in for, and the accounts of these. Grants, groups and apps stay, for they say what is managed at all.
 *
 * It says the same of that person as the whole input where everybody in it has an account that is known by link or mark. Who has none may
 * compete with others for an address, a number or a seat: ask `isAccountKnown` of everybody in it.
 */
export function narrowInput(personKey: string, input: PlanInput): PlanInput {
  const { directory } = input;
  const keys = keysAround(personKey, input);
  const own = accountsOf(keys, input).filter((account) => isOf(account, personKey, input));
  const managers = new Set(own.flatMap(({ managerId }) => managerId ?? []));
  for (const account of directory.accounts) if (managers.has(account.id)) addOwners(account, keys, input);
  const accounts = accountsOf(keys, input);
  for (const account of directory.accounts)
    if (managers.has(account.id) && !accounts.includes(account)) accounts.push(account);
  const ids = new Set(accounts.map(({ id }) => id));
  const isMine = (principalId: string) => own.some(({ id }) => id === principalId);
  return {
    ...input,
    people: input.people.filter((person) => keys.has(person.personKey)),
    links: new Map([...input.links].filter(([key, accountId]) => keys.has(key) || ids.has(accountId))),
    ledger: {
      ...input.ledger,
      reservations: input.ledger.reservations.filter((reservation) => reservation.personKey === personKey),
      holdings: input.ledger.holdings.filter((holding) => holding.personKey === personKey),
    },
    directory: {
      ...directory,
      accounts,
      deletedAccounts: [],
      groups: directory.groups.map((group) => ({ ...group, memberIds: membersAmong(own, group.memberIds) })),
      applications: directory.applications.map((application) => ({
        ...application,
        assignments: application.assignments.filter(({ principalId }) => isMine(principalId)),
      })),
    },
  };
}

/** The person, who stands in for them being absent, and everybody whom HR may call their manager. */
function keysAround(personKey: string, { people, units, grants }: PlanInput): Set<string> {
  const keys = new Set([personKey]);
  for (const grant of grants)
    if (grant.personKey === personKey && grant.follows !== null) keys.add(grant.follows.personKey);
  const person = people.find((candidate) => candidate.personKey === personKey);
  const byKey = new Map(units.map((unit) => [unit.unitKey, unit]));
  for (const { managerPersonKey, unitKey } of person?.employments ?? []) {
    if (managerPersonKey !== undefined) keys.add(managerPersonKey);
    const visited = new Set<string>();
    let unit = byKey.get(unitKey ?? '');
    while (unit !== undefined && !visited.has(unit.unitKey)) {
      visited.add(unit.unitKey);
      if (unit.headPersonKey !== undefined) keys.add(unit.headPersonKey);
      unit = byKey.get(unit.parentKey ?? '');
    }
  }
  return keys;
}

function accountsOf(keys: ReadonlySet<string>, { links, directory }: PlanInput): Account[] {
  const linked = new Set([...keys].flatMap((key) => links.get(key) ?? []));
  return directory.accounts.filter(
    ({ id, stampedPersonKey }) => linked.has(id) || (stampedPersonKey !== null && keys.has(stampedPersonKey)),
  );
}

const isOf = ({ id, stampedPersonKey }: Account, personKey: string, { links }: PlanInput): boolean =>
  stampedPersonKey === personKey || links.get(personKey) === id;

function addOwners({ id, stampedPersonKey }: Account, keys: Set<string>, { links }: PlanInput): void {
  if (stampedPersonKey !== null) keys.add(stampedPersonKey);
  for (const [key, accountId] of links) if (accountId === id) keys.add(key);
}

/** Groups are large and people in few of them: looking for one id is much faster than sorting out all. */
const membersAmong = (accounts: readonly Account[], memberIds: readonly string[] | null): string[] | null =>
  memberIds && accounts.flatMap(({ id }) => (memberIds.includes(id) ? [id] : []));

/** Whether somebody's account is known whatever others there are. */
export function isAccountKnown({ personKey }: Person, world: Pick<World, 'matches'>): boolean {
  const match = world.matches.of(personKey);
  return match.kind === 'linked' && match.by !== 'employeeId';
}
