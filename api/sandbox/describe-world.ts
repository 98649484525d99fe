import type { Tally } from './graph/judge-request.ts';
import type { World } from './world/open-world.ts';
import type { DirectoryObject, Json, Properties } from './world/records.ts';

/** A user or group as it is, with all its properties that have a value. */
export interface SeenObject {
  id: string;
  managerId: string | null;
  deletedAt: string | null;
  properties: Readonly<Properties>;
}

/** What tests may look at behind the back of the API. */
export interface SandboxWorld {
  users(): SeenObject[];
  /** By id or user principal name; also one in the recycle bin, by id. */
  user(key: string): SeenObject | undefined;
  deletedUsers(): SeenObject[];
  groups(): SeenObject[];
  /** Ids of the members of a group, by its id, mail nickname or display name; in no particular order. */
  members(group: string): string[];
  /** Ids of the users whom an app's provisioning has made there, by the app's id. */
  provisioned(appId: string): string[];
  /** Everybody who has a role in an app, by its id. */
  roles(appId: string): Array<{ principalId: string; appRoleId: string }>;
  property(key: string, name: string): Json | undefined;
  counters(): { requests: number } & Tally;
}

export function describeWorld(world: World, counters: () => { requests: number } & Tally): SandboxWorld {
  const { objects, memberships } = world;

  function findUser(key: string): DirectoryObject | undefined {
    return objects.get(key.toLowerCase()) ?? objects.get(objects.find('user', 'userPrincipalName', key)[0] ?? '');
  }

  function findGroup(key: string): string {
    const found = objects.get(key) ?? objects.get(objects.find('group', 'mailNickname', key)[0] ?? '');
    return found?.id ?? objects.find('group', 'displayName', key)[0] ?? '';
  }

  return {
    users: () => [...objects.list('user', 0)].map(show),
    user: (key) => {
      const user = findUser(key);
      return user === undefined ? undefined : show(user);
    },
    deletedUsers: () => [...objects.listDeleted('user', 0)].map(show),
    groups: () => [...objects.list('group', 0)].map(show),
    members: (group) =>
      [...memberships.membersOf(findGroup(group), 0)]
        .map(({ memberId }) => memberId)
        .filter((id) => objects.get(id)?.deletedAt === null),
    provisioned: (appId) => world.syncJobs(appId.toLowerCase()).flatMap((job) => [...job.provisionedIds]),
    roles: (appId) =>
      world
        .assignmentsTo(appId.toLowerCase())
        .filter(({ principalId }) => objects.get(principalId)?.deletedAt === null)
        .map(({ principalId, appRoleId }) => ({ principalId, appRoleId })),
    property: (key, name) => findUser(key)?.properties[name],
    counters,
  };
}

function show({ id, managerId, deletedAt, properties }: DirectoryObject): SeenObject {
  return { id, managerId, deletedAt, properties };
}
