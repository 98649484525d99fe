import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRunService, newRun } from '../../api/sync/create-run-service.ts';
import type { BotParts } from '../../bot/bot-parts.ts';
import { type Bot, createBot } from '../../bot/create-bot.ts';
import { Approvals, type AudienceRole } from '../../models/approvals.ts';
import type { AuditEvent } from '../../models/audit.ts';
import type { Conversation, SentCard } from '../../models/conversation.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Notifier } from '../../models/ports.ts';
import type { Member, StatusReport } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';
import { createMemoryOutbox } from '../fakes/create-memory-outbox.ts';
import { type FakeConnector, startFakeConnector } from '../fakes/start-fake-connector.ts';
import { type Talk, talkToBot } from '../fakes/talk-to-bot.ts';
import { noAccess, noPasses, noRequests } from './no-requests.ts';

export const at = '2026-11-24T08:00:00.000Z';
const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

const never = (): never => {
  throw new Error('not asked in these tests');
};

/** What the IT desk asks, with nothing to tell. */
const deskReports = {
  paused: async () => null,
  nearestNames: async () => [],
  explain: async () => null,
  waiting: async () => ({ at, entries: [], counts: { person: 0, run: 0, request: 0 } }),
  errors: async () => [],
  forecast: async () => never(),
  drift: async () => [],
};

/** The people of these tests, by the object id that Teams would vouch for. */
export const members: Readonly<Record<string, AudienceRole[]>> = { ivo: ['it'], iris: ['it'], hanna: ['hr'], eva: [] };

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

export interface BotHouse extends Talk {
  bot: Bot;
  reports: BotParts['reports'];
  service: BotParts['runs'];
  connector: FakeConnector;
  runs: Map<string, Run>;
  results: Map<string, OperationResult>;
  /** What every run of this house would do. */
  plan: Operation[];
  audit: AuditEvent[];
  conversations: Map<string, Conversation>;
  /** What was sent to somebody, newest last, as text. */
  heard(who: string): string[];
  close(): Promise<void>;
}

