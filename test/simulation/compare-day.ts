import type { Account, Application, Group, Sku } from '../../models/account.ts';
import type { Expectations, Expected } from './expect.ts';

/** What is there to be seen, read past the product or from its mirror. */
export interface SeenDirectory {
  accounts: readonly Account[];
  deletedAccounts: readonly Account[];
  groups: ReadonlyArray<Pick<Group, 'displayName' | 'memberIds'>>;
  applications: ReadonlyArray<Pick<Application, 'displayName' | 'roles' | 'assignments'>>;
  skus: readonly Sku[];
}

/** Every way in which the directory is not what was expected, in a line each; none when they are the same. */
export function compareDay(expectations: Expectations, seen: SeenDirectory): string[] {
  const access = accessByAccount(seen);
  const owners = new Map(seen.accounts.map(({ id, stampedPersonKey }) => [id, stampedPersonKey]));
  const live = new Map(seen.accounts.map((account) => [account.stampedPersonKey ?? account.id, account]));
  const deleted = new Set(seen.deletedAccounts.map(({ stampedPersonKey }) => stampedPersonKey));
  const lines = [...live.keys()].filter((key) => !expectations.has(key)).map((key) => `${key}: nobody's account`);
  if (live.size < seen.accounts.length) lines.push('somebody has two accounts');
  for (const [personKey, expected] of expectations) {
    const account = live.get(personKey);
    const kind = account !== undefined ? 'live' : deleted.has(personKey) ? 'deleted' : 'none';
    if (kind !== expected.account) lines.push(`${personKey}: ${kind}, expected ${expected.account}`);
    else if (account !== undefined)
      lines.push(...compareAccount(account, expected, { owners, access: access.get(account.id) ?? new Set() }));
  }
  return lines;
}

function compareAccount(
  account: Account,
  expected: Expected,
  around: { owners: ReadonlyMap<string, string | null>; access: ReadonlySet<string> },
): string[] {
  const { attributes } = account;
  const manager = account.managerId === null ? null : (around.owners.get(account.managerId) ?? 'somebody unknown');
  const show = (items: ReadonlySet<string>) => [...items].sort().join(', ');
  const facts: ReadonlyArray<readonly [string, unknown, unknown]> = [
    ['enabled', account.accountEnabled, expected.enabled],
    ['displayName', attributes.displayName, expected.displayName],
    ['department', attributes.department, expected.department],
    ['jobTitle', attributes.jobTitle, expected.jobTitle],
    ['employeeId', attributes.employeeId, expected.employeeId],
    ['access', show(around.access), show(expected.access)],
    ...(expected.manager === undefined ? [] : [['manager', manager, expected.manager] as const]),
    ...(expected.address === undefined ? [] : [['address', addressOf(account), expected.address] as const]),
  ];
  return facts
    .filter(([, is, should]) => is !== should)
    .map(([name, is, should]) => `${account.stampedPersonKey}: ${name} is ${is}, expected ${should}`);
}

/** The first part of the address without the number that sets namesakes apart. */
const addressOf = ({ userPrincipalName }: Account): string => userPrincipalName.replace(/\d*@.*/, '');

function accessByAccount({ accounts, groups, applications, skus }: SeenDirectory): Map<string, Set<string>> {
  const access = new Map(accounts.map(({ id }) => [id, new Set<string>()]));
  const skuNames = new Map(skus.map(({ skuId, skuPartNumber }) => [skuId, skuPartNumber]));
  for (const { displayName, memberIds } of groups) for (const id of memberIds ?? []) access.get(id)?.add(displayName);
  for (const { id, licences } of accounts)
    for (const { skuId } of licences) access.get(id)?.add(`licence ${skuNames.get(skuId)}`);
  for (const { displayName, roles, assignments } of applications)
    for (const { principalId, appRoleId } of assignments) {
      const role = roles.find(({ id }) => id === appRoleId);
      access.get(principalId)?.add(`app ${displayName}/${role?.displayName}`);
    }
  return access;
}
