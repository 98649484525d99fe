import type { JoinedPeople } from '../../api/engine/identity/join-people.ts';
import { assessPlan } from '../../api/engine/limits/assess-plan.ts';
import { type PlanDraft, planPeople } from '../../api/engine/plan-people.ts';
import type { PlanInput } from '../../api/engine/survey-world.ts';
import type { Operation, OperationCounts } from '../../models/plan.ts';
import { limitTexts } from '../../models/texts/limit-texts.ts';
import { applyOperations } from '../fakes/apply-operations.ts';
import { giveGroupLicences } from '../fakes/give-group-licences.ts';
import { mergeLedger } from '../fakes/merge-ledger.ts';
import { doubtLines, joinSources, peopleLines, type Remembered, remember } from './join-sources.ts';
import { type createPolicyReader, readInput, withChanges } from './read-scenario.ts';
import type { Day, Expectation, Scenario, Situation } from './scenario.ts';

/** What was planned, in the words of the scenario: only what the scenario asks about. */
export type Played = Required<Expectation>;

/** What came of a scenario, one entry for each day, beside what was to come of it. */
export function playScenario(
  scenario: Scenario,
  readPolicy: ReturnType<typeof createPolicyReader>,
): { wanted: Expectation; played: Played }[] {
  const days: Day[] = 'days' in scenario ? scenario.days : [scenario];
  let situation: Partial<Situation> = scenario;
  let before: PlanInput | null = null;
  let remembered: Remembered = new Map();
  const join = (now: string): JoinedPeople | undefined => {
    if (situation.sources === undefined) return undefined;
    const hasAccount = before === null ? hasRow(situation) : hasAccountIn(before);
    return joinSources({ ...situation, now }, remembered, { policy: readPolicy(situation.policy), hasAccount });
  };
  return days.map((day) => {
    before ??= readInput({ ...situation, now: day.now }, readPolicy, join(day.now));
    situation = withChanges(situation, day.changes ?? {});
    const joined = join(day.now);
    const fresh = readInput({ ...situation, now: day.now }, readPolicy, joined);
    const input = { ...fresh, directory: before.directory, ledger: before.ledger };
    const draft = planPeople(input);
    if ('days' in scenario) {
      before = carryOut(draft, input);
      if (joined !== undefined) remembered = remember(remembered, joined);
    }
    return { wanted: day, played: tell(draft, { input, recent: situation.recent ?? {}, joined }, day) };
  });
}

/** Whose accounts are there to begin with. */
function hasRow({ accounts = [], deleted = [], links = {} }: Partial<Situation>): (personKey: string) => boolean {
  const owners = new Set([...[...accounts, ...deleted].map(({ of }) => String(of)), ...Object.keys(links)]);
  return (personKey) => owners.has(personKey);
}

function hasAccountIn({ directory, links }: PlanInput): (personKey: string) => boolean {
  const marks = [...directory.accounts, ...directory.deletedAccounts].map(({ stampedPersonKey }) => stampedPersonKey);
  const owners = new Set([...marks, ...links.keys()]);
  return (personKey) => owners.has(personKey);
}

/** The world after everything of a plan was written down and done. */
function carryOut(draft: PlanDraft, input: PlanInput): PlanInput {
  const directory = applyOperations(input.directory, draft.operations, input.now);
  return {
    ...input,
    directory: giveGroupLicences(directory, input.policy.policy.licences),
    ledger: mergeLedger(input.ledger, draft.ledger),
  };
}

function judge(draft: PlanDraft, { policy }: PlanInput, recent: OperationCounts): string {
  const assessment = { limits: policy.limits, recent, sourceRefusals: [], undone: [] };
  return assessPlan(draft, assessment, limitTexts('en')).kind;
}

function tell(
  draft: PlanDraft,
  { input, recent, joined }: { input: PlanInput; recent: OperationCounts; joined: JoinedPeople | undefined },
  asked: Expectation,
): Played {
  const { operations, notes } = draft;
  const find = (line: string): Operation | undefined =>
    operations.find((operation) => lineOf(operation) === line) ??
    operations.find((operation) => `${operation.kind} ${operation.personKey}` === line);
  const each = <Wanted, Answer>(about: Record<string, Wanted> = {}, answer: (line: string, wanted: Wanted) => Answer) =>
    Object.fromEntries(Object.entries(about).map(([line, wanted]) => [line, answer(line, wanted)]));
  const saying = (line: string, words: string): string => {
    const texts = notes.filter((note) => noteLine(note) === line).map(({ text }) => text);
    return texts.some((text) => text.includes(words)) ? words : texts.join('; ');
  };
  return {
    operations: operations.map(lineOf),
    values: each(asked.values, (line, wanted) => each(wanted, (key) => find(line)?.after?.[key] ?? null)),
    reasons: each(asked.reasons, (line) => (find(line)?.reasons ?? []).map(reasonLine).sort()),
    notes: notes.map(noteLine).sort(),
    says: each(asked.says, saying),
    verdict: judge(draft, input, recent),
    next: each(asked.next, (key) => draft.nextChanges.get(key) ?? null),
    holdings: holdingLines(draft.ledger),
    addresses: addressLines(draft.ledger),
    same: joined === undefined ? {} : peopleLines(joined),
    doubts: joined === undefined ? [] : doubtLines(joined),
  };
}

function lineOf(operation: Operation): string {
  const { kind, personKey } = operation;
  return [kind, personKey, targetOf(operation)].filter((word) => word !== null).join(' ');
}

function targetOf({ kind, target, after }: Operation): string | null {
  if (kind === 'set-manager') return String(after?.managerPersonKey);
  if (kind === 'rename-account') return String(after?.userPrincipalName);
  if (target.appRoleName !== undefined) return `${target.appName}/${target.appRoleName}`;
  if (kind === 'set-membership-rule') return `${target.groupName} ${after?.processing}`;
  return target.groupName ?? target.skuName ?? target.appName ?? null;
}

const noteLine = ({ kind, personKey }: PlanDraft['notes'][number]): string =>
  personKey === null ? kind : `${kind} ${personKey}`;

const reasonLine = ({ kind, source }: Operation['reasons'][number]): string =>
  source === null ? kind : `${kind} ${source}`;

const holdingLines = ({ holdings }: PlanDraft['ledger']): string[] =>
  holdings
    .map(({ personKey, roleId, lostAt }) =>
      lostAt === null ? `${personKey} ${roleId} held` : `${personKey} ${roleId} lost ${lostAt}`,
    )
    .sort();

const addressLines = ({ reservations }: PlanDraft['ledger']): string[] =>
  reservations
    .map(({ personKey, address, state, renameOn }) =>
      [personKey, address, state, renameOn].filter((word) => word !== null).join(' '),
    )
    .sort();
