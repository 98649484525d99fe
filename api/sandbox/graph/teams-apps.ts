import { findObject, isGuid, requireBody } from './find-object.ts';
import { notFound, Refusal, unsupportedQuery } from './refusal.ts';
import type { Answer, Call, Route } from './route.ts';

const installed = '/users/:id/teamwork/installedApps';

/** The catalogue has every app that a manifest id is asked for, but this one: as nobody uploaded it. */
const unknownApp = '00000000-0000-0000-0000-000000000000';

export const teamsAppRoutes: readonly Route[] = [
  { method: 'GET', path: '/appCatalogs/teamsApps', options: ['$filter'], handle: listCatalogue },
  { method: 'GET', path: installed, handle: listInstalled },
  { method: 'POST', path: installed, handle: install },
];

/** https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps */
function listCatalogue(call: Call): Answer {
  const externalId = /^externalId eq '([^']*)'$/.exec(call.options.get('$filter') ?? '')?.[1];
  if (externalId === undefined) throw unsupportedQuery('Only a filter on externalId is supported here.');
  const isThere = isGuid(externalId) && externalId !== unknownApp;
  return {
    status: 200,
    body: { value: isThere ? [{ id: externalId, externalId, distributionMethod: 'organization' }] : [] },
  };
}

function listInstalled(call: Call): Answer {
  const user = findObject(call.desk, 'user', call.params.id ?? '');
  const appIds = call.desk.world.teamsApps(user.id);
  return { status: 200, body: { value: appIds.map((id) => ({ id: `${user.id}#${id}` })) } };
}

/** https://learn.microsoft.com/graph/api/userteamwork-post-installedapps */
async function install(call: Call): Promise<Answer> {
  const { desk, request } = call;
  const user = findObject(desk, 'user', call.params.id ?? '');
  const link = requireBody(request.body)['teamsApp@odata.bind'];
  const appId = typeof link === 'string' ? (/\/appCatalogs\/teamsApps\/([^/]+)$/.exec(link)?.[1] ?? '') : '';
  if (!isGuid(appId) || appId === unknownApp) throw notFound(appId);
  if (desk.world.teamsApps(user.id).includes(appId))
    throw new Refusal(409, 'Conflict', 'App is already installed in the personal scope of the user.');
  await desk.world.write([{ kind: 'teams-app', userId: user.id, appId }]);
  return { status: 201 };
}
