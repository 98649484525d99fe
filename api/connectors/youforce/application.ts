import type { SourceMemory } from '../../../models/hr-connector.ts';
import type { Clock } from '../../../models/ports.ts';
import { createLine, type Line } from '../../outbound/line.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { enoughAt, fillPurse, type Purse, type PurseRule } from './purse.ts';

/** What is wanted of a purse, and for which source. */
export interface Wish {
  purse: string;
  rule: PurseRule;
  need: number;
  who: string;
  /** For something that was begun: those who wait to begin stand behind it. */
  goesOn?: boolean;
}

/** Taken, or when there will be enough (ms since 1970); null when there never will. */
type Taking = { kind: 'taken' } | { kind: 'wait'; untilMs: number | null };

/**
 * One application that is registered with Visma. The maker counts its calls and tokens, whichever customer is read: every source of this
 * process with its client id shares one of these, and what is left is remembered where other instances and the next start find it.
 */
export interface Application {
  line: Line;
  memory: SourceMemory;
  take(wish: Wish): Promise<Taking>;
  giveBack(wish: Pick<Wish, 'purse' | 'rule' | 'need'>): Promise<void>;
  levelOf(purse: string, rule: PurseRule): Promise<number>;
  /** Until when nothing is sent because the system said that it was too much (ms since 1970). */
  heldUntil: { ms: number };
  /** One after the other, also over several instances on one store, such as askers for one token. @throws InstroomError as `SourceMemory.alone` */
  inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

/**
 * One call in 0.6 s and three at once are borne. One after the other wins nearly all of that, and leaves the rest to another process;
 * a little more time, because what leaves here evenly does not arrive so.
 */
const pace = { atOnce: 1, everyMs: 620 };

const patience = { attempts: 4, firstWaitMs: 1_300, longestWaitMs: 30_000 };

/** Who was refused and has not come back for so long has given up. */
const patienceInQueueMs = 6 * 3_600_000;

export function openApplication(
  memory: SourceMemory,
  { clock, sleep, ticks }: Pick<ConnectorParts, 'clock' | 'sleep' | 'ticks'>,
): Application {
  const line = createLine({
    pace,
    patience,
    timeoutMs: 120_000,
    mostBytes: 50_000_000,
    sleep,
    ...(ticks === undefined ? {} : { now: ticks }),
  });
  const turns = createTurns();
  // First here, then among the instances that share the store: those of this process need not look for the lock.
  const inTurn: Application['inTurn'] = (name, work) => turns(name, () => memory.alone(name, work));
  const queue = createQueue(clock);
  const look = async (purse: string, rule: PurseRule) =>
    fillPurse(asPurse(await memory.recall(`purse ${purse}`)), rule, clock.now().getTime());
  const put = (purse: string, { level, atMs }: Purse) => memory.keep(`purse ${purse}`, { level, atMs });
  return {
    line,
    memory,
    heldUntil: { ms: 0 },
    inTurn,
    take: ({ purse, rule, need, who, goesOn = false }) =>
      inTurn(`purse ${purse}`, async () => {
        const now = await look(purse, rule);
        // Those who wait longer come first: otherwise whoever is asked first each time would take all that comes in.
        const ahead = goesOn ? 0 : queue.ahead(purse, who);
        const at = enoughAt(now, Math.min(need + ahead, Math.max(rule.size, need)), rule);
        if (at === now.atMs) {
          queue.leave(purse, who);
          await put(purse, { ...now, level: now.level - need });
          return { kind: 'taken' };
        }
        if (!goesOn) queue.join(purse, { who, need });
        return { kind: 'wait', untilMs: at };
      }),
    giveBack: ({ purse, rule, need }) =>
      inTurn(`purse ${purse}`, async () => {
        const now = await look(purse, rule);
        await put(purse, { ...now, level: Math.min(rule.size, now.level + need) });
      }),
    levelOf: async (purse, rule) => (await look(purse, rule)).level,
  };
}

function asPurse(value: unknown): Purse | null {
  if (typeof value !== 'object' || value === null || !('level' in value) || !('atMs' in value)) return null;
  const { level, atMs } = value;
  return typeof level === 'number' && typeof atMs === 'number' ? { level, atMs } : null;
}

function createTurns(): Application['inTurn'] {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const result = (last.get(name) ?? Promise.resolve()).then(work);
    last.set(
      name,
      result.catch(() => {}),
    );
    return result;
  };
}

interface Waiting {
  since: number;
  seenAt: number;
  need: number;
}

/** Who waits for what, longest first. Of this process alone: after a start the order begins anew, the purses do not. */
function createQueue(clock: Clock) {
  const purses = new Map<string, Map<string, Waiting>>();
  const of = (purse: string) => {
    const known = purses.get(purse) ?? new Map<string, Waiting>();
    purses.set(purse, known);
    return known;
  };
  return {
    /** What those want who wait longer. */
    ahead: (purse: string, who: string): number => {
      const now = clock.now().getTime();
      const own = of(purse).get(who)?.since ?? now;
      let sum = 0;
      for (const [name, { since, seenAt, need }] of of(purse))
        if (name !== who && since < own && now - seenAt <= patienceInQueueMs) sum += need;
      return sum;
    },
    join: (purse: string, { who, need }: { who: string; need: number }): void => {
      const now = clock.now().getTime();
      of(purse).set(who, { since: of(purse).get(who)?.since ?? now, seenAt: now, need });
    },
    leave: (purse: string, who: string): void => void of(purse).delete(who),
  };
}
