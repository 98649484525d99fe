import type { Account } from '../../../models/account.ts';
import type { Note, Operation } from '../../../models/plan.ts';
import type { Steps } from '../../../models/steps.ts';
import { type Dispositions, dispositionOf, dispositionSteps } from '../account/decide-disposition.ts';
import type { Dossier } from '../dossiers.ts';
import { numbersOf } from '../matching/numbers-of.ts';
import { composeNames } from '../names/compose-names.ts';
import { fingerprintOf } from '../operation-builder.ts';
import { isAccountKnown, narrowInput } from '../outlook/narrow-input.ts';
import { countOperations, type PlanDraft, planSteps, planWithin } from '../plan-people.ts';
import { type PlanInput, surveySteps, type World } from '../survey-world.ts';
import { addRivals, nameIn, type Wanted } from './rivals.ts';

/** What a plan of everybody does with some people, and the part of the input that it rests on. */
export interface FewPlan {
  draft: PlanDraft;
  around: PlanInput;
}

/** Each round looks at whoever has the names that the round before wanted. Naming rules that want more are for the plan of everybody. */
const mostRounds = 12;

/**
 * What the plan of everybody does with some people, worked out without planning everybody where that says the same. Who gets an account or
 * another address is planned again with whoever has what they want, until nobody else does. Only the plan of everybody tells who gets the
 * last seats, and who is likely whose where somebody decides on that.
 */
export function* planFew(personKeys: readonly string[], input: PlanInput): Steps<FewPlan> {
  const asked = new Set(personKeys);
  const narrow = narrowInput(personKeys, input, findLikely(asked, input));
  const wanted: Wanted = { names: new Set(), numbers: new Set() };
  let around = yield* addRivals(narrow, wanted, input);
  for (let round = 0; round < mostRounds; round += 1) {
    const world = yield* surveySteps(around);
    const dispositions = yield* dispositionSteps(world);
    const draft = yield* planWithin(world, dispositions);
    if (isForEverybody({ asked, draft, world, dispositions }, input)) break;
    const before = wanted.names.size + wanted.numbers.size;
    for (const dossier of world.dossiers) noteWanted(dossier, { asked, world, dispositions }, wanted);
    noteAddresses(draft, asked, wanted);
    if (wanted.names.size + wanted.numbers.size === before) return { draft: keepOnly(draft, asked), around };
    around = yield* addRivals(narrow, wanted, input);
  }
  return { draft: keepOnly(yield* planSteps(input), asked), around };
}

/** The accounts that some people may have by their number: what those rest on is looked at as well. */
function findLikely(asked: ReadonlySet<string>, { people, directory }: PlanInput): Set<string> {
  const theirs = people.filter(({ personKey }) => asked.has(personKey));
  const numbers = new Set(theirs.flatMap(numbersOf));
  if (numbers.size === 0) return new Set();
  const hasNumber = ({ attributes }: Account) => numbers.has(attributes.employeeId?.toLowerCase() ?? '');
  return new Set(directory.accounts.filter(hasNumber).map(({ id }) => id));
}

interface Planned {
  asked: ReadonlySet<string>;
  draft: PlanDraft;
  world: World;
  dispositions: Dispositions;
}

/** Whether what these people get follows from what everybody else gets. */
function isForEverybody({ asked, draft, world, dispositions }: Planned, input: PlanInput): boolean {
  const { adoption } = input.policy.policy;
  const isNew = ({ person, ...dossier }: Dossier) =>
    asked.has(person.personKey) && dispositionOf({ person, ...dossier }, dispositions).kind === 'create';
  if (adoption === 'by-decision' && world.dossiers.some(isNew)) return true;
  const wantsSeat = ({ kind, personKey }: Operation | Note) =>
    (kind === 'assign-licence' || kind === 'no-seat') && personKey !== null && asked.has(personKey);
  return [...draft.operations, ...draft.notes].some(wantsSeat) && !areSeatsPlenty(input, world);
}

/** Whether there is a seat of each licence for everybody who has none. */
function areSeatsPlenty({ directory, links, people }: PlanInput, world: World): boolean {
  const linked = new Set(links.values());
  const held = new Map<string, number>();
  for (const { id, stampedPersonKey, licences } of directory.accounts)
    if (stampedPersonKey !== null || linked.has(id))
      for (const { skuId } of licences) held.set(skuId, (held.get(skuId) ?? 0) + 1);
  return [...world.items.byKey.values()].every((item) => {
    if (item.kind !== 'licence') return true;
    const { sku } = item;
    return sku.free - world.licencePolicyOf(sku).reserve >= people.length - (held.get(sku.skuId) ?? 0);
  });
}

/** Notes the numbers of whoever has no account beyond doubt, and what somebody new would be called. */
function noteWanted(
  dossier: Dossier,
  { asked, world, dispositions }: Pick<Planned, 'asked' | 'world' | 'dispositions'>,
  { names, numbers }: Wanted,
): void {
  const { match, person, standing } = dossier;
  if (!isAccountKnown(dossier)) for (const number of numbersOf(person)) numbers.add(number);
  if (!asked.has(person.personKey)) return;
  if (match.kind === 'deleted') names.add(nameIn(match.account.userPrincipalName));
  const disposition = dispositionOf(dossier, dispositions);
  const composed = composeNames(person);
  if (match.kind !== 'none' || standing.primary === null || composed === null) return;
  if (person.workEmail !== undefined) names.add(nameIn(person.workEmail));
  if (disposition.kind !== 'create') return;
  const wish = world.addressBook.wishOf({ person, employment: standing.primary, names: composed });
  for (const name of [wish, disposition.address, disposition.mailNickname, disposition.mail])
    if (name) names.add(nameIn(name));
}

/** Notes every address that the plan gives these people, or finds with them. */
function noteAddresses({ operations, ledger }: PlanDraft, asked: ReadonlySet<string>, { names }: Wanted): void {
  for (const { personKey, address } of ledger.reservations) if (asked.has(personKey)) names.add(nameIn(address));
  for (const { kind, personKey, after } of operations) {
    if (kind !== 'rename-account' || personKey === null || !asked.has(personKey)) continue;
    for (const name of [after?.userPrincipalName, after?.mail, after?.mailNickname])
      if (typeof name === 'string') names.add(nameIn(name));
  }
}

/** What of a plan is about these people and can be carried out without the rest of it. */
function keepOnly(draft: PlanDraft, asked: ReadonlySet<string>): PlanDraft {
  const isTheirs = ({ personKey }: { personKey: string | null }) => personKey !== null && asked.has(personKey);
  const operations = draft.operations.filter((operation) => isTheirs(operation) && !waitsForManager(operation, asked));
  return {
    ...draft,
    operations,
    counts: countOperations(operations),
    fingerprint: fingerprintOf(operations),
    notes: draft.notes.filter(isTheirs),
    ledger: {
      ...draft.ledger,
      reservations: draft.ledger.reservations.filter(isTheirs),
      holdings: draft.ledger.holdings.filter(isTheirs),
    },
    nextChanges: new Map([...draft.nextChanges].filter(([personKey]) => asked.has(personKey))),
  };
}

/** A manager who would get an account by the same plan, and is none of these people. */
function waitsForManager({ kind, after }: Operation, asked: ReadonlySet<string>): boolean {
  if (kind !== 'set-manager' || (after?.managerAccountId ?? null) !== null) return false;
  return typeof after?.managerPersonKey === 'string' && !asked.has(after.managerPersonKey);
}
