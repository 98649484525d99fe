import type { Change, DirectoryObject, ObjectKind } from '../world/records.ts';
import { matchesFilter } from './apply-filter.ts';
import { requireBody } from './find-object.ts';
import { guardPrivileged } from './guard-user.ts';
import { answerPage } from './list-page.ts';
import { parseFilter } from './parse-filter.ts';
import { formatInstant } from './property-table.ts';
import { badRequest, denied, notFound } from './refusal.ts';
import { addressesOf, refuseConflicts } from './refuse-conflicts.ts';
import { defaultNames, readSelect, renderObject, renderTyped, tables } from './render-object.ts';
import type { Answer, Call, Desk, Route } from './route.ts';
import { touchNeighbours } from './users.ts';
import { checkPrincipalName } from './write-user.ts';

const options = ['$select', '$filter', '$top', '$skiptoken'] as const;
/** How long Entra keeps what was deleted. */
const keptMs = 30 * 24 * 60 * 60 * 1_000;

export const deletedItemRoutes: readonly Route[] = [
  { method: 'GET', path: '/directory/deletedItems/user', options, handle: (call) => listDeleted(call, 'user') },
  { method: 'GET', path: '/directory/deletedItems/group', options, handle: (call) => listDeleted(call, 'group') },
  { method: 'GET', path: '/directory/deletedItems/:id', options: ['$select'], handle: getDeleted },
  { method: 'DELETE', path: '/directory/deletedItems/:id', handle: purge },
  { method: 'POST', path: '/directory/deletedItems/:id/restore', handle: restore },
];

function listDeleted(call: Call, kind: ObjectKind): Answer {
  const { world } = call.desk;
  const clause = call.options.get('$filter');
  const filter = clause === undefined ? null : parseFilter(tables[kind], clause, false);
  const names = readSelect(tables[kind], call.options.get('$select')) ?? defaultNames(tables[kind]);

  function* fittingAfter(place: number) {
    for (const object of world.objects.listDeleted(kind, place))
      if (!hasExpired(call.desk, object) && (filter === null || matchesFilter(object, filter))) yield object;
  }

  return answerPage(call, {
    context: `directory/deletedItems/microsoft.graph.${kind}`,
    itemsAfter: fittingAfter,
    positionOf: (object) => object.seq,
    render: (object) => renderObject(object, names),
  });
}

const hasExpired = (desk: Desk, { deletedAt }: DirectoryObject): boolean =>
  deletedAt !== null && desk.now().getTime() - Date.parse(deletedAt) > keptMs;

function deletedOf(call: Call): DirectoryObject {
  const key = call.params.id ?? '';
  const object = call.desk.world.objects.get(key.toLowerCase());
  if (object === undefined || object.deletedAt === null || hasExpired(call.desk, object)) throw notFound(key);
  return object;
}

function getDeleted(call: Call): Answer {
  const object = deletedOf(call);
  const select = readSelect(tables[object.kind], call.options.get('$select'));
  const context = `${call.desk.serviceRoot()}/$metadata#directoryObjects/$entity`;
  return { status: 200, body: { '@odata.context': context, ...renderTyped(object, select) } };
}

async function purge(call: Call): Promise<Answer> {
  const { world, now } = call.desk;
  const object = deletedOf(call);
  // An app may not purge groups: https://learn.microsoft.com/graph/api/directory-deleteditems-delete
  if (object.kind !== 'user') throw denied();
  guardPrivileged(world, object);
  await world.write([{ kind: 'purge', id: object.id, at: formatInstant(now()) }]);
  return { status: 204 };
}

/** POST …/restore: https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
async function restore(call: Call): Promise<Answer> {
  const { world } = call.desk;
  const deleted = deletedOf(call);
  if (deleted.kind === 'user') guardPrivileged(world, deleted);
  const restored = applyRestoreOptions(call, { ...deleted, deletedAt: null });
  refuseConflicts(world, restored);
  const neighbours: Change[] = deleted.kind === 'user' ? touchNeighbours(call, deleted) : [];
  await world.write([{ kind: 'object', object: restored }, ...neighbours]);
  const context = `${call.desk.serviceRoot()}/$metadata#directoryObjects/$entity`;
  return {
    status: 200,
    body: { '@odata.context': context, ...renderTyped(world.objects.get(deleted.id) ?? deleted, null) },
  };
}

/** `newUserPrincipalName` and `autoReconcileProxyConflict` are known from Microsoft's samples, not from its model. */
function applyRestoreOptions(call: Call, object: DirectoryObject): DirectoryObject {
  const { world } = call.desk;
  const body = call.request.body === undefined ? {} : requireBody(call.request.body);
  let properties = object.properties;
  for (const [name, value] of Object.entries(body)) {
    if (name === 'newUserPrincipalName' && typeof value === 'string') {
      checkPrincipalName(world, value);
      properties = { ...properties, userPrincipalName: value };
    } else if (name === 'autoReconcileProxyConflict' && typeof value === 'boolean') {
      if (value) properties = { ...properties, proxyAddresses: freeAddresses(call, object) };
    } else throw badRequest(`Invalid property '${name}'.`);
  }
  return { ...object, properties };
}

/** The addresses of an object that nobody took in the meantime. */
function freeAddresses(call: Call, object: DirectoryObject): string[] {
  const { objects } = call.desk.world;
  const taken = addressesOf(object).filter((address) =>
    (['user', 'group'] as const).some((kind) => objects.find(kind, 'address', address).length > 0),
  );
  const proxies = object.properties.proxyAddresses;
  return Array.isArray(proxies)
    ? proxies.map(String).filter((proxy) => !taken.includes(proxy.replace(/^smtp:/i, '')))
    : [];
}
