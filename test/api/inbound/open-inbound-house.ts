import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createScimConnector } from '../../../api/connectors/scim/index.ts';
import { openInbound } from '../../../api/open-inbound.ts';
import { parsePolicy } from '../../../api/policy/read-policy.ts';
import { answerErrors } from '../../../api/routes/answer-error.ts';
import { hrEventRoutes } from '../../../api/routes/hr-events.ts';
import { scimRoutes } from '../../../api/routes/scim.ts';
import { createSecrets } from '../../../api/secrets/create-secrets.ts';
import type { Change } from '../../../api/sync/express/tell-change.ts';
import type { HrConnector } from '../../../models/hr-connector.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import type { OwnDatabase } from '../../models/store/share-engine.ts';

export const token = 'a-long-and-random-token';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** An answer with its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

/** The doors for HR systems on real stores, with a clock, secrets and a policy that the test sets. */
export interface InboundHouse {
  stores: Stores;
  env: Record<string, string>;
  /** How often a change was told. */
  asked(): number;
  /** The people whom the last change named; null when it named nobody. */
  named(): readonly string[] | null | undefined;
  /** Makes asking for a run fail, or work again. */
  failToAsk(isFailing: boolean): void;
  at(instant: string): void;
  connector(): HrConnector;
  /** A request to the source `hr`; a body that is no text or bytes is sent as JSON. */
  scim(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  send(path: string, init: RequestInit): Promise<Answer>;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** @param settings - YAML of the source's settings beside id, connector and tokens, in braces' inside */
export async function openInboundHouse(database: OwnDatabase, settings = ''): Promise<InboundHouse> {
  const stores = await openStores({ ...database, logger: quiet });
  const env: Record<string, string> = { SCIM_TOKEN: token };
  const secrets = createSecrets(env, null);
  let [now, asked, fails] = ['2026-11-24T08:00:00.000Z', 0, false];
  let ticks = 0;
  // Everything happens a moment after what was before it.
  const clock = { now: () => new Date(Date.parse(now) + ticks++) };
  const text = `version: 1
domains: [voorbeeld.example]
sources:
  - { id: hr, connector: scim, tokens: [SCIM_TOKEN, SCIM_TOKEN_NEXT]${settings} }
  - { id: files, connector: csv, folder: ./hr, webhook: { secrets: [VISMA_SECRET], scheme: visma } }
schedule: []`;
  const policy = parsePolicy(text, { name: 'instroom.yaml', folder: '/' });
  let named: readonly string[] | null | undefined;
  const tell = async ({ personKeys }: Change) => {
    if (fails) throw new Error('the store is away');
    asked += 1;
    named = personKeys;
  };
  const inbound = openInbound({
    stores,
    secrets,
    tell,
    loadPolicy: async () => policy,
    clock,
    logger: quiet,
  });
  const app = express()
    .use('/scim/v2', scimRoutes({ ...inbound, logger: quiet }))
    .use('/hr', hrEventRoutes({ ...inbound, logger: quiet }))
    .use(answerErrors(quiet));
  const server: Server = await new Promise((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send: InboundHouse['send'] = async (path, init) => {
    const answer = await fetch(`${url}${path}`, init);
    const body = await answer.text();
    return { status: answer.status, headers: answer.headers, body: body === '' ? null : JSON.parse(body) };
  };
  return {
    stores,
    env,
    asked: () => asked,
    named: () => named,
    failToAsk: (isFailing) => {
      fails = isFailing;
    },
    at: (instant) => {
      now = instant;
    },
    connector: () => {
      const source = policy.policy.sources.find((entry) => entry.id === 'hr');
      if (source?.connector !== 'scim') throw new Error('no source');
      return createScimConnector(source, {
        language: 'en',
        timeZone: 'Europe/Amsterdam',
        clock,
        secrets,
        scimUsers: stores.scimUsers,
      });
    },
    scim: (method, path, body, headers) => {
      const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
      return send(`/scim/v2/hr${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
        ...(body === undefined ? {} : { body: raw as NonNullable<RequestInit['body']> }),
      });
    },
    send,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await stores.close();
    },
  };
}

/** Somebody as most clients send them. */
export const makeUser = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  externalId: key,
  userName: `${key.toLowerCase()}@voorbeeld.example`,
  name: { givenName: 'Anna', familyName: 'Jansen' },
  emails: [{ value: `${key.toLowerCase()}@voorbeeld.example`, type: 'work', primary: true }],
  active: true,
  [enterprise]: { employeeNumber: `N${key}`, department: 'Care' },
  ...more,
});

export const patchOf = (...Operations: unknown[]): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});

export const bulkOf = (Operations: unknown[], failOnErrors: number | null = null): object => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
  Operations,
  failOnErrors,
});

export const upload = (data: unknown, bulkId: string): object => ({ method: 'POST', bulkId, path: '/Users', data });

/** Gives every test of the describe around it doors of its own. */
export function eachTestItsDoors(ownDatabase: () => OwnDatabase, settings = ''): () => InboundHouse {
  let house: InboundHouse;
  beforeEach(async () => {
    house = await openInboundHouse(ownDatabase(), settings);
  });
  afterEach(() => house?.close());
  return () => house;
}
