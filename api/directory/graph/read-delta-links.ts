import type { DirectoryMirror } from '../../../models/account.ts';
import { refuseAnswer } from './explain-answer.ts';
import { tryReadCollection } from './read-collection.ts';
import type { Reading } from './reading.ts';
import { GROUP_SELECT, GraphLink, USER_SELECT } from './schema.ts';

/** A server that answers this has no delta, or none that can start from now. */
const NO_DELTA = [400, 404, 405, 501];

/**
 * Asks for only what changed; without it null and "as it was" look the same:
 * https://learn.microsoft.com/graph/api/user-delta
 */
export const DELTA_HEADERS = { prefer: 'return=minimal' };

/**
 * Links from which the next reading goes on, starting from now. Both are null where the server has no such thing; then
 * each reading is full.
 */
export async function readDeltaLinks(
  reading: Pick<Reading, 'connection'>,
): Promise<Pick<DirectoryMirror, 'usersDeltaLink' | 'groupsDeltaLink'>> {
  const usersDeltaLink = await readLatest(reading, `/users/delta?$deltatoken=latest&$select=${USER_SELECT},manager`);
  const groupsDeltaLink = await readLatest(reading, `/groups/delta?$deltatoken=latest&$select=${GROUP_SELECT},members`);
  if (usersDeltaLink !== null && groupsDeltaLink !== null) return { usersDeltaLink, groupsDeltaLink };
  return { usersDeltaLink: null, groupsDeltaLink: null };
}

async function readLatest({ connection }: Pick<Reading, 'connection'>, path: string): Promise<string | null> {
  const doing = 'Asking for changes from now on';
  const url = `${connection.root}${path}`;
  const answer = await tryReadCollection({ connection, url, item: GraphLink, doing, headers: DELTA_HEADERS });
  if (answer.kind === 'whole') return answer.deltaLink;
  if (NO_DELTA.includes(answer.status)) return null;
  throw refuseAnswer(doing, answer);
}
