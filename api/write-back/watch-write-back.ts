import type { AuditEvent } from '../../models/audit.ts';
import { InstroomError } from '../../models/errors.ts';
import type { HrConnector, Telling, WriteBackOutcome } from '../../models/hr-connector.ts';
import type { JobStore } from '../../models/job.ts';
import { keepLooking, type Looking } from '../../models/keep-looking.ts';
import type { Clock, Directory, Logger } from '../../models/ports.ts';
import type { Source } from '../../models/source.ts';
import type { Stores } from '../../models/stores.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import type { PlanInput } from '../engine/survey-world.ts';
import { type Due, findDue } from './find-due.ts';

export interface WriteBackParts {
  stores: Pick<Stores, 'audit'> & { identity: Pick<Stores['identity'], 'links'> } & {
    jobs: Pick<JobStore, 'lock' | 'unlock'>;
  };
  directory: Pick<Directory, 'identify'>;
  loadPolicy(): Promise<CompiledPolicy>;
  connectorsOf(policy: CompiledPolicy): readonly HrConnector[];
  /** HR and Entra as last read; the very same while nothing changed. */
  known(): Promise<{ input: PlanInput } | null>;
  isPaused(): Promise<boolean>;
  clock: Clock;
  logger: Logger;
  /** The name under which this process does it. */
  owner: string;
}

/**
 * How often is looked, and for how long somebody is left alone of whom HR was told, or refused to be. Connectors that remember whom they
 * told have rests of their own, that outlive a start.
 */
const usualTimes = { lookMs: 60_000, restMs: 12 * 3_600_000 };

/** So many in one look: a request each, at the pace that the system bears. */
const mostAtOnce = 100;

const lockName = 'write-back';
const leaseMs = 10 * 60_000;

/**
 * Tells HR systems what Entra has, where their settings ask for it, for as long as the process lives; with several processes one of them
 * does. What went wrong is logged and tried again.
 */
export function watchWriteBack(parts: WriteBackParts, times: Partial<typeof usualTimes> = {}): Looking {
  const { lookMs, restMs } = { ...usualTimes, ...times };
  return keepLooking(createLook(parts, restMs), {
    everyMs: lookMs,
    failed: (error) => parts.logger.error({ error }, 'HR could not be told of Entra'),
  });
}

/** One look after another; who was told lately is remembered where the connector does not, since HR is read again only later. */
export function createLook(parts: WriteBackParts, restMs: number = usualTimes.restMs): () => Promise<void> {
  const { stores, clock, owner } = parts;
  const told: Told = new Map();
  return async () => {
    const policy = await parts.loadPolicy();
    const connectors = parts.connectorsOf(policy).filter((one) => mayTell(one, policy, parts));
    if (connectors.length === 0 || (await parts.isPaused())) return;
    const world = await parts.known();
    const now = clock.now();
    if (world === null) return;
    if (!(await stores.jobs.lock({ name: lockName, owner, now: now.toISOString(), leaseMs }))) return;
    try {
      for (const connector of connectors)
        await tell(connector, { input: world.input, told, now: now.getTime(), restMs }, parts);
    } finally {
      await stores.jobs.unlock(lockName, owner);
    }
  };
}

/** A rehearsal has made-up addresses: they go to a rehearsal of the HR system and never to the real one. */
function mayTell(
  { sourceId, writes, writeBack }: HrConnector,
  { policy }: CompiledPolicy,
  { directory }: WriteBackParts,
): boolean {
  const source: Source | undefined = policy.sources.find(({ id }) => id === sourceId);
  if (writeBack === undefined || writes === undefined || source === undefined) return false;
  const isRehearsal = 'baseUrl' in source && source.baseUrl?.startsWith('http://') === true;
  return directory.identify().isSandbox === isRehearsal;
}

type Told = Map<string, { what: string; at: number }>;

interface Around {
  input: PlanInput;
  told: Told;
  now: number;
  restMs: number;
}

const keyOf = (sourceId: string, recordKey: string): string => `${sourceId} ${recordKey}`;

async function tell(connector: HrConnector, around: Around, parts: WriteBackParts): Promise<void> {
  const { sourceId, writes = 'mail', findUntold } = connector;
  const all = findDue({ sourceId, writes }, around.input, await parts.stores.identity.links());
  const due = findUntold === undefined ? chooseUnrested(sourceId, all, around) : await chooseUntold(all, findUntold);
  if (due.length === 0) return;
  const outcomes = await connector.writeBack?.(due.map((one) => one.told)).catch((error: unknown) => {
    if (!(error instanceof InstroomError)) throw error;
    parts.logger.warn({ sourceId, code: error.code, text: error.message }, 'nothing was written back');
    return null;
  });
  if (outcomes == null) return;
  const byRecord = new Map(outcomes.map((outcome) => [outcome.personKey, outcome]));
  const ended = due.flatMap((one): Ended[] => {
    const outcome = byRecord.get(one.told.personKey);
    return outcome === undefined ? [] : [{ ...one, outcome }];
  });
  if (findUntold === undefined) rest(sourceId, ended, around);
  await record({ sourceId, writes }, ended, parts);
}

function chooseUnrested(sourceId: string, all: readonly Due[], { told, now, restMs }: Around): Due[] {
  const rests = ({ told: one }: Due): boolean => {
    const before = told.get(keyOf(sourceId, one.personKey));
    return before?.what === JSON.stringify(one) && now - before.at < restMs;
  };
  return all.filter((one) => !rests(one)).slice(0, mostAtOnce);
}

/** The connector knows whom it told: of the others those whose turn it is, in its order, so that nobody stands in the way of the rest. */
async function chooseUntold(all: readonly Due[], findUntold: NonNullable<HrConnector['findUntold']>): Promise<Due[]> {
  const untold = await findUntold(all.map(({ told }) => told));
  const turns = new Map(untold.slice(0, mostAtOnce).map(({ personKey }, turn) => [personKey, turn]));
  const turnOf = ({ told }: Due): number => turns.get(told.personKey) ?? 0;
  return all.filter(({ told }) => turns.has(told.personKey)).sort((a, b) => turnOf(a) - turnOf(b));
}

/** What is unclear is compared again at the next look. */
function rest(sourceId: string, ended: readonly Ended[], { told, now }: Around): void {
  for (const { told: wanted, outcome } of ended)
    if (outcome.kind !== 'unclear')
      told.set(keyOf(sourceId, wanted.personKey), { what: JSON.stringify(wanted), at: now });
}

type Ended = Due & { outcome: WriteBackOutcome };

async function record(
  { sourceId, writes }: { sourceId: string; writes: Telling },
  ended: readonly Ended[],
  { stores, clock }: WriteBackParts,
): Promise<void> {
  const at = clock.now().toISOString();
  const events = ended.flatMap(({ personKey, told, outcome }): AuditEvent[] => {
    if (outcome.kind !== 'written' && outcome.kind !== 'refused') return [];
    const said =
      outcome.kind === 'refused' ? `: ${outcome.text}` : ` was told ${writes === 'mail' ? told.mail : told.signIn}.`;
    return [
      {
        id: `write-back:${sourceId}:${personKey}:${at}`,
        at,
        kind: outcome.kind === 'written' ? 'written-back' : 'write-back-refused',
        actor: { kind: 'system', id: 'instroom', name: 'Instroom' },
        runId: null,
        personKey,
        operationId: null,
        text: `${sourceId}${said}`,
      },
    ];
  });
  if (events.length > 0) await stores.audit.append(events);
}
