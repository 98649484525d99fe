import { InstroomError } from '../../../models/errors.ts';
import { unreadable } from '../unreadable.ts';
import type { NmbrsClient } from './client.ts';
import { PageAnswer } from './schema.ts';

/** One list, page by page. */
export interface ListAsk {
  sourceId: string;
  client: NmbrsClient;
  path: string;
  what: string;
  scope: string;
  pageSize: number;
  query?: Readonly<Record<string, string>>;
}

type Row = Record<string, unknown>;

/**
 * All rows of a list, page by page. Pages are counted, so rows that come or go meanwhile move the others: the total has to stay the same and to
 * be reached, or the reading throws `hr-busy` to be made anew.
 * @throws InstroomError `hr-busy` (retryable) when the list changed meanwhile, and whatever the client throws
 */
export async function* readList(ask: ListAsk): AsyncGenerator<{ page: number; pages: number; rows: Row[] }> {
  let total: number | null = null;
  let count = 0;
  for (let page = 1; ; page++) {
    const query = { ...ask.query, pageNumber: String(page), pageSize: String(ask.pageSize) };
    const { pagination, data } = await ask.client.get(ask.path, PageAnswer, { ...ask, query });
    if (pagination.pageNumber !== page)
      throw unreadable(
        `${ask.sourceId}: Nmbrs answered with another page than the one of ${ask.what} that was asked for.`,
        'Show this to Nmbrs; nothing was taken over.',
      );
    total ??= pagination.totalRecords;
    count += data.length;
    const isLast = page >= pagination.totalPages;
    if (pagination.totalRecords !== total || count > total || (isLast ? count !== total : data.length === 0))
      throw moved(ask);
    yield { page, pages: pagination.totalPages, rows: data };
    if (isLast) return;
  }
}

export function moved({ sourceId, what }: Pick<ListAsk, 'sourceId' | 'what'>): InstroomError {
  return new InstroomError('hr-busy', `${sourceId}: ${what} came or went while they were read.`, {
    retryable: true,
    advice: 'It is read again by itself.',
  });
}
