import { describeIdentityContract } from '../../contracts/identity-contract.ts';
import { describeLedgerContract } from '../../contracts/ledger-contract.ts';
import { openTogether } from '../../contracts/open-together.ts';
import { describeOutboxContract } from '../../contracts/outbox-contract.ts';
import { describeRequestContract } from '../../contracts/request-contract.ts';
import { describeStoreContract } from '../../contracts/store-contract.ts';
import { shareEngine } from './share-engine.ts';

describe('the embedded engine', () => {
  const ownDatabase = shareEngine();

  const openEmbedded = () => openTogether(ownDatabase());

  describeStoreContract('the embedded engine', openEmbedded);
  describeLedgerContract('the embedded engine', openEmbedded);
  describeIdentityContract('the embedded engine', openEmbedded);
  describeRequestContract('the embedded engine', openEmbedded);
  describeOutboxContract('the embedded engine', async () => {
    const { stores, close } = await openEmbedded();
    return { outbox: stores.outbox, conversations: stores.conversations, close };
  });
});
