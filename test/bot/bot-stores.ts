import type { BotParts } from '../../bot/bot-parts.ts';
import type { AuditEvent } from '../../models/audit.ts';
import type { Conversation, SentCard } from '../../models/conversation.ts';
import type { Grant } from '../../models/grant.ts';
import type { Letter } from '../../models/outbox.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Request } from '../../models/request.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';
import { createMemoryConversations } from '../fakes/create-memory-conversations.ts';
import { createMemoryLocks } from '../fakes/create-memory-locks.ts';
import { createMemoryOutbox } from '../fakes/create-memory-outbox.ts';

export const operation: Operation = {
  id: 'op1',
  kind: 'disable-account',
  personKey: 'P1',
  target: { accountId: 'x', userPrincipalName: 'x@voorbeeld.nl' },
  before: { accountEnabled: true },
  after: { accountEnabled: false },
  sentence: 'Disable the account of Jan [evil](http://x) <at>you</at> (P1).',
  reasons: [],
};

/** All that outlives a process, to be looked at and changed by a test. */
export interface BotWorld {
  runs: Map<string, Run>;
  results: Map<string, OperationResult>;
  /** What every run of this house would do. */
  plan: Operation[];
  audit: AuditEvent[];
  conversations: Map<string, Conversation>;
  cards: Map<string, SentCard>;
  letters: Map<string, Letter>;
  requests: Map<string, Request>;
  grants: Map<string, Grant>;
  locks: ReturnType<typeof createMemoryLocks>;
}

/** The plan of every run here, with what came of it. */
export const entriesOf = ({ plan, results }: BotWorld) =>
  plan.map((one) => ({ operation: one, result: results.get(one.id) ?? null }));

export function createBotWorld(): BotWorld {
  return {
    runs: new Map(),
    results: new Map(),
    plan: [operation],
    audit: [],
    conversations: new Map(),
    cards: new Map(),
    letters: new Map(),
    requests: new Map(),
    grants: new Map(),
    locks: createMemoryLocks(),
  };
}

/** Stores over a world, as one process has them. */
export interface ProcessStores {
  /** For the run service. */
  stores: Stores;
  bot: Pick<BotParts, 'conversations' | 'audit' | 'stores'>;
  /** From now on nothing that this process asks is ever answered: it is dead. */
  kill(): void;
}

export function openBotStores(world: BotWorld): ProcessStores {
  let isDead = false;
  const mortal = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get: (target, name) => (isDead ? () => new Promise(() => {}) : Reflect.get(target, name)),
    });
  const { runs, requests, grants } = world;
  const audit = mortal({
    append: async (events: readonly AuditEvent[]) => void world.audit.push(...events),
    list: async () => [],
  });
  const stores = {
    runs: mortal({
      find: async (id: string) => runs.get(id) ?? null,
      operations: async () => entriesOf(world),
      decide: async (id: string, decision: NonNullable<Run['decision']>, state: Run['state']) => {
        const run = runs.get(id);
        if (run?.state !== 'awaiting-approval' || run.fingerprint !== decision.fingerprint || run.decision !== null)
          return null;
        const decided = { ...run, decision, state };
        runs.set(id, decided);
        return decided;
      },
    }),
    audit,
    jobs: mortal({ ask: async () => {} }),
  } as unknown as Stores;
  const isAsked = (request: Request, id: string): boolean =>
    request.tracks.some(({ stages }) =>
      stages.some(({ approvers }) => approvers.some((one) => one.aadObjectId === id)),
    );
  return {
    stores,
    bot: {
      conversations: mortal(createMemoryConversations(world.conversations, world.cards)),
      audit,
      stores: {
        outbox: mortal(createMemoryOutbox(world.letters)),
        settings: { forgetBefore: async () => 0 },
        requests: mortal({
          find: async (id: string) => requests.get(id) ?? null,
          list: async ({ states, approver }: { states?: readonly Request['state'][]; approver?: string }) =>
            [...requests.values()].filter(
              (request) =>
                (states?.includes(request.state) ?? true) && (approver === undefined || isAsked(request, approver)),
            ),
        }),
        grants: mortal({ find: async (id: string) => grants.get(id) ?? null }),
        jobs: mortal(world.locks),
      },
    },
    kill: () => {
      isDead = true;
    },
  };
}
