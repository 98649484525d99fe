import { type ApplyNowAsk, applyNow } from '../../../../api/sync/apply-now.ts';
import { createLatestReadings, type LatestReadings } from '../../../../api/sync/express/read-some.ts';
import { tellChange } from '../../../../api/sync/express/tell-change.ts';
import { startExpressWorker } from '../../../../api/sync/express/work-express.ts';
import type { SyncParts } from '../../../../api/sync/sync-parts.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import type { Person } from '../../../../models/person.ts';
import type { Run, RunTrigger } from '../../../../models/run.ts';
import { openSync, type SyncHouse } from '../open-sync.ts';

/** A house whose source can be asked for single people, with an express worker that works when the test says so. */
export interface ExpressHouse extends Omit<SyncHouse, 'apply'> {
  connector: HrConnector;
  latest: LatestReadings;
  /** What triggered the runs over everybody that were asked for. */
  asked: RunTrigger[];
  /** Tells of these people, and waits until everything that was told is dealt with. */
  change(...personKeys: string[]): Promise<void>;
  tell(...personKeys: string[]): Promise<void>;
  /** The same, of a source by its id. */
  changeOf(sourceId: string, ...personKeys: string[]): Promise<void>;
  /** Works until nothing is left to do. */
  work(parts?: SyncParts): Promise<void>;
  apply(ask?: Partial<ApplyNowAsk>, as?: SyncParts): Promise<Run>;
  titleOf(personKey: string): string | null | undefined;
}

/** @param options.people - as `openSync` has it */
export async function openExpressHouse(options: Parameters<typeof openSync>[0]): Promise<ExpressHouse> {
  const house = await openSync(options);
  const { parts, people } = house;
  // Time goes on with every look at the clock, as it does in life.
  let tick = 0;
  const clock = { now: () => new Date(Date.parse('2026-11-24T08:00:00.000Z') + tick++) };
  const connectors = parts.connectorsOf(await parts.loadPolicy()).map((whole): HrConnector => {
    const list = whole.sourceId === 'hr' ? people : house.others;
    return {
      ...whole,
      read: async () => ({ ...(await whole.read()), readAt: clock.now().toISOString() }),
      readPeople: async (personKeys) => ({
        sourceId: whole.sourceId,
        readAt: clock.now().toISOString(),
        changedAt: null,
        people: structuredClone(list.filter(({ personKey }) => personKeys.includes(personKey))),
        setAside: [],
      }),
    };
  });
  const [connector] = connectors;
  if (connector === undefined) throw new Error('no connector');
  const sync: SyncParts = { ...parts, clock, connectorsOf: () => connectors };
  const asked: RunTrigger[] = [];
  const latest = createLatestReadings();
  const runs = { start: async ({ trigger }: { trigger: RunTrigger }) => void asked.push(trigger) as never };
  let told = 0;
  const tellOf = (sourceId: string, personKeys: readonly string[]) =>
    tellChange(
      { sourceId, personKeys, trigger: 'webhook' },
      {
        stores: house.stores,
        runs,
        connectorOf: async (id) => connectors.find((one) => one.sourceId === id),
        isPaused: async () => false,
        poll: () => false,
        wake: () => {},
        newId: () => `n${++told}`,
        clock,
      },
    );
  const tell: ExpressHouse['tell'] = (...personKeys) => tellOf('hr', personKeys);
  const work: ExpressHouse['work'] = async (as = sync) => {
    const worker = startExpressWorker(as, runs, { owner: `express-${++told}`, latest, times: { pollMs: 5 } });
    for (let tries = 0; tries < 2000 && (await house.stores.notices.list(1)).length > 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await worker.stop();
  };
  const accountOf = (personKey: string) =>
    [...house.world.accounts.values()].find(({ stampedPersonKey }) => stampedPersonKey === personKey);
  return {
    ...house,
    parts: sync,
    connector,
    latest,
    asked,
    tell,
    work,
    change: async (...personKeys) => {
      await tell(...personKeys);
      await work();
    },
    changeOf: async (sourceId, ...personKeys) => {
      await tellOf(sourceId, personKeys);
      await work();
    },
    titleOf: (personKey) => accountOf(personKey)?.attributes.jobTitle,
    apply: (ask, as = sync) =>
      applyNow({ by: { kind: 'cli', id: 'cli', name: 'command line' }, owner: 'test', approve: false, ...ask }, as),
  };
}

/** Gives somebody another function. */
export function retitle(people: readonly Person[], personKey: string, functionTitle: string): void {
  for (const person of people)
    if (person.personKey === personKey)
      for (const employment of person.employments) employment.functionTitle = functionTitle;
}
