import type { Request } from '../../models/request.ts';
import { extendGrant, type Granted, grantAccess } from './carry-grants.ts';
import {
  acceptPolicy,
  type Carried,
  freezeLeavers,
  linkAccount,
  releaseRun,
  sayWhoIsWho,
  settleDrift,
  shutOut,
} from './carry-orders.ts';
import { takeStep } from './conclude-request.ts';
import { tellGrantEndings } from './grant-endings.ts';
import { instroom, recordRequest } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';
import { nowOf } from './request-parts.ts';

/** So long after a failure that may pass it is tried again. */
const tryAgainMs = 60_000;

/**
 * Makes what was approved true and asks for a run; takes back what was given before anybody said yes when it was not approved. Everything in
 * it can be done again after a crash and is then done once. What fails for a passing reason is tried again later.
 * @returns the request as it is afterwards
 */
export async function carryOut(request: Request, desk: RequestDesk): Promise<Request> {
  if (request.state !== 'approved') return settleAfterwards(request, desk);
  let carried: Carried & { grantIds?: string[] };
  try {
    carried = await perform(request, desk);
    if (changesAccess(request)) await desk.runs.start({ trigger: 'button', by: instroom });
  } catch (error) {
    desk.logger.error({ error, requestId: request.id }, 'a request could not be carried out; it is tried again');
    return putOff(request, desk);
  }
  const { kind, remark, grantIds = request.grantIds } = carried;
  const outcome = remark ?? request.outcome;
  const step = kind === 'done' ? 'carry-out' : 'fail';
  const next = takeStep({ ...request, grantIds }, step, { at: nowOf(desk), outcome });
  const changed = next === null ? null : await desk.stores.requests.replace(next);
  // Somebody else carried it out at the same time, to the same end.
  if (changed === null) return (await desk.stores.requests.find(request.id)) ?? request;
  await recordRequest(changed, { event: kind === 'done' ? 'done' : 'failed' }, desk);
  if (kind === 'done' && changed.subject.kind === 'extension') await sayThatItGoesOn(changed, desk);
  return kind === 'done' ? changed : settleAfterwards(changed, desk);
}

/** Ends what was given at once and was not approved. */
export async function settleAfterwards(request: Request, desk: RequestDesk): Promise<Request> {
  if (request.dueAt === null || request.state === 'open' || request.state === 'approved') return request;
  for (const id of request.grantIds) await desk.stores.grants.end(id, request.decidedAt ?? nowOf(desk));
  if (request.grantIds.length > 0) await desk.runs.start({ trigger: 'button', by: instroom });
  return (await desk.stores.requests.replace({ ...request, dueAt: null })) ?? request;
}

/** The cards that tell of an end look wrong at once; what cannot be said now is said at the next look at endings. */
async function sayThatItGoesOn({ id, forPersonKey }: Request, desk: RequestDesk): Promise<void> {
  if (forPersonKey === null) return;
  await tellGrantEndings(desk, forPersonKey).catch((error: unknown) =>
    desk.logger.warn({ error, requestId: id }, 'the end of a grant could not be told'),
  );
}

const changesAccess = ({ subject: { kind } }: Request): boolean =>
  ['replacement', 'exception', 'extension', 'match', 'doubt', 'drift', 'freeze', 'policy-change'].includes(kind);

async function putOff(request: Request, { stores, clock }: RequestDesk): Promise<Request> {
  const dueAt = new Date(clock.now().getTime() + tryAgainMs).toISOString();
  return (await stores.requests.replace({ ...request, dueAt })) ?? request;
}

async function perform(request: Request, desk: RequestDesk): Promise<Carried & { grantIds?: string[] }> {
  const { subject } = request;
  switch (subject.kind) {
    case 'replacement':
    case 'exception':
      return asCarried(await grantAccess({ ...request, subject }, desk));
    case 'extension':
      return asCarried(await extendGrant({ ...request, subject }, desk));
    case 'urgent-exit':
      return shutOut({ ...request, subject }, desk);
    case 'run-release':
      return releaseRun({ ...request, subject }, desk);
    case 'drift':
      return settleDrift({ ...request, subject }, desk);
    case 'match':
      return linkAccount({ ...request, subject }, desk);
    case 'doubt':
      return sayWhoIsWho({ ...request, subject }, desk);
    case 'freeze':
      return freezeLeavers({ ...request, subject }, desk);
    case 'policy-change':
      return acceptPolicy({ ...request, subject }, desk);
  }
}

function asCarried(granted: Granted): Carried & { grantIds?: string[] } {
  if (granted.kind === 'failed') return { kind: 'failed', remark: granted.why };
  return { kind: 'done', remark: null, grantIds: granted.grantIds };
}
