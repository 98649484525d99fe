import type { AccountAttribute } from '../../models/account.ts';
import type { Adoption, AdoptionAsk, AdoptionOutcome, AdoptionReport, MatchRejection } from '../../models/adoption.ts';
import type { AuditEvent } from '../../models/audit.ts';
import type { Actor } from '../../models/run.ts';
import { describeProposals, nameAccount } from '../engine/matching/describe-proposals.ts';
import { type ChosenMatch, judgeAdoption } from '../engine/matching/judge-adoption.ts';
import { proposeMatches } from '../engine/matching/propose-matches.ts';
import { type PlanInput, surveyWorld, type World } from '../engine/survey-world.ts';
import { planInput } from './make-plan.ts';
import { readWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/** Two who decide at once could give one account to two people: they take turns. */
const adoptionLock = 'adoption';
const leaseMs = 10 * 60_000;

/**
 * Shows which accounts may be whose, and keeps what somebody decides on that.
 * @param owner - who takes turns with others, unique for the process
 */
export function createAdoption(parts: SyncParts, owner: string): Adoption {
  let turns = 0;
  return {
    list: async (attributes = null) => reportOn(await readInput(parts), attributes, { accepted: [], rejected: [] }),
    decide: async (ask, by) => {
      turns += 1;
      // A lock is open to its owner, so each decision is one.
      const turn = `${owner}-${turns}`;
      const lock = () => {
        const now = parts.clock.now().toISOString();
        return parts.stores.jobs.lock({ name: adoptionLock, owner: turn, now, leaseMs });
      };
      if (!(await lock())) return { kind: 'busy' };
      try {
        return await decideInTurn(ask, by, { parts, stillMine: lock });
      } finally {
        await parts.stores.jobs.unlock(adoptionLock, turn);
      }
    },
  };
}

async function readInput(parts: SyncParts): Promise<PlanInput> {
  const policy = await parts.loadPolicy();
  return planInput(await readWorld(parts, policy), policy, parts.clock.now().toISOString());
}

async function decideInTurn(
  ask: AdoptionAsk,
  by: Actor,
  around: { parts: SyncParts; stillMine: () => Promise<boolean> },
): Promise<AdoptionOutcome> {
  const { parts } = around;
  const input = await readInput(parts);
  const world = surveyWorld(input);
  const judgement = judgeAdoption(ask, proposeMatches(world), world);
  if (judgement.kind === 'refused') return judgement;
  if (!(await around.stillMine())) return { kind: 'busy' };
  const { accepted, rejected } = judgement;
  const decided: Decided = { accepted, rejected, attributes: ask.attributes, by, at: parts.clock.now().toISOString() };
  await keep(decided, world, parts);
  return { kind: 'decided', report: reportOn(withDecided(input, decided), ask.attributes, decided) };
}

interface Decided {
  accepted: readonly ChosenMatch[];
  rejected: readonly ChosenMatch[];
  attributes: AccountAttribute[] | null;
  by: Actor;
  at: string;
}

/** The facts first, then what follows from them, so that a crash between the two is mended by the next attempt. */
async function keep(decided: Decided, world: World, parts: SyncParts): Promise<void> {
  const { accepted, rejected, attributes, by, at } = decided;
  const { key } = parts.directory.identify();
  const { accounts, audit } = parts.stores;
  const { texts } = world;
  const event = (kind: AuditEvent['kind'], { person, account }: ChosenMatch, text: string): AuditEvent => {
    const scope = attributes === null ? 'all' : attributes.join(',');
    const id = [kind, key, person.personKey, account.id, ...(kind === 'account-linked' ? [scope] : [])].join(':');
    return { id, at, kind, actor: by, runId: null, personKey: person.personKey, operationId: null, text };
  };
  const who = ({ person }: ChosenMatch) => world.nameOf(person.personKey);
  await audit.append([
    ...accepted.map((pair) =>
      event('account-linked', pair, texts.linkAccepted(who(pair), pair.account.userPrincipalName, attributes)),
    ),
    ...rejected.map((pair) =>
      event('match-rejected', pair, texts.matchRejected(who(pair), pair.account.userPrincipalName)),
    ),
  ]);
  await accounts.saveRejections(
    key,
    rejected.map((pair) => rejectionOf(pair, decided)),
  );
  await accounts.saveLinks(
    key,
    new Map(accepted.map(({ person, account }) => [person.personKey, account.id])),
    new Map(accepted.map(({ person }) => [person.personKey, attributes])),
  );
}

const rejectionOf = ({ person, account }: ChosenMatch, { by, at }: Decided): MatchRejection => ({
  personKey: person.personKey,
  accountId: account.id,
  by: by.name,
  at,
});

/** The world as the next reading will find it. */
function withDecided(input: PlanInput, { accepted, rejected, attributes }: Decided): PlanInput {
  const links = new Map(input.links);
  const ownership = new Map(input.ownership);
  const rejections = new Map(input.rejections);
  for (const { person, account } of accepted) {
    links.set(person.personKey, account.id);
    if (attributes === null) ownership.delete(person.personKey);
    else ownership.set(person.personKey, attributes);
  }
  for (const { person, account } of rejected)
    rejections.set(person.personKey, new Set([...(rejections.get(person.personKey) ?? []), account.id]));
  return { ...input, links, ownership, rejections };
}

function reportOn(
  input: PlanInput,
  attributes: AccountAttribute[] | null,
  { accepted, rejected }: Pick<Decided, 'accepted' | 'rejected'>,
): AdoptionReport {
  const world = surveyWorld(input);
  const name = ({ person, account }: ChosenMatch) => ({ personKey: person.personKey, account: nameAccount(account) });
  return {
    ...describeProposals(proposeMatches(world), attributes, world),
    accepted: accepted.map((pair) => ({ ...name(pair), attributes })),
    rejected: rejected.map(name),
  };
}
