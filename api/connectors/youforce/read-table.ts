import type { z } from 'zod';
import type { YouforceClient } from './client.ts';
import type { Trip } from './trip.ts';

/** A row that is not what it should be: whose it is, as far as it says, and which field is wrong. */
interface BrokenRow {
  personCode: string | null;
  where: string;
}

interface TableAsk<Schema extends z.ZodType> {
  path: string;
  schema: Schema;
  query?: Readonly<Record<string, string>>;
}

export interface Rows<Row> {
  rows: Row[];
  broken: BrokenRow[];
}

/**
 * All rows of a list, page by page. The link to the next page is a bookmark behind the last row, in the order in which rows were written:
 * one that changes meanwhile comes once more, later, and none is lost. https://community.visma.com IAM-API-Domain-model-and-concepts
 */
export async function* readTable<Schema extends z.ZodType>(
  { path, schema, query = {} }: TableAsk<Schema>,
  { client, trip }: { client: YouforceClient; trip: Trip },
): AsyncGenerator<Rows<z.infer<Schema>>> {
  for await (const raw of client.pages(path, query, trip)) {
    const page: Rows<z.infer<Schema>> = { rows: [], broken: [] };
    for (const row of raw) {
      const parsed = schema.safeParse(row);
      if (parsed.success) page.rows.push(parsed.data);
      else page.broken.push(describe(path, row, parsed.error.issues[0]?.path.join('.') ?? ''));
    }
    yield page;
  }
}

export async function readWholeTable<Schema extends z.ZodType>(
  ask: TableAsk<Schema>,
  around: { client: YouforceClient; trip: Trip },
): Promise<Rows<z.infer<Schema>>> {
  const all: Rows<z.infer<Schema>> = { rows: [], broken: [] };
  for await (const { rows, broken } of readTable(ask, around)) {
    for (const row of rows) all.rows.push(row);
    for (const row of broken) all.broken.push(row);
  }
  return all;
}

function describe(path: string, row: unknown, field: string): BrokenRow {
  const fields: Record<string, unknown> = typeof row === 'object' && row !== null ? { ...row } : {};
  const text = (name: string) =>
    typeof fields[name] === 'string' || typeof fields[name] === 'number' ? String(fields[name]).trim() : '';
  const where = [path, text('id') || text('personCode') || '?', field].filter((part) => part !== '').join(' ');
  return { personCode: text('personCode') || null, where };
}
