import assert from 'node:assert/strict';
import type { Account, Application, Group, Sku } from '../../models/account.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Directory } from '../../models/ports.ts';

/** What has to be there at the start; everything is named by address or name, ids are the directory's own. */
export interface DirectorySeed {
  accounts: Array<{
    address: string;
    displayName: string;
    personKey: string | null;
    managerAddress: string | null;
    usageLocation: string | null;
    otherMails: string[];
  }>;
  /** `licences`: SKU part numbers that the group passes on. `mailEnabled`: one with a mailbox. */
  groups: Array<{ name: string; memberAddresses: string[]; licences: string[]; mailEnabled: boolean }>;
  skus: Array<{ skuPartNumber: string; seats: number }>;
  /** Apps with these roles by name, and a provisioning job where `jobId` is not null. */
  applications: Array<{ name: string; roles: string[]; jobId: string | null }>;
}

/** How the world is, seen past the directory under test. */
export interface DirectoryView {
  accounts: Account[];
  deletedAccounts: Account[];
  groups: Array<{
    id: string;
    name: string;
    memberIds: string[];
    membershipRule: string | null;
    /** Whether it has a mailbox. */
    isUnified: boolean;
  }>;
  /** Object ids of the accounts with a role in each app, and of those made there, by the app's name. */
  applications: Array<{ name: string; principalIds: string[]; provisionedIds: string[] }>;
}

export interface DirectoryBench {
  directory: Directory;
  /** The domain that addresses must end in. */
  domain: string;
  look(): Promise<DirectoryView>;
  close(): Promise<void>;
}

/** Applies operations and gathers all results, and what was announced. */
export async function apply(
  directory: Directory,
  operations: readonly Operation[],
  accountIds: ReadonlyMap<string, string> = new Map(),
): Promise<{ results: OperationResult[]; intended: string[] }> {
  const intended: string[] = [];
  const results: OperationResult[] = [];
  const intend = async (pack: readonly Operation[]) => {
    intended.push(...pack.map((operation) => operation.id));
    return undefined;
  };
  for await (const some of directory.apply({ runId: '42', operations, accountIds, intend })) {
    for (const result of some)
      assert.ok(!results.some((other) => other.operationId === result.operationId), 'one result each');
    results.push(...some);
  }
  assert.equal(results.length, operations.length);
  return { results, intended };
}

/** The kinds of the results, in the order of the operations. */
export function kindsOf(
  results: readonly OperationResult[],
  operations: readonly Operation[],
): Array<string | undefined> {
  return operations.map(({ id }) => results.find((result) => result.operationId === id)?.kind);
}

export function seedFor(domain: string): DirectorySeed {
  return {
    accounts: [
      {
        address: `ada@${domain}`,
        displayName: 'Ada',
        personKey: null,
        managerAddress: null,
        usageLocation: 'NL',
        otherMails: ['ada@home.example'],
      },
      {
        address: `bob@${domain}`,
        displayName: 'Bob',
        personKey: 'hr:bob',
        managerAddress: `ada@${domain}`,
        usageLocation: 'NL',
        otherMails: [],
      },
      {
        address: `cem@${domain}`,
        displayName: 'Cem',
        personKey: 'hr:cem',
        managerAddress: null,
        usageLocation: null,
        otherMails: [],
      },
    ],
    groups: [
      { name: 'sg-staff', memberAddresses: [`bob@${domain}`], licences: [], mailEnabled: false },
      { name: 'sg-other', memberAddresses: [], licences: [], mailEnabled: false },
      { name: 'sg-f1', memberAddresses: [], licences: ['SPE_F1'], mailEnabled: false },
      { name: 'sg-team', memberAddresses: [`bob@${domain}`], licences: [], mailEnabled: true },
    ],
    skus: [
      { skuPartNumber: 'SPE_E3', seats: 1 },
      { skuPartNumber: 'SPE_F1', seats: 5 },
    ],
    applications: [
      { name: 'Salesforce', roles: ['Standard User', 'Chatter Only'], jobId: 'job-1' },
      { name: "O'Reilly", roles: [], jobId: null },
    ],
  };
}

/** What two readings must share: not when they were made, nor their links or order. */
export function picture({
  accounts,
  deletedAccounts,
  groups,
  applications,
  skus,
}: {
  accounts: Account[];
  deletedAccounts: Account[];
  groups: Group[];
  applications: Application[];
  skus: Sku[];
}) {
  const sorted = <T extends { id: string }>(items: T[]) => items.toSorted((a, b) => a.id.localeCompare(b.id));
  return {
    accounts: sorted(accounts),
    deletedAccounts: sorted(deletedAccounts),
    groups: sorted(groups).map((group) => ({ ...group, memberIds: group.memberIds?.toSorted() ?? null })),
    applications: sorted(applications).map((app) => ({ ...app, assignments: sorted(app.assignments) })),
    skus: skus.toSorted((a, b) => a.skuId.localeCompare(b.skuId)),
  };
}

export function find<T>(items: readonly T[], fits: (item: T) => boolean): T {
  const found = items.find(fits);
  assert.ok(found !== undefined, 'it is there');
  return found;
}
