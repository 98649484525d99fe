import type { AuditEvent } from '../../models/audit.ts';
import { inTurns } from '../../models/in-turns.ts';
import type { Actor } from '../../models/run.ts';
import {
  type IdentityAsk,
  type IdentityDecision,
  type IdentityLink,
  type IdentityOutcome,
  type IdentityReport,
  pairKey,
  type RecordPair,
  recordId,
  type SamePeople,
} from '../../models/same-people.ts';
import { joinSteps } from '../engine/identity/join-people.ts';
import { judgeSteps } from '../engine/identity/judge-identity.ts';
import type { JoinInput } from '../engine/identity/sort-records.ts';
import { joinInput, loadIdentity } from './join-readings.ts';
import { readWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/** Two who decide at once could say two things that do not go together: they take turns. */
const identityLock = 'identity';
const leaseMs = 10 * 60_000;

/**
 * Shows which records may be one person's, and keeps what somebody says of that.
 * @param owner - who takes turns with others, unique for the process
 */
export function createSamePeople(parts: SyncParts, owner: string): SamePeople {
  let turns = 0;
  return {
    list: async () => reportOn(await readInput(parts)),
    decide: async (ask, by) => {
      turns += 1;
      // A lock is open to its owner, so each decision is one.
      const turn = `${owner}-${turns}`;
      const lock = () => {
        const now = parts.clock.now().toISOString();
        return parts.stores.jobs.lock({ name: identityLock, owner: turn, now, leaseMs });
      };
      if (!(await lock())) return { kind: 'busy' };
      try {
        return await decideInTurn(ask, by, { parts, stillMine: lock });
      } finally {
        await parts.stores.jobs.unlock(identityLock, turn);
      }
    },
  };
}

async function readInput(parts: SyncParts): Promise<JoinInput> {
  const policy = await parts.loadPolicy();
  const { readings, links, directory } = await readWorld(parts, policy);
  const known = await loadIdentity(readings, parts);
  return joinInput(readings, known, { policy, links, directory: directory.mirror });
}

async function decideInTurn(
  ask: IdentityAsk,
  by: Actor,
  { parts, stillMine }: { parts: SyncParts; stillMine: () => Promise<boolean> },
): Promise<IdentityOutcome> {
  const input = await readInput(parts);
  const at = parts.clock.now().toISOString();
  const judgement = await inTurns(judgeSteps(ask, input, { by: by.name, at }));
  if (judgement.kind === 'refused') return judgement;
  if (!(await stillMine())) return { kind: 'busy' };
  const { said, forgotten, unlinked } = judgement;
  const { identity, audit } = parts.stores;
  // The facts first, then what follows from them, so that a crash between the two is mended by the next attempt.
  await audit.append(eventsOf({ said, forgotten, by, at }, input));
  await identity.saveLinks({ set: [], gone: unlinked });
  await identity.forgetDecisions(forgotten);
  await identity.saveDecisions(said);
  const changed = new Set([...said, ...forgotten].map(pairKey));
  const gone = new Set(unlinked.map(recordId));
  return {
    kind: 'decided',
    report: await reportOn({
      ...input,
      decisions: [...input.decisions.filter((decision) => !changed.has(pairKey(decision))), ...said],
      links: input.links.filter((link) => !gone.has(recordId(link))),
    }),
  };
}

interface Decided {
  said: readonly IdentityDecision[];
  forgotten: readonly RecordPair[];
  by: Actor;
  at: string;
}

function eventsOf({ said, forgotten, by, at }: Decided, { texts, rules, links }: JoinInput): AuditEvent[] {
  const keys = new Map(links.map((link) => [recordId(link), link.personKey]));
  const event = (kind: AuditEvent['kind'], pair: RecordPair, text: string): AuditEvent => {
    const { left } = pair;
    const personKey = keys.get(recordId(left)) ?? rules.prefixOf(left.sourceId) + left.recordKey;
    // The same may be said, taken back and said again.
    const id = [kind, pairKey(pair), at].join(':');
    return { id, at, kind, actor: by, runId: null, personKey, operationId: null, text };
  };
  const named = ({ left, right }: RecordPair) => [recordId(left), recordId(right)] as const;
  return [
    ...said.map((decision) =>
      decision.answer === 'same'
        ? event('people-joined', decision, texts.saidSame(...named(decision)))
        : event('people-parted', decision, texts.saidTwo(...named(decision))),
    ),
    ...forgotten.map((pair) => event('identity-forgotten', pair, texts.forgotten(...named(pair)))),
  ];
}

async function reportOn(input: JoinInput): Promise<IdentityReport> {
  const { doubts, links } = await inTurns(joinSteps(input));
  const decisions = [...input.decisions].sort((a, b) => (pairKey(a) < pairKey(b) ? -1 : 1));
  return {
    doubts,
    decisions,
    counts: {
      doubts: doubts.length,
      waiting: new Set(doubts.flatMap(({ waits }) => waits ?? [])).size,
      inSeveralSources: countShared(links),
    },
  };
}

function countShared(links: readonly Pick<IdentityLink, 'personKey'>[]): number {
  const records = new Map<string, number>();
  for (const { personKey } of links) records.set(personKey, (records.get(personKey) ?? 0) + 1);
  return [...records.values()].filter((count) => count > 1).length;
}
