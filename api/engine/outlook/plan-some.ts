import type { Account } from '../../../models/account.ts';
import type { Person, Unit } from '../../../models/person.ts';
import type { Note, Operation } from '../../../models/plan.ts';
import type { Steps } from '../../../models/steps.ts';
import { dispositionSteps, isInScope } from '../account/decide-disposition.ts';
import { resolveManager } from '../account/resolve-manager.ts';
import type { Dossier } from '../dossiers.ts';
import type { Standing } from '../life/judge-standing.ts';
import { plainName } from '../names/compose-names.ts';
import { unitOf } from '../names/person-facts.ts';
import { planWithin } from '../plan-people.ts';
import { type PlanInput, surveySteps, type World } from '../survey-world.ts';
import { narrowInput } from './narrow-input.ts';

/** How far somebody is: who and where they are, what of them is in Entra, and what a plan still wants there. */
export interface PersonPlan {
  person: Person;
  standing: Standing;
  /** Whether the policy is about them. */
  isInScope: boolean;
  unit: Unit | null;
  /** By HR, else by Entra; `canSignIn`: there is an account and it is enabled. Null when nobody is named, or somebody who is not there. */
  manager: { name: string; canSignIn: boolean } | null;
  /** The account that is theirs beyond doubt. */
  account: Account | null;
  /** Of the groups that the policy knows, how many the account is in. */
  groupCount: number;
  operations: Operation[];
  notes: Note[];
}

/**
 * What a plan says about some people, without planning everybody. People who have no account yet may compete with others for an address
 * or a seat, so of those only the plan of everybody has the last word.
 * @returns by person key; who is not in the input is left out
 */
export function* planSome(personKeys: readonly string[], input: PlanInput): Steps<Map<string, PersonPlan>> {
  const around = narrowInput(personKeys, input);
  const world = yield* surveySteps(around);
  const { operations, notes } = yield* planWithin(world, yield* dispositionSteps(world));
  const plans = new Map<string, PersonPlan>();
  for (const personKey of personKeys) {
    const dossier = world.dossierOf(personKey);
    const isTheirs = (one: { personKey: string | null }) => one.personKey === personKey;
    if (dossier !== undefined)
      plans.set(personKey, {
        ...describe(dossier, world),
        operations: operations.filter(isTheirs),
        notes: notes.filter(isTheirs),
      });
  }
  return plans;
}

function describe(dossier: Dossier, world: World): Omit<PersonPlan, 'operations' | 'notes'> {
  const { person, standing, match } = dossier;
  const { primary } = standing;
  const account = match.kind === 'linked' ? match.account : null;
  return {
    person,
    standing,
    isInScope: isInScope(dossier, world),
    unit: primary === null ? null : unitOf(primary, world.units),
    manager: findManager(dossier, account, world),
    account,
    groupCount: account === null ? 0 : countGroups(account, world),
  };
}

function findManager({ person, standing }: Dossier, account: Account | null, world: World): PersonPlan['manager'] {
  const { primary } = standing;
  if (primary === null) return null;
  const answer = resolveManager(person, primary, { units: world.units, known: world.isKnown });
  // What HR says nothing of stays as it is in Entra; where HR does say who manages whom, it goes.
  if (answer.kind === 'none')
    return world.saysManagers(primary.statedBy?.sourceId ?? person.sourceId) ? null : managerInEntra(account, world);
  if (answer.kind !== 'person') return null;
  const match = world.matches.of(answer.personKey);
  const known = world.dossierOf(answer.personKey);
  const name = known === undefined ? answer.personKey : plainName(known.person);
  return { name, canSignIn: match.kind === 'linked' && match.account.accountEnabled };
}

function managerInEntra(account: Account | null, { accountsById }: World): PersonPlan['manager'] {
  const manager = accountsById.get(account?.managerId ?? '');
  if (manager === undefined) return null;
  const { displayName } = manager.attributes;
  return { name: displayName ?? manager.userPrincipalName, canSignIn: manager.accountEnabled };
}

const countGroups = ({ id }: Account, { input }: World): number =>
  input.directory.groups.filter(({ memberIds }) => memberIds?.includes(id) === true).length;
