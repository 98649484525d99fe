import { createMemoryConversations } from '../fakes/create-memory-conversations.ts';
import { createMemoryOutbox } from '../fakes/create-memory-outbox.ts';
import { describeOutboxContract } from './outbox-contract.ts';

describeOutboxContract('the fake', async () => ({
  outbox: createMemoryOutbox(),
  conversations: createMemoryConversations(),
  close: async () => {},
}));
