import { randomUUID } from 'node:crypto';
import type { DirectoryObject, RoleAssignment } from '../world/records.ts';
import { findObject, isGuid, requireBody } from './find-object.ts';
import { findAny } from './link-changes.ts';
import { answerObject, listObjects } from './list-objects.ts';
import { answerPage } from './list-page.ts';
import { formatInstant, isObject } from './property-table.ts';
import { badRequest, notFound } from './refusal.ts';
import { type Answer, type Call, listOptions, type Route } from './route.ts';

/** Stands for "may use the app" where an app defines no roles. */
const noRole = '00000000-0000-0000-0000-000000000000';

const assignmentOptions = ['$select', '$top', '$skiptoken'] as const;

export const servicePrincipalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/servicePrincipals',
    options: listOptions,
    handle: (call) => listObjects(call, 'servicePrincipal'),
  },
  {
    method: 'GET',
    path: '/servicePrincipals/:id',
    options: ['$select'],
    handle: (call) => answerObject(call, appOf(call)),
  },
  {
    method: 'GET',
    path: '/servicePrincipals/:id/appRoleAssignedTo',
    options: assignmentOptions,
    handle: (call) => answerAssignments(call, call.desk.world.assignmentsTo(appOf(call).id)),
  },
  { method: 'POST', path: '/servicePrincipals/:id/appRoleAssignedTo', handle: assignRole },
  { method: 'DELETE', path: '/servicePrincipals/:id/appRoleAssignedTo/:assignmentId', handle: removeRole },
  {
    method: 'GET',
    path: '/users/:id/appRoleAssignments',
    options: assignmentOptions,
    units: 2,
    handle: (call) => answerAssignments(call, call.desk.world.assignmentsOf(principalOf(call, 'user').id)),
  },
  {
    method: 'GET',
    path: '/groups/:id/appRoleAssignments',
    options: assignmentOptions,
    units: 2,
    handle: (call) => answerAssignments(call, call.desk.world.assignmentsOf(principalOf(call, 'group').id)),
  },
];

const appOf = (call: Call): DirectoryObject => findObject(call.desk, 'servicePrincipal', call.params.id ?? '');

const principalOf = (call: Call, kind: 'user' | 'group'): DirectoryObject =>
  findObject(call.desk, kind, call.params.id ?? '');

/** A page of assignments, without those of somebody in the recycle bin, whom a restore gives them back. */
function answerAssignments(call: Call, assignments: readonly RoleAssignment[]): Answer {
  const { objects } = call.desk.world;
  const names = call.options.get('$select')?.split(',');
  const live = assignments
    .filter(({ principalId }) => objects.get(principalId)?.deletedAt === null)
    .map((link, index) => ({ link, place: index + 1 }));
  return answerPage(call, {
    context: 'appRoleAssignments',
    itemsAfter: (place) => live.slice(place),
    positionOf: ({ place }) => place,
    render: ({ link }) =>
      Object.fromEntries(Object.entries(renderLink(call, link)).filter(([name]) => names?.includes(name) ?? true)),
  });
}

const principalTypes = { user: 'User', group: 'Group', servicePrincipal: 'ServicePrincipal' } as const;

function renderLink(call: Call, assignment: RoleAssignment) {
  const { objects } = call.desk.world;
  const principal = objects.get(assignment.principalId);
  const nameOf = (id: string) => objects.get(id)?.properties.displayName ?? null;
  return {
    ...assignment,
    deletedDateTime: null,
    principalDisplayName: nameOf(assignment.principalId),
    principalType: principal === undefined ? null : principalTypes[principal.kind],
    resourceDisplayName: nameOf(assignment.resourceId),
  };
}

/** POST …/appRoleAssignedTo: https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto */
async function assignRole(call: Call): Promise<Answer> {
  const { world, now, serviceRoot } = call.desk;
  const app = appOf(call);
  const { principalId, resourceId, appRoleId, ...more } = requireBody(call.request.body);
  const ids = [principalId, resourceId, appRoleId];
  if (
    !ids.every((id) => typeof id === 'string' && isGuid(id)) ||
    Object.keys(more).some((name) => name !== '@odata.type')
  )
    throw badRequest('An app role assignment needs principalId, resourceId and appRoleId.');
  const [principal = '', resource = '', role = ''] = ids.map((id) => String(id).toLowerCase());
  if (resource !== app.id) throw badRequest('resourceId must be the id of the service principal.');
  findAny(call.desk, principal);
  if (!rolesOf(app).includes(role)) throw badRequest('Permission being assigned was not found on application.');
  if (world.assignmentsTo(app.id).some((link) => link.principalId === principal && link.appRoleId === role))
    throw badRequest('Permission being assigned already exists on the object');
  const id = Buffer.from(randomUUID()).toString('base64url');
  const createdDateTime = formatInstant(now());
  const assignment = { id, createdDateTime, principalId: principal, resourceId: app.id, appRoleId: role };
  await world.write([{ kind: 'assignment', assignment }]);
  const context = `${serviceRoot()}/$metadata#appRoleAssignments/$entity`;
  return { status: 201, body: { '@odata.context': context, ...renderLink(call, assignment) } };
}

function rolesOf(app: DirectoryObject): string[] {
  const roles = app.properties.appRoles;
  const ids = Array.isArray(roles) ? roles.filter(isObject).map((role) => String(role.id).toLowerCase()) : [];
  return ids.length === 0 ? [noRole] : ids;
}

async function removeRole(call: Call): Promise<Answer> {
  const id = call.params.assignmentId ?? '';
  if (call.desk.world.assignment(id)?.resourceId !== appOf(call).id) throw notFound(id);
  await call.desk.world.write([{ kind: 'assignment-removed', id }]);
  return { status: 204 };
}
