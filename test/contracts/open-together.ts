import { openStores } from '../../models/store/open-stores.ts';
import type { Stores } from '../../models/stores.ts';
import type { OpenedStores } from './store-contract.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** Stores on one database, opened as often as a test wants; all of them are closed together. */
export async function openTogether(database: { uri: string; databaseName: string }): Promise<OpenedStores> {
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
}
