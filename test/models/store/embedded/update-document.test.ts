import assert from 'node:assert/strict';
import mongoose from 'mongoose';
import { compileUpdate, seedFromFilter } from '../../../../models/store/embedded/update-document.ts';

type Document = Record<string, unknown>;
const { Int32, Double, Long } = mongoose.mongo.BSON;

function update(
  document: Document,
  change: unknown,
  options: { filter?: Document; arrayFilters?: Document[]; inserting?: boolean } = {},
): Document {
  const { filter = {}, arrayFilters = [], inserting = false } = options;
  return compileUpdate(change, { arrayFilters, multi: false })(document, { filter, inserting });
}

/** Each case: what is there, the update, what is there afterwards. */
const cases: [before: Document, change: Document, after: Document][] = [
  [{ a: 1 }, { $set: { 'b.c': 2, a: 3 } }, { a: 3, b: { c: 2 } }],
  [{ a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
  [
    { a: 1, b: { c: 1, d: 2 }, e: [1, 2] },
    { $unset: { a: 1, 'b.c': 1, 'e.0': 1, 'x.y': 1 } },
    { b: { d: 2 }, e: [null, 2] },
  ],
  [{ a: 5 }, { $min: { a: 3, b: 1 }, $max: { c: 2 } }, { a: 3, b: 1, c: 2 }],
  [{ a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
  [{ a: [3, 1] }, { $push: { a: { $each: [2, 0], $sort: 1, $slice: -3 } } }, { a: [1, 2, 3] }],
  [{ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
  [
    { a: [{ v: 2, k: 'b' }] },
    { $push: { a: { $each: [{ v: 2, k: 'a' }, { v: 1 }], $sort: { v: -1, k: 1 } } } },
    { a: [{ v: 2, k: 'a' }, { v: 2, k: 'b' }, { v: 1 }] },
  ],
  [{ a: ['x', 'x'] }, { $addToSet: { a: { $each: ['y', 'x', 'y'] } } }, { a: ['x', 'x', 'y'] }],
  [{ a: [1, 2, 3, 2] }, { $pull: { a: 2 } }, { a: [1, 3] }],
  [{ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  [{ a: [{ k: 1, v: 1 }, { k: 1, v: 2 }, 3] }, { $pull: { a: { k: 1, v: { $gt: 1 } } } }, { a: [{ k: 1, v: 1 }, 3] }],
  [{ a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
  [{ a: [1, 2], b: [1, 2] }, { $pop: { a: 1, b: -1, c: 1 } }, { a: [1], b: [2] }],
  [{ a: 1, b: 2 }, { $rename: { a: 'c.d', x: 'y' } }, { b: 2, c: { d: 1 } }],
  [{ a: 1 }, { $setOnInsert: { b: 1 } }, { a: 1 }],
  [{ _id: 7, a: 1 }, { b: 2 }, { _id: 7, b: 2 }],
];

describe('update-document', () => {
  for (const [before, change, after] of cases) {
    it(`${JSON.stringify(change)} on ${JSON.stringify(before)}`, () => {
      assert.deepEqual(update(before, change), after);
    });
  }

  it('keeps the kind of a number, and widens it only when it must', () => {
    const { a, b, c, d } = update(
      { a: new Int32(1), b: new Int32(2 ** 31 - 1), c: new Int32(3), d: Long.fromNumber(1) } as never,
      {
        $inc: { a: new Int32(1), b: new Int32(1), c: new Double(0.5), d: new Int32(1) },
      },
    ) as Record<string, { _bsontype: string }>;
    assert.deepEqual(
      [a, b, c, d].map((value) => value?._bsontype),
      ['Int32', 'Long', 'Double', 'Long'],
    );
    assert.deepEqual([a, b, c, d].map(String), ['2', '2147483648', '3.5', '2']);
  });

  it('finds the element that $, $[] and $[name] stand for', () => {
    const make = () => ({
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 2 },
      ],
    });
    const positional = update(make(), { $set: { 'a.$.v': 9 } }, { filter: { 'a.k': 2 } });
    assert.deepEqual(positional, {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 9 },
      ],
    });
    const byElement = update(make(), { $set: { 'a.$.v': 9 } }, { filter: { a: { $elemMatch: { k: 1 } } } });
    assert.deepEqual(byElement, {
      a: [
        { k: 1, v: 9 },
        { k: 2, v: 2 },
      ],
    });
    assert.deepEqual(update({ a: [1, 2] }, { $set: { 'a.$': 9 } }, { filter: { a: { $gte: 2 } } }), { a: [1, 9] });
    assert.deepEqual(update({ a: [1, 2] }, { $mul: { 'a.$[]': 2 } }), { a: [2, 4].map((n) => new Int32(n)) });
    const filtered = update(make(), { $set: { 'a.$[e].v': 0 } }, { arrayFilters: [{ 'e.v': { $gt: 1 } }] });
    assert.deepEqual(filtered, {
      a: [
        { k: 1, v: 1 },
        { k: 2, v: 0 },
      ],
    });
  });

  it('starts an upsert from the equalities of its filter', () => {
    const filter = { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 3 }, e: /x/, $and: [{ f: 4 }], $or: [{ g: 5 }, { h: 6 }] };
    assert.deepEqual(seedFromFilter(filter), { a: 1, b: { c: 2 }, f: 4 });
    assert.deepEqual(update({ a: 1 }, { $setOnInsert: { b: 1 } }, { inserting: true }), { a: 1, b: 1 });
  });

  it('does not let a path lead out of the document', () => {
    update({ a: 1 }, { $set: { '__proto__.polluted': 1, 'constructor.prototype.polluted': 1 } });
    assert.equal(({} as Document).polluted, undefined);
  });

  const refused: [code: number, document: Document, change: unknown][] = [
    [9, {}, { $bit: { a: 1 } }],
    [9, {}, { $set: 1 }],
    [9, {}, { a: 1, $set: { b: 1 } }],
    [14, { a: 'x' }, { $inc: { a: 1 } }],
    [28, { a: 1 }, { $set: { 'a.b': 1 } }],
    [28, { a: [1] }, { $set: { 'a.b': 1 } }],
    [40, {}, { $set: { a: 1 }, $inc: { 'a.b': 1 } }],
    [40, {}, { $set: { a: 1 }, $unset: { a: 1 } }],
    [2, { a: 1 }, { $push: { a: 1 } }],
    [2, {}, { $push: { a: { $each: [1], $upTo: 3 } } }],
    [2, { a: [1] }, { $set: { 'a.$': 1 } }],
    [2, {}, { $set: { 'a.$[]': 1 } }],
    [2, { a: [] }, { $set: { 'a.4000000000': 1 } }],
    [56, {}, { $set: { 'a..b': 1 } }],
    [115, {}, [{ $set: { a: 1 } }]],
  ];
  for (const [code, document, change] of refused) {
    it(`refuses ${JSON.stringify(change)} on ${JSON.stringify(document)} with ${code}`, () => {
      assert.throws(() => update(document, change), { code });
    });
  }
});
