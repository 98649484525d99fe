export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

type Values = Record<string, unknown>;

/** Entra in memory, as far as these tests go; `serve` answers one request as Graph would. */
export interface ScriptedWorld {
  users: Map<string, Values>;
  deletedUsers: Map<string, Values>;
  managers: Map<string, string>;
  groups: Map<string, Values>;
  members: Map<string, Set<string>>;
  /** How many rows a page has. */
  pageSize: number;
  /** What a delta gives, page by page, for `users` and `groups`; taken off as they are read. */
  deltaPages: Record<string, Values[][]>;
  serve(call: { method: string; path: string; body: Values | undefined }): Reply;
}

type Route = [method: string, path: RegExp, serve: (ids: string[], body: Values, query: URLSearchParams) => Reply];

export function createGraphWorld(root: string): ScriptedWorld {
  const world: ScriptedWorld = {
    users: new Map(),
    deletedUsers: new Map(),
    managers: new Map(),
    groups: new Map(),
    members: new Map(),
    pageSize: 999,
    deltaPages: { users: [], groups: [] },
    serve({ method, path, body }) {
      const { pathname, searchParams } = new URL(root + path);
      for (const [verb, pattern, serve] of routes) {
        const match = pattern.exec(decodeURIComponent(pathname.replace('/v1.0', '')));
        if (verb === method && match !== null) return serve(match.slice(1), body ?? {}, searchParams);
      }
      return refuse(404, 'Request_ResourceNotFound', `No ${method} ${pathname}`);
    },
  };
  let made = 0;
  const { users, deletedUsers, managers, groups, members } = world;
  const gone = () =>
    refuse(
      404,
      'Request_ResourceNotFound',
      'Resource does not exist or one of its queried reference-property objects are not present.',
    );
  const absent = () =>
    refuse(400, 'Request_BadRequest', "The source resource object or one of the objects being referenced don't exist.");
  const findUser = (key = '') =>
    users.get(key) ??
    [...users.values()].find((user) => String(user.userPrincipalName).toLowerCase() === key.toLowerCase());
  const withManager = (user: Values) => {
    const manager = managers.get(String(user.id));
    return manager === undefined ? user : { ...user, manager: { id: manager } };
  };

  function list(rows: Values[], name: string, query: URLSearchParams): Reply {
    const skip = Number(query.get('$skiptoken') ?? 0);
    const value = rows.slice(skip, skip + world.pageSize);
    const next = skip + world.pageSize;
    const link = next < rows.length ? { '@odata.nextLink': `${root}${name}?$top=999&$skiptoken=${next}` } : {};
    return { status: 200, body: { value, ...link } };
  }

  function createUser(body: Values): Reply {
    const holder = findUser(String(body.userPrincipalName));
    if (holder !== undefined) {
      const message = 'Another object with the same value for property userPrincipalName already exists.';
      const details = [
        { code: 'ObjectConflict', message, target: 'userPrincipalName' },
        { code: 'ConflictingObjects', message, target: `User_${holder.id}` },
      ];
      return { status: 400, body: { error: { code: 'Request_BadRequest', message, details } } };
    }
    const { passwordProfile: _, ...user } = body;
    const id = `user-${++made}`;
    users.set(id, { id, ...user });
    return { status: 201, body: { id } };
  }

  function bindMembers(groupId: string, body: Values): Reply {
    const set = members.get(groupId);
    const ids = (body['members@odata.bind'] as string[]).map((link) => link.split('/').at(-1) ?? '');
    if (set === undefined || ids.some((id) => !users.has(id))) return absent();
    if (ids.some((id) => set.has(id)))
      return refuse(
        400,
        'Request_BadRequest',
        "One or more added object references already exist for the following modified properties: 'members'.",
      );
    for (const id of ids) set.add(id);
    return { status: 204 };
  }

  function delta(name: 'users' | 'groups', query: URLSearchParams): Reply {
    const link = (token: string) => `${root}/${name}/delta?$deltatoken=${token}`;
    if (query.get('$deltatoken') === 'latest')
      return { status: 200, body: { value: [], '@odata.deltaLink': link('1') } };
    const value = world.deltaPages[name]?.shift() ?? [];
    const more = (world.deltaPages[name]?.length ?? 0) > 0;
    const next = more
      ? { '@odata.nextLink': `${link('more')}&left=${world.deltaPages[name]?.length}` }
      : { '@odata.deltaLink': link('2') };
    return { status: 200, body: { value, ...next } };
  }

  const routes: Route[] = [
    ['GET', /^\/users\/delta$/, (_, __, query) => delta('users', query)],
    ['GET', /^\/groups\/delta$/, (_, __, query) => delta('groups', query)],
    [
      'GET',
      /^\/directory\/deletedItems\/graph\.user$/,
      (_, __, query) => list([...deletedUsers.values()], '/directory/deletedItems/graph.user', query),
    ],
    [
      'POST',
      /^\/directory\/deletedItems\/([^/]+)\/restore$/,
      ([id = '']) => {
        const user = deletedUsers.get(id);
        if (user === undefined) return gone();
        deletedUsers.delete(id);
        users.set(id, { ...user, deletedDateTime: null });
        return { status: 200, body: { id } };
      },
    ],
    [
      'GET',
      /^\/users$/,
      (_, __, query) => {
        const wanted = /employeeId eq '(.*)'/.exec(query.get('$filter') ?? '')?.[1]?.replaceAll("''", "'");
        const rows = [...users.values()].filter((user) => wanted === undefined || user.employeeId === wanted);
        return list(rows.map(withManager), '/users', query);
      },
    ],
    ['POST', /^\/users$/, (_, body) => createUser(body)],
    ['POST', /^\/users\/([^/]+)\/revokeSignInSessions$/, () => ({ status: 200, body: { value: true } })],
    [
      'GET',
      /^\/users\/([^/]+)\/manager$/,
      ([id = '']) => (managers.has(id) ? { status: 200, body: { id: managers.get(id) } } : gone()),
    ],
    [
      'PUT',
      /^\/users\/([^/]+)\/manager\/\$ref$/,
      ([id = ''], body) => {
        const manager = String(body['@odata.id']).split('/').at(-1) ?? '';
        if (!users.has(id) || !users.has(manager)) return gone();
        managers.set(id, manager);
        return { status: 204 };
      },
    ],
    ['DELETE', /^\/users\/([^/]+)\/manager\/\$ref$/, ([id = '']) => (managers.delete(id) ? { status: 204 } : gone())],
    [
      'GET',
      /^\/users\/([^/]+)$/,
      ([key]) => {
        const user = findUser(key);
        return user === undefined ? gone() : { status: 200, body: withManager(user) };
      },
    ],
    [
      'PATCH',
      /^\/users\/([^/]+)$/,
      ([id = ''], body) => {
        const user = users.get(id);
        if (user === undefined) return gone();
        const extension = 'onPremisesExtensionAttributes';
        const nested =
          extension in body ? { [extension]: { ...(user[extension] as Values), ...(body[extension] as Values) } } : {};
        users.set(id, { ...user, ...body, ...nested });
        return { status: 204 };
      },
    ],
    [
      'DELETE',
      /^\/users\/([^/]+)$/,
      ([id = '']) => {
        const user = users.get(id);
        if (user === undefined) return gone();
        users.delete(id);
        managers.delete(id);
        deletedUsers.set(id, { ...user, deletedDateTime: '2026-11-24T10:00:00Z' });
        for (const set of members.values()) set.delete(id);
        return { status: 204 };
      },
    ],
    ['GET', /^\/groups$/, (_, __, query) => list([...groups.values()], '/groups', query)],
    ['GET', /^\/groups\/([^/]+)$/, ([id = '']) => (groups.has(id) ? { status: 200, body: groups.get(id) } : gone())],
    [
      'GET',
      /^\/groups\/([^/]+)\/members$/,
      ([id = ''], _, query) => {
        const set = members.get(id);
        return set === undefined
          ? gone()
          : list(
              [...set].map((member) => ({ id: member })),
              `/groups/${id}/members`,
              query,
            );
      },
    ],
    ['PATCH', /^\/groups\/([^/]+)$/, ([id = ''], body) => bindMembers(id, body)],
    [
      'DELETE',
      /^\/groups\/([^/]+)\/members\/([^/]+)\/\$ref$/,
      ([group = '', id = '']) => (members.get(group)?.delete(id) ? { status: 204 } : gone()),
    ],
  ];
  return world;
}

/** An error as Graph words it. */
export function refuse(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'request-1' } } } };
}
