import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stores } from '../../../models/ports.ts';
import { startEmbeddedStore } from '../../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../../models/store/open-stores.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

const openEmbedded = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-stores-'));
  const engine = await startEmbeddedStore({ folder });
  const opened: Stores[] = [];
  const open = async () => {
    const stores = await openStores({ uri: engine.uri, logger: quiet });
    opened.push(stores);
    return stores;
  };
  return {
    stores: await open(),
    reopen: open,
    close: async () => {
      for (const stores of opened) await stores.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

describeStoreContract('the embedded engine', openEmbedded);
describeLedgerContract('the embedded engine', openEmbedded);
