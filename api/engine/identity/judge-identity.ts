import {
  type IdentityAsk,
  type IdentityDecision,
  type IdentityProblem,
  pairKey,
  type RecordPair,
  type RecordRef,
  recordId,
} from '../../../models/same-people.ts';
import type { Steps } from '../../../models/steps.ts';
import { nearestWord } from '../../../models/texts/nearest-word.ts';
import { indexLinks, moverOf } from './known-records.ts';
import type { SourceRecord } from './list-records.ts';
import type { NamedGroup } from './name-groups.ts';
import { type JoinInput, type SortedRecords, sortSteps } from './sort-records.ts';

/** What an ask comes to: what is said and taken back, and the links that go with what is taken back; or why none of it. */
export type IdentityJudgement =
  | { kind: 'granted'; said: IdentityDecision[]; forgotten: RecordPair[]; unlinked: RecordRef[] }
  | { kind: 'refused'; problems: IdentityProblem[] };

/**
 * Judges what somebody wants to say of pairs of records. One person is only what leaves every person with one record of a source, with one
 * account, and with nobody they were said not to be. In steps, as it looks at everybody.
 */
export function* judgeSteps(
  ask: IdentityAsk,
  input: JoinInput,
  by: Pick<IdentityDecision, 'by' | 'at'>,
): Steps<IdentityJudgement> {
  const { index } = yield* sortSteps(input);
  const find = ({ sourceId, recordKey }: RecordRef) => index.get(sourceId)?.get(recordKey);
  const all = [...ask.same, ...ask.two, ...ask.forget];
  const problems = [...findUnknown(all, index), ...findTwice(all)];
  const known = new Map(input.decisions.map((decision) => [pairKey(decision), decision]));
  for (const pair of ask.forget) if (!known.has(pairKey(pair))) problems.push({ kind: 'never-said', ...name(pair) });
  for (const pair of [...ask.same, ...ask.two])
    if (pair.left.sourceId === pair.right.sourceId) problems.push({ kind: 'one-source', ...name(pair) });
  if (problems.length > 0) return { kind: 'refused', problems };
  const said = [
    ...ask.same.map((pair): IdentityDecision => ({ ...refsOf(pair), answer: 'same', ...by })),
    ...ask.two.map((pair): IdentityDecision => ({ ...refsOf(pair), answer: 'two', ...by })),
  ];
  const asked = new Set(all.map(pairKey));
  const others = input.decisions.filter((decision) => !asked.has(pairKey(decision)));
  const before = yield* sortSteps({ ...input, decisions: others });
  const after = yield* sortSteps({ ...input, decisions: [...others, ...said] });
  const hitches = ask.same.flatMap((pair) => findHitches(pair, { before, after, hasAccount: input.hasAccount }));
  if (hitches.length > 0) return { kind: 'refused', problems: hitches };
  const links = indexLinks(input.links);
  const linkOf = ({ sourceId, recordKey }: RecordRef) => links.get(sourceId)?.get(recordKey)?.personKey;
  const unlinked = ask.forget.flatMap((pair): RecordRef[] => {
    const [left, right] = [find(pair.left), find(pair.right)];
    const key = linkOf(pair.left);
    const wasOne = known.get(pairKey(pair))?.answer === 'same' && key !== undefined && key === linkOf(pair.right);
    if (!wasOne || left === undefined || right === undefined) return [];
    const ordered = left.place < right.place ? ([left, right] as const) : ([right, left] as const);
    const { sourceId, recordKey } = moverOf(
      ordered,
      key,
      (record) => input.rules.prefixOf(record.sourceId) + record.recordKey,
    );
    return [{ sourceId, recordKey }];
  });
  return { kind: 'granted', said, forgotten: ask.forget.map(refsOf), unlinked };
}

const refsOf = ({ left, right }: RecordPair): RecordPair => ({ left: refOf(left), right: refOf(right) });
const refOf = ({ sourceId, recordKey }: RecordRef): RecordRef => ({ sourceId, recordKey });
const name = ({ left, right }: RecordPair) => ({ left: recordId(left), right: recordId(right) });

function findUnknown(pairs: readonly RecordPair[], index: SortedRecords['index']): IdentityProblem[] {
  const strangers = new Map<string, RecordRef>();
  for (const { left, right } of pairs)
    for (const ref of [left, right])
      if (index.get(ref.sourceId)?.has(ref.recordKey) !== true) strangers.set(recordId(ref), ref);
  if (strangers.size === 0) return [];
  return [...strangers].map(([text, { sourceId }]): IdentityProblem => {
    const own = index.get(sourceId);
    const choices = own === undefined ? [...index.keys()].map((id) => `${id}/…`) : Array.from(own.values(), recordId);
    return { kind: 'unknown-record', text, nearest: nearestWord(text, choices) };
  });
}

function findTwice(pairs: readonly RecordPair[]): IdentityProblem[] {
  const seen = new Set<string>();
  return pairs.flatMap((pair): IdentityProblem[] => {
    const key = pairKey(pair);
    if (seen.has(key)) return [{ kind: 'said-twice', ...name(pair) }];
    seen.add(key);
    return [];
  });
}

/** What is wrong with the person that two records would be. */
function findHitches(
  pair: RecordPair,
  around: { before: SortedRecords; after: SortedRecords; hasAccount(personKey: string): boolean },
): IdentityProblem[] {
  const { before, after, hasAccount } = around;
  const record = after.index.get(pair.left.sourceId)?.get(pair.left.recordKey);
  const members = (after.groupOf(record as SourceRecord) as NamedGroup).members;
  const present = members.filter(({ isAbsent }) => !isAbsent);
  const twice = present.find(({ sourceId }, at) => present.findIndex((one) => one.sourceId === sourceId) !== at);
  if (twice !== undefined) return [{ kind: 'two-of-a-source', ...name(pair), sourceId: twice.sourceId }];
  if (present.some((one) => present.some((other) => after.known.isParted(one, other))))
    return [{ kind: 'parted-before', ...name(pair) }];
  const keys = new Set(members.flatMap((member) => keyBefore(member, before)));
  const owned = [...keys].filter(hasAccount);
  return owned.length > 1 ? [{ kind: 'two-accounts', ...name(pair), keys: owned.sort() }] : [];
}

const keyBefore = ({ sourceId, recordKey }: SourceRecord, { index, groupOf }: SortedRecords): string[] => {
  const record = index.get(sourceId)?.get(recordKey);
  const { personKey } = groupOf(record as SourceRecord) as NamedGroup;
  return personKey === null ? [] : [personKey];
};
