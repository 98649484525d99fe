import { randomUUID } from 'node:crypto';
import type { DirectoryObject, Properties } from '../world/records.ts';
import { findObject, requireBody } from './find-object.ts';
import { guardGroup, guardMembers, hasType, isDynamic } from './group-barrier.ts';
import { groupTable } from './group-properties.ts';
import { licenceChanges } from './licence-states.ts';
import { alreadyLinked, readLinkChanges } from './link-changes.ts';
import { checkProperties, formatInstant, mergeProperties } from './property-table.ts';
import { badRequest, denied, invalidValue } from './refusal.ts';
import { refuseConflicts } from './refuse-conflicts.ts';
import { defaultNames, renderObject } from './render-object.ts';
import type { Answer, Call } from './route.ts';

const required = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'] as const;

/** POST /groups: https://learn.microsoft.com/graph/api/group-post-groups */
export async function createGroup(call: Call): Promise<Answer> {
  const { world, replication, now } = call.desk;
  const body = requireBody(call.request.body);
  for (const name of required)
    if (body[name] === undefined || body[name] === null)
      throw badRequest(`A value is required for property '${name}' of resource 'Group'.`);
  const { memberIds, ownerIds, rest } = readLinkChanges(call.desk, body);
  const checked = checkProperties(groupTable, rest, 'create');
  if (checked.isAssignableToRole === true) throw denied();
  const properties = completeGroup(mergeProperties(groupTable, {}, checked), call);
  const group = {
    kind: 'group' as const,
    id: randomUUID(),
    properties: { ...properties, createdDateTime: formatInstant(now()), renewedDateTime: formatInstant(now()) },
    managerId: null,
    ownerIds,
    privileged: false,
    deletedAt: null,
  };
  checkKind(group.properties);
  if (hasDynamicType(group.properties) && memberIds.length > 0) throw denied();
  refuseConflicts(world, group);
  const kept = world.write([
    { kind: 'object', object: group },
    ...memberIds.map((memberId) => ({ kind: 'membership' as const, groupId: group.id, memberId, present: true })),
  ]);
  replication.created(group.id);
  await kept;
  const made = world.objects.get(group.id);
  return {
    status: 201,
    headers: { Location: `${call.desk.serviceRoot()}/groups/${group.id}` },
    body: {
      '@odata.context': `${call.desk.serviceRoot()}/$metadata#groups/$entity`,
      ...(made === undefined ? {} : renderObject(made, defaultNames(groupTable))),
    },
  };
}

/** What Entra fills in itself: visibility, and the address of a Microsoft 365 group. */
function completeGroup(given: Properties, call: Call): Properties {
  const isUnified = Array.isArray(given.groupTypes) && given.groupTypes.includes('Unified');
  const domain = call.desk.world.tenant().domains[0] ?? '';
  const mail = `${String(given.mailNickname)}@${domain}`;
  return {
    groupTypes: [],
    visibility: isUnified ? 'Public' : 'Private',
    ...given,
    ...(isUnified ? { mail, proxyAddresses: [`SMTP:${mail}`] } : {}),
    ...(given.membershipRule === undefined ? {} : { membershipRuleProcessingState: 'On', ...given }),
  };
}

const hasDynamicType = ({ groupTypes }: Properties): boolean =>
  Array.isArray(groupTypes) && groupTypes.includes('DynamicMembership');

/** Which combinations of type, mail and rule there can be. */
function checkKind(properties: Properties): void {
  const isUnified = Array.isArray(properties.groupTypes) && properties.groupTypes.includes('Unified');
  if (properties.mailEnabled !== isUnified && properties.onPremisesSyncEnabled !== true)
    throw badRequest(
      "The 'mailEnabled' property is true for Microsoft 365 groups ('Unified') and false for security groups.",
    );
  if (!isUnified && properties.securityEnabled !== true) throw invalidValue('securityEnabled', 'Group');
  if (hasDynamicType(properties) !== (properties.membershipRule !== undefined))
    throw invalidValue('membershipRule', 'Group');
}

/**
 * PATCH /groups/{id}: properties, or up to 20 new members and owners; all or nothing.
 * https://learn.microsoft.com/graph/api/group-update
 */
export async function updateGroup(call: Call): Promise<Answer> {
  const { world, groupTurns, replication } = call.desk;
  const id = call.params.id ?? '';
  const body = requireBody(call.request.body);
  if (body['members@odata.bind'] !== undefined && world.objects.get(id) !== undefined && !replication.sees(id))
    throw badRequest("The source resource object or one of the objects being referenced don't exist.");
  const group = findObject(call.desk, 'group', id);
  const { memberIds, ownerIds, rest } = readLinkChanges(call.desk, body);
  if (memberIds.length > 0) guardMembers(group);
  guardGroup(group);
  if (memberIds.some((memberId) => world.memberships.get(group.id, memberId)?.present)) throw alreadyLinked('members');
  if (ownerIds.some((ownerId) => group.ownerIds.includes(ownerId))) throw alreadyLinked('owners');
  if (memberIds.includes(group.id)) throw badRequest('A group cannot be a member of itself.');
  const checked = checkProperties(groupTable, rest, 'update');
  const changed = changeGroup(group, checked, ownerIds);
  refuseConflicts(world, changed);
  await groupTurns.run(group.id, () =>
    world.write([
      ...(Object.keys(checked).length + ownerIds.length > 0 ? [{ kind: 'object' as const, object: changed }] : []),
      ...memberIds.map((memberId) => ({ kind: 'membership' as const, groupId: group.id, memberId, present: true })),
      ...licenceChanges(world, group, { memberIds, present: true }),
    ]),
  );
  return { status: 204 };
}

function changeGroup(group: DirectoryObject, checked: Properties, ownerIds: readonly string[]): DirectoryObject {
  if (Object.keys(checked).length === 0) return { ...group, ownerIds: [...group.ownerIds, ...ownerIds] };
  const properties = mergeProperties(groupTable, group.properties, checked);
  // A group that stops being dynamic keeps its members; its rule goes with the type.
  if (isDynamic(group) && !hasDynamicType(properties)) {
    delete properties.membershipRule;
    delete properties.membershipRuleProcessingState;
  }
  if (hasType(group, 'Unified') || properties.mailEnabled !== true) checkKind(properties);
  return { ...group, properties, ownerIds: [...group.ownerIds, ...ownerIds] };
}
