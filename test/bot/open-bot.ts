import type { AddressInfo } from 'node:net';
import express from 'express';
import { createRunService, newRun } from '../../api/sync/create-run-service.ts';
import type { BotParts } from '../../bot/bot-parts.ts';
import { type Bot, type BotOptions, createBot } from '../../bot/create-bot.ts';
import { Approvals, type AudienceRole } from '../../models/approvals.ts';
import type { Notifier } from '../../models/ports.ts';
import type { Member } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';
import { type FakeConnector, startFakeConnector } from '../fakes/start-fake-connector.ts';
import { type Talk, talkToBot } from '../fakes/talk-to-bot.ts';
import { at, reportsOf } from './bot-reports.ts';
import { type BotWorld, createBotWorld, openBotStores, type ProcessStores } from './bot-stores.ts';
import { noAccess, noPasses, noRequests } from './no-requests.ts';

export { at } from './bot-reports.ts';
export { operation } from './bot-stores.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

const never = (): never => {
  throw new Error('not asked in these tests');
};

/** The people of these tests, by the object id that Teams would vouch for. */
export const members: Readonly<Record<string, AudienceRole[]>> = { ivo: ['it'], iris: ['it'], hanna: ['hr'], eva: [] };

const memberOf = (aadObjectId: string): Member => ({
  aadObjectId,
  name: aadObjectId,
  address: `${aadObjectId}@voorbeeld.nl`,
  personKey: aadObjectId === 'eva' ? 'P1' : null,
  roles: members[aadObjectId] ?? [],
});

const membership: BotParts['membership'] = {
  member: async (id) => (id in members ? memberOf(id) : null),
  holders: async (role) =>
    Object.keys(members)
      .filter((id) => members[id]?.includes(role))
      .map(memberOf),
};

export interface BotHouse extends BotWorld, Talk {
  /** The bot of the process that runs now. */
  readonly bot: Bot;
  reports: BotParts['reports'];
  readonly service: BotParts['runs'];
  connector: FakeConnector;
  /** Ends the process as a power cut does: nothing that it asks of a store is answered any more. */
  kill(): void;
  /** Starts another process on the same stores, beside the one that is there or in its stead. */
  startAnother(): Promise<Bot>;
  /** What was sent to somebody, newest last, as text. */
  heard(who: string): string[];
  /** What stands in somebody's chat now, as text. */
  chat(who: string): string[];
  close(): Promise<void>;
}

interface Process {
  bot: Bot;
  service: BotParts['runs'];
  stores: ProcessStores;
}

/** One process: the bot with the real run service, before stores that outlive it. */
function startProcess(world: BotWorld, more: Partial<BotParts>, options: BotOptions): Process {
  const stores = openBotStores(world);
  const parts = {
    bot: { appId: null, tenantId: null, appType: null, password: null },
    allowedTenantIds: [],
    language: 'en' as const,
    timeZone: 'Europe/Amsterdam',
    reports: reportsOf(world),
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
    membership,
    ...stores.bot,
    quietHours: async () => null,
    deputyOf: async () => null,
    installForUser: null,
    clock: { now: () => new Date(at) },
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
      stores: stores.stores,
      clock: parts.clock,
      notifier: { tell },
      loadPolicy: async () => ({ policy: { approvals: Approvals.parse({}) } }),
    },
    () => {},
  );
  bot = createBot({ ...parts, runs: service, ...more }, options);
  return { bot: { ...bot, notifier: { tell } }, service, stores };
}

/** The bot, an inbox for what it sends, and stores in memory. `more` replaces parts of it. */
export async function openBot(more: Partial<BotParts> = {}, options: Partial<BotOptions> = {}): Promise<BotHouse> {
  const connector = await startFakeConnector(() => more.clock?.now().getTime() ?? 0);
  const world = createBotWorld();
  let processes = 0;
  const start = () => {
    processes += 1;
    return startProcess(world, more, { owner: `process ${processes}`, random: () => 0.5, ...options });
  };
  let current = start();
  const app = express();
  app.use(express.json());
  app.post('/api/messages', (req, res) => current.bot.handle(req, res));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;

  const talk = talkToBot(() => url, connector.url);
  const textOf = ({ attachments, text }: { attachments?: { content: unknown }[]; text?: string }): string =>
    JSON.stringify(attachments?.[0]?.content ?? text);
  return {
    ...world,
    get bot() {
      return current.bot;
    },
    get service() {
      return current.service;
    },
    reports: reportsOf(world),
    connector,
    kill: () => current.stores.kill(),
    startAnother: async () => {
      current = start();
      return current.bot;
    },
    say: async (...said) => {
      await talk.say(...said);
      await current.bot.idle();
    },
    press: talk.press,
    heard: (who) =>
      connector.sent
        .filter((entry) => entry.conversationId === `chat-${who}` && entry.activity.type !== 'typing')
        .map((entry) => textOf(entry.activity)),
    chat: (who) => [...(connector.chats.get(`chat-${who}`)?.values() ?? [])].map(textOf),
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
