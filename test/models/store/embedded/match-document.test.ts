import assert from 'node:assert/strict';
import mongoose from 'mongoose';
import { compileFilter } from '../../../../models/store/embedded/match-document.ts';

type Document = Record<string, unknown>;
const { Long, Int32, Double, BSONRegExp, MinKey } = mongoose.mongo.BSON;

/** Each case: a filter, what matches it, what does not. */
const cases: [name: string, filter: Document, matching: Document[], others: Document[]][] = [
  ['equality', { a: 1 }, [{ a: 1 }, { a: new Double(1) }, { a: [3, 1] }], [{ a: '1' }, { a: 2 }, {}, { a: [[1]] }]],
  ['null finds missing fields', { a: null }, [{ a: null }, {}, { a: [null] }], [{ a: 0 }, { a: [] }]],
  ['null beyond an array', { 'a.b': null }, [{ a: [{}] }, { a: 5 }, {}], [{ a: [{ b: 1 }] }, { a: [1] }, { a: [] }]],
  ['whole arrays', { a: [1, 2] }, [{ a: [1, 2] }, { a: [[1, 2]] }], [{ a: [2, 1] }, { a: [1, 2, 3] }]],
  [
    'documents with their order',
    { a: { x: 1, y: 2 } },
    [{ a: { x: 1, y: 2 } }],
    [{ a: { y: 2, x: 1 } }, { a: { x: 1 } }],
  ],
  [
    'a path through arrays',
    { 'a.b': 2 },
    [{ a: [{ b: 1 }, { b: 2 }] }, { a: { b: [2] } }],
    [{ a: [{ c: 2 }] }, { a: [[{ b: 2 }]] }],
  ],
  ['a position', { 'a.1.b': 2 }, [{ a: [{}, { b: 2 }] }], [{ a: [{ b: 2 }] }]],
  ['$ne and $nin', { a: { $ne: 1, $nin: [2] } }, [{ a: 3 }, {}], [{ a: 1 }, { a: [3, 2] }]],
  [
    'order within a type',
    { a: { $gt: 1, $lte: 3 } },
    [{ a: 2 }, { a: Long.fromNumber(3) }],
    [{ a: 1 }, { a: '2' }, { a: null }, {}],
  ],
  ['each end by another element', { a: { $gt: 5, $lt: 3 } }, [{ a: [1, 9] }], [{ a: [4] }]],
  ['$gte null', { a: { $gte: null } }, [{ a: null }, {}], [{ a: 1 }]],
  ['MinKey before everything', { a: { $gt: new MinKey() } }, [{ a: 1 }, { a: 'x' }], []],
  [
    'exact beyond 2^53',
    { a: Long.fromString('9007199254740993') },
    [{ a: Long.fromString('9007199254740993') }],
    [{ a: 9007199254740992 }],
  ],
  ['$in with null and a regex', { a: { $in: [null, /^x/i] } }, [{}, { a: 'Xy' }, { a: ['b', 'x'] }], [{ a: 'yx' }]],
  ['$exists', { a: { $exists: true }, b: { $exists: false } }, [{ a: null }], [{}, { a: 1, b: 1 }]],
  ['$not', { a: { $not: { $gt: 1 } } }, [{ a: 1 }, {}, { a: 'x' }], [{ a: 2 }, { a: [0, 2] }]],
  ['$regex with options', { a: { $regex: '^b', $options: 'im' } }, [{ a: 'a\nBc' }], [{ a: 'ab' }, { a: 1 }]],
  ['a BSON regex', { a: new BSONRegExp('^B', 'i') }, [{ a: 'bc' }], [{ a: 'cb' }]],
  ['$all', { a: { $all: [1, 2] } }, [{ a: [2, 3, 1] }], [{ a: [1] }, { a: 1 }]],
  ['$all of one on a value', { a: { $all: [1] } }, [{ a: 1 }], [{ a: 2 }]],
  ['$elemMatch on values', { a: { $elemMatch: { $gt: 1, $lt: 3 } } }, [{ a: [0, 2] }], [{ a: [0, 4] }, { a: 2 }]],
  [
    '$elemMatch on documents',
    { a: { $elemMatch: { b: 1, c: 2 } } },
    [{ a: [{ b: 1, c: 2 }] }],
    [{ a: [{ b: 1 }, { c: 2 }] }],
  ],
  ['$size', { a: { $size: 2 } }, [{ a: [1, [2]] }], [{ a: [1] }, { a: 2 }, {}]],
  [
    '$type',
    { a: { $type: ['int', 'string'] } },
    [{ a: new Int32(1) }, { a: ['x'] }],
    [{ a: new Double(1) }, { a: null }, {}],
  ],
  [
    '$and, $or, $nor',
    { $or: [{ a: 1 }, { $and: [{ b: 1 }, { c: 1 }] }], $nor: [{ d: 1 }] },
    [{ a: 1 }, { b: 1, c: 1 }],
    [{ b: 1 }, { a: 1, d: 1 }],
  ],
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

  it('never takes an inherited property for a field', () => {
    assert.equal(compileFilter({ constructor: { $exists: true } })({ a: 1 }), false);
    assert.equal(compileFilter({ '__proto__.toString': null })({ a: 1 }), true);
  });

  for (const filter of [
    { a: { $near: 1 } },
    { $where: 'x' },
    { $expr: {} },
    { a: { $gt: 1, $mod: [2, 0] } },
    { a: { $size: -1 } },
    { a: { $in: 1 } },
    { $or: [] },
    { a: { $type: 'thing' } },
    { a: { $regex: '(' } },
  ]) {
    it(`refuses ${JSON.stringify(filter)} instead of passing over it`, () => {
      assert.throws(() => compileFilter(filter), { code: 2 });
    });
  }
});
