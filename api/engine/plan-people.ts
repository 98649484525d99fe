import type { Account } from '../../models/account.ts';
import type { Person } from '../../models/person.ts';
import type { Note, Operation, OperationCounts, Plan } from '../../models/plan.ts';
import { decideDispositions } from './decide-disposition.ts';
import { type Dispositions, desireAccount } from './desire-account.ts';
import { diffManager, diffMemberships, type Subject } from './diff-access.ts';
import { createAccount, diffAccount } from './diff-account.ts';
import { fingerprintOf } from './operation-builder.ts';
import { orderOperations } from './order-operations.ts';
import { type PlanInput, surveyWorld, type World } from './survey-world.ts';

/** How much there is of what a plan could change: the populations that limits are shares of. */
export interface PlanMeasures {
  people: number;
  setAside: number;
  linkedAccounts: number;
  enabledAccounts: number;
  memberships: number;
  /** People with an account who are not in the HR list. */
  absent: number;
  /** People with an account whose rows could not be used. */
  setAsideWithAccount: number;
}

/** A plan before anybody has judged whether it may go out. */
export type PlanDraft = Omit<Plan, 'verdict'> & { measures: PlanMeasures };

/**
 * The brain: what has to be done in Entra for it to be as HR and the policy say. Pure: the same input gives the same plan,
 * whatever the order of its lists.
 *
 * 1. survey: index the input, judge where everybody stands, match accounts
 * 2. dispositions: whose account is kept, restored, created or left alone (addresses are given out in the order of person keys)
 * 3. per person: what is wanted, compared with what is there
 * 4. order, fingerprint, notes
 *
 * Accounts that are nobody's, and people who cannot be judged, never appear in an operation.
 */
export function planPeople(input: PlanInput): PlanDraft {
  const world = surveyWorld(input);
  const people = [...input.people].sort((a, b) => (a.personKey < b.personKey ? -1 : 1));
  const dispositions = decideDispositions(world);
  const operations: Operation[] = [];
  const notes: Note[] = [...setAsideNotes(input), ...world.groups.notes, ...unmanagedNotes(world)];
  for (const person of people) {
    const planned = planPerson(person, world, dispositions);
    operations.push(...planned.operations);
    notes.push(...planned.notes);
  }
  const absent = absentNotes(world);
  notes.push(...absent);
  const ordered = orderOperations(operations);
  return {
    now: input.now,
    policyVersion: input.policy.version,
    fingerprint: fingerprintOf(ordered),
    counts: countOperations(ordered),
    operations: ordered,
    notes,
    measures: measure(world, absent.length),
  };
}

function planPerson(
  person: Person,
  world: World,
  dispositions: Dispositions,
): { operations: Operation[]; notes: Note[] } {
  const disposition = dispositions.get(person.personKey);
  if (disposition === undefined) return { operations: [], notes: [] };
  if (disposition.kind === 'leave') return { operations: [], notes: disposition.notes };
  const desired = desireAccount(person, world, dispositions);
  if (disposition.kind === 'create') {
    const subject: Subject = { account: null, address: disposition.address };
    const operations = [
      ...createAccount(desired, disposition.address, world),
      ...diffManager(desired, subject, world),
      ...diffMemberships(desired, subject, world),
    ];
    return { operations, notes: desired.notes };
  }
  const restored = disposition.kind === 'restore';
  const subject: Subject = { account: disposition.account };
  const operations = diffAccount(desired, { ...disposition, restored }, world);
  if (!desired.deleted)
    operations.push(...diffManager(desired, subject, world), ...diffMemberships(desired, subject, world));
  return { operations, notes: desired.notes };
}

function setAsideNotes(input: PlanInput): Note[] {
  return input.setAside.map(({ personKey, text }) => ({ kind: 'set-aside', personKey, text }));
}

/** Accounts that are ours, of people whom HR no longer names: said, never acted upon. */
function absentNotes(world: World): Note[] {
  const setAside = new Set(world.input.setAside.map((entry) => entry.personKey));
  return world.input.directory.accounts.flatMap((account): Note[] => {
    const owner = world.matches.ownerOf(account.id);
    if (owner === null || world.people.has(owner) || setAside.has(owner)) return [];
    return [{ kind: 'absent', personKey: owner, text: world.texts.absent(account.userPrincipalName) }];
  });
}

/** What the policy grants and this version does not write yet: said once, so that nobody believes it happens. */
function unmanagedNotes(world: World): Note[] {
  const { roles } = world.input.policy.policy;
  const licences = [...new Set(roles.flatMap((role) => role.grant.licences))];
  const apps = [...new Set(roles.flatMap((role) => role.grant.apps.map((entry) => entry.app)))];
  const notes: Note[] = [];
  if (licences.length > 0)
    notes.push({ kind: 'unknown-licence', personKey: null, text: world.texts.licencesNotManaged(licences) });
  if (apps.length > 0) notes.push({ kind: 'unknown-licence', personKey: null, text: world.texts.appsNotManaged(apps) });
  return notes;
}

function countOperations(operations: readonly Operation[]): OperationCounts {
  const counts: OperationCounts = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function measure(world: World, absent: number): PlanMeasures {
  const { people, setAside, directory } = world.input;
  const linked = directory.accounts.filter((account: Account) => world.matches.ownerOf(account.id) !== null);
  const setAsideKeys = new Set(setAside.flatMap((entry) => entry.personKey ?? []));
  const rowsOfNobody = setAside.filter((entry) => entry.personKey === null).length;
  const owners = new Set(linked.map((account) => world.matches.ownerOf(account.id)));
  return {
    people: people.length,
    setAside: setAsideKeys.size + rowsOfNobody,
    linkedAccounts: linked.length,
    enabledAccounts: linked.filter((account) => account.accountEnabled).length,
    memberships: linked.reduce((sum, account) => sum + (world.groupIdsOf.get(account.id)?.size ?? 0), 0),
    absent,
    setAsideWithAccount: [...setAsideKeys].filter((key) => owners.has(key)).length,
  };
}
