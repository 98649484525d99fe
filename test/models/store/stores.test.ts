import { openStores } from '../../../models/store/open-stores.ts';
import type { Stores } from '../../../models/stores.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { describeRequestContract } from '../../contracts/request-contract.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';
import { shareEngine } from './share-engine.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

describe('the embedded engine', () => {
  const ownDatabase = shareEngine();

  const openEmbedded = async () => {
    const database = ownDatabase();
    const opened: Stores[] = [];
    const open = async () => {
      const stores = await openStores({ ...database, logger: quiet });
      opened.push(stores);
      return stores;
    };
    return {
      stores: await open(),
      reopen: open,
      close: async () => {
        for (const stores of opened) await stores.close();
      },
    };
  };

  describeStoreContract('the embedded engine', openEmbedded);
  describeLedgerContract('the embedded engine', openEmbedded);
  describeRequestContract('the embedded engine', openEmbedded);
});
