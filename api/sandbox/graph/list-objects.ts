import type { DirectoryObject, ObjectKind } from '../world/records.ts';
import { candidates, matchesFilter } from './apply-filter.ts';
import { answerPage } from './list-page.ts';
import { parseFilter } from './parse-filter.ts';
import { unsupportedExpand, unsupportedQuery } from './refusal.ts';
import { defaultNames, readSelect, renderObject, tables } from './render-object.ts';
import type { Answer, Call } from './route.ts';

const collections: Readonly<Record<ObjectKind, string>> = {
  user: 'users',
  group: 'groups',
  servicePrincipal: 'servicePrincipals',
};

/** A page of all objects of a kind that fit the request's `$filter`. */
export function listObjects(call: Call, kind: ObjectKind): Answer {
  const { world, replication } = call.desk;
  const expand = readManagerExpand(call.options.get('$expand'));
  const isAdvanced = asksForCount(call);
  if (isAdvanced && expand !== null) throw unsupportedQuery('$expand is not supported with advanced queries.');
  const clause = call.options.get('$filter');
  const filter = clause === undefined ? null : parseFilter(tables[kind], clause, isAdvanced);
  const names = readSelect(tables[kind], call.options.get('$select')) ?? defaultNames(tables[kind]);

  function* fittingAfter(afterOrder: number) {
    for (const object of candidates(world, { kind, filter, afterOrder }))
      if ((filter === null || matchesFilter(object, filter)) && replication.shows(object.id)) yield object;
  }

  return answerPage(call, {
    context: collections[kind],
    itemsAfter: fittingAfter,
    positionOf: (object) => object.order,
    render: (object) => ({
      ...renderObject(object, names),
      ...(expand === null ? {} : renderManager(call, object, expand)),
    }),
    // Only the first page has the count.
    ...(isAdvanced && !call.options.has('$skiptoken') ? { count: () => [...fittingAfter(0)].length } : {}),
  });
}

/** One object with what `$select` and `$expand` ask for. */
export function answerObject(call: Call, object: DirectoryObject): Answer {
  const table = tables[object.kind];
  const expand = object.kind === 'user' ? readManagerExpand(call.options.get('$expand')) : null;
  const names = readSelect(table, call.options.get('$select')) ?? defaultNames(table);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.desk.serviceRoot()}/$metadata#${collections[object.kind]}/$entity`,
      ...renderObject(object, names),
      ...(expand === null ? {} : renderManager(call, object, expand)),
    },
  };
}

/** Without the header Graph passes over `$count` in silence: https://learn.microsoft.com/graph/aad-advanced-queries */
function asksForCount({ options, request }: Call): boolean {
  return options.get('$count') === 'true' && request.headers.consistencylevel?.toLowerCase() === 'eventual';
}

/** The names wanted of the manager in `$expand=manager` or `$expand=manager($select=…)`, or null without such. */
function readManagerExpand(expand: string | undefined): readonly string[] | null {
  if (expand === undefined) return null;
  const match = /^manager(?:\(\$select=([^)]+)\))?$/.exec(expand);
  if (match === null) throw unsupportedExpand(expand);
  return readSelect(tables.user, match[1]) ?? defaultNames(tables.user);
}

function renderManager(call: Call, user: DirectoryObject, names: readonly string[]): Record<string, unknown> {
  const manager = user.managerId === null ? undefined : call.desk.world.objects.get(user.managerId);
  if (manager === undefined || manager.deletedAt !== null) return {};
  return { manager: { '@odata.type': tables.user.odataType, ...renderObject(manager, names) } };
}
