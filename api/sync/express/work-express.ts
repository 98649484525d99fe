import { setTimeout as sleep } from 'node:timers/promises';
import { InstroomError } from '../../../models/errors.ts';
import type { Notice } from '../../../models/notice.ts';
import type { RunService } from '../../../models/ports.ts';
import type { SomePeople } from '../../../models/run.ts';
import { recordId } from '../../../models/same-people.ts';
import { system } from '../audit-run.ts';
import { loadPause } from '../pause.ts';
import { refreshMirror } from '../read-world.ts';
import { expressLock, runLock } from '../run-lock.ts';
import type { SyncParts } from '../sync-parts.ts';
import { keepLease, type Worker } from '../work.ts';
import { endCutOff } from './end-express.ts';
import { createMeasuring, type ExpressParts } from './express-parts.ts';
import { leaveOutTooEarly } from './find-too-early.ts';
import { askFollowUp } from './follow-up.ts';
import type { LatestReadings } from './read-some.ts';
import { type ExpressAsk, runExpress } from './run-express.ts';

/** With more people than this a run over everybody does as well. */
export const mostPeople = 200;

const mostNotices = 200;

/** A source that is being written is asked again so often; then a run over everybody waits for it. */
const mostBusyTries = 20;

interface ExpressTimes {
  pollMs: number;
  leaseMs: number;
  busyMs: number;
}

const usualTimes: ExpressTimes = { pollMs: 500, leaseMs: 30_000, busyMs: 500 };

interface ExpressWork {
  parts: ExpressParts;
  runs: Pick<RunService, 'start'>;
  owner: string;
  times: ExpressTimes;
  /** How often a source was met while it was being written, one time after another. */
  busy: { tries: number };
}

/**
 * Works notices of changes off as they come, in express runs, one at a time in a directory and beside whatever run over everybody is under
 * way. What comes while one is at work is joined in the next. Notices go when their run has ended, so whoever dies over them leaves them.
 */
export function startExpressWorker(
  parts: SyncParts,
  runs: Pick<RunService, 'start'>,
  options: { owner: string; latest: LatestReadings; times?: Partial<ExpressTimes> },
): Worker {
  const times = { ...usualTimes, ...options.times };
  const express: ExpressParts = { ...parts, latest: options.latest, measure: createMeasuring() };
  const work: ExpressWork = { parts: express, runs, owner: options.owner, times, busy: { tries: 0 } };
  const mirror = createRefresher(parts, { owner: options.owner, leaseMs: times.leaseMs });
  let stopping = false;
  let isWoken = false;
  let wakeUp: () => void = () => {};

  const loop = async (): Promise<void> => {
    while (!stopping) {
      isWoken = false;
      const done = await workOnce(work).catch((error: unknown) => {
        parts.logger.error({ error }, 'express worker failed');
        return null;
      });
      if (done?.wrote === true) mirror.ask();
      if (done !== null || stopping || isWoken) continue;
      mirror.start();
      const signal = new AbortController();
      wakeUp = () => signal.abort();
      await sleep(times.pollMs, undefined, { signal: signal.signal }).catch(() => {});
      wakeUp = () => {};
    }
  };
  const running = loop();
  return {
    wake: () => {
      isWoken = true;
      wakeUp();
    },
    stop: async () => {
      stopping = true;
      wakeUp();
      await running;
      await mirror.stop();
    },
  };
}

/** Takes what was told so far and looks at all of it in one run; null when there is nothing, or nothing that can be done now. */
async function workOnce(work: ExpressWork): Promise<{ wrote: boolean } | null> {
  const { parts, owner, times } = work;
  const { jobs, notices } = parts.stores;
  const told = await notices.list(mostNotices);
  const urgent = told.filter(({ isUrgent }) => isUrgent);
  if (told.length === 0 || (urgent.length === 0 && (await loadPause(parts)) !== null)) return null;
  const policy = await parts.loadPolicy();
  const waiting = urgent.length > 0 ? urgent : await leaveOutTooEarly(told, policy, parts);
  if (waiting.length === 0) return null;
  const lock = () =>
    jobs.lock({ name: expressLock, owner, now: parts.clock.now().toISOString(), leaseMs: times.leaseMs });
  if (!(await lock())) return null;
  const keeper = keepLease({ everyMs: times.leaseMs / 3, extend: lock });
  try {
    await endCutOff(parts, keeper.check);
    return await carryOut(waiting, work, keeper.check);
  } finally {
    keeper.stop();
    await jobs.unlock(expressLock, owner);
  }
}