/** The bot with the real run service, an inbox for what it sends, and stores in memory. `more` replaces parts of it. */
export async function openBot(more: Partial<BotParts> = {}): Promise<BotHouse> {
  const connector = await startFakeConnector();
  const runs = new Map<string, Run>();
  const results = new Map<string, OperationResult>();
  const plan = [operation];
  const entries = () => plan.map((one) => ({ operation: one, result: results.get(one.id) ?? null }));
  const audit: AuditEvent[] = [];
  const conversations = new Map<string, Conversation>();
  const cards: SentCard[] = [];
  const outbox = createMemoryOutbox();
  const clock = { now: () => new Date(at) };
  const member = (aadObjectId: string): Member => ({
    aadObjectId,
    name: aadObjectId,
    address: `${aadObjectId}@voorbeeld.nl`,
    personKey: aadObjectId === 'eva' ? 'P1' : null,
    roles: members[aadObjectId] ?? [],
  });
  const stores = {
    runs: {
      find: async (id: string) => runs.get(id) ?? null,
      operations: async () => entries(),
      decide: async (id: string, decision: NonNullable<Run['decision']>, state: Run['state']) => {
        const run = runs.get(id);
        if (run?.state !== 'awaiting-approval' || run.fingerprint !== decision.fingerprint || run.decision !== null)
          return null;
        const decided = { ...run, decision, state };
        runs.set(id, decided);
        return decided;
      },
    },
    audit: { append: async (events: readonly AuditEvent[]) => void audit.push(...events), list: async () => [] },
    jobs: { ask: async () => {} },
  } as unknown as Stores;

  const parts = {
    bot: { appId: null, tenantId: null, appType: null, password: null },
    allowedTenantIds: [],
    language: 'en' as const,
    timeZone: 'Europe/Amsterdam',
    reports: {
      status: async (): Promise<StatusReport> => ({
        at,
        directoryName: 'the sandbox',
        isSandbox: true,
        policyVersion: 'v',
        lastRun: [...runs.values()][0] ?? null,
        sources: [{ sourceId: 'hr', readAt: at, changedAt: null, people: 3, setAside: 0, lagMs: 900 }],
        waitingForApproval: [...runs.values()].filter((run) => run.state === 'awaiting-approval'),
        blocked: [],
        failed: null,
        peopleWaiting: 0,
        people: 3,
        accounts: 4,
        paused: null,
        frozenUntil: null,
        proposedPolicy: null,
        letters: await outbox.queue(),
        recentRuns: [1, 2].map((id) => ({ id: String(id), state: 'finished' as const, changed: id, failed: 0, at })),
      }),
      run: async (id: string) => {
        const run = runs.get(id);
        return run === undefined ? null : { run, operationCount: plan.length, operations: entries() };
      },
      ...deskReports,
      runs: async () => [...runs.values()],
      person: async (personKey: string) => ({
        person: {
          personKey,
          sourceId: 'hr',
          callName: 'Jan',
          birthName: 'Jansen',
          nameUse: 'birth' as const,
          employments: [],
          leaves: [],
        },
        unit: null,
        account: null,
        managerName: null,
        groupNames: [],
        waitingFor: [],
        events: [],
      }),
      findPeople: async (text: string) =>
        (text === 'jansen' ? [1, 2] : [1]).map((key) => ({
          personKey: `P${key}`,
          sourceId: 'hr',
          callName: 'Jan',
          birthName: 'Jansen',
          nameUse: 'birth' as const,
          employments: [],
          leaves: [],
        })),
    },
    desk: {
      pause: async () => never(),
      resume: async () => never(),
      unfreeze: async () => never(),
      previewUndo: async () => null,
      undo: async () => ({ kind: 'nothing' as const }),
    },
    requests: noRequests,
    access: noAccess,
    passes: noPasses,
    membership: {
      member: async (id: string) => (id in members ? member(id) : null),
      holders: async (role: AudienceRole) =>
        Object.keys(members)
          .filter((id) => members[id]?.includes(role))
          .map(member),
    },
    conversations: {
      save: async (conversation: Conversation) => void conversations.set(conversation.aadObjectId, conversation),
      find: async (_tenant: string, id: string) => conversations.get(id) ?? null,
      findByPeople: async (ids: readonly string[]) => ids.flatMap((id) => conversations.get(id) ?? []),
      setStatus: async (_tenant: string, id: string, status: Conversation['status']) => {
        const known = conversations.get(id);
        if (known) conversations.set(id, { ...known, status });
      },
      saveSentCard: async (card: SentCard) => {
        const known = cards.findIndex((one) => one.subject === card.subject && one.aadObjectId === card.aadObjectId);
        cards.splice(known < 0 ? cards.length : known, known < 0 ? 0 : 1, card);
      },
      sentCards: async (subject: string) => cards.filter((card) => card.subject === subject),
    },
    audit: stores.audit,
    stores: {
      outbox,
      requests: { find: async () => null, list: async () => [] },
      grants: { find: async () => null },
      jobs: { lock: async () => true, unlock: async () => {} },
    },
    quietHours: async () => null,
    deputyOf: async () => null,
    installForUser: null,
    clock,
    logger: quiet,
    directory: { name: 'the sandbox', isSandbox: true },
  };
  let bot: Bot | null = null;
  /** What is told is there when telling is over. */
  const tell: Notifier['tell'] = async (news) => {
    await bot?.notifier.tell(news);
    await bot?.delivery.drain();
  };
  const service = createRunService(
    {
      stores,
      clock,
      notifier: { tell },
      loadPolicy: async () => ({ policy: { approvals: Approvals.parse({}) } }),
    },
    () => {},
  );
  bot = createBot({ ...parts, runs: service, ...more }, { owner: 'test', random: () => 0.5 });
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (req, res) => bot?.handle(req, res));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;

  return {
    bot: { ...bot, notifier: { tell } },
    reports: parts.reports,
    service,
    connector,
    runs,
    results,
    plan,
    audit,
    conversations,
    ...talkToBot(() => url, connector.url),
    heard: (who) =>
      connector.sent
        .filter((entry) => entry.conversationId === `chat-${who}`)
        .map((entry) => JSON.stringify(entry.activity.attachments?.[0]?.content ?? entry.activity.text)),
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await connector.close();
    },
  };
}

/** A run that waits for a yes. */
export function heldRun(more: Partial<Run> = {}): Run {
  return {
    ...newRun({ trigger: 'file', by: { kind: 'system', id: 'instroom', name: 'Instroom' }, at }),
    id: '42',
    state: 'awaiting-approval',
    fingerprint: 'f1',
    verdict: { kind: 'needs-approval', reasons: ['Accounts to disable: 30 of 40.'], refusals: [] },
    counts: { 'disable-account': 1 },
    ...more,
  };
}
