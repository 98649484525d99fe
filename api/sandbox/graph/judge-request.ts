import { randomUUID } from 'node:crypto';
import { accessPassRoutes } from './access-passes.ts';
import { auditLogRoutes } from './audit-logs.ts';
import { answerBatch } from './batch.ts';
import { deletedItemRoutes } from './deleted-items.ts';
import { deltaRoutes } from './delta.ts';
import { directoryObjectRoutes } from './directory-objects.ts';
import { groupRoutes } from './groups.ts';
import { licenceRoutes } from './licences.ts';
import { organizationRoutes } from './organization.ts';
import { formatInstant } from './property-table.ts';
import { Refusal } from './refusal.ts';
import { type Answer, type Desk, type GraphRequest, matchRoute, type Route, readSegments } from './route.ts';
import { servicePrincipalRoutes } from './service-principals.ts';
import { synchronizationRoutes } from './synchronization.ts';
import { teamsAppRoutes } from './teams-apps.ts';
import { type Throttle, tooMany } from './throttle.ts';
import { userRoutes } from './users.ts';

/** Fixed words come before keys: `/users/delta` is not the user called delta. */
const routes: readonly Route[] = [
  ...deltaRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...deletedItemRoutes,
  ...licenceRoutes,
  ...accessPassRoutes,
  ...organizationRoutes,
  ...directoryObjectRoutes,
  ...servicePrincipalRoutes,
  ...synchronizationRoutes,
  ...auditLogRoutes,
  ...teamsAppRoutes,
];

export interface Tally {
  /** Requests that were judged, those inside batches each for itself. */
  judged: number;
  /** Writes that were carried out. */
  writes: number;
  throttled: number;
}

/** Answers one request, from the wire or from inside a batch. Never throws for anything a client can do. */
export type Judge = (request: GraphRequest) => Promise<Answer>;

export function createJudge(desk: Desk, parts: { throttle: Throttle; tally: Tally }): Judge {
  const { throttle, tally } = parts;

  async function judge(request: GraphRequest): Promise<Answer> {
    const isBatch = request.url.startsWith('/$batch');
    if (!isBatch) tally.judged++;
    const ids = identify(request);
    try {
      const answer = isBatch ? await judgeBatch(request) : await judgeOne(request);
      return { ...answer, headers: { ...ids, ...answer.headers } };
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : internalError(thrown);
      if (refusal.status === 429) tally.throttled++;
      return {
        status: refusal.status,
        headers: { ...ids, ...refusal.headers },
        body: errorBody(refusal, ids, desk.now()),
      };
    }
  }

  async function judgeBatch(request: GraphRequest): Promise<Answer> {
    meetFaults(desk, request);
    if (request.method !== 'POST') throw notAllowed();
    requireContentType(request);
    return answerBatch(request, { judge, faults: desk.faults });
  }

  async function judgeOne(request: GraphRequest): Promise<Answer> {
    meetFaults(desk, request);
    const { path, options } = readUrl(request.url);
    const { route, params } = findRoute(request.method, path);
    const unknown = [...options.keys()].find((name) => !(route.options ?? []).includes(name));
    if (unknown !== undefined) throw new Refusal(400, 'BadRequest', `Query option '${unknown}' is not supported here.`);
    requireContentType(request);
    const isWrite = route.method !== 'GET' && route.readsOnly !== true;
    const cost = { units: unitsOf(route, options), writes: isWrite ? 1 : 0 };
    throttle.admit(cost, route.bucket);
    try {
      const answer = await route.handle({ desk, request, params, options, path });
      if (isWrite) tally.writes++;
      if (answer.status === 201 && desk.faults.befalls('timeoutAfterCreate', { method: request.method, path }))
        throw new Refusal(504, 'UnknownError', 'The request timed out.');
      return { ...answer, headers: { ...answer.headers, 'x-ms-resource-unit': String(cost.units) } };
    } catch (thrown) {
      if (thrown instanceof Refusal && (thrown.status === 400 || thrown.status === 403)) throttle.refund(cost.units);
      throw thrown;
    }
  }

  return judge;
}

function meetFaults({ faults }: Desk, request: GraphRequest): void {
  const where = { method: request.method, path: request.url };
  if (faults.befalls('unauthorised', where))
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token has expired or is not yet valid.');
  if (faults.befalls('throttled', where))
    throw tooMany('CPULimitExceeded', faults.current().throttled?.retryAfterSeconds ?? 1);
  if (faults.befalls('unavailable', where))
    throw new Refusal(503, 'serviceNotAvailable', 'The service is unavailable.');
  if (faults.befalls('badGateway', where)) throw new Refusal(502, 'UnknownError', 'Bad gateway.');
}

/** Path and query options. Throws a Refusal (400) for an address that cannot be read or an option given twice. */
function readUrl(url: string): { path: string; options: Map<string, string> } {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const pairs = [...new URLSearchParams(query)];
  const options = new Map(pairs);
  if (options.size < pairs.length) throw new Refusal(400, 'BadRequest', 'A query option was given twice.');
  return { path, options };
}

function findRoute(method: string, path: string): { route: Route; params: Record<string, string> } {
  const segments = trySegments(path);
  let isKnown = false;
  for (const route of routes) {
    const params = matchRoute(route, segments);
    if (params === null) continue;
    if (route.method === method) return { route, params };
    isKnown = true;
  }
  if (isKnown) throw notAllowed();
  throw new Refusal(400, 'BadRequest', `Resource not found for the segment '${segments.at(-1) ?? ''}'.`);
}

function trySegments(path: string): string[] {
  try {
    return readSegments(path);
  } catch {
    throw new Refusal(400, 'BadRequest', 'The path of the request cannot be read.');
  }
}

const notAllowed = (): Refusal =>
  new Refusal(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.');

function requireContentType(request: GraphRequest): void {
  if (request.body === undefined || /^application\/json\b/i.test(request.headers['content-type'] ?? '')) return;
  throw new Refusal(
    400,
    'BadRequest',
    'A missing or empty content type header was found when trying to read a message. The content type header is required.',
  );
}

/** The discounts of Graph's cost table: https://learn.microsoft.com/graph/throttling-limits#pattern */
function unitsOf(route: Route, options: ReadonlyMap<string, string>): number {
  if (route.path === '/directoryObjects/getByIds') return options.has('$select') ? 2 : 5;
  const top = Number(options.get('$top') ?? 100);
  const discount = Number(options.has('$select')) + Number(top < 20) - Number(options.has('$expand'));
  return Math.max(1, (route.units ?? 1) - discount);
}

function identify(request: GraphRequest): { 'request-id': string; 'client-request-id': string } {
  const requestId = randomUUID();
  return { 'request-id': requestId, 'client-request-id': request.headers['client-request-id'] ?? requestId };
}

function internalError(thrown: unknown): Refusal {
  return new Refusal(
    500,
    'generalException',
    `The sandbox failed: ${thrown instanceof Error ? thrown.message : 'unknown'}`,
  );
}

/** The body of every refusal: https://learn.microsoft.com/graph/errors */
export function errorBody(refusal: Refusal, ids: Record<string, string>, now: Date) {
  return {
    error: {
      code: refusal.code,
      message: refusal.message,
      ...(refusal.details.length === 0 ? {} : { details: refusal.details }),
      innerError: { date: formatInstant(now), ...ids },
    },
  };
}