async function carryOut(
  waiting: readonly Notice[],
  work: ExpressWork,
  holdOn: () => Promise<void>,
): Promise<{ wrote: boolean } | null> {
  const { parts, runs } = work;
  const { notices } = parts.stores;
  const taken = takeSome(waiting);
  const forget = () => notices.remove(taken.map(({ id }) => id));
  const [first] = taken;
  const trigger = first?.trigger ?? 'webhook';
  const ask = joinNotices(taken, trigger);
  const outcome = await runExpress(ask, parts, holdOn).catch((error: unknown) => handleBusy(error, work));
  if (outcome === 'wait') return null;
  work.busy.tries = 0;
  if (outcome === 'run' || outcome.next === 'run') await runs.start({ trigger, by: system });
  else if (outcome.next === 'follow-up') await askFollowUp(parts);
  if (outcome !== 'run' && outcome.later.size > 0) await tellAgain(taken, outcome.later, parts);
  await forget();
  return { wrote: outcome !== 'run' && outcome.run.results.done + outcome.run.results.already > 0 };
}

/** As many notices as are about few enough people, the oldest first; at least one. */
function takeSome(waiting: readonly Notice[]): Notice[] {
  const keys = new Set<string>();
  const taken: Notice[] = [];
  for (const notice of waiting) {
    for (const key of notice.personKeys) keys.add(JSON.stringify([notice.sourceId, key]));
    if (keys.size > mostPeople && taken.length > 0) break;
    taken.push(notice);
  }
  return taken;
}

function joinNotices(notices: readonly Notice[], trigger: Notice['trigger']): ExpressAsk {
  const bySource = new Map<string, Set<string>>();
  const toldAt = new Map<string, string>();
  for (const { sourceId, personKeys, at } of notices) {
    const keys = bySource.get(sourceId) ?? new Set();
    bySource.set(sourceId, keys);
    for (const key of personKeys) keys.add(key);
    const known = toldAt.get(sourceId);
    if (known === undefined || at < known) toldAt.set(sourceId, at);
  }
  const people = [...bySource].map(([sourceId, keys]): SomePeople => ({ sourceId, personKeys: [...keys] }));
  return { people, trigger, toldAt, isUrgent: notices.some(({ isUrgent }) => isUrgent === true) };
}

async function handleBusy(error: unknown, { busy, times }: ExpressWork): Promise<'wait' | 'run'> {
  if (!(error instanceof InstroomError) || error.code !== 'hr-busy') throw error;
  busy.tries += 1;
  if (busy.tries >= mostBusyTries) return 'run';
  await sleep(times.busyMs);
  return 'wait';
}

/** Those about whom a run is writing just now are looked at again at once: it stops with them when it comes to them next. */
async function tellAgain(
  taken: readonly Notice[],
  later: ReadonlySet<string>,
  { stores }: ExpressParts,
): Promise<void> {
  for (const { id, personKeys, ...notice } of taken) {
    const { sourceId } = notice;
    const left = personKeys.filter((recordKey) => later.has(recordId({ sourceId, recordKey })));
    if (left.length > 0) await stores.notices.add({ ...notice, id: `${id}+`, personKeys: left });
  }
}

/**
 * Reads Entra again after express runs, when there is nothing else to do, for whoever asks how things are. While a run over everybody is under
 * way that is left to it: it has the lock.
 */
function createRefresher(parts: SyncParts, { owner, leaseMs }: { owner: string; leaseMs: number }) {
  let isAsked = false;
  let running: Promise<void> | null = null;
  const refresh = async (): Promise<void> => {
    const { jobs } = parts.stores;
    const mine = `${owner}-mirror`;
    const lock = () => jobs.lock({ name: runLock, owner: mine, now: parts.clock.now().toISOString(), leaseMs });
    if (!(await lock())) return;
    // Reading all of a large tenant anew takes minutes.
    const keeper = keepLease({ everyMs: leaseMs / 3, extend: lock });
    try {
      await refreshMirror(parts, await parts.loadPolicy());
    } finally {
      keeper.stop();
      await jobs.unlock(runLock, mine);
    }
  };
  return {
    ask: () => {
      isAsked = true;
    },
    start: () => {
      if (!isAsked || running !== null) return;
      isAsked = false;
      running = refresh()
        .catch((error: unknown) => parts.logger.warn({ error }, 'Entra could not be read after an express run'))
        .finally(() => {
          running = null;
        });
    },
    stop: async () => void (await running),
  };
}
