import type { HrOrganisation, HrStandIn, StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { startStandInServer } from '../start-stand-in-server.ts';
import { createIdentity, type Identity, type IdentityOptions } from './answer-identity.ts';
import { answerRest, problem } from './answer-rest.ts';
import { answerSoap } from './answer-soap.ts';
import { keepHistories } from './keep-histories.ts';
import type { NmbrsTables } from './records.ts';
import { toRecords } from './to-records.ts';

export interface NmbrsOptions extends Partial<Omit<IdentityOptions, 'now'>> {
  port?: number;
  now?: () => Date;
  subscriptionKeys?: readonly string[];
  mostPageSize?: number;
  /** Of SOAP. */
  username?: string;
  token?: string;
  forbidden?: readonly string[];
}

export interface NmbrsStandIn extends HrStandIn, Pick<Identity, 'withdraw' | 'expire'> {
  /** Changes records behind the reader's back, such as between two pages. */
  edit(change: (tables: NmbrsTables) => void): void;
}

const allScopes = [
  'company.info.read',
  'employee.info.read',
  'employee.employment.read',
  'employee.orgstructure.read',
  'employee.leave.read',
  'offline_access',
];

/** Nmbrs as far as a reader sees it: the identity service, the REST API and SOAP v3, on one address. */
export async function startNmbrs(options: NmbrsOptions = {}): Promise<NmbrsStandIn> {
  const now = options.now ?? (() => new Date());
  let tables: NmbrsTables = { debtorId: 'Debtor', companies: [], departments: [], employees: [] };
  const identity = createIdentity({
    clientId: 'client',
    clientSecret: 'client-secret',
    redirectUri: 'http://127.0.0.1:8734/nmbrs',
    scopes: allScopes,
    rotation: 'rotate',
    tokenSeconds: 3600,
    consents: true,
    ...options,
    now,
  });
  const rest = {
    subscriptionKeys: options.subscriptionKeys ?? ['subscription-key'],
    mostPageSize: options.mostPageSize ?? 100,
    scopesOf: identity.scopesOf,
  };
  const soap = {
    now,
    username: options.username ?? 'hr@example.org',
    token: options.token ?? 'soap-token',
    forbidden: options.forbidden ?? [],
  };
  const answer = (call: StandInCall): StandInAnswer => {
    if (call.path.startsWith('/api/')) return answerRest(tables, call, rest);
    if (call.path.startsWith('/soap/')) return answerSoap(tables, call, soap);
    return identity.answer(call) ?? problem(404, 'Not Found', 'There is no such resource.');
  };
  const server = await startStandInServer({
    now,
    answer,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    ...server,
    withdraw: identity.withdraw,
    expire: identity.expire,
    load: (organisation: HrOrganisation) => {
      tables = keepHistories(toRecords(organisation, now()), tables, now());
    },
    edit: (change) => change(tables),
  };
}
