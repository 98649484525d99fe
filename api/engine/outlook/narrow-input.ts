import type { Account } from '../../../models/account.ts';
import type { Dossier } from '../dossiers.ts';
import { textOf } from '../names/text-of.ts';
import type { PlanInput } from '../survey-world.ts';

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
  const accounts = accountsOf(keys, input);
  const own = accounts.filter((account) => isOf(account, personKey, input));
  addManagers(own, { keys, accounts }, input);
  const ids = new Set(accounts.map(({ id }) => id));
  const isMine = (principalId: string) => own.some(({ id }) => id === principalId);
  return {
    ...input,
    people: input.people.filter((person) => keys.has(person.personKey)),
    links: linksAmong(keys, ids, input),
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
    let unit = byKey.get(textOf(unitKey));
    while (unit !== undefined && !visited.has(unit.unitKey)) {
      visited.add(unit.unitKey);
      if (unit.headPersonKey !== undefined) keys.add(unit.headPersonKey);
      unit = byKey.get(textOf(unit.parentKey));
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

/** Adds the account that is the manager now, and whose it is, where that is nobody whom HR would name. */
function addManagers(
  own: readonly Account[],
  found: { keys: Set<string>; accounts: Account[] },
  input: PlanInput,
): void {
  const missing = new Set(own.flatMap(({ managerId }) => managerId ?? []));
  for (const { id } of found.accounts) missing.delete(id);
  if (missing.size === 0) return;
  const managers = input.directory.accounts.filter(({ id }) => missing.has(id));
  for (const { stampedPersonKey } of managers) if (stampedPersonKey !== null) found.keys.add(stampedPersonKey);
  for (const key of linksAmong(new Set(), missing, input).keys()) found.keys.add(key);
  found.accounts.push(...managers);
}

/** The links of these people and to these accounts. Walked, not copied: there are as many as people. */
function linksAmong(
  keys: ReadonlySet<string>,
  accountIds: ReadonlySet<string>,
  { links }: PlanInput,
): Map<string, string> {
  const among = new Map<string, string>();
  for (const [key, accountId] of links) if (keys.has(key) || accountIds.has(accountId)) among.set(key, accountId);
  return among;
}

/** Groups are large and people in few of them: looking for one id is much faster than sorting out all. */
const membersAmong = (accounts: readonly Account[], memberIds: readonly string[] | null): string[] | null =>
  memberIds && accounts.flatMap(({ id }) => (memberIds.includes(id) ? [id] : []));

/** Whether somebody's account is known whatever others there are. */
export function isAccountKnown({ match }: Dossier): boolean {
  return match.kind === 'linked' && match.by !== 'employeeId';
}
