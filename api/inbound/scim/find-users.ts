import type { ScimAnswer, ScimAsk, ScimUser } from '../../../models/scim.ts';
import { parsePath } from './attribute-path.ts';
import { answerUser, namesVersion } from './change-users.ts';
import { listOf, mostInList } from './describe-service.ts';
import { matchesFilter } from './match-filter.ts';
import { type Filter, parseFilter } from './parse-filter.ts';
import { invalidValue, ScimError, unknownUser } from './scim-error.ts';
import type { SourceParts } from './scim-parts.ts';
import { chooseAttributes, showUser, versionOf } from './show-user.ts';

const usualPage = 100;

export async function getUser(id: string, ask: ScimAsk, parts: SourceParts): Promise<ScimAnswer> {
  const user = await parts.users.find(parts.source.id, id);
  if (user === null || user.withdrawnAt !== null) throw unknownUser(id);
  if (ask.ifNoneMatch !== null && namesVersion(ask.ifNoneMatch, user))
    return { status: 304, body: null, version: versionOf(user) };
  return answerUser(user, ask);
}

/** One page of those who pass the filter. @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2 */
export async function listUsers(ask: ScimAsk, parts: SourceParts): Promise<ScimAnswer> {
  const { query } = ask;
  const filter = readFilter(query.filter);
  const startIndex = Math.max(wholeNumber(query.startIndex, 'startIndex') ?? 1, 1);
  const count = Math.min(Math.max(wholeNumber(query.count, 'count') ?? usualPage, 0), mostInList);
  const choose = chooseAttributes(query);
  const candidates = await candidatesFor(filter, parts);
  const found = candidates
    .filter((user) => user.withdrawnAt === null)
    .map((user) => showUser(user, ask))
    .filter((shown) => filter === null || matchesFilter(shown, filter));
  const page = found.slice(startIndex - 1, startIndex - 1 + count).map(choose);
  return { status: 200, body: listOf(page, { total: found.length, startIndex }) };
}

function readFilter(text: unknown): Filter | null {
  if (text === undefined) return null;
  if (typeof text !== 'string') throw new ScimError(400, 'invalidFilter', 'Send one filter.');
  return parseFilter(text);
}

function wholeNumber(text: unknown, name: string): number | null {
  if (text === undefined) return null;
  if (typeof text === 'string' && /^-?\d{1,15}$/.test(text)) return Number(text);
  throw invalidValue(`${name} is a whole number.`);
}

/** Clients ask for one name before they create somebody: that one is looked up, and not found among all. */
async function candidatesFor(filter: Filter | null, { users, source }: SourceParts): Promise<ScimUser[]> {
  const name = filter === null ? null : nameIn(filter);
  if (name === null) return users.list(source.id);
  const one =
    name.attribute === 'id'
      ? await users.find(source.id, name.value)
      : await users.findByName(source.id, name.attribute, name.value);
  return one === null ? [] : [one];
}

interface NamedBy {
  attribute: 'id' | 'userName' | 'externalId';
  value: string;
}

function nameIn(filter: Filter): NamedBy | null {
  if (filter.kind === 'and') return nameIn(filter.parts[0]) ?? nameIn(filter.parts[1]);
  if (filter.kind !== 'compare' || filter.comparison !== 'eq' || typeof filter.value !== 'string') return null;
  const { value } = filter;
  const path = parsePath(filter.path);
  if (path === null || path.urn !== null || path.part !== null) return null;
  const wanted = path.attribute?.toLowerCase();
  const attribute = (['id', 'userName', 'externalId'] as const).find((one) => one.toLowerCase() === wanted);
  return attribute === undefined ? null : { attribute, value };
}
