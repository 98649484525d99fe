import { type Sandbox, type SandboxOptions, startSandbox } from '../../../api/sandbox/start-sandbox.ts';

/** A small organisation, with one of everything that Graph treats in a way of its own. */
export const ids = {
  ada: '10000000-0000-4000-8000-000000000001',
  bram: '10000000-0000-4000-8000-000000000002',
  chiara: '10000000-0000-4000-8000-000000000003',
  synced: '10000000-0000-4000-8000-000000000004',
  admin: '10000000-0000-4000-8000-000000000005',
  sales: '20000000-0000-4000-8000-000000000001',
  dynamic: '20000000-0000-4000-8000-000000000002',
  roles: '20000000-0000-4000-8000-000000000003',
  syncedGroup: '20000000-0000-4000-8000-000000000004',
  list: '20000000-0000-4000-8000-000000000005',
  sku: '30000000-0000-4000-8000-000000000001',
  app: '40000000-0000-4000-8000-000000000001',
  role: '50000000-0000-4000-8000-000000000001',
} as const;

const user = (id: string, name: string, more: object = {}) => ({
  id,
  displayName: name,
  userPrincipalName: `${name.toLowerCase()}@example.com`,
  mail: `${name.toLowerCase()}@example.com`,
  mailNickname: name.toLowerCase(),
  accountEnabled: true,
  ...more,
});

const group = (id: string, name: string, more: object = {}) => ({
  id,
  displayName: name,
  mailNickname: name.toLowerCase(),
  mailEnabled: false,
  securityEnabled: true,
  ...more,
});

export const seed: NonNullable<SandboxOptions['seed']> = {
  tenant: {
    id: '90000000-0000-4000-8000-000000000001',
    displayName: 'Example <BV>',
    domains: ['example.com', 'example.org'],
  },
  users: [
    user(ids.ada, 'Ada', { employeeId: '1001', department: 'Sales', jobTitle: 'Lead', usageLocation: 'NL' }),
    user(ids.bram, 'Bram', { employeeId: '1002', department: 'Sales', manager: ids.ada, companyName: 'Example' }),
    user(ids.chiara, 'Chiara', { employeeId: '1003', department: 'Finance', manager: ids.ada }),
    user(ids.synced, 'Synced', { onPremisesSyncEnabled: true }),
    user(ids.admin, 'Admin', { sandboxPrivileged: true }),
  ],
  groups: [
    group(ids.sales, 'Sales', { members: [ids.ada, ids.bram] }),
    group(ids.dynamic, 'Everybody', {
      groupTypes: ['DynamicMembership'],
      membershipRule: '(user.accountEnabled -eq true)',
    }),
    group(ids.roles, 'Administrators', { isAssignableToRole: true, members: [ids.chiara] }),
    group(ids.syncedGroup, 'Old', { onPremisesSyncEnabled: true }),
    group(ids.list, 'List', { mailEnabled: true, mail: 'list@example.com' }),
  ],
  skus: [{ skuId: ids.sku, skuPartNumber: 'E3', prepaidUnits: { enabled: 2 } }],
  servicePrincipals: [
    {
      id: ids.app,
      appId: ids.app,
      displayName: 'Salesforce',
      appRoles: [{ id: ids.role, value: 'User', displayName: 'User', isEnabled: true, allowedMemberTypes: ['User'] }],
      sandboxSyncJob: { id: 'job-1', ruleId: 'rule-1' },
    },
  ],
};

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

export interface TestSandbox extends Sandbox {
  ask: Ask;
  get: (path: string, headers?: Record<string, string>) => Promise<Reply>;
  /** All items behind a first page, and the last page. */
  readAll: (
    path: string,
    headers?: Record<string, string>,
  ) => Promise<{ items: Reply['body'][]; pages: number; last: Reply }>;
}

/** A sandbox with the small organisation and a way to talk to it. */
export async function openTestSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox({ seed, ...options });
  const ask: Ask = async (method, path, body, headers = {}) => {
    const url = path.startsWith('http') ? path : `${sandbox.baseUrl}/v1.0${path}`;
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers: { ...type, ...headers }, ...content });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    ...sandbox,
    ask,
    get: (path, headers) => ask('GET', path, undefined, headers),
    async readAll(path, headers) {
      let last = await ask('GET', path, undefined, headers);
      const items = [...last.body.value];
      let pages = 1;
      for (; last.body['@odata.nextLink'] !== undefined; pages++) {
        last = await ask('GET', last.body['@odata.nextLink'], undefined, headers);
        items.push(...last.body.value);
      }
      return { items, pages, last };
    },
  };
}

let number = 0;

/** A body for POST /users that Entra takes, with a new name each time. */
export function newUser(more: object = {}): Record<string, unknown> & { userPrincipalName: string } {
  number += 1;
  return {
    accountEnabled: true,
    displayName: `New ${number}`,
    mailNickname: `new${number}`,
    userPrincipalName: `new${number}@example.com`,
    passwordProfile: { password: 'Correct-horse-7', forceChangePasswordNextSignIn: true },
    ...more,
  };
}
