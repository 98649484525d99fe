import type { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import { type AfasClient, longestQuery } from './client.ts';
import { RowsAnswer } from './schema.ts';

/** One condition: operator 1 is equal, 2 at least, as AFAS numbers them. Several values mean any of them. */
export interface Condition {
  field: string;
  operator: 1 | 2;
  values: readonly string[];
}

export interface RowsAsk<Schema extends z.ZodType> {
  connector: string;
  schema: Schema;
  /** Fields that together put every row in one place; the first of them parts large tables. */
  order: readonly [string, ...string[]];
  /** Columns that are there, if empty: silence about them would be taken for an answer. */
  mandatory: readonly string[];
  where?: Condition;
}

/** AFAS: 150,000 divided by the number of columns; 1,000 serves the columns of ours. */
const pageSize = 1000;

/** Beyond this skip a request becomes unusably slow: the table goes on from its last key instead. */
const mostSkip = 100_000;

type RawRow = Record<string, unknown>;

/**
 * All rows of a GetConnector, page by page. A page tells no total and can shift while it is read, so each page begins with the last row of
 * the one before: when that is another row by now, rows came or went, and the reading throws `hr-busy` to be made anew.
 * @throws InstroomError `hr-busy` (retryable) when the table changed meanwhile, `hr-unreadable` when its keys do not tell rows apart, and
 * whatever the client throws
 */
export async function* readRows<Schema extends z.ZodType>(
  ask: RowsAsk<Schema>,
  client: AfasClient,
): AsyncGenerator<z.infer<Schema>[]> {
  let part: Part = { from: null, seen: new Set() };
  for (;;) {
    const tail = createTail(ask.order[0]);
    for (let skip = 0; skip <= mostSkip; skip += pageSize - 1) {
      const rows = await readPage(ask, { skip, from: part.from }, client);
      if (skip > 0 && JSON.stringify(rows[0]) !== JSON.stringify(tail.last())) throw moved(ask);
      const fresh = skip > 0 ? rows.slice(1) : rows;
      const { seen } = part;
      yield fresh.filter((row) => !seen.has(JSON.stringify(row))).map((row) => parseRow(ask, row));
      tail.add(fresh);
      if (rows.length < pageSize) return;
    }
    const next = tail.nextPart();
    if (next.from === part.from) throw stuck(ask);
    part = next;
  }
}

/** A part of a large table begins at a key; rows of that key that were read already come once more with it. */
interface Part {
  from: string | null;
  seen: ReadonlySet<string>;
}

/** The last rows that were read: those of the last key. */
function createTail(field: string) {
  let rows: RawRow[] = [];
  return {
    last: () => rows.at(-1),
    add: (fresh: readonly RawRow[]) => {
      for (const row of fresh) {
        if (rows[0]?.[field] !== row[field]) rows = [];
        rows.push(row);
      }
    },
    nextPart: (): Part => ({
      from: String(rows[0]?.[field] ?? ''),
      seen: new Set(rows.map((row) => JSON.stringify(row))),
    }),
  };
}

async function readPage<Schema extends z.ZodType>(
  { connector, order, mandatory, where }: RowsAsk<Schema>,
  { skip, from }: { skip: number; from: string | null },
  client: AfasClient,
): Promise<RawRow[]> {
  const query = new URLSearchParams({ skip: String(skip), take: String(pageSize), orderbyfieldids: order.join(',') });
  const start: Condition[] = from === null ? [] : [{ field: order[0], operator: 2, values: [from] }];
  const conditions = [...(where === undefined ? [] : [where]), ...start];
  if (conditions.length > 0) {
    const parts = conditions.map(({ field, operator, values }) => ({
      fields: values.map(() => field).join(';'),
      values: values.join(';'),
      operators: values.map(() => operator).join(';'),
    }));
    query.set('filterfieldids', parts.map(({ fields }) => fields).join(','));
    query.set('filtervalues', parts.map(({ values }) => values).join(','));
    query.set('operatortypes', parts.map(({ operators }) => operators).join(','));
  }
  const { rows, ...part } = await client.get(`connectors/${connector}?${query}`, RowsAnswer);
  if ((part.skip ?? skip) !== skip || (part.take ?? pageSize) !== pageSize) throw anotherPart(connector);
  const missing = rows.length === 0 ? undefined : mandatory.find((column) => rows.every((row) => !(column in row)));
  if (missing !== undefined) throw withoutColumn(connector, missing);
  return rows;
}

/** Values in as few groups as fit into a query. */
export function splitValues(values: readonly string[], field: string): string[][] {
  const room = longestQuery - 400;
  const groups: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const value of values) {
    const cost = encodeURIComponent(value).length + encodeURIComponent(field).length + 10;
    if (length + cost > room) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(value);
    length += cost;
  }
  return groups;
}

function parseRow<Schema extends z.ZodType>({ connector, schema }: RowsAsk<Schema>, row: RawRow): z.infer<Schema> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const column = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new InstroomError(
    'hr-unreadable',
    `${connector}: the column ${column} holds something that is neither text nor number.`,
    {
      advice: 'Look at the definition of the GetConnector in Profit; nothing was taken over.',
    },
  );
}

/** Profit gives an empty field as null: a column that is in no row at all is not in the connector any more. */
function withoutColumn(connector: string, column: string): InstroomError {
  return new InstroomError('hr-unreadable', `${connector}: the column ${column} is not there.`, {
    advice:
      'Add it to the GetConnector, under that name; instroom check --source says which are missing. Nothing was taken over.',
  });
}

function anotherPart(connector: string): InstroomError {
  return new InstroomError(
    'hr-unreadable',
    `${connector}: another part of the table was answered than was asked for.`,
    {
      advice:
        'Check baseUrl, and whether a proxy in between drops what stands behind the question mark; nothing was taken over.',
    },
  );
}

/** More rows of one key than can be skipped: going on from that key would begin the same part again, for ever. */
function stuck({ connector, order }: { connector: string; order: readonly [string, ...string[]] }): InstroomError {
  return new InstroomError(
    'hr-unreadable',
    `${connector}: more than ${mostSkip} rows have the same ${order[0]}, so they cannot be read one after the other.`,
    { advice: `Check that ${order[0]} is a column of the GetConnector and is filled; nothing was taken over.` },
  );
}

function moved({ connector }: { connector: string }): InstroomError {
  return new InstroomError('hr-busy', `${connector}: rows came or went while it was read.`, {
    retryable: true,
    advice: 'It is read again by itself.',
  });
}
