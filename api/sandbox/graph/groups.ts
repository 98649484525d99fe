import type { Change, DirectoryObject } from '../world/records.ts';
import { findObject, readReference } from './find-object.ts';
import { guardGroup, guardMembers, hasType } from './group-barrier.ts';
import { licenceChanges } from './licence-states.ts';
import { alreadyLinked, findAny } from './link-changes.ts';
import { answerObject, listObjects } from './list-objects.ts';
import { answerPage } from './list-page.ts';
import { formatInstant } from './property-table.ts';
import { badRequest, notFound, Refusal } from './refusal.ts';
import { readSelect, renderTyped, tables } from './render-object.ts';
import { type Answer, type Call, listOptions, type Route } from './route.ts';
import { answerDirectoryObjects } from './users.ts';
import { createGroup, updateGroup } from './write-group.ts';

const memberOptions = ['$select', '$top', '$skiptoken'] as const;
const linkable = ['directoryObjects', 'users', 'groups', 'servicePrincipals'];
const mostOwners = 100;

export const groupRoutes: readonly Route[] = [
  { method: 'GET', path: '/groups', options: listOptions, handle: (call) => listObjects(call, 'group') },
  { method: 'POST', path: '/groups', handle: createGroup },
  { method: 'GET', path: '/groups/:id', options: ['$select'], handle: (call) => answerObject(call, groupOf(call)) },
  { method: 'PATCH', path: '/groups/:id', handle: updateGroup },
  { method: 'DELETE', path: '/groups/:id', handle: deleteGroup },
  {
    method: 'GET',
    path: '/groups/:id/members',
    options: memberOptions,
    units: 3,
    handle: (call) => listMembers(call, null),
  },
  {
    method: 'GET',
    path: '/groups/:id/members/user',
    options: memberOptions,
    units: 3,
    handle: (call) => listMembers(call, 'user'),
  },
  { method: 'POST', path: '/groups/:id/members/$ref', handle: addMember },
  { method: 'DELETE', path: '/groups/:id/members/:memberId/$ref', handle: removeMember },
  { method: 'GET', path: '/groups/:id/owners', options: memberOptions, handle: listOwners },
  { method: 'POST', path: '/groups/:id/owners/$ref', handle: addOwner },
  { method: 'DELETE', path: '/groups/:id/owners/:ownerId/$ref', handle: removeOwner },
];

const groupOf = (call: Call): DirectoryObject => findObject(call.desk, 'group', call.params.id ?? '');

/** A Microsoft 365 group goes into the recycle bin, any other is gone for good. */
async function deleteGroup(call: Call): Promise<Answer> {
  const { world, groupTurns, now } = call.desk;
  const group = groupOf(call);
  guardGroup(group);
  const at = formatInstant(now());
  const change: Change = hasType(group, 'Unified')
    ? { kind: 'object', object: { ...group, deletedAt: at } }
    : { kind: 'purge', id: group.id, at };
  await groupTurns.run(group.id, () => world.write([change]));
  return { status: 204 };
}

function listMembers(call: Call, kind: 'user' | null): Answer {
  const { memberships, objects } = call.desk.world;
  const group = groupOf(call);
  const select = readSelect(tables.user, call.options.get('$select'), Object.keys(tables.group.properties));

  function* membersAfter(place: number) {
    for (const { memberId, seq } of memberships.membersOf(group.id, place)) {
      const member = objects.get(memberId);
      if (member === undefined || member.deletedAt !== null || !call.desk.replication.shows(memberId)) continue;
      if (kind === null || member.kind === kind) yield { member, seq };
    }
  }

  return answerPage(call, {
    context: 'directoryObjects',
    itemsAfter: membersAfter,
    positionOf: ({ seq }) => seq,
    render: ({ member }) => renderTyped(member, select),
  });
}

async function addMember(call: Call): Promise<Answer> {
  const { world, groupTurns } = call.desk;
  const group = groupOf(call);
  const member = findAny(call.desk, readReference(call.desk, call.request.body, linkable));
  guardMembers(group);
  if (world.memberships.get(group.id, member.id)?.present) throw alreadyLinked('members');
  if (member.id === group.id) throw badRequest('A group cannot be a member of itself.');
  await groupTurns.run(group.id, () =>
    world.write([
      { kind: 'membership', groupId: group.id, memberId: member.id, present: true },
      ...licenceChanges(world, group, { memberIds: [member.id], present: true }),
    ]),
  );
  return { status: 204 };
}

async function removeMember(call: Call): Promise<Answer> {
  const { world, groupTurns } = call.desk;
  const group = groupOf(call);
  const memberId = (call.params.memberId ?? '').toLowerCase();
  guardMembers(group);
  const isThere = world.memberships.get(group.id, memberId)?.present === true;
  if (!isThere || world.objects.get(memberId)?.deletedAt !== null) throw notFound(memberId);
  await groupTurns.run(group.id, () =>
    world.write([
      { kind: 'membership', groupId: group.id, memberId, present: false },
      ...licenceChanges(world, group, { memberIds: [memberId], present: false }),
    ]),
  );
  return { status: 204 };
}

function listOwners(call: Call): Answer {
  const owners = groupOf(call).ownerIds.flatMap((id) => call.desk.world.objects.get(id) ?? []);
  return answerDirectoryObjects(call, owners);
}

async function addOwner(call: Call): Promise<Answer> {
  const group = groupOf(call);
  const owner = findAny(call.desk, readReference(call.desk, call.request.body, linkable));
  guardGroup(group);
  if (group.ownerIds.includes(owner.id)) throw alreadyLinked('owners');
  if (group.ownerIds.length >= mostOwners)
    throw new Refusal(
      403,
      'Directory_QuotaExceeded',
      `Unable to perform operation as '${group.ownerIds.length + 1}' would exceed the maximum quota count '${mostOwners}' for forward-link 'owners'.`,
    );
  return writeOwners(call, group, [...group.ownerIds, owner.id]);
}

async function removeOwner(call: Call): Promise<Answer> {
  const group = groupOf(call);
  const ownerId = (call.params.ownerId ?? '').toLowerCase();
  guardGroup(group);
  if (!group.ownerIds.includes(ownerId)) throw notFound(ownerId);
  return writeOwners(
    call,
    group,
    group.ownerIds.filter((id) => id !== ownerId),
  );
}

async function writeOwners(call: Call, group: DirectoryObject, ownerIds: string[]): Promise<Answer> {
  const { world, groupTurns } = call.desk;
  await groupTurns.run(group.id, () => world.write([{ kind: 'object', object: { ...group, ownerIds } }]));
  return { status: 204 };
}
