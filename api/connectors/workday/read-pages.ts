import { InstroomError } from '../../../models/errors.ts';
import { unreadable } from '../unreadable.ts';
import type { Operation, WorkdayClient } from './client.ts';
import { filterOf, type Moment } from './requests.ts';
import { PageAnswer } from './schema.ts';

export interface PagesAsk {
  sourceId: string;
  operation: Operation;
  /** Criteria or references. */
  request: object;
  /** The response group. */
  group: object;
  moment: Moment;
  pageSize: number;
}

export interface WorkdayPage {
  page: number;
  total: number;
  rows: unknown[];
}

/**
 * All pages of an answer, in order; the next one is fetched while one is read. Every page repeats how many there are: when one says
 * something else, the set moved in spite of its fixed moment, and the reading is made anew.
 * @throws InstroomError `hr-busy` (retryable) when the set moved, `hr-unreadable` when a page is not what it says
 */
export async function* readPages(ask: PagesAsk, client: WorkdayClient): AsyncGenerator<WorkdayPage> {
  const first = await readPage(ask, 1, client);
  const { Total_Pages: pages, Total_Results: total } = first.results;
  yield { page: 1, total, rows: first.rows };
  let read = first.rows.length;
  let upcoming = pages > 1 ? start(ask, 2, client) : null;
  for (let page = 2; upcoming !== null; page++) {
    const { rows, results } = await upcoming;
    upcoming = page < pages ? start(ask, page + 1, client) : null;
    if (results.Total_Results !== total || results.Total_Pages !== pages) throw moved(ask);
    if (rows.length === 0) throw moved(ask);
    read += rows.length;
    if (read > total) throw moved(ask);
    yield { page, total, rows };
  }
  if (read !== total) throw moved(ask);
}

/** Under way before anybody waits for it: a failure is that of whoever does. */
function start(ask: PagesAsk, page: number, client: WorkdayClient): ReturnType<typeof readPage> {
  const answer = readPage(ask, page, client);
  answer.catch(() => {});
  return answer;
}

async function readPage(
  { operation, request, group, moment, pageSize, sourceId }: PagesAsk,
  page: number,
  client: WorkdayClient,
) {
  const body = { ...request, ...filterOf(moment, page, pageSize), ...group };
  const { Response_Results: results, Response_Data: data } = await client.ask(operation, body, PageAnswer);
  const rows = (operation === 'Get_Workers' ? data?.Worker : data?.Organization) ?? [];
  // An answer without anybody may call its page nought or one.
  if (rows.length === results.Page_Results && (results.Page === page || results.Total_Results === 0))
    return { results, rows };
  throw unreadable(
    `${sourceId}: page ${page} of ${operation} says that it has ${results.Page_Results} rows as page ${results.Page}, and has ${rows.length}.`,
    'It is read again at the next look; if it stays, set a smaller pageSize.',
  );
}

export function moved({ sourceId, operation }: Pick<PagesAsk, 'sourceId' | 'operation'>): InstroomError {
  return new InstroomError('hr-busy', `${sourceId}: ${operation} changed while it was read.`, {
    retryable: true,
    advice: 'It is read again by itself.',
  });
}
