import assert from 'node:assert/strict';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { compareValues } from '../../../../models/store/embedded/compare-values.ts';
import {
  encodeDirected,
  encodeValue,
  parseKeyFields,
  readIndexKeys,
} from '../../../../models/store/embedded/encode-key.ts';

const { Long, Int32, Double, ObjectId, Binary, Timestamp, MinKey, MaxKey, BSONRegExp } = mongoose.mongo.BSON;

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
    new MinKey(),
    new MaxKey(),
  ),
  fc.integer().map((value) => new Int32(value)),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }).map((value) => Long.fromBigInt(value)),
  fc.string({ unit: 'binary' }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => new Timestamp(value)),
  fc.constantFrom('a', 'b').map((pattern) => new BSONRegExp(pattern, 'i')),
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'ab'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe('encode-key', () => {
  it('orders keys as MongoDB orders values, upwards and downwards', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const order = Math.sign(compareValues(a, b));
        assert.equal(Buffer.compare(encodeDirected(a, 1), encodeDirected(b, 1)), order);
        assert.equal(Buffer.compare(encodeDirected(a, -1), encodeDirected(b, -1)) + order, 0);
      }),
      { numRuns: 3000 },
    );
  });

  it('makes no key the beginning of another, so that keys of several fields keep their order', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [left, right] = [encodeValue(a), encodeValue(b)];
        assert.equal(!left.equals(right) && right.subarray(0, left.length).equals(left), false);
      }),
      { numRuns: 2000 },
    );
  });

  it('follows the manual across types', () => {
    const ordered = [
      new MinKey(),
      null,
      -1,
      Long.fromString('9007199254740993'),
      'a',
      { a: 1 },
      [1],
      new Binary(Buffer.from('a')),
      new ObjectId(),
      false,
      true,
      new Date(0),
      new Timestamp(1n),
      /a/,
      new MaxKey(),
    ];
    assert.deepEqual(ordered.toReversed().sort(compareValues), ordered);
  });

  it('gives an array one key for each different element, and null for what is missing', () => {
    const fields = parseKeyFields({ tags: 1, name: -1 });
    const shown = (document: Record<string, unknown>) =>
      readIndexKeys(document, fields).map(({ values: [tag, name] }) => [tag, name]);
    assert.deepEqual(shown({ tags: ['a', 'b', 'a'], name: 'x' }), [
      ['a', 'x'],
      ['b', 'x'],
    ]);
    assert.equal(readIndexKeys({ name: 'x' }, fields).length, 1);
    assert.throws(() => readIndexKeys({ tags: [1, 2], name: [1, 2] }, fields), { code: 171 });
    assert.throws(() => readIndexKeys({ tags: 'x'.repeat(2000) }, fields), { code: 17280 });
  });
});
