import assert from 'node:assert/strict';
import { findDone } from '../../../api/sync/find-done.ts';
import { InstroomError } from '../../../models/errors.ts';
import type { Stores } from '../../../models/stores.ts';

describe('what was done', () => {
  it('is not looked through when it is a whole history', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ id: String(index) }));
    const stores = { runs: { list: async () => many }, audit: { list: async () => many } } as unknown as Stores;
    const isTooMuch = (error: unknown) => error instanceof InstroomError && error.code === 'conflict';
    await assert.rejects(findDone({ kind: 'policy', version: 'v' }, stores), isTooMuch);
    await assert.rejects(
      findDone({ kind: 'person', personKey: 'P', since: '2020-01-01T00:00:00Z' }, stores),
      isTooMuch,
    );
  });
});
