import type { Note } from '../../models/plan.ts';
import type { Clock, Directory, Reports } from '../../models/ports.ts';
import type { PersonStory, StatusReport } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';

/** How many runs the status shows side by side. */
const chartedRuns = 12;

/** How many events a person's story tells. */
const toldEvents = 12;

/** Notes that mean that somebody waits for a person to mend or decide something. */
const waitingKinds: readonly Note['kind'][] = [
  'waiting',
  'set-aside',
  'candidate',
  'proposal',
  'ambiguous',
  'no-address',
];

interface ReportParts {
  stores: Stores;
  directory: Directory;
  clock: Clock;
}

/** Questions about the past and the present, answered from the stores alone. */
export function createReports(parts: ReportParts): Reports {
  const { stores } = parts;
  return {
    status: () => reportStatus(parts),
    run: async (runId, page = { skip: 0, limit: 100 }) => {
      const run = await stores.runs.find(runId);
      if (run === null) return null;
      const operations = await stores.runs.operations(runId, page);
      const operationCount = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
      return { run, operationCount, operations };
    },
    runs: (limit) => stores.runs.list({ limit }),
    person: (personKey) => tellPerson(personKey, parts),
    findPeople: (text, limit) => stores.people.search(text, limit),
  };
}

async function reportStatus(parts: ReportParts): Promise<StatusReport> {
  const { stores, directory, clock } = parts;
  const { key, name, isSandbox } = directory.identify();
  const [recent, waiting, blocked, people, accounts] = await Promise.all([
    stores.runs.list({ limit: 50 }),
    stores.runs.list({ limit: 20, states: ['awaiting-approval'] }),
    stores.runs.list({ limit: 20, states: ['blocked'] }),
    stores.people.count(),
    stores.accounts.count(key),
  ]);
  const planned = recent.find((run) => run.plannedAt !== null) ?? null;
  return {
    at: clock.now().toISOString(),
    directoryName: name,
    isSandbox,
    policyVersion: planned?.policyVersion ?? null,
    lastRun: recent[0] ?? null,
    sources: (planned?.sources ?? []).map((source) => ({ ...source, lagMs: measureLag(source.sourceId, recent) })),
    waitingForApproval: waiting,
    blocked,
    failed: recent[0]?.state === 'failed' ? recent[0] : null,
    peopleWaiting: (planned?.notes ?? []).filter((note) => waitingKinds.includes(note.kind)).length,
    people,
    accounts,
    recentRuns: recent.slice(0, chartedRuns).reverse().map(chartRun),
  };
}

function chartRun(run: Run): StatusReport['recentRuns'][number] {
  const { id, state, results } = run;
  return {
    id,
    state,
    changed: results.done + results.already,
    failed: results.failed + results.skipped,
    at: run.finishedAt ?? run.askedAt,
  };
}

/** From the last change in HR to the end of the newest run that carried a change of that source, in ms; null when none did. */
function measureLag(sourceId: string, recent: readonly Run[]): number | null {
  for (const run of recent) {
    const source = run.sources.find((entry) => entry.sourceId === sourceId);
    if (run.state !== 'finished' || run.results.done === 0 || run.finishedAt === null || !source?.changedAt) continue;
    const lag = Date.parse(run.finishedAt) - Date.parse(source.changedAt);
    return run.trigger === 'file' || run.trigger === 'webhook' ? Math.max(lag, 0) : null;
  }
  return null;
}

async function tellPerson(personKey: string, parts: ReportParts): Promise<PersonStory | null> {
  const { stores, directory } = parts;
  const key = directory.identify().key;
  const person = await stores.people.find(personKey);
  if (person === null) return null;
  const [account, events, planned] = await Promise.all([
    stores.accounts.findByPersonKey(key, personKey),
    stores.audit.list({ personKey, limit: toldEvents }),
    stores.runs.list({ limit: 5 }),
  ]);
  const unitKey = (person.employments.find((employment) => employment.isPrimary) ?? person.employments[0])?.unitKey;
  const [unit, manager, groups] = await Promise.all([
    unitKey === undefined ? null : stores.people.findUnit(unitKey),
    account?.managerId ? stores.accounts.findById(key, account.managerId) : null,
    account === null ? [] : stores.accounts.groupsOf(key, account.id),
  ]);
  const notes = planned.find((run) => run.plannedAt !== null)?.notes ?? [];
  return {
    person,
    unit,
    account,
    managerName: manager?.attributes.displayName ?? manager?.userPrincipalName ?? null,
    groupNames: groups.map((group) => group.displayName).sort(),
    waitingFor: notes.filter((note) => note.personKey === personKey).map((note) => note.text),
    events,
  };
}
