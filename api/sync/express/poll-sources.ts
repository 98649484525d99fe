import type { HrConnector } from '../../../models/hr-connector.ts';
import { inTurns } from '../../../models/in-turns.ts';
import type { HrReading } from '../../../models/person.ts';
import type { Logger, RunService } from '../../../models/ports.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { system } from '../audit-run.ts';
import type { LatestReadings } from './read-some.ts';
import type { Change } from './tell-change.ts';
import { mostPeople } from './work-express.ts';

/** Looks at sources that cannot tell by themselves, as often as they bear. */
export interface Polls {
  /** Looks at these from now on, and at others no more; one that stays is compared with what was read of it before. */
  follow(connectors: readonly HrConnector[]): Promise<void>;
  /** Looks at one now; false when it is none that is looked at. */
  now(sourceId: string): boolean;
  stop(): Promise<void>;
}

/**
 * Reads each such source every so often, and tells who is not as they were at the reading before. One that cannot be read is left to a run,
 * which tells people what is the matter.
 */
export function createPolls(parts: PollParts): Polls {
  const polls = new Map<HrConnector, ReturnType<typeof startPoll>>();
  const end = async (connectors: Iterable<HrConnector>): Promise<void> => {
    const gone = [...connectors].map((connector) => [connector, polls.get(connector)] as const);
    for (const [connector] of gone) polls.delete(connector);
    await Promise.all(gone.map(([, poll]) => poll?.stop()));
  };
  return {
    follow: async (connectors) => {
      const wanted = new Set(connectors);
      const gone = [...polls.keys()].filter((connector) => !wanted.has(connector));
      for (const connector of wanted) {
        const { pollEveryMs } = connector;
        if (pollEveryMs !== null && !polls.has(connector))
          polls.set(connector, startPoll({ ...connector, pollEveryMs }, parts));
      }
      await end(gone);
    },
    now: (sourceId) => {
      const asked = [...polls].filter(([connector]) => connector.sourceId === sourceId);
      for (const [, poll] of asked) poll.now();
      return asked.length > 0;
    },
    stop: () => end(polls.keys()),
  };
}

interface PollParts {
  latest: LatestReadings;
  runs: Pick<RunService, 'start'>;
  tell(change: Change): Promise<void>;
  isPaused(): Promise<boolean>;
  logger: Logger;
}

function startPoll(connector: HrConnector & { pollEveryMs: number }, parts: PollParts) {
  let before: HrReading | null = null;
  let running: Promise<void> | null = null;
  let isAskedAgain = false;

  const look = async (): Promise<void> => {
    if (await parts.isPaused()) return;
    const reading = await connector.read();
    const changed = before === null ? null : await inTurns(findChanged(before, reading));
    before = reading;
    const { sourceId, readAt } = reading;
    if (changed === null || changed.kind === 'many')
      return void (await parts.runs.start({ trigger: 'schedule', by: system }));
    if (changed.personKeys.length === 0) return;
    parts.latest.keep(reading);
    await parts.tell({ sourceId, personKeys: changed.personKeys, trigger: 'schedule', at: readAt });
  };
  const run = (): void => {
    if (running !== null) {
      isAskedAgain = true;
      return;
    }
    running = look()
      .catch(async (error: unknown) => {
        parts.logger.warn({ error, sourceId: connector.sourceId }, 'a source could not be looked at');
        await parts.runs.start({ trigger: 'schedule', by: system });
      })
      .catch((error: unknown) => parts.logger.error({ error }, 'a run could not be asked for'))
      .finally(() => {
        running = null;
        if (!isAskedAgain) return;
        isAskedAgain = false;
        run();
      });
  };
  const timer = setInterval(run, connector.pollEveryMs);
  return {
    now: run,
    stop: async () => {
      clearInterval(timer);
      isAskedAgain = false;
      await running;
    },
  };
}

type Changed = { kind: 'few'; personKeys: string[] } | { kind: 'many' };

/**
 * Who is not as they were. People who were not read anew are the very same objects, so that little has to be compared. Units and rows that say
 * of nobody whose they are concern everybody.
 */
export function* findChanged(before: HrReading, after: HrReading): Steps<Changed> {
  if (before === after) return { kind: 'few', personKeys: [] };
  if (before.units !== after.units && !isAlike(before.units, after.units)) return { kind: 'many' };
  const known = new Map(before.people.map((person) => [person.personKey, person]));
  const changed = new Set<string>();
  yield* eachStep(after.people, (person) => {
    const one = known.get(person.personKey);
    known.delete(person.personKey);
    if (one !== person && !isAlike(one, person)) changed.add(person.personKey);
  });
  for (const personKey of known.keys()) changed.add(personKey);
  const [aside, asideNow] = [before, after].map(
    ({ setAside }) => new Map(setAside.map((one) => [JSON.stringify(one), one])),
  );
  for (const [one, other] of [
    [aside, asideNow],
    [asideNow, aside],
  ])
    for (const [text, { personKey }] of one ?? []) {
      if (other?.has(text)) continue;
      if (personKey === null) return { kind: 'many' };
      changed.add(personKey);
    }
  return changed.size > mostPeople ? { kind: 'many' } : { kind: 'few', personKeys: [...changed] };
}

/** What the same connector makes of the same rows has its fields in the same order. */
const isAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
