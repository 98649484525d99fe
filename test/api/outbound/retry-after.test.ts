import assert from 'node:assert/strict';
import { readRetryAfter } from '../../../api/outbound/retry-after.ts';

describe('read Retry-After', () => {
  const now = new Date('2026-11-24T10:00:00Z');
  const cases: Array<[string | null | undefined, number | null]> = [
    ['10', 10_000],
    ['0.5', 500],
    [' 3 ', 3000],
    ['Tue, 24 Nov 2026 10:00:07 GMT', 7000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
    ['-5', 0],
    ['soon', null],
    ['', null],
    [null, null],
    [undefined, null],
  ];
  for (const [header, ms] of cases)
    it(`reads ${JSON.stringify(header)} as ${ms} ms`, () => assert.equal(readRetryAfter(header, now), ms));
});
