import type { LedgerChanges, RoleHolding } from '../../models/ledger.ts';
import type { Note, Operation, OperationCounts, Plan } from '../../models/plan.ts';
import { atOnce, eachStep, type Steps } from '../../models/steps.ts';
import { identityTexts } from '../../models/texts/identity-texts.ts';
import { allocateSeats } from './access/allocate-seats.ts';
import { diffItems } from './access/diff-items.ts';
import { planDynamicGroups } from './access/plan-dynamic-groups.ts';
import { type Dispositions, dispositionOf, dispositionSteps } from './account/decide-disposition.ts';
import { type DesiredAccount, desireAccount } from './account/desire-account.ts';
import { createAccount, diffAccount } from './account/diff-account.ts';
import { diffManager } from './account/diff-manager.ts';
import { shutOutStrangers } from './account/shut-out-strangers.ts';
import type { Subject } from './account/subject.ts';
import type { Dossier } from './dossiers.ts';
import { noteDoubts } from './identity/describe-doubts.ts';
import { type Changing, earlier, nextMoment, whatChanges } from './life/next-moment.ts';
import { measurePlan, type PlanMeasures } from './measure-plan.ts';
import { diffAddress } from './names/diff-address.ts';
import { fingerprintOf } from './operation-builder.ts';
import { orderOperations } from './order-operations.ts';
import { type PlanInput, surveySteps, type World } from './survey-world.ts';

/** A plan before anybody has judged whether it may go out. */
export type PlanDraft = Omit<Plan, 'verdict'> & {
  measures: PlanMeasures;
  /** What has to be written down before anything of the plan is carried out. */
  ledger: LedgerChanges;
  /** By person key the next instant (ISO 8601, UTC) at which that person's plan changes by itself; who is not named waits for HR. */
  nextChanges: ReadonlyMap<string, string>;
};

/**
 * The brain: what has to be done in Entra for it to be as HR and the policy say. Pure: the same input gives the same plan,
 * whatever the order of its lists.
 *
 * 1. survey: index the input, judge where everybody stands, match accounts
 * 2. dispositions: whose account is kept, restored, created or left alone (addresses are given out in the order of person keys)
 * 3. per person: what is wanted, compared with what is there
 * 4. over all: free seats, dynamic groups, order, fingerprint, notes
 *
 * Accounts that are nobody's, and people who cannot be judged, never appear in an operation.
 */
export function planPeople(input: PlanInput): PlanDraft {
  return atOnce(planSteps(input));
}

/** The same in steps, for whoever has others waiting: for a hundred thousand people planning takes seconds. */
export function* planSteps(input: PlanInput): Steps<PlanDraft> {
  const world = yield* surveySteps(input);
  return yield* planWithin(world, yield* dispositionSteps(world));
}

/** The plan of a world that is surveyed already. */
export function* planWithin(world: World, dispositions: Dispositions): Steps<PlanDraft> {
  const { input } = world;
  const planning = startPlanning(world);
  yield* eachStep(world.dossiers, (dossier) => planPerson(dossier, { world, dispositions }, planning));
  append(planning.operations, shutOutStrangers(world, dispositions));
  yield;
  const seated = allocateSeats(planning.operations, world);
  const dynamic = planDynamicGroups(seated.operations, world);
  yield;
  const absent = absentNotes(world);
  for (const notes of [seated.notes, dynamic.notes, absent]) append(planning.notes, notes);
  yield;
  const operations = orderOperations([...dynamic.operations, ...seated.operations]);
  yield;
  const measures = measurePlan(world, absent.length);
  yield;
  return {
    now: input.now,
    policyVersion: input.policy.version,
    fingerprint: fingerprintOf(operations),
    counts: countOperations(operations),
    operations,
    notes: planning.notes,
    measures,
    ledger: {
      reservations: world.addressBook.changes(),
      holdings: planning.holdings,
      findings: [],
      settledFindings: [],
    },
    nextChanges: planning.nextChanges,
  };
}

interface Planning {
  operations: Operation[];
  notes: Note[];
  holdings: RoleHolding[];
  nextChanges: Map<string, string>;
  changing: Changing;
}

function startPlanning(world: World): Planning {
  return {
    operations: [],
    notes: [...setAsideNotes(world.input), ...joinNotes(world), ...world.groups.notes, ...world.items.notes],
    holdings: [],
    nextChanges: new Map(),
    changing: whatChanges(world),
  };
}

function planPerson(dossier: Dossier, around: { world: World; dispositions: Dispositions }, planning: Planning): void {
  const { world } = around;
  const { person, standing } = dossier;
  const disposition = dispositionOf(dossier, around.dispositions);
  let next = nextMoment(person, standing, planning.changing);
  if (disposition.kind === 'leave') {
    append(planning.notes, disposition.notes);
  } else {
    const desired = desireAccount(dossier, disposition, around);
    append(planning.notes, desired.notes);
    append(planning.holdings, desired.holdings);
    next = earlier(next, earlier(desired.next, compare(desired, disposition, { world, planning })));
  }
  if (next !== null) planning.nextChanges.set(person.personKey, new Date(next).toISOString());
}

type Managed = Parameters<typeof desireAccount>[1];

/** Compares what is wanted with what is there. Returns when an address changes by itself (epoch ms), null when it does not. */
function compare(
  desired: DesiredAccount,
  disposition: Managed,
  { world, planning }: { world: World; planning: Planning },
): number | null {
  const { operations, notes } = planning;
  const isNew = disposition.kind === 'create';
  const subject: Subject = isNew ? { account: null, address: disposition.address } : { account: disposition.account };
  if (isNew) append(operations, createAccount(desired, disposition, world));
  else append(operations, diffAccount(desired, disposition, world));
  const renaming = isNew ? null : diffAddress(desired, disposition.account, world);
  if (desired.deleted) return null;
  append(operations, diffManager(desired, subject, world));
  const items = diffItems(desired, subject, world);
  append(operations, items.operations);
  append(notes, items.notes);
  if (renaming === null) return null;
  append(operations, renaming.operations);
  append(notes, renaming.notes);
  return renaming.next;
}

function append<Entry>(list: Entry[], more: readonly Entry[]): void {
  for (const entry of more) list.push(entry);
}

function setAsideNotes(input: PlanInput): Note[] {
  return input.setAside.map(({ personKey, text }) => ({ kind: 'set-aside', personKey, text }));
}

/** Who may be who in several sources, and what a source no longer says. */
function joinNotes({ input }: World): readonly Note[] {
  const { joined, policy } = input;
  return joined === undefined
    ? []
    : [...noteDoubts(joined.doubts, identityTexts[policy.policy.language]), ...joined.notes];
}

/** Accounts that are ours, of people whom HR no longer names: said, never acted upon. */
function absentNotes(world: World): Note[] {
  const setAside = new Set(world.input.setAside.map((entry) => entry.personKey));
  const notes: Note[] = [];
  for (const account of world.input.directory.accounts) {
    const owner = world.matches.ownerOf(account);
    if (owner === null || world.dossierOf(owner) !== undefined || setAside.has(owner)) continue;
    notes.push({ kind: 'absent', personKey: owner, text: world.texts.absent(account.userPrincipalName) });
  }
  return notes;
}

export function countOperations(operations: readonly Operation[]): OperationCounts {
  const counts: OperationCounts = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
