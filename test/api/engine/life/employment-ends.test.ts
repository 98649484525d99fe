import assert from 'node:assert/strict';
import { contractEndOf, lastWorkingDayOf } from '../../../../api/engine/life/employment-ends.ts';
import { makeEmployment } from '../make-input.ts';

describe('the two ends of an employment', () => {
  const ends: readonly [what: string, dates: object, contract: string | undefined, working: string | undefined][] = [
    ['open-ended', {}, undefined, undefined],
    ['a contract end alone is both', { endsOn: '2026-11-30' }, '2026-11-30', '2026-11-30'],
    ['a last working day alone ends no contract', { lastWorkingDayOn: '2026-11-20' }, undefined, '2026-11-20'],
    ['leave taken up at the end', { lastWorkingDayOn: '2026-11-20', endsOn: '2026-11-30' }, '2026-11-30', '2026-11-20'],
    ['both on one day', { lastWorkingDayOn: '2026-11-30', endsOn: '2026-11-30' }, '2026-11-30', '2026-11-30'],
    ['working after the end', { lastWorkingDayOn: '2026-12-05', endsOn: '2026-11-30' }, '2026-11-30', '2026-11-30'],
  ];
  for (const [what, dates, contract, working] of ends) {
    it(what, () => {
      const employment = makeEmployment({ employmentKey: 'E1', ...dates });
      assert.deepEqual([contractEndOf(employment), lastWorkingDayOf(employment)], [contract, working]);
    });
  }
});
