import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { AfasClient } from '../../../../api/connectors/afas/client.ts';
import { readRows } from '../../../../api/connectors/afas/read-rows.ts';
import { LeaveRow } from '../../../../api/connectors/afas/schema.ts';

describe('reading the rows of a GetConnector', () => {
  it('ends with what to do when no key tells the rows apart, instead of reading on for ever', async () => {
    const client = endlessTable((row) => ({ Persoonsnummer: '', Begindatum: `day ${row}` }));
    const ask = {
      connector: 'Instroom_Leaves',
      schema: LeaveRow,
      order: ['Persoonsnummer', 'Begindatum'] as [string, string],
      mandatory: [],
    };
    const reading = async () => {
      for await (const _ of readRows(ask, client));
    };
    await assert.rejects(reading, { code: 'hr-unreadable', message: /the same Persoonsnummer/ });
  });
});

/** A table without an end, that answers each page as Profit does. */
function endlessTable(toRow: (row: number) => Record<string, string>): AfasClient {
  return {
    put: async () => 'done',
    get: async <Schema extends z.ZodType>(path: string, schema: Schema) => {
      const query = new URLSearchParams(path.split('?')[1]);
      const [skip, take] = [Number(query.get('skip')), Number(query.get('take'))];
      return schema.parse({ rows: Array.from({ length: take }, (_, row) => toRow(skip + row)) });
    },
  };
}
