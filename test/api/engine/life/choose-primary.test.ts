import assert from 'node:assert/strict';
import { choosePrimary } from '../../../../api/engine/life/choose-primary.ts';
import type { Employment } from '../../../../models/person.ts';

const job = (employmentKey: string, more: Partial<Employment> = {}): Employment => ({
  employmentKey,
  kind: 'employee',
  ...more,
});

describe('the primary of several employments', () => {
  const choices: readonly [why: string, employments: Employment[], primary: string | undefined][] = [
    ['none of none', [], undefined],
    ['the only one', [job('A')], 'A'],
    ['what the source calls primary', [job('A', { fte: 1 }), job('B', { isPrimary: true, fte: 0.1 })], 'B'],
    ['of two primaries the larger', [job('A', { isPrimary: true }), job('B', { isPrimary: true, fte: 0.2 })], 'B'],
    ['the larger one', [job('A', { fte: 0.4 }), job('B', { fte: 0.6 })], 'B'],
    ['the later start', [job('A', { startsOn: '2020-01-01' }), job('B', { startsOn: '2021-01-01' })], 'B'],
    ['a start before none', [job('A'), job('B', { startsOn: '2021-01-01' })], 'B'],
    ['the lower key', [job('B'), job('A')], 'A'],
    ['"not primary" said is not more than unsaid', [job('A', { isPrimary: false }), job('B', { fte: 0.1 })], 'B'],
  ];
  for (const [why, employments, primary] of choices) {
    it(`${why}, in any order`, () => {
      assert.equal(choosePrimary(employments)?.employmentKey, primary);
      assert.equal(choosePrimary([...employments].reverse())?.employmentKey, primary);
    });
  }
});
