import type { Account } from '../../../models/account.ts';
import type { Dossier } from '../dossiers.ts';
import { textOf } from '../names/text-of.ts';
import type { PlanInput } from '../survey-world.ts';

/**
 * The part of the input that a plan for some people rests on, so that telling of them need not survey everybody: they themselves, who may
 * be their managers, who they stand in for, and the accounts of these. Grants, groups and apps stay, for they say what is managed at all.
 *
 * It says the same of them as the whole input where everybody in it has an account that is known by link or mark. Who has none may
 * compete with others for an address, a number or a seat: ask `isAccountKnown` of everybody in it.
 * @param likely - ids of accounts that count as theirs as well
 */
export function narrowInput(
  personKeys: readonly string[],
  input: PlanInput,
  likely: ReadonlySet<string> = new Set(),
): PlanInput {
  const { directory } = input;
  const asked = new Set(personKeys);
  const keys = keysAround(asked, input);
  const accounts = accountsOf(keys, input, likely);
  const own = accounts.filter((account) => likely.has(account.id) || isOf(account, asked, input));
  addManagers(own, { keys, accounts }, input);
  const ids = new Set(accounts.map(({ id }) => id));
  const ownIds = new Set(own.map(({ id }) => id));
  return {
    ...input,
    people: input.people.filter((person) => keys.has(person.personKey)),
    links: linksAmong(keys, ids, input),
    ledger: {
      ...input.ledger,
      reservations: input.ledger.reservations.filter((reservation) => asked.has(reservation.personKey)),
      holdings: input.ledger.holdings.filter((holding) => asked.has(holding.personKey)),
    },
    directory: {
      ...directory,
      accounts,
      deletedAccounts: [],
      groups: directory.groups.map((group) => ({ ...group, memberIds: membersAmong(ownIds, group.memberIds) })),
      applications: directory.applications.map((application) => ({
        ...application,
        assignments: application.assignments.filter(({ principalId }) => ownIds.has(principalId)),
      })),
    },
  };
}

/** These people, who they stand in for, and everybody whom HR may call their manager. */
function keysAround(asked: ReadonlySet<string>, { people, units, grants }: PlanInput): Set<string> {
  const keys = new Set(asked);
  for (const grant of grants)
    if (asked.has(grant.personKey) && grant.follows !== null) keys.add(grant.follows.personKey);
  const byKey = new Map(units.map((unit) => [unit.unitKey, unit]));
  const employments = people.flatMap((person) => (asked.has(person.personKey) ? person.employments : []));
  for (const { managerPersonKey, unitKey } of employments) {
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

function accountsOf(
  keys: ReadonlySet<string>,
  { links, directory }: PlanInput,
  likely: ReadonlySet<string>,
): Account[] {
  const linked = new Set([...likely, ...[...keys].flatMap((key) => links.get(key) ?? [])]);
  return directory.accounts.filter(
    ({ id, stampedPersonKey }) => linked.has(id) || (stampedPersonKey !== null && keys.has(stampedPersonKey)),
  );
}

/** Whether an account belongs to one of these people, by mark or link. */
const isOf = ({ id, stampedPersonKey }: Account, asked: ReadonlySet<string>, { links }: PlanInput): boolean =>
  (stampedPersonKey !== null && asked.has(stampedPersonKey)) || [...asked].some((key) => links.get(key) === id);

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

/** Groups are large and people in few of them: looking for a few ids is much faster than sorting out all. */
const membersAmong = (ids: ReadonlySet<string>, memberIds: readonly string[] | null): string[] | null =>
  memberIds &&
  (ids.size > lookedForOneByOne
    ? memberIds.filter((id) => ids.has(id))
    : [...ids].filter((id) => memberIds.includes(id)));

const lookedForOneByOne = 5;

/** Whether somebody's account is known whatever others there are. */
export function isAccountKnown({ match }: Dossier): boolean {
  return match.kind === 'linked' && match.by !== 'employeeId';
}
