import type { Outlook, Why } from '../../models/desk.ts';
import { freezeSetting, Pause, pausedSetting } from '../../models/desk.ts';
import { InstroomError } from '../../models/errors.ts';
import { inTurns } from '../../models/in-turns.ts';
import type { Person } from '../../models/person.ts';
import { ProposedPolicy, proposedPolicySetting } from '../../models/policy-version.ts';
import type { Clock, Directory, Reports } from '../../models/ports.ts';
import type { PersonStory, StatusReport } from '../../models/report.ts';
import type { Run } from '../../models/run.ts';
import type { Stores } from '../../models/stores.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { comparisonSteps, type PolicyComparison } from '../engine/outlook/compare-policies.ts';
import { explainWhy } from './explain-why.ts';
import { createPeopleFinder, type PeopleFinder } from './find-people.ts';
import { createKnownWorld, type KnownWorld } from './known-world.ts';
import { measureLag } from './measure-lag.ts';
import { reportErrors } from './report-errors.ts';
import { reportForecast } from './report-forecast.ts';
import { reportWaiting, waitingKinds } from './report-waiting.ts';

/** How many runs the status shows side by side. */
const chartedRuns = 12;

/** Of so many express runs the lag is measured. */
const measuredRuns = 200;

/** How many events a person's story tells. */
const toldEvents = 12;

interface ReportParts {
  stores: Stores;
  directory: Directory;
  clock: Clock;
  /** The policy as it is now. */
  loadPolicy(): Promise<CompiledPolicy>;
  /** Everybody as last read, where others ask for that as well: it is large. */
  known?: () => Promise<KnownWorld | null>;
}

/** Who would gain and lose what by another policy, for everybody as last read; null as long as Entra was never read. */
export type PolicyComparer = (proposed: CompiledPolicy) => Promise<PolicyComparison | null>;

/** Questions about the past and the present, answered from the stores alone. */
export function createReports(parts: ReportParts): Reports & { compare: PolicyComparer } {
  const { stores } = parts;
  const known = parts.known ?? createKnownWorld(parts);
  const answers = createAnswers(parts, known);
  return {
    status: () => reportStatus(parts),
    paused: async () => Pause.safeParse(await stores.settings.get(pausedSetting)).data ?? null,
    run: async (runId, page = { skip: 0, limit: 100 }) => {
      const run = await stores.runs.find(runId);
      if (run === null) return null;
      const operations = await stores.runs.operations(runId, page);
      const operationCount = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
      return { run, operationCount, operations };
    },
    runs: (limit, { withNotes } = { withNotes: false }) => stores.runs.list({ limit, withoutNotes: !withNotes }),
    person: (personKey) => tellPerson(personKey, parts),
    ...answers,
    waiting: () => reportWaiting(parts),
    errors: () => reportErrors(parts),
    compare: async (proposed) => {
      const world = await known();
      return world === null ? null : inTurns(comparisonSteps(world.input, { ...world.input, policy: proposed }));
    },
  };
}

/** Answers that need everybody: from the world as it was last read, which is kept while nothing changes. */
function createAnswers(
  parts: ReportParts,
  known: () => Promise<KnownWorld | null>,
): Pick<Reports, Exclude<keyof Reports, 'status' | 'paused' | 'run' | 'runs' | 'person' | 'waiting' | 'errors'>> {
  const texts = new WeakMap<Person, string>();
  // One after another: whoever asks meanwhile waits for the same answer.
  let finder: { people: unknown; find: Promise<PeopleFinder> } | null = null;
  let outlook: { world: KnownWorld; days: number; outlook: Promise<Outlook> } | null = null;
  const find = ({ input: { people } }: KnownWorld): Promise<PeopleFinder> => {
    if (finder?.people !== people) finder = { people, find: inTurns(createPeopleFinder(people, texts)) };
    return finder.find;
  };
  const mustKnow = async (): Promise<KnownWorld> => {
    const world = await known();
    if (world !== null) return world;
    throw new InstroomError('not-found', 'Entra was never read.', { advice: 'Wait for the first run to end.' });
  };
  return {
    findPeople: async (text, limit) => {
      const world = await known();
      return world === null ? parts.stores.people.search(text, limit) : (await find(world)).find(text, limit);
    },
    nearestNames: async (text, limit) => {
      const world = await known();
      return world === null ? [] : inTurns((await find(world)).nearest(text, limit));
    },
    explain: async (ask): Promise<Why | null> => explainWhy(ask, await mustKnow()),
    drift: async () => {
      const { ledger, policy } = (await mustKnow()).input;
      const stays = policy.policy.drift === 'ask';
      return ledger.findings.map(({ operationId: findingId, ...finding }) => ({ findingId, ...finding, stays }));
    },
    forecast: async (days) => {
      const world = await mustKnow();
      if (outlook?.world !== world || outlook.days !== days)
        outlook = { world, days, outlook: inTurns(reportForecast(world, days)) };
      return outlook.outlook;
    },
  };
}

