import type { Request } from '../../models/request.ts';
import { grantAtOnce } from './carry-grants.ts';
import { instroom } from './record-request.ts';
import type { RequestDesk } from './request-desk.ts';

/**
 * Gives what somebody takes before anybody said yes, for at most a day, and says whom to tell besides: security. Does nothing for other
 * requests, and nothing the second time.
 */
export async function giveAtOnce(request: Request, desk: RequestDesk): Promise<{ request: Request; tell: string[] }> {
  const { subject } = request;
  const isDone = request.grantIds.length > 0;
  if (subject.kind !== 'exception' || !subject.breakGlass || isDone || request.state !== 'open')
    return { request, tell: [] };
  const grant = await grantAtOnce({ ...request, subject }, desk);
  if (grant === null) return { request, tell: [] };
  await desk.stores.audit.append([
    {
      id: `request:${request.id}:break-glass`,
      at: request.askedAt,
      kind: 'break-glass',
      actor: request.askedBy,
      runId: null,
      personKey: request.forPersonKey,
      operationId: null,
      text: `${subject.item.title} until ${grant.endsAt}: ${request.reason}`,
    },
  ]);
  await desk.runs.start({ trigger: 'button', by: instroom });
  const holders = await desk.colleagues.holders('security');
  const noted = await desk.stores.requests.replace({ ...request, grantIds: [grant.id] });
  return {
    request: noted ?? (await desk.stores.requests.find(request.id)) ?? request,
    tell: holders.map(({ aadObjectId }) => aadObjectId),
  };
}
