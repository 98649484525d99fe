import type { Account } from '../../../models/account.ts';
import { incomplete } from './read-collection.ts';
import type { Reading } from './reading.ts';
import { GraphLink } from './schema.ts';

const PROBES = 20;

/**
 * A server may leave `$expand` out without a word. When nobody has a manager although we keep accounts here, some are
 * asked one by one; if one of them has a manager after all, everybody we keep is.
 */
export async function readManagersApart(accounts: Account[], reading: Pick<Reading, 'reader'>): Promise<Account[]> {
  const ours = accounts.filter((account) => account.stampedPersonKey !== null);
  if (ours.length === 0 || accounts.some((account) => account.managerId !== null)) return accounts;
  const probed = await readManagers(ours.slice(0, PROBES), reading);
  if (probed.size === 0) return accounts;
  const managers = new Map([...probed, ...(await readManagers(ours.slice(PROBES), reading))]);
  return accounts.map((account) => ({ ...account, managerId: managers.get(account.id) ?? null }));
}

async function readManagers(accounts: Account[], { reader }: Pick<Reading, 'reader'>): Promise<Map<string, string>> {
  const doing = 'Reading managers';
  const managers = new Map<string, string>();
  await Promise.all(
    accounts.map(async ({ id }) => {
      const answer = await reader.read(`/users/${encodeURIComponent(id)}/manager?$select=id`, { doing });
      // 404: this account has no manager.
      if (answer.status === 404) return;
      const manager = GraphLink.safeParse(answer.body);
      if (!manager.success) throw incomplete(doing, 'An answer without an id.');
      managers.set(id, manager.data.id);
    }),
  );
  return managers;
}
