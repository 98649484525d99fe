import { z } from 'zod';
import { licenceChanges, licenceStatesOf, withLicenceStates } from './graph/licence-states.ts';
import { isObject } from './graph/property-table.ts';
import { tables } from './graph/render-object.ts';
import type { World } from './world/open-world.ts';
import type { Change, Json, ObjectKind, ObjectState, Properties } from './world/records.ts';

const SeedObject = z.looseObject({ id: z.guid() });

/** What a new sandbox starts with: JSON as Graph shows it, with links as ids. */
export const SandboxSeed = z.strictObject({
  tenant: z.strictObject({
    id: z.string(),
    displayName: z.string(),
    /** Verified domains; the first one is the default. */
    domains: z.array(z.string()).min(1),
  }),
  /** `manager` is an id; `sandboxPrivileged` marks somebody whom only a privileged administrator may touch. */
  users: z.array(SeedObject.extend({ manager: z.guid().nullish(), sandboxPrivileged: z.boolean().optional() })),
  groups: z.array(SeedObject.extend({ members: z.array(z.guid()).optional(), owners: z.array(z.guid()).optional() })),
  skus: z
    .array(
      z.looseObject({
        skuId: z.guid(),
        skuPartNumber: z.string(),
        prepaidUnits: z.looseObject({ enabled: z.int().min(0) }),
        servicePlans: z.array(z.looseObject({ servicePlanId: z.guid(), servicePlanName: z.string() })).optional(),
      }),
    )
    .optional(),
  /** `sandboxSyncJob` gives an app a job that provisions its users; `sandboxAssignments` says who has which role (all-zero without one). */
  servicePrincipals: z
    .array(
      SeedObject.extend({
        sandboxSyncJob: z
          .strictObject({ id: z.string(), ruleId: z.string(), isPaused: z.boolean().default(false) })
          .optional(),
        sandboxAssignments: z.array(z.strictObject({ principalId: z.guid(), appRoleId: z.guid() })).optional(),
      }),
    )
    .optional(),
});
export type SandboxSeed = z.input<typeof SandboxSeed>;

/**
 * Fills an empty world, all of it or nothing.
 * @throws ZodError or Error when the seed is not such; nothing is written then
 */
export async function seedWorld(world: World, input: SandboxSeed): Promise<void> {
  const seed = SandboxSeed.parse(input);
  await world.write([
    { kind: 'tenant', tenant: seed.tenant },
    ...(seed.skus ?? []).map(({ skuId, skuPartNumber, prepaidUnits, servicePlans = [] }): Change => {
      const plans = servicePlans.map(({ servicePlanId, servicePlanName }) => ({ servicePlanId, servicePlanName }));
      return { kind: 'sku', sku: { skuId, skuPartNumber, enabledUnits: prepaidUnits.enabled, servicePlans: plans } };
    }),
    ...(seed.servicePrincipals ?? []).flatMap(({ sandboxSyncJob, sandboxAssignments = [], ...app }) => [
      toObject('servicePrincipal', app),
      ...(sandboxSyncJob === undefined ? [] : [toSyncJob(app.id.toLowerCase(), sandboxSyncJob)]),
      ...sandboxAssignments.map((given) => toAssignment(app.id.toLowerCase(), given)),
    ]),
    ...seed.users.map(({ manager, sandboxPrivileged, ...user }) =>
      toObject('user', user, { managerId: manager?.toLowerCase() ?? null, privileged: sandboxPrivileged ?? false }),
    ),
    ...seed.groups.map(({ members: _, owners = [], ...group }) =>
      toObject('group', group, { ownerIds: owners.map((id) => id.toLowerCase()) }),
    ),
    ...seed.groups.flatMap(({ id, members = [] }) =>
      [...new Set(members)].map((memberId) => toMembership(id.toLowerCase(), memberId.toLowerCase())),
    ),
  ]);
  // Licences that come with a group need its members to be there.
  for (const { id, members = [] } of seed.groups) {
    const group = world.objects.get(id.toLowerCase());
    if (group === undefined) continue;
    const memberIds = members.map((member) => member.toLowerCase());
    const changes = licenceChanges(world, group, { memberIds, present: true });
    if (changes.length > 0) await world.write(changes);
  }
}

const toSyncJob = (appId: string, job: { id: string; ruleId: string; isPaused: boolean }): Change => ({
  kind: 'sync-job',
  job: { ...job, appId, provisionedIds: [] },
});

function toAssignment(resourceId: string, given: { principalId: string; appRoleId: string }): Change {
  const [principalId, appRoleId] = [given.principalId.toLowerCase(), given.appRoleId.toLowerCase()];
  const id = Buffer.from(`${resourceId}${principalId}${appRoleId}`.replaceAll('-', '')).toString('base64url');
  const createdDateTime = '2026-01-01T00:00:00Z';
  return { kind: 'assignment', assignment: { id, createdDateTime, principalId, resourceId, appRoleId } };
}

const toMembership = (groupId: string, memberId: string): Change => ({
  kind: 'membership',
  groupId,
  memberId,
  present: true,
});

function toObject(
  kind: ObjectKind,
  { id, ...given }: Record<string, unknown> & { id: string },
  links: Partial<Pick<ObjectState, 'managerId' | 'ownerIds' | 'privileged'>> = {},
): Change {
  const properties: Properties = {};
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('@odata')) continue;
    if (!Object.hasOwn(tables[kind].properties, name))
      throw new Error(`The seed has ${kind} ${id} with '${name}', which Graph does not know.`);
    if (value !== null && value !== undefined) properties[name] = toJson(value);
  }
  const { mail } = properties;
  if (kind !== 'servicePrincipal' && typeof mail === 'string' && properties.proxyAddresses === undefined)
    properties.proxyAddresses = [`SMTP:${mail}`];
  if (kind === 'user') properties.userType ??= 'Member';
  if (kind === 'user' && properties.assignedLicenses !== undefined)
    Object.assign(properties, withLicenceStates(properties, licenceStatesOf({ properties })));
  if (kind === 'group') properties.groupTypes ??= [];
  if (kind === 'servicePrincipal') properties.appRoleAssignmentRequired ??= true;
  const base = { managerId: null, ownerIds: [], privileged: false, deletedAt: null };
  return { kind: 'object', object: { ...base, ...links, kind, id: id.toLowerCase(), properties } };
}

function toJson(value: unknown): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (isObject(value)) return value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
