import type { UrgentExit } from '../../../models/grant.ts';
import type { Person } from '../../../models/person.ts';
import { type Note, type Operation, type OperationCounts, type OperationKind, personOf } from '../../../models/plan.ts';
import { deskTexts } from '../../../models/texts/desk-texts.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { createCalendars } from '../life/calendar.ts';
import { judgeStanding } from '../life/judge-standing.ts';
import { fingerprintOf } from '../operation-builder.ts';
import type { PlanDraft } from '../plan-people.ts';

/** What takes something away from somebody. */
const takesAway: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'disable-account',
  'revoke-sessions',
  'remove-member',
  'remove-licence',
  'remove-app-role',
  'remove-manager',
  'delete-account',
]);

interface Freeze {
  /** The instant until which leavers keep what they have; null when they do not. */
  until: string | null;
  people: readonly Person[];
  urgentExits: readonly UrgentExit[];
  policy: CompiledPolicy;
}

/** A plan without what is held back, and the ids of that. */
export interface FrozenPlan {
  draft: PlanDraft;
  held: string[];
}

/**
 * Holds back what a plan takes away from people because their employment has ended, until an instant; urgent exits go on. What is held
 * back is named in the notes and comes again by itself when the time is over.
 */
export function freezeLeavers(draft: PlanDraft, freeze: Freeze): FrozenPlan {
  const { until } = freeze;
  if (until === null || Date.parse(until) <= Date.parse(draft.now)) return { draft, held: [] };
  const leavers = findLeavers(draft, freeze);
  const isHeld = ({ kind, personKey }: Operation) =>
    personKey !== null && takesAway.has(kind) && leavers.has(personKey);
  const held = draft.operations.filter(isHeld);
  if (held.length === 0) return { draft, held: [] };
  const operations = draft.operations.filter((operation) => !isHeld(operation));
  const nextChanges = new Map(draft.nextChanges);
  for (const operation of held) {
    const key = personOf(operation);
    nextChanges.set(key, earlier(nextChanges.get(key), until));
  }
  const rest = {
    ...draft,
    operations,
    counts: countKinds(operations),
    fingerprint: fingerprintOf(operations),
    notes: [...draft.notes, ...noteHeld(held, until, freeze)],
    nextChanges,
  };
  return { draft: rest, held: held.map(({ id }) => id) };
}

function findLeavers({ now, operations }: PlanDraft, { people, urgentExits, policy: { policy } }: Freeze): Set<string> {
  const touched = new Set(operations.flatMap(({ kind, personKey }) => (takesAway.has(kind) ? (personKey ?? []) : [])));
  const urgent = new Set(
    urgentExits
      .filter(({ fromAt, liftedAt }) => liftedAt === null && Date.parse(fromAt) <= Date.parse(now))
      .map(({ personKey }) => personKey),
  );
  const { lifecycle, leave } = policy;
  const judging = { calendars: createCalendars(now, policy), lifecycle, leave, urgentExits: new Map() };
  const leavers = people.filter((person) => {
    if (!touched.has(person.personKey) || urgent.has(person.personKey)) return false;
    const { phase } = judgeStanding(person, judging);
    return phase === 'ended' || phase === 'between-ends';
  });
  return new Set(leavers.map(({ personKey }) => personKey));
}

function noteHeld(held: readonly Operation[], until: string, { policy }: Freeze): Note[] {
  const texts = deskTexts(policy.policy.language);
  return held.map(({ personKey, sentence }) => ({
    kind: 'frozen',
    personKey,
    text: texts.heldBack(sentence, until.slice(0, 16).replace('T', ' ')),
  }));
}

/** Of instants as ISO 8601 in UTC, which compare as texts. */
const earlier = (a: string | undefined, b: string): string => {
  const instant = new Date(Date.parse(b)).toISOString();
  return a === undefined || instant < a ? instant : a;
};

function countKinds(operations: readonly Operation[]): OperationCounts {
  const counts: OperationCounts = {};
  for (const { kind } of operations) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
