import assert from 'node:assert/strict';
import { type Connection, createConnection } from 'mongoose';
import type { Group } from '../../../models/account.ts';
import { type GroupCollection, openGroups } from '../../../models/store/groups.ts';
import { shareEngine } from './share-engine.ts';

const makeGroup = (memberIds: string[]): Group => ({
  id: 'g1',
  displayName: 'Sales',
  mailNickname: null,
  membershipRule: null,
  ruleProcessing: null,
  barrier: null,
  memberIds,
});

describe('groups in the store', () => {
  const ownDatabase = shareEngine();
  let connection: Connection;
  let groups: GroupCollection;
  beforeEach(async () => {
    const { uri, databaseName } = ownDatabase();
    connection = await createConnection(uri, { dbName: databaseName }).asPromise();
    groups = await openGroups(connection);
  });
  afterEach(() => connection.close());

  /** Lets the next save end just after or just before it writes the members, as a process that is killed would. */
  function cutOffMembers(when: 'before' | 'after'): void {
    const { collection } = connection.model('group-members');
    const write = collection.bulkWrite;
    collection.bulkWrite = async (...args: Parameters<typeof write>) => {
      collection.bulkWrite = write;
      if (when === 'after') await write.apply(collection, args);
      throw new Error('killed');
    };
  }

  for (const when of ['before', 'after'] as const) {
    it(`are written again after a save that was cut off ${when} the members were written`, async () => {
      await groups.saveAll('t', [makeGroup(['a1'])]);
      for (const memberIds of [['a1', 'a2'], ['a1']]) {
        cutOffMembers(when);
        await assert.rejects(groups.saveAll('t', [makeGroup(['a1', 'a2'])]), /killed/);
        await groups.saveAll('t', [makeGroup(memberIds)]);
        assert.deepEqual((await groups.load('t'))[0]?.memberIds, memberIds);
        await groups.saveAll('t', [makeGroup(['a1'])]);
      }
    });
  }
});
