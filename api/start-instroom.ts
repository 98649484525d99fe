import type { AddressInfo } from 'node:net';
import { createBot } from '../bot/create-bot.ts';
import { InstroomError } from '../models/errors.ts';
import type { Clock, Logger, Notifier } from '../models/ports.ts';
import { createApp } from './app.ts';
import { createColleagues } from './colleagues/create-colleagues.ts';
import { createDeputies } from './colleagues/create-deputies.ts';
import type { Config } from './config.ts';
import { createInstaller } from './create-installer.ts';
import { createSyncParts } from './create-sync-parts.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';
import { createAccessPasses } from './joiners/create-access-passes.ts';
import { watchJoiners } from './joiners/watch-joiners.ts';
import { close, listen } from './listen.ts';
import { openExpress } from './open-express.ts';
import { openInbound } from './open-inbound.ts';
import { openSchedule } from './open-schedule.ts';
import { openWorkplace } from './open-workplace.ts';
import { createPolicyKeeper } from './policy/create-policy-keeper.ts';
import { readPolicy } from './policy/read-policy.ts';
import { createMembership } from './reports/create-membership.ts';
import { createReports } from './reports/create-reports.ts';
import { createKnownWorld } from './reports/known-world.ts';
import { createAccessDesk } from './requests/create-access-desk.ts';
import { createRequestService } from './requests/create-request-service.ts';
import type { RequestParts } from './requests/request-parts.ts';
import { startTending } from './requests/start-tending.ts';
import { watchEndings } from './source-endings/watch-endings.ts';
import { system } from './sync/audit-run.ts';
import { createAdoption } from './sync/create-adoption.ts';
import { createDesk } from './sync/create-desk.ts';
import { createDriftDesk } from './sync/create-drift-desk.ts';
import { createRunService } from './sync/create-run-service.ts';
import { createSamePeople } from './sync/create-same-people.ts';
import { createUrgentExits } from './sync/create-urgent-exits.ts';
import { loadPause } from './sync/pause.ts';
import { takeUpRuns } from './sync/take-up-runs.ts';
import { startWorker, type Worker } from './sync/work.ts';
import { watchWriteBack } from './write-back/watch-write-back.ts';

/** A running Instroom. */
export interface Instroom {
  /** Where the API and the bot listen. */
  url: string;
  sandboxUrl: string | null;
  policyPath: string;
  watched: readonly string[];
  directoryName: string;
  /** Ends the run in hand, then puts everything away. */
  stop(): Promise<void>;
}

/**
 * Starts everything: stores, directory, bot, API, worker, schedule; asks for a first run.
 * @throws InstroomError with advice when the configuration, the policy, the store or the port will not do
 */
