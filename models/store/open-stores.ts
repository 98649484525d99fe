import { createConnection } from 'mongoose';
import { InstroomError } from '../errors.ts';
import type { Logger } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { createAccountStore } from './account-store.ts';
import { createAuditLog } from './audit-events.ts';
import { createConversationStore } from './conversations.ts';
import { createFreshPersonStore } from './fresh-people.ts';
import { createGrantStore } from './grant-store.ts';
import { createIdentityStore } from './identity.ts';
import { createJobStore } from './jobs.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createNoticeStore } from './notices.ts';
import { createOutboxStore } from './outbox.ts';
import { createPeopleStore } from './people.ts';
import { createReceivedStore } from './received.ts';
import { createRequestStore } from './requests.ts';
import { createRunStore } from './runs.ts';
import { createScimUserStore } from './scim-users.ts';
import { createSettingStore } from './settings.ts';

const longestConnectMs = 10_000;

/**
 * Connects to MongoDB, or to the embedded store by its own URI, and opens every store on it.
 * @throws InstroomError `store` when there is no connection within ten seconds; the URI is never part of the message
 */
export async function openStores(options: { uri: string; databaseName?: string; logger: Logger }): Promise<Stores> {
  const connection = createConnection(options.uri, {
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: longestConnectMs,
    ...nameDatabase(options),
  });
  connection.on('error', (error: unknown) => options.logger.error({ error }, 'the store reported an error'));
  try {
    await connection.asPromise();
  } catch (cause) {
    await connection.close().catch(() => {});
    throw new InstroomError('store', 'The database does not answer.', {
      retryable: true,
      advice: 'Check MONGODB_URI (host, user, password, network), or leave it out to use the embedded store.',
      cause,
    });
  }
  const settings = await createSettingStore(connection);
  return {
    settings,
    people: await createPeopleStore(connection, settings),
    identity: await createIdentityStore(connection, settings),
    accounts: await createAccountStore(connection, settings),
    runs: await createRunStore(connection, settings),
    ledger: await createLedgerStore(connection, settings),
    grants: await createGrantStore(connection),
    audit: await createAuditLog(connection),
    conversations: await createConversationStore(connection),
    jobs: await createJobStore(connection),
    requests: await createRequestStore(connection, settings),
    outbox: await createOutboxStore(connection),
    scimUsers: await createScimUserStore(connection),
    received: await createReceivedStore(connection),
    notices: await createNoticeStore(connection),
    freshPeople: await createFreshPersonStore(connection),
    close: () => connection.close(),
  };
}

/** The database of the URI, or one called `instroom` when the URI names none. */
function nameDatabase({ uri, databaseName }: { uri: string; databaseName?: string }): { dbName?: string } {
  if (databaseName !== undefined) return { dbName: databaseName };
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri) ? {} : { dbName: 'instroom' };
}
