import type { z } from 'zod';
import { refuseAnswer } from './explain-answer.ts';
import { incomplete, isOwnLink, parsePage, readCollection } from './read-collection.ts';
import type { Reading } from './reading.ts';

/**
 * Reads a whole list whose first page goes in a batch, because most such lists have one page.
 * `url` is relative to the version root. Throws InstroomError when what it is a list of is not there, or when it is not the whole.
 */
export async function readList<T>(
  ask: { url: string; item: z.ZodType<T>; doing: string; urgent?: boolean },
  { connection, reader }: Pick<Reading, 'connection' | 'reader'>,
): Promise<T[]> {
  const { url, item, doing, urgent = false } = ask;
  const answer = await reader.read(url, { doing, urgent });
  if (answer.status === 404) throw refuseAnswer(doing, answer);
  const first = parsePage(answer.body, { item, doing });
  if (first.nextUrl === null) return first.items;
  if (!isOwnLink(connection.root, first.nextUrl)) throw incomplete(doing, 'A page continues on another server.');
  return first.items.concat(await readCollection({ connection, url: first.nextUrl, item, doing }));
}