export async function startInstroom(config: Config, parts: { clock: Clock; logger: Logger }): Promise<Instroom> {
  const { clock, logger } = parts;
  const file = await tryPolicy(config.policyPath);
  const workplace = await openWorkplace(config, { role: 'server', policy: file.policy, clock, logger });
  const { stores, directory } = workplace;
  const policies = createPolicyKeeper({
    path: config.policyPath,
    settings: stores.settings,
    audit: stores.audit,
    clock,
  });
  const policy = await policies.load().catch(async (error: unknown) => {
    await workplace.close();
    throw error;
  });
  const late = createLateNotifier();
  const sync = createSyncParts({
    policies,
    stores,
    directory,
    notifier: late.notifier,
    clock,
    logger,
    sources: workplace.sources,
  });

  let worker: Worker | null = null;
  const runs = createRunService(sync, () => worker?.wake());
  const knowing = { stores, directory, clock, loadPolicy: sync.loadPolicy };
  const known = createKnownWorld(knowing);
  const reports = createReports({ ...knowing, known });
  const owner = `server-${process.pid}-${clock.now().getTime()}`;
  const desk = createDesk({ sync, runs, owner: `${owner}-desk` });
  const membership = createMembership({
    stores,
    directory,
    audiences: async () => (await sync.loadPolicy()).policy.people,
  });
  const { isSandbox, name, key } = directory.identify();
  const urgentExits = createUrgentExits({ stores, clock, runs });
  const adoption = createAdoption(sync, owner);
  const samePeople = createSamePeople(sync, owner);
  const asking: RequestParts = {
    stores,
    directoryKey: key,
    loadPolicy: sync.loadPolicy,
    membership,
    runs,
    urgentExits,
    adoption,
    samePeople,
    drift: createDriftDesk(sync),
    policies: { ...policies, compare: reports.compare },
    notifier: late.notifier,
    clock,
    logger,
  };
  const requests = createRequestService(asking);
  const colleagues = createColleagues(asking);
  const people = async () => (await sync.loadPolicy()).policy.people;
  const joining = { ...asking, directory, colleagues, known, owner };
  const bot = createBot(
    {
      bot: config.bot,
      allowedTenantIds: config.bot.tenantId === null ? [] : [config.bot.tenantId],
      language: policy.policy.language,
      timeZone: policy.policy.timeZone,
      reports,
      runs,
      desk,
      requests,
      access: createAccessDesk(asking),
      passes: createAccessPasses(joining),
      membership,
      conversations: stores.conversations,
      audit: stores.audit,
      clock,
      logger,
      directory: directory.identify(),
      stores,
      quietHours: async () => (await people()).quietHours ?? null,
      deputyOf: createDeputies(colleagues),
      installForUser:
        config.teamsAppId === null
          ? null
          : createInstaller(config.teamsAppId, { directory, settings: stores.settings, clock }),
    },
    { owner },
  );
  late.use(bot.notifier);

  const isPaused = async () => (await loadPause(sync)) !== null;
  const express = openExpress(sync, { runs, isPaused, owner });
  const inbound = openInbound({
    stores,
    secrets: workplace.sources.secrets,
    tell: express.tell,
    loadPolicy: sync.loadPolicy,
    clock,
    logger,
  });
  const app = createApp({
    ...inbound,
    apiKey: config.apiKey,
    reports,
    runs,
    urgentExits,
    adoption,
    samePeople,
    requests,
    language: async () => (await sync.loadPolicy()).policy.language,
    isSandbox,
    logger,
    handleMessage: (req, res) => bot.handle(req, res),
  });
  const server = await listen(app, config);
  await takeUpRuns(sync);
  await bot.delivery.start();
  worker = startWorker(sync, runs, { owner });
  express.start();
  const schedule = await openSchedule(sync, { policy, policyPath: config.policyPath, express, runs, isPaused });
  const tending = startTending(asking);
  const joiners = watchJoiners(joining);
  const writingBack = watchWriteBack({ ...sync, known, isPaused, owner });
  const ending = watchEndings({
    ...sync,
    connectors: async () => sync.connectorsOf(await sync.loadPolicy()),
    owner: `${owner}-endings`,
  });
  if (!(await isPaused())) await runs.start({ trigger: 'start', by: system });

  return {
    url: `http://${config.host}:${(server.address() as AddressInfo).port}`,
    sandboxUrl: workplace.sandboxUrl,
    policyPath: config.policyPath,
    watched: schedule.watched,
    directoryName: name,
    stop: async () => {
      await schedule.stop();
      await close(server);
      await tending.stop();
      await joiners.stop();
      await writingBack.stop();
      await ending.stop();
      await express.stop();
      await worker?.stop();
      await bot.idle();
      await bot.delivery.stop();
      await workplace.close();
    },
  };
}

/** A file that cannot be used is no reason to stop where another policy was accepted: that is known once the store is open. */
async function tryPolicy(path: string): Promise<{ policy: CompiledPolicy | null }> {
  try {
    return { policy: await readPolicy(path) };
  } catch (error) {
    if (error instanceof InstroomError && error.code === 'policy') return { policy: null };
    throw error;
  }
}

/** The bot needs the run service and the run service needs the bot's notifier: this one is handed on when the bot is there. */
function createLateNotifier(): { notifier: Notifier; use(notifier: Notifier): void } {
  let real: Notifier | null = null;
  return {
    notifier: { tell: async (news) => real?.tell(news) },
    use: (notifier) => {
      real = notifier;
    },
  };
}
