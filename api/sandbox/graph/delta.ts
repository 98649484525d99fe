import type { FeedEntry } from '../world/open-world.ts';
import type { DirectoryObject, Json, Membership } from '../world/records.ts';
import { type DeltaPlace, encodePlace, readPlace } from './delta-token.ts';
import { Refusal } from './refusal.ts';
import { defaultNames, readSelect, renderProperty, tables } from './render-object.ts';
import type { Answer, Call, Route } from './route.ts';

const options = ['$select', '$filter', '$deltatoken', '$skiptoken'] as const;
const mostIds = 50;

type Item = Record<string, unknown> & { id: string };

/** Changes since a token: https://learn.microsoft.com/graph/delta-query-overview */
export const deltaRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/delta', options, handle: (call) => answerDelta(call, 'user') },
  { method: 'GET', path: '/groups/delta', options, handle: (call) => answerDelta(call, 'group') },
];

function answerDelta(call: Call, kind: DeltaPlace['kind']): Answer {
  const skipToken = call.options.get('$skiptoken');
  const deltaToken = call.options.get('$deltatoken');
  if (skipToken !== undefined) return answerRound(call, readPlace(call, kind, skipToken));
  if (deltaToken === 'latest') {
    const head = call.desk.world.head();
    return answerEnd(call, { ...openRound(call, kind), cursor: head }, []);
  }
  const place =
    deltaToken === undefined || deltaToken === '' ? openRound(call, kind) : nextRound(call, kind, deltaToken);
  return call.desk.faults.current().deltaEmptyPages === true ? answerMore(call, place, []) : answerRound(call, place);
}

/** A first round: everything there is. */
function openRound(call: Call, kind: DeltaPlace['kind']): DeltaPlace {
  const { world, now } = call.desk;
  const names = readSelect(tables[kind], call.options.get('$select'), tables[kind].navigations);
  const usual = kind === 'group' ? [...defaultNames(tables[kind]), 'members'] : defaultNames(tables[kind]);
  return {
    worldId: world.worldId,
    kind,
    names: names ?? usual,
    ids: readIdFilter(call.options.get('$filter')),
    isFirstRound: true,
    since: 0,
    cursor: 0,
    roundStart: world.head(),
    issuedAt: now().getTime(),
  };
}

/** A later round: what changed since the one that gave the token, and with the replay fault some of what changed before. */
function nextRound(call: Call, kind: DeltaPlace['kind'], token: string): DeltaPlace {
  const place = readPlace(call, kind, token);
  const replayed = call.desk.faults.current().deltaReplays ?? 0;
  const since = Math.max(0, place.cursor - replayed);
  return { ...place, isFirstRound: false, since, cursor: since, roundStart: call.desk.world.head() };
}

function readIdFilter(filter: string | undefined): string[] | null {
  if (filter === undefined) return null;
  const ids = filter.split(/\s+or\s+/).map((clause) => /^\(?id eq '([^']+)'\)?$/.exec(clause.trim())?.[1]);
  if (ids.length > mostIds || ids.includes(undefined))
    throw new Refusal(
      400,
      'Request_UnsupportedQuery',
      `A delta query can only be filtered by id, for at most ${mostIds} ids.`,
    );
  return ids.map(String);
}

function answerRound(call: Call, place: DeltaPlace): Answer {
  const { world, replication, limits } = call.desk;
  const page = collectPage(call, place);
  let size = 0;
  let { cursor } = place;
  let isHeldUp = false;
  for (const entry of world.feed(place.kind, place.cursor)) {
    if (size >= limits.deltaPageSize) return answerMore(call, { ...place, cursor }, page.items());
    // What is not replicated yet is not passed over: the round ends here, and the next one goes on from here.
    isHeldUp = idsOf(entry).some((id) => !replication.shows(id));
    if (isHeldUp) break;
    if (isWanted(place, entry) && page.add(entry)) size++;
    cursor = entry.seq;
  }
  return answerEnd(call, { ...place, cursor: isHeldUp ? cursor : world.head() }, page.items());
}

const idsOf = (entry: FeedEntry): string[] =>
  entry.what === 'object'
    ? [entry.object.id]
    : entry.what === 'membership'
      ? [entry.membership.groupId, entry.membership.memberId]
      : [];

function isWanted({ ids }: DeltaPlace, entry: FeedEntry): boolean {
  if (ids === null) return true;
  const id =
    entry.what === 'membership'
      ? entry.membership.groupId
      : entry.what === 'object'
        ? entry.object.id
        : entry.tombstone.id;
  return ids.includes(id);
}

