import assert from 'node:assert/strict';
import { chooseIndex } from '../../../../models/store/embedded/choose-index.ts';
import { parseKeyFields } from '../../../../models/store/embedded/encode-key.ts';
import type { Collection, Index } from '../../../../models/store/embedded/open-engine.ts';

type Document = Record<string, unknown>;

const index = (name: string, key: Document, multikey = false): Index => ({
  name,
  key,
  storage: 1,
  multikey,
  fields: parseKeyFields(key),
});

const collection: Collection = {
  namespace: 'db.people',
  indexes: [
    index('_id_', { _id: 1 }),
    index('tenant_number', { tenant: 1, number: 1 }),
    index('dept_salary', { dept: 1, salary: -1 }),
    index('tags', { tags: 1 }, true),
  ],
};

function plan(filter: Document, sort: Document = {}) {
  const { index: chosen, ranges, sorted, reverse } = chooseIndex(collection, { filter, sort: parseKeyFields(sort) });
  return { index: chosen.name, seeks: ranges.length, sorted, reverse };
}

describe('choose-index', () => {
  it('takes the id before anything else, then the longest beginning of an index', () => {
    assert.equal(plan({ _id: 1, dept: 'IT' }).index, '_id_');
    assert.equal(plan({ tenant: 't', number: '1', dept: 'IT' }).index, 'tenant_number');
    assert.equal(plan({ $and: [{ tenant: 't' }, { number: { $eq: '1' } }] }).index, 'tenant_number');
  });

  it('seeks each value of $in', () => {
    assert.deepEqual(plan({ tenant: 't', number: { $in: ['1', '2', '2', '3'] } }), {
      index: 'tenant_number',
      seeks: 3,
      sorted: true,
      reverse: false,
    });
  });

  it('reads a sort from an index behind its equalities, in either direction', () => {
    assert.deepEqual(plan({ dept: 'IT' }, { salary: -1 }), {
      index: 'dept_salary',
      seeks: 1,
      sorted: true,
      reverse: false,
    });
    assert.deepEqual(plan({ dept: 'IT', salary: { $gt: 1 } }, { salary: 1 }), {
      index: 'dept_salary',
      seeks: 1,
      sorted: true,
      reverse: true,
    });
    assert.deepEqual(plan({}, { dept: -1, salary: 1 }), {
      index: 'dept_salary',
      seeks: 1,
      sorted: true,
      reverse: true,
    });
    assert.equal(plan({}, { dept: 1, salary: 1 }).sorted, false);
    assert.equal(plan({ dept: { $in: ['IT', 'HR'] } }, { salary: -1 }).sorted, false);
    assert.equal(plan({}, { tags: 1 }).sorted, false);
  });

  it('scans where no index helps', () => {
    for (const filter of [{}, { name: 'x' }, { dept: /^I/ }, { tags: ['a'] }, { $or: [{ dept: 'IT' }] }]) {
      assert.equal(plan(filter).index, '_id_');
    }
  });
});
