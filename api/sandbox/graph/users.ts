import type { Change, DirectoryObject } from '../world/records.ts';
import { findObject, readReference, requireBody } from './find-object.ts';
import { guardPrivileged, guardSynced } from './guard-user.ts';
import { answerObject, listObjects } from './list-objects.ts';
import { answerPage } from './list-page.ts';
import { formatInstant } from './property-table.ts';
import { badRequest, notFound } from './refusal.ts';
import { readSelect, renderTyped, tables } from './render-object.ts';
import { type Answer, type Call, listOptions, type Route } from './route.ts';
import { createUser, updateUser } from './write-user.ts';

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/users',
    options: [...listOptions, '$expand'],
    units: 2,
    handle: (call) => listObjects(call, 'user'),
  },
  { method: 'POST', path: '/users', handle: createUser },
  {
    method: 'GET',
    path: '/users/:id',
    options: ['$select', '$expand'],
    handle: (call) => answerObject(call, userOf(call)),
  },
  { method: 'PATCH', path: '/users/:id', handle: updateUser },
  { method: 'DELETE', path: '/users/:id', handle: deleteUser },
  { method: 'GET', path: '/users/:id/manager', options: ['$select'], handle: getManager },
  { method: 'GET', path: '/users/:id/manager/$ref', handle: getManagerReference },
  { method: 'PUT', path: '/users/:id/manager/$ref', handle: setManager },
  { method: 'DELETE', path: '/users/:id/manager/$ref', handle: removeManager },
  { method: 'GET', path: '/users/:id/directReports', options: ['$select', '$top', '$skiptoken'], handle: listReports },
  {
    method: 'GET',
    path: '/users/:id/memberOf',
    options: ['$select', '$top', '$skiptoken'],
    units: 2,
    handle: (call) => listGroupsOf(call, null),
  },
  {
    method: 'GET',
    path: '/users/:id/memberOf/group',
    options: ['$select', '$top', '$skiptoken'],
    units: 2,
    handle: (call) => listGroupsOf(call, 'group'),
  },
  { method: 'POST', path: '/users/:id/revokeSignInSessions', handle: revokeSessions },
];

const userOf = (call: Call): DirectoryObject => findObject(call.desk, 'user', call.params.id ?? '');

/** Into the recycle bin, with everything that a restore brings back. */
async function deleteUser(call: Call): Promise<Answer> {
  const { world, now } = call.desk;
  const user = userOf(call);
  guardSynced(user);
  guardPrivileged(world, user);
  const deleted = { ...user, deletedAt: formatInstant(now()) };
  await world.write([{ kind: 'object', object: deleted }, ...touchNeighbours(call, user)]);
  return { status: 204 };
}

/** The feed shows groups without a deleted member and reports without a deleted manager, and with them after a restore. */
export function touchNeighbours(call: Call, user: DirectoryObject): Change[] {
  const { memberships, objects } = call.desk.world;
  const groups = memberships.groupIdsOf(user.id);
  const reports = objects.reportIds(user.id).flatMap((id) => objects.get(id) ?? []);
  return [
    ...groups.map((groupId) => ({ kind: 'membership' as const, groupId, memberId: user.id, present: true })),
    ...reports.map((object) => ({ kind: 'object' as const, object, touched: ['manager'] })),
  ];
}

function managerOf(call: Call): DirectoryObject {
  const { managerId } = userOf(call);
  const manager = managerId === null ? undefined : call.desk.world.objects.get(managerId);
  if (manager === undefined || manager.deletedAt !== null) throw notFound('manager');
  return manager;
}

function getManager(call: Call): Answer {
  const select = readSelect(tables.user, call.options.get('$select'));
  const context = `${call.desk.serviceRoot()}/$metadata#directoryObjects/$entity`;
  return { status: 200, body: { '@odata.context': context, ...renderTyped(managerOf(call), select) } };
}

function getManagerReference(call: Call): Answer {
  const root = call.desk.serviceRoot();
  const link = `${root}/directoryObjects/${managerOf(call).id}/Microsoft.DirectoryServices.User`;
  return { status: 200, body: { '@odata.context': `${root}/$metadata#$ref`, '@odata.id': link } };
}

async function setManager(call: Call): Promise<Answer> {
  const user = userOf(call);
  guardSynced(user);
  const key = readReference(call.desk, call.request.body, ['users', 'directoryObjects']);
  const manager = findObject(call.desk, 'user', key);
  if (manager.id === user.id) throw badRequest('A user cannot be their own manager.');
  await call.desk.world.write([{ kind: 'object', object: { ...user, managerId: manager.id } }]);
  return { status: 204 };
}

async function removeManager(call: Call): Promise<Answer> {
  const user = userOf(call);
  guardSynced(user);
  if (user.managerId === null) throw notFound('manager');
  await call.desk.world.write([{ kind: 'object', object: { ...user, managerId: null } }]);
  return { status: 204 };
}

function listReports(call: Call): Answer {
  const { objects } = call.desk.world;
  const reports = objects.reportIds(userOf(call).id).flatMap((id) => objects.get(id) ?? []);
  return answerDirectoryObjects(call, reports);
}

function listGroupsOf(call: Call, kind: 'group' | null): Answer {
  const { memberships, objects } = call.desk.world;
  const groups = memberships.groupIdsOf(userOf(call).id).flatMap((id) => objects.get(id) ?? []);
  return answerDirectoryObjects(
    call,
    groups.filter((group) => kind === null || group.kind === kind),
  );
}

/** A page of a list that is short enough to be put in order each time. */
export function answerDirectoryObjects(call: Call, objects: readonly DirectoryObject[]): Answer {
  const select = readSelect(tables.user, call.options.get('$select'), Object.keys(tables.group.properties));
  const live = objects.filter((object) => object.deletedAt === null).sort((one, other) => one.order - other.order);
  return answerPage(call, {
    context: 'directoryObjects',
    itemsAfter: (place) => live.filter((object) => object.order > place),
    positionOf: (object) => object.order,
    render: (object) => renderTyped(object, select),
  });
}

async function revokeSessions(call: Call): Promise<Answer> {
  const user = userOf(call);
  if (call.request.body !== undefined) requireBody(call.request.body);
  const signInSessionsValidFromDateTime = formatInstant(call.desk.now());
  const object = { ...user, properties: { ...user.properties, signInSessionsValidFromDateTime } };
  await call.desk.world.write([{ kind: 'object', object }]);
  const context = `${call.desk.serviceRoot()}/$metadata#Edm.Boolean`;
  return { status: 200, body: { '@odata.context': context, value: true } };
}
