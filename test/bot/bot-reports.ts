import type { BotParts } from '../../bot/bot-parts.ts';
import type { StatusReport } from '../../models/report.ts';
import { type BotWorld, entriesOf } from './bot-stores.ts';

export const at = '2026-11-24T08:00:00.000Z';

const never = (): never => {
  throw new Error('not asked in these tests');
};

const jan = (personKey: string) => ({
  personKey,
  sourceId: 'hr',
  callName: 'Jan',
  birthName: 'Jansen',
  nameUse: 'birth' as const,
  employments: [],
  leaves: [],
});

/** What the reports say of a world. What the IT desk asks has nothing to tell. */
export function reportsOf(world: BotWorld): BotParts['reports'] {
  const { runs } = world;
  const inState = (state: string) => [...runs.values()].filter((run) => run.state === state);
  return {
    status: async (): Promise<StatusReport> => ({
      at,
      directoryName: 'the sandbox',
      isSandbox: true,
      policyVersion: 'v',
      lastRun: [...runs.values()][0] ?? null,
      sources: [{ sourceId: 'hr', readAt: at, changedAt: null, people: 3, setAside: 0, lagMs: 900 }],
      waitingForApproval: inState('awaiting-approval'),
      blocked: [],
      failed: null,
      peopleWaiting: 0,
      people: 3,
      accounts: 4,
      paused: null,
      frozenUntil: null,
      proposedPolicy: null,
      letters: { waiting: 0, oldestAt: null, undeliverable: 0 },
      recentRuns: [1, 2].map((id) => ({ id: String(id), state: 'finished' as const, changed: id, failed: 0, at })),
    }),
    run: async (id) => {
      const run = runs.get(id);
      return run === undefined ? null : { run, operationCount: world.plan.length, operations: entriesOf(world) };
    },
    runs: async () => [...runs.values()],
    person: async (personKey) => ({
      person: jan(personKey),
      unit: null,
      account: null,
      managerName: null,
      groupNames: [],
      waitingFor: [],
      events: [],
    }),
    findPeople: async (text) => (text === 'jansen' ? ['P1', 'P2'] : ['P1']).map(jan),
    paused: async () => null,
    nearestNames: async () => [],
    explain: async () => null,
    waiting: async () => ({ at, entries: [], counts: { person: 0, run: 0, request: 0 } }),
    errors: async () => [],
    forecast: async () => never(),
    drift: async () => [],
  } as BotParts['reports'];
}
