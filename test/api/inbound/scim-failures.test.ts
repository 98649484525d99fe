import assert from 'node:assert/strict';
import mongoose from 'mongoose';
import { shareEngine } from '../../models/store/share-engine.ts';
import { bulkOf, eachTestItsDoors, makeUser, patchOf, upload } from './open-inbound-house.ts';

type Call = 'insertOne' | 'findOneAndUpdate' | 'deleteOne';
const collections = mongoose.mongo.Collection.prototype;
const real = {
  insertOne: collections.insertOne,
  findOneAndUpdate: collections.findOneAndUpdate,
  deleteOne: collections.deleteOne,
};

/** Makes a call to a collection fail, this often; `arrives` when only its answer is lost. */
function failing(call: Call, name: string, { times = 1, arrives = false } = {}): void {
  let left = times;
  // biome-ignore lint/suspicious/noExplicitAny: every call takes something else
  collections[call] = async function (this: mongoose.mongo.Collection, ...given: any[]) {
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const send = () => (real[call] as any).apply(this, given);
    if (this.collectionName !== name || left === 0) return send();
    left -= 1;
    if (arrives) await send();
    throw new Error('socket closed');
    // biome-ignore lint/suspicious/noExplicitAny: as above
  } as any;
}

describe('what SCIM answers when the store fails half-way', () => {
  const house = eachTestItsDoors(shareEngine());
  afterEach(() => Object.assign(collections, real));

  const outcomes = (answer: { body: { Operations: { status: string }[] } }) =>
    answer.body.Operations.map(({ status }) => status).join();

  it('lets the same be created again, with nobody there twice', async () => {
    failing('insertOne', 'scim-users');
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 503);
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 201);
    assert.equal((await house().scim('GET', '/Users?filter=externalId%20eq%20%22P1%22')).body.totalResults, 1);
  });

  it('says that somebody was created when only the word of it was lost', async () => {
    failing('insertOne', 'scim-users', { arrives: true });
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 201);
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 409);
  });

  it('takes the names that were claimed before the failing one, too', async () => {
    failing('insertOne', 'scim-names', { arrives: true });
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 503);
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 201);
  });

  it('lets a name be given again after a change that failed', async () => {
    const made = await house().scim('POST', '/Users', makeUser('P1'));
    const change = patchOf({ op: 'replace', path: 'userName', value: 'new' });
    failing('findOneAndUpdate', 'scim-users');
    assert.equal((await house().scim('PATCH', `/Users/${made.body.id}`, change)).status, 503);
    assert.equal((await house().scim('POST', '/Users', makeUser('P2', { userName: 'new' }))).status, 201);
    const other = patchOf({ op: 'replace', path: 'userName', value: 'other' });
    failing('findOneAndUpdate', 'scim-users', { arrives: true });
    const changed = await house().scim('PATCH', `/Users/${made.body.id}`, other);
    assert.deepEqual([changed.status, changed.body.userName], [200, 'other']);
    assert.equal((await house().scim('POST', '/Users', makeUser('P3', { userName: 'OTHER' }))).status, 409);
  });

  it('deals with a bulk request when it comes again', async () => {
    const body = bulkOf([upload(makeUser('P1'), 'a'), upload(makeUser('P2'), 'b')]);
    const headers = { 'client-request-id': 'r1' };
    failing('insertOne', 'scim-users');
    assert.equal((await house().scim('POST', '/Bulk', body, headers)).status, 503);
    assert.equal(outcomes(await house().scim('POST', '/Bulk', body, headers)), '201,201');
    assert.equal(outcomes(await house().scim('GET', '/Bulk/r1')), '201,201');
  });

  it('asks to send it again while a name is claimed that nobody has, and never calls it taken', async () => {
    const body = bulkOf([upload(makeUser('P2'), 'a'), upload(makeUser('P1'), 'b')]);
    const headers = { 'client-request-id': 'r1' };
    failing('insertOne', 'scim-users');
    failing('deleteOne', 'scim-names', { times: 100 });
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 503);
    Object.assign(collections, real);
    assert.equal((await house().scim('POST', '/Users', makeUser('P1'))).status, 503);
    assert.equal((await house().scim('POST', '/Bulk', body, headers)).status, 503);
    assert.equal((await house().scim('GET', '/Bulk/r1')).status, 404);
    house().at('2026-11-24T08:02:00.000Z');
    assert.equal(outcomes(await house().scim('POST', '/Bulk', body, headers)), '201,201');
  });
});