/** Gathers the entries of one page; entries about the same object become one item. */
function collectPage(call: Call, place: DeltaPlace) {
  const { world } = call.desk;
  const isMinimal = /return=minimal/i.test(call.request.headers.prefer ?? '');
  const items = new Map<string, Item>();

  // Somebody who reads everything for the first time need not hear of what was gone before.
  const isOldNews = (seq: number) => place.isFirstRound && seq <= place.roundStart;

  function remove(id: string, reason: 'changed' | 'deleted', seq: number): boolean {
    if (isOldNews(seq)) return false;
    items.set(id, { id, '@removed': { reason } });
    return true;
  }

  function addObject(object: DirectoryObject): boolean {
    if (object.deletedAt !== null) return remove(object.id, 'changed', object.seq);
    if (!hasNews(place, object)) return false;
    items.set(object.id, { ...items.get(object.id), ...renderChange(world.objects, object, { place, isMinimal }) });
    return true;
  }

  function addMembership(link: Membership): boolean {
    const group = world.objects.get(link.groupId);
    if (!place.names.includes('members') || group === undefined || group.deletedAt !== null) return false;
    const member = world.objects.get(link.memberId);
    const isMember = link.present && member?.deletedAt === null;
    if (!isMember && isOldNews(link.seq)) return false;
    const item: Item =
      items.get(group.id) ?? (isMinimal ? { id: group.id } : renderChange(world.objects, group, { place, isMinimal }));
    const links = Array.isArray(item['members@delta']) ? item['members@delta'] : [];
    const type = tables[member?.kind ?? 'user'].odataType;
    const change = {
      '@odata.type': type,
      id: link.memberId,
      ...(isMember ? {} : { '@removed': { reason: 'deleted' } }),
    };
    items.set(group.id, { ...item, 'members@delta': [...links, change] });
    return true;
  }

  return {
    items(): Item[] {
      const all = [...items.values()];
      return call.desk.faults.current().deltaDuplicates === true ? [...all, ...all.slice(0, 1)] : all;
    },
    /** Whether the entry is news to this client. */
    add(entry: FeedEntry): boolean {
      if (entry.what === 'object') return addObject(entry.object);
      if (entry.what === 'membership') return addMembership(entry.membership);
      return remove(entry.tombstone.id, 'deleted', entry.seq);
    },
  };
}

/** Whether a selected property changed, or the object is new or restored. */
function hasNews({ since, names }: DeltaPlace, object: DirectoryObject): boolean {
  return object.appearedSeq > since || names.some((name) => (object.changes[name] ?? 0) > since);
}

/**
 * The object as a delta shows it: with `return=minimal` what changed, otherwise all that has a value; what was emptied at some time
 * is null in both.
 */
function renderChange(
  objects: { get(id: string): DirectoryObject | undefined },
  object: DirectoryObject,
  { place, isMinimal }: { place: DeltaPlace; isMinimal: boolean },
): Item {
  const item: Item = { id: object.id };
  const isNew = object.appearedSeq > place.since;
  for (const name of place.names) {
    const changedAt = object.changes[name] ?? 0;
    if (isMinimal && !isNew && changedAt <= place.since) continue;
    if (name === 'manager') Object.assign(item, renderManagerChange(objects, object));
    else if (name !== 'members' && (isSet(object, name) || changedAt > 0)) item[name] = renderProperty(object, name);
  }
  return item;
}

const isSet = (object: DirectoryObject, name: string): boolean =>
  object.properties[name] !== undefined || name === 'id';

function renderManagerChange(
  objects: { get(id: string): DirectoryObject | undefined },
  user: DirectoryObject,
): Record<string, Json> {
  const type = tables.user.odataType;
  const manager = objects.get(user.managerId ?? '');
  if (manager?.deletedAt === null) return { 'manager@delta': [{ '@odata.type': type, id: manager.id }] };
  const former = user.managerId ?? user.formerManagerId;
  return former === null
    ? {}
    : { 'manager@delta': [{ '@odata.type': type, id: former, '@removed': { reason: 'deleted' } }] };
}

function answerMore(call: Call, place: DeltaPlace, items: readonly Item[]): Answer {
  return answer(call, { '@odata.nextLink': linkOf(call, '$skiptoken', place) }, items);
}

function answerEnd(call: Call, place: DeltaPlace, items: readonly Item[]): Answer {
  const issuedAt = call.desk.now().getTime();
  return answer(
    call,
    { '@odata.deltaLink': linkOf(call, '$deltatoken', { ...place, since: place.cursor, issuedAt }) },
    items,
  );
}

const linkOf = (call: Call, option: string, place: DeltaPlace): string =>
  `${call.desk.serviceRoot()}${call.path}?${option}=${encodePlace(place)}`;

function answer(call: Call, links: Record<string, string>, items: readonly Item[]): Answer {
  const set = call.path.includes('users') ? 'users' : 'groups';
  const isMinimal = /return=minimal/i.test(call.request.headers.prefer ?? '');
  return {
    status: 200,
    headers: isMinimal ? { 'Preference-Applied': 'return=minimal' } : {},
    body: { '@odata.context': `${call.desk.serviceRoot()}/$metadata#${set}`, ...links, value: items },
  };
}
