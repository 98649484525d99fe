import type { DirectoryObject } from '../world/records.ts';
import { isGuid, requireBody } from './find-object.ts';
import { findAny } from './link-changes.ts';
import { badRequest, Refusal } from './refusal.ts';
import { readSelect, renderTyped, tables } from './render-object.ts';
import type { Answer, Call, Route } from './route.ts';

const mostIds = 1_000;

export const directoryObjectRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/directoryObjects/getByIds',
    options: ['$select'],
    units: 5,
    readsOnly: true,
    handle: getByIds,
  },
  { method: 'GET', path: '/directoryObjects/:id', options: ['$select'], handle: getObject },
];

const selectOf = (call: Call): string[] | null =>
  readSelect(tables.user, call.options.get('$select'), [
    ...Object.keys(tables.group.properties),
    ...Object.keys(tables.servicePrincipal.properties),
  ]);

function getObject(call: Call): Answer {
  const object = findAny(call.desk, call.params.id ?? '');
  const context = `${call.desk.serviceRoot()}/$metadata#directoryObjects/$entity`;
  return { status: 200, body: { '@odata.context': context, ...renderTyped(object, selectOf(call)) } };
}

/** Those of the ids that are there; others are left out. https://learn.microsoft.com/graph/api/directoryobject-getbyids */
function getByIds(call: Call): Answer {
  const { world, replication, serviceRoot } = call.desk;
  const { ids, types = ['directoryObject'], ...more } = requireBody(call.request.body);
  if (!Array.isArray(ids) || !Array.isArray(types) || Object.keys(more).length > 0)
    throw badRequest('getByIds takes a list of ids and a list of types.');
  if (ids.length > mostIds) throw badRequest(`Too many ids: at most ${mostIds} are taken.`);
  if (!ids.every((id) => typeof id === 'string' && isGuid(id)))
    throw new Refusal(400, 'Request_BadRequest', 'Invalid GUID in the list of ids.');
  const select = selectOf(call);
  const value = [...new Set(ids.map((id) => String(id).toLowerCase()))]
    .flatMap((id): DirectoryObject | [] => world.objects.get(id) ?? [])
    .filter((object) => object.deletedAt === null && replication.sees(object.id))
    .filter(({ kind }) => types.includes('directoryObject') || types.includes(kind))
    .map((object) => renderTyped(object, select));
  return { status: 200, body: { '@odata.context': `${serviceRoot()}/$metadata#directoryObjects`, value } };
}
