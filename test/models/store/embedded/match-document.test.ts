import assert from 'node:assert/strict';
import mongoose from 'mongoose';
import { compileFilter } from '../../../../models/store/embedded/match-document.ts';

type Document = Record<string, unknown>;
const { Long, Double, BSONRegExp } = mongoose.mongo.BSON;

/** Each case: a filter, what matches it, what does not. */
const cases: [name: string, filter: Document, matching: Document[], others: Document[]][] = [
  ['equality', { a: 1 }, [{ a: 1 }, { a: new Double(1) }, { a: [3, 1] }], [{ a: '1' }, { a: 2 }, {}, { a: [[1]] }]],
  ['null finds missing fields', { a: null }, [{ a: null }, {}, { a: [null] }], [{ a: 0 }, { a: [] }]],
  ['null beyond an array', { 'a.b': null }, [{ a: [{}] }, { a: 5 }, {}], [{ a: [{ b: 1 }] }, { a: [1] }, { a: [] }]],
  [
    'a path through arrays',
    { 'a.b': 2 },
    [{ a: [{ b: 1 }, { b: 2 }] }, { a: { b: [2] } }],
    [{ a: [{ c: 2 }] }, { a: [[{ b: 2 }]] }],
  ],
  ['a position', { 'a.1.b': 2 }, [{ a: [{}, { b: 2 }] }], [{ a: [{ b: 2 }] }]],
  ['$ne', { a: { $ne: 1 } }, [{ a: 3 }, {}], [{ a: 1 }, { a: [3, 1] }]],
  [
    'order within a type',
    { a: { $gt: 1, $lte: 3 } },
    [{ a: 2 }, { a: Long.fromNumber(3) }],
    [{ a: 1 }, { a: '2' }, { a: null }, {}],
  ],
  ['each end by another element', { a: { $gt: 5, $lt: 3 } }, [{ a: [1, 9] }], [{ a: [4] }]],
  ['$gte null', { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]],
  ['$in with null and a regex', { a: { $in: [null, /^x/i] } }, [{}, { a: 'Xy' }, { a: ['b', 'x'] }], [{ a: 'yx' }]],
  ['$nin', { a: { $nin: [1, null] } }, [{ a: 3 }, { a: [2] }], [{ a: 1 }, { a: [3, 1] }, {}, { a: null }]],
  ['$regex with options', { a: { $regex: '^b', $options: 'im' } }, [{ a: 'a\nBc' }], [{ a: 'ab' }, { a: 1 }]],
  ['a BSON regex', { a: new BSONRegExp('^B', 'i') }, [{ a: 'bc' }], [{ a: 'cb' }]],
  ['$and, $or', { $or: [{ a: 1 }, { $and: [{ b: 1 }, { c: 1 }] }] }, [{ a: 1 }, { b: 1, c: 1 }], [{ b: 1 }]],
];

describe('match-document', () => {
  for (const [name, filter, matching, others] of cases) {
    it(`matches ${name}`, () => {
      const matches = compileFilter(filter);
      assert.deepEqual([...matching, ...others].map(matches), [
        ...matching.map(() => true),
        ...others.map(() => false),
      ]);
    });
  }

  it('refuses to compare with what it cannot tell apart', () => {
    for (const filter of [{ a: [1, 2] }, { a: { x: 1 } }, { a: { $gt: [1] } }])
      assert.throws(() => compileFilter(filter), { code: 115 });
  });

  it('never takes an inherited property for a field', () => {
    assert.equal(compileFilter({ constructor: { $ne: null } })({ a: 1 }), false);
    assert.equal(compileFilter({ '__proto__.toString': null })({ a: 1 }), true);
  });

  for (const filter of [
    { a: { $near: 1 } },
    { $where: 'x' },
    { $expr: {} },
    { a: { $gt: 1, $mod: [2, 0] } },
    { a: { $size: 1 } },
    { a: { $exists: true } },
    { a: { $elemMatch: { b: 1 } } },
    { a: { $not: { $gt: 1 } } },
    { $nor: [{ a: 1 }] },
    { a: { $in: 1 } },
    { $or: [] },
    { a: { $type: 'string' } },
    { a: { $nin: 1 } },
    { a: { $regex: '(' } },
  ]) {
    it(`refuses ${JSON.stringify(filter)} instead of passing over it`, () => {
      assert.throws(() => compileFilter(filter), { code: 2 });
    });
  }
});
