import { randomUUID } from 'node:crypto';
import { createConnection } from 'mongoose';
import { describeIdentityContract } from '../../contracts/identity-contract.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { openTogether } from '../../contracts/open-together.ts';
import { describeOutboxContract } from '../../contracts/outbox-contract.ts';
import { describeRequestContract } from '../../contracts/request-contract.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';

const uri = process.env.DOCUMENTDB_URI;

if (uri === undefined) {
  describe('stores on a MongoDB-compatible engine', () => {
    it('are skipped: DOCUMENTDB_URI is not set', function () {
      this.skip();
    });
  });
} else {
  const openOnServer = async () => {
    const databaseName = `instroom-${randomUUID()}`;
    const opened = await openTogether({ uri, databaseName });
    return {
      ...opened,
      close: async () => {
        await opened.close();
        const connection = await createConnection(uri, { dbName: databaseName }).asPromise();
        await connection.dropDatabase();
        await connection.close();
      },
    };
  };
  describeStoreContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeLedgerContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeIdentityContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeRequestContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeOutboxContract('the engine of DOCUMENTDB_URI', async () => {
    const { stores, close } = await openOnServer();
    return { outbox: stores.outbox, conversations: stores.conversations, close };
  });
}
