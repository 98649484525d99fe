import { hash } from 'node:crypto';
import type { AccountAttribute } from '../../../models/account.ts';
import { atOnce, eachStep, type Steps } from '../../../models/steps.ts';
import { countSeats, type Populated, type SeatCount } from '../access/count-seats.ts';
import { type Item, nameOf } from '../access/items.ts';
import { dispositionSteps } from '../account/decide-disposition.ts';
import { type PlanInput, surveySteps, type World } from '../survey-world.ts';
import { type PersonState, peopleStates } from './people-states.ts';

/** An item with how many people gain or lose it. */
export interface ItemChange {
  item: string;
  kind: 'group' | 'licence' | 'app-role';
  people: number;
}

/** What one person gains and loses, for a look at real people. */
export interface ComparedPerson {
  personKey: string;
  name: string;
  gains: string[];
  losses: string[];
  attributes: { attribute: AccountAttribute; before: string | null; after: string | null }[];
}

/** What a new policy would change over the whole population. */
export interface PolicyComparison {
  fingerprint: string;
  policyVersions: { before: string; after: string };
  /** People for whom anything changes, and of them those who gain something and those who lose something. */
  people: number;
  gaining: number;
  losing: number;
  compared: number;
  /** Most people first. */
  gains: ItemChange[];
  losses: ItemChange[];
  attributes: { attribute: string; people: number }[];
  /** People who come into or fall out of the reach of the policy. */
  scope: { gained: number; lost: number };
  /** People whose account would be enabled, disabled or deleted by the new policy and not by the old. */
  accounts: { enabled: number; disabled: number; deleted: number };
  licences: SeatCount[];
  /** Some of the people, those with most changes first. */
  samples: ComparedPerson[];
}

const mostSamples = 20;

/**
 * Who gains and who loses what by another policy, for the same people at the same moment. What is in Entra now does not matter; what
 * the two policies want does. Where one of them leaves access as it is and the other does not, that is what is in Entra.
 */
export function comparePolicies(before: PlanInput, after: PlanInput): PolicyComparison {
  return atOnce(comparisonSteps(before, after));
}

/** The same in steps, for whoever has others waiting. */
export function* comparisonSteps(before: PlanInput, after: PlanInput): Steps<PolicyComparison> {
  const old = yield* populate(before);
  const next = yield* populate(after);
  const former = new Map(old.states.map((state) => [state.person.personKey, state]));
  const tally = {
    gains: new Map<string, ItemChange>(),
    losses: new Map<string, ItemChange>(),
    attributes: new Map<string, number>(),
  };
  const scope = { gained: 0, lost: 0 };
  const accounts = { enabled: 0, disabled: 0, deleted: 0 };
  const changed: ComparedPerson[] = [];
  let wish = '';
  yield* eachStep(next.states, (now) => {
    const was = former.get(now.person.personKey);
    if (was === undefined) return;
    if (was.managed !== now.managed) scope[now.managed ? 'gained' : 'lost'] += 1;
    const gains = count(missingIn(was, now, old.world), tally.gains);
    const losses = count(missingIn(now, was, next.world), tally.losses);
    const attributes = changedAttributes(was, now, tally.attributes);
    const switched = changedAccount(was, now);
    if (switched !== null) accounts[switched] += 1;
    const isSame = gains.length + losses.length + attributes.length === 0 && switched === null;
    if (isSame && was.managed === now.managed) return;
    const { personKey } = now.person;
    changed.push({ personKey, name: next.world.nameOf(personKey), gains, losses, attributes });
    wish += `${JSON.stringify([personKey, gains, losses, attributes, now.managed, switched])}\n`;
  });
  const versions = { before: before.policy.version, after: after.policy.version };
  return {
    fingerprint: hash('sha256', `${versions.before}\n${versions.after}\n${wish}`, 'base64url').slice(0, 22),
    policyVersions: versions,
    people: changed.length,
    gaining: changed.filter((one) => one.gains.length > 0).length,
    losing: changed.filter((one) => one.losses.length > 0).length,
    compared: former.size,
    gains: mostFirst(tally.gains),
    losses: mostFirst(tally.losses),
    attributes: [...tally.attributes].map(([attribute, people]) => ({ attribute, people })),
    scope,
    accounts,
    licences: countSeats(old, next),
    samples: changed.sort(byChanges).slice(0, mostSamples),
  };
}

function* populate(input: PlanInput): Steps<Populated> {
  const world = yield* surveySteps(input);
  const states: PersonState[] = [];
  yield* eachStep(peopleStates(world, yield* dispositionSteps(world)), (state) => states.push(state));
  return { world, states };
}

/**
 * What somebody has by one policy and not by the other. A policy that leaves access as it is neither gives nor takes.
 * @param world - of the policy that may give less
 */
function missingIn(less: PersonState, more: PersonState, world: World): Item[] {
  const { access } = less;
  if (access === null || access === more.access) return [];
  const had = more.access === null ? wouldLose(less, world) : [...more.access.values()].map(({ item }) => item);
  return had.filter(({ key }) => !access.has(key));
}

/** What is in Entra now and is this policy's to take, of somebody to whom the other one leaves it for the time being. */
function wouldLose({ managed, person }: PersonState, { matches, held, items, isManaged }: World): Item[] {
  const { personKey } = person;
  const match = matches.of(personKey);
  if (!managed || match.kind !== 'linked') return [];
  const keys = held.of(match.account.id);
  return [...items.byKey.values()].filter(({ key }) => keys.has(key) && isManaged(personKey, key));
}

/** The names of items, which are counted in the tally. */
function count(items: readonly Item[], tally: Map<string, ItemChange>): string[] {
  return items
    .map((item) => {
      const name = nameOf(item);
      const known = tally.get(item.key);
      if (known === undefined) tally.set(item.key, { item: name, kind: item.kind, people: 1 });
      else known.people += 1;
      return name;
    })
    .sort();
}

/** What becomes of an account that both policies are about. */
function changedAccount(was: PersonState, now: PersonState): keyof PolicyComparison['accounts'] | null {
  if (!was.managed || !now.managed) return null;
  if (now.deleted !== was.deleted) return now.deleted ? 'deleted' : null;
  if (now.enabled === was.enabled) return null;
  return now.enabled ? 'enabled' : 'disabled';
}

function changedAttributes(
  was: PersonState,
  now: PersonState,
  tally: Map<string, number>,
): ComparedPerson['attributes'] {
  const names = new Set([...Object.keys(was.attributes), ...Object.keys(now.attributes)]) as Set<AccountAttribute>;
  return [...names].flatMap((attribute) => {
    const [before, after] = [was.attributes[attribute] ?? null, now.attributes[attribute] ?? null];
    if (before === after || !was.managed || !now.managed) return [];
    tally.set(attribute, (tally.get(attribute) ?? 0) + 1);
    return [{ attribute, before, after }];
  });
}

const mostFirst = (changes: ReadonlyMap<string, ItemChange>): ItemChange[] =>
  [...changes.values()].sort((a, b) => b.people - a.people || (a.item < b.item ? -1 : 1));

const weight = ({ gains, losses, attributes }: ComparedPerson): number =>
  gains.length + losses.length + attributes.length;

/** People come in the order of their keys, and those with as many changes stay in it. */
const byChanges = (a: ComparedPerson, b: ComparedPerson): number => weight(b) - weight(a);
