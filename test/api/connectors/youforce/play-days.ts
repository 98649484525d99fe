import assert from 'node:assert/strict';
import { createYouforceConnector } from '../../../../api/connectors/youforce/index.ts';
import { createYouforce, type Youforce } from '../../../../api/sandbox/hr/youforce/create-youforce.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import { YouforceSource } from '../../../../models/sources/youforce-source.ts';
import { createMemories } from './open-youforce.ts';
import { crowd, units } from './youforce-people.ts';

const tenants = ['t1', 't2', 't3', 't4', 't5'] as const;
const quarterMs = 15 * 60_000;
const dayMs = 86_400_000;
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

export interface Days {
  youforce: Youforce;
  /** When each tenant was read, by tenant. */
  readAt: Map<string, number[]>;
  polls: number;
  /** When each list was called. */
  calledAt: number[];
}

export function assertKept({ youforce, calledAt }: Days): void {
  assert.equal(youforce.use.turnedAway, 0);
  const tokens = [...youforce.use.tokensByMonth.values()];
  assert.ok(tokens.length > 0 && Math.max(...tokens) <= 400, String(tokens));
  // Not only on days of the calendar: in no 24 hours at all.
  let first = 0;
  let most = 0;
  let closest = Number.POSITIVE_INFINITY;
  calledAt.forEach((at, index) => {
    while (at - (calledAt[first] ?? at) >= dayMs) first++;
    most = Math.max(most, index - first + 1);
    if (index > 0) closest = Math.min(closest, at - (calledAt[index - 1] ?? at));
  });
  assert.ok(most > 300 && most <= 6000, String(most));
  assert.ok(closest >= 600, String(closest));
}

/**
 * Days of one application with five tenants, looked at every quarter of an hour. Plays them without a network: what the stand-in answers is
 * handed over as it is. Every night the process starts anew.
 */
export async function playDays({ tokenSeconds, days }: { tokenSeconds: number; days: number }): Promise<Days> {
  let now = Date.parse('2026-12-01T00:00:00Z');
  const clock = { now: () => new Date(now) };
  const sleep = async (ms: number): Promise<void> => {
    now += ms;
  };
  const youforce = createYouforce({
    clientId: 'instroom',
    clientSecret: 'hush',
    tenants,
    tokenSeconds,
    now: clock.now,
    ticks: () => now,
  });
  const calledAt: number[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const url = new URL(String(input));
    const headers = Object.fromEntries(Object.entries(init?.headers ?? {}));
    const method = init?.method ?? 'GET';
    if (method === 'GET') calledAt.push(now);
    const call = {
      at: '',
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      body: String(init?.body ?? ''),
    };
    const { status, body } = youforce.answer(call);
    return new Response(body.toString(), { status });
  };
  const { memoryOf, startProcess } = createMemories();
  const start = (): HrConnector[] => {
    const share = startProcess();
    return tenants.map((tenantId, at) =>
      createYouforceConnector(
        // Some read by changes; for the small ones everything is as cheap.
        YouforceSource.parse({
          id: tenantId,
          connector: 'youforce',
          tenantId,
          clientId: 'instroom',
          clientSecret: 'YOUFORCE_SECRET',
          pageSize: at < 2 ? 10 : 1000,
        }),
        {
          language: 'en',
          timeZone: 'Europe/Amsterdam',
          clock,
          logger: quiet,
          secrets: createSecrets({ YOUFORCE_SECRET: 'hush' }, null),
          memory: memoryOf(tenantId),
          share,
          sleep,
          ticks: () => now,
        },
      ),
    );
  };
  let people = crowd(12);
  for (const tenant of tenants) youforce.load({ people, units }, tenant);
  const readAt = new Map<string, number[]>(tenants.map((tenant) => [tenant, []]));
  let connectors = start();
  let polls = 0;
  try {
    for (let at = now + quarterMs; at < now + days * dayMs && polls < days * 96; at += quarterMs, polls++) {
      now = Math.max(now, at);
      if (polls % 96 === 12) connectors = start();
      if (polls % 8 === 0) {
        people = people.map((person, who) => (who === polls % 12 ? { ...person, callName: `Name ${polls}` } : person));
        for (const tenant of tenants) youforce.load({ people, units }, tenant);
      }
      for (const [index, connector] of connectors.entries()) {
        const reading = await connector.read().catch((error: { code?: string }) => {
          if (error.code === 'hr-busy') return null;
          throw error;
        });
        if (reading === null) continue;
        readAt.get(tenants[index] ?? '')?.push(now);
        if (reading.people.length !== people.length) throw new Error('A reading is not whole.');
      }
    }
  } finally {
    globalThis.fetch = fetch;
  }
  return { youforce, readAt, polls, calledAt };
}
