import assert from 'node:assert/strict';
import { shareEngine } from '../../models/store/share-engine.ts';
import { eachTestItsDoors, enterprise, makeUser, patchOf } from './open-inbound-house.ts';

const contoso = 'urn:contoso:employee';
const nested = { [contoso]: { EndDate: '2030-01-01', JobCode: 'A' } };
const flat = { [`${contoso}:EndDate`]: '2030-01-01', [`${contoso}:JobCode`]: 'A' };

describe('a namespace of the HR system’s own', () => {
  const house = eachTestItsDoors(shareEngine(), `, fields: { endDate: "${contoso}:EndDate" }`);

  /** What is kept of somebody beyond the usual, and the end date that is read of them, after a PATCH. */
  const after = async (more: Record<string, unknown>, ...operations: unknown[]) => {
    const made = await house().scim('POST', '/Users', makeUser('P1', more));
    const changed = await house().scim('PATCH', `/Users/${made.body.id}`, patchOf(...operations));
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    const { people } = await house().connector().read();
    const endsOn = people[0]?.employments[0]?.endsOn;
    await house().scim('DELETE', `/Users/${made.body.id}`);
    const own = Object.entries(changed.body).filter(([key]) => key.startsWith('urn:') && key !== enterprise);
    return { endsOn, own: Object.fromEntries(own) };
  };
  const day = '2026-12-01';

  it('is changed as a whole under its own name, whatever that ends in', async () => {
    const wanted = { endsOn: day, own: { [contoso]: { EndDate: day, JobCode: 'A' } } };
    for (const op of ['add', 'replace']) {
      assert.deepEqual(await after(nested, { op, value: { [contoso]: { EndDate: day } } }), wanted);
      assert.deepEqual(await after(nested, { op, path: contoso.toUpperCase(), value: { EndDate: day } }), wanted);
      assert.deepEqual(await after(nested, { op, path: `${contoso}:EndDate`, value: day }), wanted);
    }
    assert.deepEqual(await after(nested, { op: 'remove', path: contoso }), { endsOn: undefined, own: {} });
    assert.deepEqual(await after(nested, { op: 'replace', path: contoso, value: null }), {
      endsOn: undefined,
      own: {},
    });
  });

  it('is there from then on when it was not, with or without a path', async () => {
    const wanted = { endsOn: day, own: { [contoso]: { EndDate: day } } };
    assert.deepEqual(await after({}, { op: 'add', value: { [contoso]: { EndDate: day } } }), wanted);
    assert.deepEqual(await after({}, { op: 'add', path: contoso, value: { EndDate: day } }), wanted);
  });

  it('stays as it was written when its attributes are keys of their own', async () => {
    const end = `${contoso}:EndDate`;
    const job = `${contoso}:JobCode`;
    const changedEnd = { endsOn: day, own: { ...flat, [end]: day } };
    assert.deepEqual(await after(flat, { op: 'replace', path: end, value: day }), changedEnd);
    assert.deepEqual(await after(flat, { op: 'replace', value: { [end.toLowerCase()]: day } }), changedEnd);
    assert.deepEqual(await after(flat, { op: 'replace', path: contoso, value: { EndDate: day } }), changedEnd);
    assert.deepEqual(await after(flat, { op: 'replace', path: job, value: 'B' }), {
      endsOn: '2030-01-01',
      own: { ...flat, [job]: 'B' },
    });
    assert.equal((await after(flat, { op: 'add', path: `${contoso}:Level`, value: 'x' })).endsOn, '2030-01-01');
    assert.deepEqual(await after(flat, { op: 'remove', path: end }), { endsOn: undefined, own: { [job]: 'A' } });
    assert.deepEqual(await after(flat, { op: 'replace', value: { [end]: null } }), {
      endsOn: undefined,
      own: { [job]: 'A' },
    });
    assert.deepEqual(await after(flat, { op: 'remove', path: contoso }), { endsOn: undefined, own: {} });
  });

  it('is read from a key of its own where the namespace does not hold the attribute', async () => {
    const both = { [contoso]: { JobCode: 'A' }, [`${contoso}:EndDate`]: '2030-01-01' };
    assert.equal((await after(both, { op: 'replace', path: 'title', value: 'x' })).endsOn, '2030-01-01');
    assert.equal((await after(both, { op: 'replace', path: `${contoso}:EndDate`, value: day })).endsOn, day);
    const twice = { ...nested, [`${contoso}:EndDate`]: '2031-01-01' };
    assert.equal((await after(twice, { op: 'remove', path: `${contoso}:EndDate` })).endsOn, undefined);
  });

  it('may have attributes of any name', async () => {
    for (const name of ['Hire Date', '401k', 'job.code', 'Ingangsdatum (contract)']) {
      const own = { 'urn:x:2.0:User': { [name]: 'b', Other: 'c' } };
      const before = { 'urn:x:2.0:User': { [name]: 'a', Other: 'c' } };
      const value = { 'urn:x:2.0:User': { [name.toUpperCase()]: 'b' } };
      assert.deepEqual((await after(before, { op: 'replace', value })).own, own);
      const key = `${contoso}:${name}`;
      assert.deepEqual((await after({ [key]: 'a' }, { op: 'replace', path: key, value: 'b' })).own, { [key]: 'b' });
    }
  });

  it('keeps attributes with parts, in the namespace and beside it', async () => {
    const path = `${contoso}:Address`;
    assert.deepEqual((await after(nested, { op: 'add', path, value: { city: 'Ede' } })).own, {
      [contoso]: { ...nested[contoso], Address: { city: 'Ede' } },
    });
    const beside = await after({ [path]: { city: 'Ede' } }, { op: 'replace', path: `${path}.city`, value: 'Epe' });
    assert.deepEqual(beside.own, { [path]: { city: 'Epe' } });
    const manager = `${enterprise}:manager`;
    await after({}, { op: 'replace', value: { [manager]: { value: 'boss' } } }, { op: 'remove', path: manager });
  });
});
