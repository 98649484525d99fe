import { randomBytes } from 'node:crypto';
import type { HrOrganisation, StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { answerList, failed, sortRows } from './answer-list.ts';
import { createLimits, usualLimits, type YouforceLimits, type YouforceUse } from './limits.ts';
import { isOfToday, keptRows } from './retention.ts';
import {
  tableNames,
  toRows,
  type YouforceCore,
  type YouforceRow,
  type YouforceTable,
  type YouforceTables,
} from './to-rows.ts';
import { createUsers, readUserPath } from './users.ts';

export interface YouforceOptions {
  core?: YouforceCore;
  now?: () => Date;
  /** Milliseconds that only go up, for the spike arrest. */
  ticks?: () => number;
  clientId: string;
  clientSecret: string;
  /** Customers that accepted the invitation; the first is the one that `load` and `edit` mean. */
  tenants: readonly [string, ...string[]];
  /** How long a token holds. */
  tokenSeconds?: number;
  limits?: Partial<YouforceLimits>;
  /** Lists that the application may not read; `identity`: it may not write that of users. */
  forbidden?: readonly string[];
}

export interface Youforce {
  answer(call: StandInCall): StandInAnswer;
  load(organisation: HrOrganisation, tenant?: string): void;
  /** Changes records as HR would; what differs from before was written now. */
  edit(change: (tables: YouforceTables) => void, tenant?: string): void;
  /** Takes back all tokens before their time. */
  revokeTokens(): void;
  /** What users were told to sign in with, by the code of the employee. */
  identities(tenant?: string): ReadonlyMap<string, string>;
  use: YouforceUse;
}

/** Paths of lists, which are written differently in the two cores. */
const paths: Readonly<Record<string, YouforceTable>> = {
  ...Object.fromEntries(tableNames.map((name) => [name, name])),
  organizationunits: 'organizationUnits',
  employees: 'persons',
};

/** The IAM API of Youforce as far as a reader sees it. https://vr-api-integration.github.io/youforce-api-documentation */
export function createYouforce(options: YouforceOptions): Youforce {
  const { core = 'beaufort', now = () => new Date(), ticks = () => performance.now(), tokenSeconds = 3600 } = options;
  const limits = createLimits({ ...usualLimits, ...options.limits }, { now, ticks });
  const tokens = new Map<string, { tenant: string | null; endsAt: number }>();
  const books = new Map(options.tenants.map((tenant) => [tenant, createBook(now)]));
  const [usual] = options.tenants;

  const giveToken = (call: StandInCall): StandInAnswer => {
    const form = new URLSearchParams(call.body);
    const tenant = form.get('tenant_id');
    if (!limits.admitsToken()) return failed(429);
    const isKnown = form.get('client_id') === options.clientId && form.get('client_secret') === options.clientSecret;
    if (form.get('grant_type') !== 'client_credentials' || !isKnown) return failed(400);
    if (core === 'beaufort' && (tenant === null || !books.has(tenant))) return failed(400);
    const token = randomBytes(24).toString('base64url');
    tokens.set(token, { tenant: core === 'beaufort' ? tenant : null, endsAt: now().getTime() + tokenSeconds * 1000 });
    return json({ access_token: token, expires_in: tokenSeconds, token_type: 'Bearer' });
  };

  const answer = (call: StandInCall): StandInAnswer => {
    if (call.method === 'POST') return /\/token$/.test(call.path) ? giveToken(call) : failed(404);
    if (!limits.admitsCall()) return failed(429);
    const token = tokens.get((call.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (token === undefined || token.endsAt <= now().getTime()) return failed(401);
    const tenant = token.tenant ?? call.headers['x-raet-tenant-id'] ?? '';
    return answerAs(call, tenant);
  };

  const answerAs = (call: StandInCall, tenant: string): StandInAnswer => {
    const [, list = '', id] = /^\/iam\/v1\.0\/(\w+)(?:\/(.+))?$/.exec(call.path) ?? [];
    const user = readUserPath(call.path);
    const what = user === null ? list : user.isIdentity ? 'identity' : 'users';
    if (options.forbidden?.includes(what)) return failed(403);
    const book = books.get(tenant);
    if (book !== undefined && user !== null) return book.users.answer(call, user.code);
    const table = paths[list];
    if (book === undefined || table === undefined || call.method !== 'GET') return failed(404);
    if (id !== undefined) return book.one(table, id);
    return answerList(book.rows(table), call, `https://api.youforce.com${call.path}`);
  };

  const bookOf = (tenant: string) => {
    const book = books.get(tenant);
    if (book === undefined) throw new Error(`The stand-in has no tenant ${tenant}.`);
    return book;
  };
  return {
    answer,
    load: (organisation, tenant = usual) => bookOf(tenant).put(toRows(organisation, core)),
    edit: (change, tenant = usual) => bookOf(tenant).edit(change),
    revokeTokens: () => tokens.clear(),
    identities: (tenant = usual) => bookOf(tenant).users.identities,
    use: limits.use,
  };
}

const json = (body: unknown): StandInAnswer => ({ status: 200, body: JSON.stringify(body) });

/** The records of one customer. */
function createBook(now: () => Date) {
  let tables = Object.fromEntries(tableNames.map((name) => [name, []])) as unknown as YouforceTables;
  let sorted: { day: string; tables: Map<YouforceTable, YouforceRow[]> } = { day: '', tables: new Map() };
  const put = (next: YouforceTables): void => {
    const at = now().toISOString();
    tables = Object.fromEntries(
      tableNames.map((name) => [name, stamp(next[name], tables[name], at)]),
    ) as YouforceTables;
    sorted = { day: '', tables: new Map() };
  };
  return {
    users: createUsers((code) => tables.persons.some(({ personCode }) => personCode === code)),
    put,
    edit: (change: (tables: YouforceTables) => void): void => {
      const copy = structuredClone(tables);
      change(copy);
      put(copy);
    },
    rows: (table: YouforceTable): readonly YouforceRow[] => {
      const day = now().toISOString().slice(0, 10);
      if (sorted.day !== day) sorted = { day, tables: new Map() };
      const known = sorted.tables.get(table) ?? sortRows(keptRows(table, tables, day));
      sorted.tables.set(table, known);
      return known;
    },
    /** By its id only what holds today is shown, so that somebody who is still to begin is not found. */
    one: (table: YouforceTable, id: string): StandInAnswer => {
      const day = now().toISOString().slice(0, 10);
      const row = tables[table].find((one) => one.id === id && isOfToday(one, day));
      if (row === undefined) return failed(404);
      const { changedAt: _, ...fields } = row;
      return json(fields);
    },
  };
}

/** Records that differ from before, or are new, were written now; the others keep their moment. */
function stamp(next: readonly YouforceRow[], before: readonly YouforceRow[], at: string): YouforceRow[] {
  const keyOf = (row: YouforceRow) => `${row.id}|${row.validFrom ?? ''}`;
  const textOf = ({ changedAt: _, ...fields }: YouforceRow) => JSON.stringify(fields);
  const known = new Map(before.map((row) => [keyOf(row), row]));
  return next.map((row) => {
    const same = known.get(keyOf(row));
    return { ...row, changedAt: same !== undefined && textOf(same) === textOf(row) ? same.changedAt : at };
  });
}
