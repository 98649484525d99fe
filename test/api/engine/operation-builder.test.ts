import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { fingerprintOf } from '../../../api/engine/operation-builder.ts';

describe('the fingerprint of a plan', () => {
  it('is the hash of all ids in their order, however many there are', () => {
    for (const count of [0, 1, 2978, 2979, 2980, 10_000]) {
      const ids = Array.from({ length: count }, (_, index) => `id-${String(index).padStart(19, '0')}`);
      const whole = createHash('sha256').update(ids.join('')).digest('base64url').slice(0, 22);
      assert.equal(fingerprintOf(ids.map((id) => ({ id }))), whole, `${count}`);
    }
  });
});
