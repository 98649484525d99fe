import { inTurns } from '../../models/in-turns.ts';
import type { JoinerDigest, JoinerState } from '../../models/joiner.ts';
import { planSome } from '../engine/outlook/plan-some.ts';
import { type Compared, compareJoiner } from './compare-joiner.ts';
import { type Described, describeJoiner, type JoinerWorld } from './describe-joiner.ts';
import { findJoiners, type Joiner } from './find-joiners.ts';
import { findMissedJoiners } from './find-missed-joiners.ts';
import { type Followed, type FollowedJoiner, loadFollowed, saveFollowed } from './followed-joiners.ts';
import type { JoinerParts, LastRead } from './joiner-parts.ts';
import { readPlanWords } from './read-plan-words.ts';
import { greet } from './tell-first-day.ts';

/** With more new joiners than this at once HR gets one card of all: it is a first load, or the first of the month. */
const mostNewCards = 20;

/** Of those who lack something, a digest names so many. */
const mostLacking = 40;

/**
 * Tells HR how far every joiner is: once, and again when something changes that is worth hearing; and managers, when somebody of theirs
 * can sign in on the first day. "Ready" is said of what was read from Entra, where a plan of now wants nothing more. What was told is
 * written down afterwards: who dies in between tells the same edition again, which the outbox knows.
 */
export async function tellJoiners(parts: JoinerParts): Promise<void> {
  const known = await parts.known();
  if (known === null) return;
  const now = parts.clock.now().toISOString();
  const followed = await loadFollowed(parts);
  const world = await openWorld(known, parts);
  const { policy } = world.policy;
  const joiners = findJoiners(known.everybody, policy, now)
    // Somebody who started before anybody was told of them is no news any more.
    .filter(({ person, ...at }) => !at.hasStarted || at.isFirstDay || followed.joiners.has(person.personKey));
  const { plans, told } = await look(joiners, { input: { ...known.input, now }, world, followed });
  const next: Followed = { editions: followed.editions, joiners: new Map() };
  for (const { joiner, described, compared, before } of told) {
    const greeter = await greet({ joiner, described, before, policy: world.policy }, parts);
    next.joiners.set(joiner.person.personKey, { ...compared.followed, greeter });
  }
  await tellChanges(told, next, parts);
  const setAside = new Set(known.input.setAside.map(({ personKey }) => personKey));
  const isUnclear = (personKey: string) => setAside.has(personKey) || world.words.isDoubted;
  const around = { policy, now, everybody: known.everybody, isUnclear };
  for (const { personKey, before, farewell } of findMissedJoiners(followed.joiners, plans, around)) {
    if (farewell === null) next.joiners.set(personKey, before);
    else await tellHr({ ...farewell, formerStartsOn: before.startsOn, edition: ++next.editions }, parts);
  }
  await saveFollowed(next, parts);
}

type Around = Omit<JoinerWorld, 'plans'>;

async function openWorld(known: LastRead, parts: JoinerParts): Promise<Around> {
  const reasons = new Map<string, string[]>();
  for (const { personKey, text } of known.input.setAside)
    if (personKey !== null) reasons.set(personKey, [...(reasons.get(personKey) ?? []), text]);
  return {
    policy: await parts.loadPolicy(),
    readAt: known.readAt,
    words: await readPlanWords(parts),
    setAsideOf: (personKey) => reasons.get(personKey) ?? [],
  };
}

interface Told {
  joiner: Joiner;
  described: Described;
  compared: Compared;
  before: FollowedJoiner | null;
}

/** Describes the joiners that the policy is about, and compares them with what was told. */
async function look(
  joiners: readonly Joiner[],
  { input, world, followed }: { input: LastRead['input']; world: Around; followed: Followed },
): Promise<{ plans: ReadonlyMap<string, unknown>; told: Told[] }> {
  const keys = joiners.map(({ person }) => person.personKey);
  const plans = await inTurns(planSome(keys, { ...input, policy: world.policy }));
  const told = joiners.flatMap((joiner): Told[] => {
    const { personKey } = joiner.person;
    if (plans.get(personKey)?.isInScope === false) return [];
    const before = followed.joiners.get(personKey) ?? null;
    const described = describeJoiner(joiner, { ...world, plans });
    return [{ joiner, described, compared: compareJoiner(before, described), before }];
  });
  return { plans: new Map(told.map(({ joiner }) => [joiner.person.personKey, true])), told };
}

async function tellChanges(told: readonly Told[], next: Followed, parts: JoinerParts): Promise<void> {
  const fresh = told.filter(({ compared }) => compared.change === 'new');
  const isMany = fresh.length > mostNewCards;
  if (isMany) {
    next.editions += 1;
    const digest = digestOf(
      fresh.map(({ described }) => described),
      next.editions,
    );
    await parts.notifier.tell({ kind: 'many-joiners', digest, to: { role: 'hr' } });
  }
  for (const { described, compared } of told) {
    const { change, formerStartsOn } = compared;
    if (change === null || (isMany && change === 'new')) continue;
    await tellHr({ ...described, change, formerStartsOn, edition: ++next.editions }, parts);
  }
}

function digestOf(joiners: readonly Described[], edition: number): JoinerDigest {
  const sorted = joiners.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const lacking = sorted.filter(({ missing }) => missing.length > 0);
  const ready = sorted.filter((one) => one.ready).length;
  return {
    startsUntil: sorted.at(-1)?.startsOn ?? '',
    ready,
    preparing: sorted.length - lacking.length - ready,
    lackingCount: lacking.length,
    lacking: lacking
      .slice(0, mostLacking)
      .map(({ name, startsOn, missing }) => ({ name, startsOn, missing: missing.length })),
    edition,
  };
}

async function tellHr(joiner: JoinerState, { notifier }: JoinerParts): Promise<void> {
  await notifier.tell({ kind: 'joiner-readiness', joiner, to: { role: 'hr' } });
}
