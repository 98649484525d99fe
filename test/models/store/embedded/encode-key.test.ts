import assert from 'node:assert/strict';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { parseKeyFields, readIndexKeys } from '../../../../models/store/embedded/encode-key.ts';
import { compareValues, encodeValue } from '../../../../models/store/embedded/order-values.ts';
import { worlds } from '../../../play-worlds.ts';

const { Int32, Double, ObjectId } = mongoose.mongo.BSON;

const scalars = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    '\0',
    'a\0',
    'a\0b',
    '😀',
    '\uffee',
  ),
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
);
/** The order that the manual gives, written down once more without keys. */
function naiveOrder(a: unknown, b: unknown): number {
  const kind = (value: unknown) =>
    [
      value === null,
      value instanceof Int32 || value instanceof Double || typeof value === 'number',
      typeof value === 'string',
      value instanceof ObjectId,
      typeof value === 'boolean',
      value instanceof Date,
    ].indexOf(true);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  if (typeof a === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(String(b)));
  if (a instanceof ObjectId) return Buffer.compare(a.id, (b as typeof a).id);
  const [left, right] = [Number(a), Number(b)];
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
  return left < right ? -1 : Number(left > right);
}

describe('encode-key', () => {
  it('orders keys as MongoDB orders values, upwards and downwards', () => {
    fc.assert(
      fc.property(scalars, scalars, (a, b) => {
        const order = Math.sign(naiveOrder(a, b));
        assert.equal(Math.sign(compareValues(a, b)), order);
        assert.equal(Buffer.compare(encodeValue(a, 1), encodeValue(b, 1)), order);
        assert.equal(Buffer.compare(encodeValue(a, -1), encodeValue(b, -1)) + order, 0);
      }),
      worlds(3000),
    );
  });

  it('makes no key the beginning of another, so that keys of several fields keep their order', () => {
    fc.assert(
      fc.property(scalars, scalars, (a, b) => {
        const [left, right] = [encodeValue(a), encodeValue(b)];
        assert.equal(!left.equals(right) && right.subarray(0, left.length).equals(left), false);
      }),
      worlds(2000),
    );
  });

  it('follows the manual across types', () => {
    const ordered = [null, -1, 'a', { a: 1 }, new ObjectId(), false, true, new Date(0)];
    assert.deepEqual(ordered.toReversed().sort(compareValues), ordered);
  });

  it('gives an array one key for each different element, and null for what is missing', () => {
    const fields = parseKeyFields({ tags: 1, name: -1 });
    const keyOf = (tag: string) => Buffer.concat([encodeValue(tag), encodeValue('x', -1)]);
    assert.deepEqual(readIndexKeys({ tags: ['a', 'b', 'a'], name: 'x' }, fields), [
      { bytes: keyOf('a') },
      { bytes: keyOf('b') },
    ]);
    assert.equal(readIndexKeys({ name: 'x' }, fields).length, 1);
    assert.throws(() => readIndexKeys({ tags: [1, 2], name: [1, 2] }, fields), { code: 171 });
    assert.throws(() => readIndexKeys({ tags: 'x'.repeat(2000) }, fields), { code: 17280 });
  });
});
