import { randomUUID } from 'node:crypto';
import { createConnection } from 'mongoose';
import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { describeRequestContract } from '../../contracts/request-contract.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';

const uri = process.env.DOCUMENTDB_URI;
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

if (uri === undefined) {
  describe('stores on a MongoDB-compatible engine', () => {
    it('are skipped: DOCUMENTDB_URI is not set', function () {
      this.skip();
    });
  });
} else {
  const openOnServer = async () => {
    const databaseName = `instroom-${randomUUID()}`;
    const opened: Stores[] = [];
    const open = async () => {
      const stores = await openStores({ uri, databaseName, logger: quiet });
      opened.push(stores);
      return stores;
    };
    return {
      stores: await open(),
      reopen: open,
      close: async () => {
        for (const stores of opened) await stores.close();
        const connection = await createConnection(uri, { dbName: databaseName }).asPromise();
        await connection.dropDatabase();
        await connection.close();
      },
    };
  };
  describeStoreContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeLedgerContract('the engine of DOCUMENTDB_URI', openOnServer);
  describeRequestContract('the engine of DOCUMENTDB_URI', openOnServer);
}
