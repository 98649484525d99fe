import assert from 'node:assert/strict';
import mongoose from 'mongoose';
import { compileUpdate, seedFromFilter } from '../../../../models/store/embedded/update-document.ts';

type Document = Record<string, unknown>;
const { Int32, Double, Long } = mongoose.mongo.BSON;

const update = (document: Document, change: unknown, inserting = false): Document =>
  compileUpdate(change, { multi: false })(document, { inserting });

describe('update-document', () => {
  it('sets whole fields, and those of an insert only when it inserts', () => {
    assert.deepEqual(update({ _id: 1, a: 1 }, { $set: { a: null, b: { c: 2 } }, $setOnInsert: { d: 1 } }), {
      _id: 1,
      a: null,
      b: { c: 2 },
    });
    assert.deepEqual(update({ _id: 1 }, { $set: { a: 1 }, $setOnInsert: { d: 1 } }, true), { _id: 1, a: 1, d: 1 });
  });

  it('replaces a document and keeps its id', () => {
    assert.deepEqual(update({ _id: 7, a: 1 }, { b: 2 }), { _id: 7, b: 2 });
  });

  it('counts in the kind of number that holds the sum', () => {
    const kind = (value: unknown, by: unknown) => {
      const { a } = update({ a: value }, { $inc: { a: by } }) as { a: { _bsontype: string; valueOf(): unknown } };
      return [a._bsontype, Number(a)];
    };
    assert.deepEqual(kind(new Int32(1), new Int32(1)), ['Int32', 2]);
    assert.deepEqual(kind(new Int32(2 ** 31 - 1), new Int32(1)), ['Long', 2 ** 31]);
    assert.deepEqual(kind(Long.fromNumber(5), new Double(0.5)), ['Double', 5.5]);
    assert.deepEqual(kind(undefined, new Int32(3)), ['Int32', 3]);
  });

  it('starts an upsert from the equalities of its filter', () => {
    assert.deepEqual(seedFromFilter({ _id: 'x', a: { $eq: 1 }, b: { $lt: 2 }, c: null, $or: [{ d: 1 }] }), {
      _id: 'x',
      a: 1,
      c: null,
    });
  });

  for (const [change, code] of [
    [{ $push: { a: 1 } }, 115],
    [{ $set: { 'a.b': 1 } }, 115],
    [{ $set: 1 }, 9],
    [{ $set: { a: 1 }, $inc: { a: 1 } }, 40],
    [{ a: 1, $set: { b: 1 } }, 9],
    [[{ $set: { a: 1 } }], 115],
  ] as const) {
    it(`refuses ${JSON.stringify(change)} instead of passing over it`, () => {
      assert.throws(() => compileUpdate(change, { multi: false }), { code });
    });
  }

  it('counts numbers only', () => {
    assert.throws(() => update({ a: 'x' }, { $inc: { a: 1 } }), { code: 14 });
  });
});
