import type { HrOrganisation, HrStandIn, StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { startStandInServer } from '../start-stand-in-server.ts';
import { answerReport } from './answer-report.ts';
import { answerSoap, fault, type Tenant } from './answer-soap.ts';
import { readRequest } from './read-request.ts';
import { toTables, type WorkdayTables } from './to-records.ts';
import { createTransactionLog } from './transaction-log.ts';

export interface WorkdayOptions {
  port?: number;
  now?: () => Date;
  tenant?: string;
  user: string;
  password: string;
  /** An API client for integrations that is let in as well; how long its tokens live. */
  oauth?: { clientId: string; clientSecret: string; refreshToken: string; lifeSeconds: number };
  /** Elements that the integration system user has no right to: they are simply not there. */
  without?: readonly string[];
  /** Operations that it may not call at all. */
  denied?: readonly string[];
  /** Whether an end shows before its day; terminations do not. */
  showsEnds?: boolean;
  /** The prefix of Workday's namespace in answers. */
  prefix?: string;
  mostRows?: number;
}

export interface WorkdayStandIn extends HrStandIn {
  /** Changes records behind the reader's back, such as between two pages, whatever moment is asked for. */
  edit(change: (tables: WorkdayTables) => void): void;
}

interface Snapshot {
  atMs: number;
  tables: WorkdayTables;
}

const mostSnapshots = 20;

/**
 * Workday as far as a reader sees it: Get_Workers and Get_Organizations with their pages, moments and transaction log, a report as a web
 * service, the ways to sign in, and its faults. https://learn.microsoft.com/entra/identity/app-provisioning/workday-integration-reference
 */
export async function startWorkday(options: WorkdayOptions): Promise<WorkdayStandIn> {
  const now = options.now ?? (() => new Date());
  const name = options.tenant ?? 'voorbeeld';
  const log = createTransactionLog();
  const tokens = createTokens(options, now);
  let organisation: HrOrganisation = { people: [], units: [] };
  let snapshots: Snapshot[] = [{ atMs: 0, tables: toTables(organisation) }];
  const latest = (): WorkdayTables => (snapshots.at(-1) as Snapshot).tables;
  const tenant = (): Tenant => ({
    tablesAt: (enteredBy) => {
      const atMs = enteredBy === null ? Number.POSITIVE_INFINITY : Date.parse(enteredBy);
      return (snapshots.findLast((one) => one.atMs <= atMs) ?? (snapshots[0] as Snapshot)).tables;
    },
    log,
    showsEnds: options.showsEnds ?? true,
    without: options.without ?? [],
    prefix: options.prefix ?? 'wd',
    mostRows: options.mostRows ?? 999,
    today: now().toISOString().slice(0, 10),
  });

  const answer = (call: StandInCall): StandInAnswer => {
    const service = `/ccx/service/${name}/Human_Resources/`;
    if (call.path === `/ccx/oauth2/${name}/token`) return tokens.answer(call);
    if (call.path.startsWith(`/ccx/service/customreport2/${name}/`)) {
      if (!isLetIn(call.headers.authorization, options, tokens)) return { status: 401, body: '' };
      return answerReport(organisation, call);
    }
    if (!call.path.startsWith(service)) return { status: 404, body: '' };
    const request = readRequest(call.body);
    if (request === null) return fault('Client', 'The request is not a SOAP envelope.');
    const byUser = request.user === `${options.user}@${name}` && request.password === options.password;
    if (!byUser && !tokens.knows(call.headers.authorization))
      return fault('Client.authenticationError', 'invalid username or password');
    if (options.denied?.includes(request.operation))
      return fault('Server.processingError', 'Processing error occurred. The task submitted is not authorized.');
    return answerSoap(request, tenant());
  };

  const server = await startStandInServer({
    now,
    answer,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    ...server,
    load: (next) => {
      const tables = toTables(next);
      log.note(latest().workers, tables.workers, now().getTime());
      organisation = structuredClone({ people: [...next.people], units: [...next.units] });
      snapshots = [...snapshots, { atMs: now().getTime(), tables }].slice(-mostSnapshots);
    },
    edit: (change) => {
      change(latest());
      snapshots = snapshots.map((one) => ({ ...one, tables: { ...one.tables } }));
    },
  };
}

function isLetIn(
  header: string | undefined,
  { user, password }: WorkdayOptions,
  tokens: ReturnType<typeof createTokens>,
): boolean {
  const basic = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return header === basic || tokens.knows(header);
}

/** Tokens of the API client: each is good for a while. */
function createTokens({ oauth }: WorkdayOptions, now: () => Date) {
  const ends = new Map<string, number>();
  return {
    knows: (header: string | undefined): boolean =>
      (ends.get(header?.replace(/^Bearer /, '') ?? '') ?? 0) > now().getTime(),
    answer: (call: StandInCall): StandInAnswer => {
      const form = new URLSearchParams(call.body);
      const client = Buffer.from(`${oauth?.clientId}:${oauth?.clientSecret}`, 'utf8').toString('base64');
      if (call.headers.authorization !== `Basic ${client}` || form.get('grant_type') !== 'refresh_token')
        return { status: 401, body: '{"error":"invalid_client"}' };
      if (form.get('refresh_token') !== oauth?.refreshToken) return { status: 400, body: '{"error":"invalid_grant"}' };
      const token = `token-${ends.size + 1}`;
      const { lifeSeconds = 3600 } = oauth ?? {};
      ends.set(token, now().getTime() + lifeSeconds * 1000);
      return {
        status: 200,
        body: JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: lifeSeconds }),
      };
    },
  };
}
