import assert from 'node:assert/strict';
import { nearestWord } from '../../../models/texts/nearest-word.ts';

describe('the nearest word', () => {
  const words = ['department', 'displayName', 'jobTitle', 'id'];
  const meant: readonly [word: string, nearest: string | null][] = [
    ['departement', 'department'],
    ['DEPARTMENT', 'department'],
    ['dispalyName', 'displayName'],
    ['jobtitel', 'jobTitle'],
    ['id', 'id'],
    ['zzz', null],
    ['', null],
    ['d', null],
  ];
  for (const [word, nearest] of meant) {
    it(`of “${word}” is ${nearest}`, () => assert.equal(nearestWord(word, words), nearest));
  }

  it('is none where there are no words', () => assert.equal(nearestWord('department', []), null));
});
