import type { StatedKey } from '../../../models/identity-policy.ts';
import type { DoubtReason } from '../../../models/same-people.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import { createDisjointSets, type DisjointSets } from './disjoint-sets.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { Known } from './known-records.ts';
import type { SourceRecord } from './list-records.ts';
import { disagrees, eachPairBy, haveOneName } from './record-keys.ts';

type Pair = readonly [SourceRecord, SourceRecord];

/** Two records that may be one person, and why that is for somebody to say. */
export interface DoubtfulPair {
  reason: DoubtReason;
  pair: Pair;
}

interface Around {
  rules: IdentityRules;
  known: Known;
  /** Whether an account in Entra is linked to a person key or bears it. */
  hasAccount(personKey: string): boolean;
}

/**
 * Puts together what is surely one person's: what was put together before, what somebody said to be one, and records that share a stated key
 * where nothing speaks against any of it. Whatever hangs together by stated keys is one person as a whole or is left as it was.
 */
export function* groupRecords(
  records: readonly SourceRecord[],
  around: Around,
): Steps<{ groups: SourceRecord[][]; doubtful: DoubtfulPair[] }> {
  const before = yield* joinKnown(records, around.known);
  const edges = yield* findEdges(records, around);
  const wished = before.copy();
  edges.join(wished);
  const sets = before.copy();
  const doubtful = new Map<string, DoubtfulPair>();
  yield* eachStep(gather(records, wished), (members) => {
    if (members.length === 1) return;
    const hitch = findHitch(members, before, around);
    if (hitch !== null) {
      const own = new Set(members.map(({ place }) => place));
      for (const pair of edges.in(own)) addDoubt({ reason: hitch, pair }, before, doubtful);
    } else for (const { place } of members) sets.join((members[0] as SourceRecord).place, place);
  });
  const groups = gather(records, sets);
  addContradictions(groups, around, doubtful);
  yield* addLookAlikes(records, { sets, doubtful, ...around });
  return { groups, doubtful: [...doubtful.values()] };
}

function* joinKnown(records: readonly SourceRecord[], known: Known): Steps<DisjointSets> {
  const sets = createDisjointSets(records.length);
  const first = new Map<string, SourceRecord>();
  yield* eachStep(records, (record) => {
    const key = known.linkOf(record);
    const other = key === null ? undefined : first.get(key);
    if (other !== undefined) sets.join(other.place, record.place);
    else if (key !== null) first.set(key, record);
  });
  for (const [a, b] of known.saidSame) sets.join(a.place, b.place);
  return sets;
}

const kinds: readonly StatedKey[] = ['personKey', 'employeeNumber', 'workEmail'];

interface Edges {
  join(sets: DisjointSets): void;
  in(places: ReadonlySet<number>): Pair[];
}

/** Pairs with a stated key in common, but for those that somebody said to be two people. */
function* findEdges(records: readonly SourceRecord[], { rules, known }: Around): Steps<Edges> {
  const byPlace = new Map<number, Pair[]>();
  for (const kind of kinds) {
    if (!isUsed(kind, rules)) continue;
    yield* eachPairBy(kind, records, (one, other) => {
      if (!rules.sameBy(one.sourceId, other.sourceId).includes(kind) || known.isParted(one, other)) return;
      const pairs = byPlace.get(one.place);
      if (pairs === undefined) byPlace.set(one.place, [[one, other]]);
      else pairs.push([one, other]);
    });
  }
  return {
    join: (sets) => {
      for (const pairs of byPlace.values()) for (const [one, other] of pairs) sets.join(one.place, other.place);
    },
    in: (places) => [...places].flatMap((place) => byPlace.get(place) ?? []),
  };
}

const isUsed = (kind: StatedKey, { sources, sameBy }: IdentityRules): boolean =>
  sources.some((one) => sources.some((other) => one !== other && sameBy(one, other).includes(kind)));

/** Each lot that hangs together, in the order of its first record; records of a lot in their own order. */
function gather(records: readonly SourceRecord[], sets: DisjointSets): SourceRecord[][] {
  const byRoot = new Map<number, SourceRecord[]>();
  for (const record of records) {
    const root = sets.rootOf(record.place);
    const group = byRoot.get(root);
    if (group === undefined) byRoot.set(root, [record]);
    else group.push(record);
  }
  return [...byRoot.values()];
}

/** Why a lot that hangs together by stated keys cannot be put together; null when it can, or is together already. */
function findHitch(members: readonly SourceRecord[], before: DisjointSets, around: Around): DoubtReason | null {
  const { known, rules, hasAccount } = around;
  const roots = new Set(members.map(({ place }) => before.rootOf(place)));
  if (roots.size === 1) return null;
  const present = members.filter(({ isAbsent }) => !isAbsent);
  if (new Set(present.map(({ sourceId }) => sourceId)).size < present.length) return 'rivals';
  const pairs = pairsAmong(present);
  if (pairs.some(([a, b]) => known.isParted(a, b))) return 'parted';
  if (pairs.some((pair) => !known.isSaidSame(...pair) && contradicts(pair, rules))) return 'keys-disagree';
  const keys = new Set(members.map(known.keyOf).filter(hasAccount));
  return keys.size > 1 ? 'two-accounts' : null;
}

/** Few, as there is one record of a source at most. */
const pairsAmong = (members: readonly SourceRecord[]): Pair[] =>
  members.flatMap((one, at) => members.slice(at + 1).map((other): Pair => [one, other]));

const contradicts = ([a, b]: Pair, rules: IdentityRules): boolean =>
  rules.sameBy(a.sourceId, b.sourceId).some((kind) => kind !== 'personKey' && disagrees(a, b, kind));

/** One doubt for two people, whatever else they have in common. */
function addDoubt(doubt: DoubtfulPair, sets: DisjointSets, doubtful: Map<string, DoubtfulPair>): void {
  const [a, b] = doubt.pair.map(({ place }) => sets.rootOf(place)).sort((one, other) => one - other) as [
    number,
    number,
  ];
  const key = `${a} ${b}`;
  if (a !== b && !doubtful.has(key)) doubtful.set(key, doubt);
}

/** People who are one already and whose stated keys say two things by now: they stay one until somebody says otherwise. */
function addContradictions(
  groups: readonly (readonly SourceRecord[])[],
  { known, rules }: Around,
  doubtful: Map<string, DoubtfulPair>,
): void {
  for (const group of groups) {
    if (group.length < 2) continue;
    const pair = pairsAmong(group.filter(({ isAbsent }) => !isAbsent)).find(
      (one) => !known.isSaidSame(...one) && known.linkOf(one[0]) !== null && contradicts(one, rules),
    );
    if (pair !== undefined) doubtful.set(`in ${pair[0].place}`, { reason: 'keys-disagree', pair });
  }
}

/** People of two sources with one name and one number or address, where no stated key says anything. */
function* addLookAlikes(
  records: readonly SourceRecord[],
  around: Around & { sets: DisjointSets; doubtful: Map<string, DoubtfulPair> },
): Steps<void> {
  const { rules, known, sets, doubtful } = around;
  for (const kind of ['employeeNumber', 'workEmail', 'phone'] as const)
    yield* eachPairBy(kind, records, (one, other) => {
      if (sets.rootOf(one.place) === sets.rootOf(other.place)) return;
      if (kind !== 'phone' && rules.sameBy(one.sourceId, other.sourceId).includes(kind)) return;
      const pair = [one, other] as const;
      if (!known.isParted(one, other) && haveOneName(one, other))
        addDoubt({ reason: 'looks-alike', pair }, sets, doubtful);
    });
}
