import { z } from 'zod';
import { InstroomError } from '../../models/errors.ts';
import { type HrConnector, SourceEnding } from '../../models/hr-connector.ts';
import type { JobStore } from '../../models/job.ts';
import { keepLooking, type Looking } from '../../models/keep-looking.ts';
import type { Clock, Logger, Notifier } from '../../models/ports.ts';
import type { Stores } from '../../models/stores.ts';
import { daysUntil, stageOf } from './stages.ts';

export interface EndingParts {
  stores: { settings: Pick<Stores['settings'], 'get' | 'set'>; jobs: Pick<JobStore, 'lock' | 'unlock'> };
  /** The connectors of the policy in force. */
  connectors(): Promise<readonly HrConnector[]>;
  notifier: Notifier;
  clock: Clock;
  logger: Logger;
  /** The name under which this process does it. */
  owner: string;
}

/** How often is looked whether a source's turn has come, and how long a source rests: it may cost a request. */
const usualTimes = { lookMs: 15 * 60_000, restMs: 20 * 3_600_000 };

const lockName = 'source-endings';
const leaseMs = 10 * 60_000;

const Told = SourceEnding.extend({ stage: z.number() });
type Told = z.infer<typeof Told>;
const Kept = z.object({ lookedAt: z.string(), told: z.array(Told) });
type Kept = z.infer<typeof Kept>;

/**
 * Tells IT of tokens and consents that end before long, for as long as the process lives; with several processes one of them does. It
 * goes on while Instroom is paused: that is what a consent ends of.
 */
export function watchEndings(parts: EndingParts, times: Partial<typeof usualTimes> = {}): Looking {
  const { lookMs, restMs } = { ...usualTimes, ...times };
  return keepLooking(createLook(parts, restMs), {
    everyMs: lookMs,
    failed: (error) => parts.logger.error({ error }, 'it is not known whether a token or consent ends'),
  });
}

/** One look after another. What was told of a source is kept, so that nothing is told twice and a card can say that it is over. */
export function createLook(parts: EndingParts, restMs: number = usualTimes.restMs): () => Promise<void> {
  const { stores, clock, owner } = parts;
  return async () => {
    const asked = (await parts.connectors()).filter(({ findEndings }) => findEndings !== undefined);
    const now = clock.now();
    if (asked.length === 0) return;
    if (!(await stores.jobs.lock({ name: lockName, owner, now: now.toISOString(), leaseMs }))) return;
    try {
      for (const connector of asked) await lookAt(connector, { now, restMs }, parts);
    } finally {
      await stores.jobs.unlock(lockName, owner);
    }
  };
}

async function lookAt(
  connector: HrConnector,
  { now, restMs }: { now: Date; restMs: number },
  parts: EndingParts,
): Promise<void> {
  const { sourceId } = connector;
  const { settings } = parts.stores;
  const key = `source-endings:${sourceId}`;
  const before = Kept.safeParse(await settings.get(key)).data;
  if (before !== undefined && now.getTime() - Date.parse(before.lookedAt) < restMs) return;
  const endings = await connector.findEndings?.().catch((error: unknown) => {
    if (!(error instanceof InstroomError)) throw error;
    parts.logger.warn({ sourceId, code: error.code, text: error.message }, 'the source does not say what ends');
    return null;
  });
  if (endings == null) return;
  const told = endings.map((ending): Told => ({ ...ending, stage: stageOf(daysUntil(ending.endsOn, now)) }));
  for (const ending of told) if (!wasTold(ending, before)) await tell(sourceId, ending, now, parts);
  for (const { what, endsOn } of before?.told ?? [])
    if (!told.some((one) => one.what === what))
      await parts.notifier.tell({ kind: 'source-goes-on', sourceId, what, endsOn, to: [] });
  await settings.set(key, { lookedAt: now.toISOString(), told } satisfies Kept);
}

const wasTold = (one: Told, before: Kept | undefined): boolean =>
  before?.told.some(({ what, endsOn, stage }) => what === one.what && endsOn === one.endsOn && stage === one.stage) ===
  true;

async function tell(sourceId: string, { what, endsOn }: Told, now: Date, parts: EndingParts): Promise<void> {
  const daysLeft = daysUntil(endsOn, now);
  parts.logger.warn({ sourceId, what, endsOn, daysLeft }, 'reading this source ends before long');
  await parts.notifier.tell({ kind: 'source-ending', sourceId, what, endsOn, daysLeft });
}