async function reportStatus(parts: ReportParts): Promise<StatusReport> {
  const { stores, directory, clock } = parts;
  const { key, name, isSandbox } = directory.identify();
  const brief = { withoutNotes: true };
  const [recent, express, waiting, blocked, people, accounts, paused, frozenUntil, letters, proposed] =
    await Promise.all([
      stores.runs.list({ limit: 50, about: 'everybody', ...brief }),
      stores.runs.list({ limit: measuredRuns, about: 'some', ...brief }),
      stores.runs.list({ limit: 20, states: ['awaiting-approval'], ...brief }),
      stores.runs.list({ limit: 20, states: ['blocked'], ...brief }),
      stores.people.count(),
      stores.accounts.count(key),
      stores.settings.get(pausedSetting),
      stores.settings.get(freezeSetting),
      stores.outbox.queue(),
      stores.settings.get(proposedPolicySetting),
    ]);
  const newest = recent.find((run) => run.plannedAt !== null);
  const planned = newest === undefined ? null : await stores.runs.find(newest.id);
  const at = clock.now().toISOString();
  return {
    at,
    directoryName: name,
    isSandbox,
    policyVersion: planned?.policyVersion ?? null,
    lastRun: recent[0] ?? null,
    sources: (planned?.sources ?? []).map((source) => ({
      ...source,
      ...measureLag(source.sourceId, [...recent, ...express]),
    })),
    waitingForApproval: waiting,
    blocked,
    failed: recent[0]?.state === 'failed' ? recent[0] : null,
    peopleWaiting: (planned?.notes ?? []).filter((note) => waitingKinds.includes(note.kind)).length,
    people,
    accounts,
    paused: Pause.safeParse(paused).data ?? null,
    frozenUntil: typeof frozenUntil === 'string' && frozenUntil > at ? frozenUntil : null,
    letters,
    proposedPolicy: readProposed(proposed),
    recentRuns: recent.slice(0, chartedRuns).reverse().map(chartRun),
  };
}

function readProposed(noted: unknown): StatusReport['proposedPolicy'] {
  const { data } = ProposedPolicy.safeParse(noted);
  if (data === undefined) return null;
  const { text: _, ...proposed } = data;
  return proposed;
}

/** Whoever was skipped is done by an express run, comes again, or rests on what failed. */
function chartRun(run: Run): StatusReport['recentRuns'][number] {
  const { id, state, results } = run;
  return {
    id,
    state,
    changed: results.done + results.already,
    failed: results.failed,
    at: run.finishedAt ?? run.askedAt,
  };
}

async function tellPerson(personKey: string, parts: ReportParts): Promise<PersonStory | null> {
  const { stores, directory } = parts;
  const key = directory.identify().key;
  const person = await stores.people.find(personKey);
  if (person === null) return null;
  const [account, events, planned] = await Promise.all([
    stores.accounts.findByPersonKey(key, personKey),
    stores.audit.list({ personKey, limit: toldEvents }),
    stores.runs.list({ limit: 5, about: 'everybody' }),
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
