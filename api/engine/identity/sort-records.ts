import type { HrReading } from '../../../models/person.ts';
import type { IdentityDecision, IdentityLink, LinkedRecord } from '../../../models/same-people.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import type { IdentityTexts } from '../../../models/texts/identity-texts.ts';
import { type DoubtfulPair, groupRecords } from './group-records.ts';
import type { IdentityRules } from './identity-rules.ts';
import { indexLinks, type Known, lookUpKnown } from './known-records.ts';
import { listRecords, type RecordIndex, type SourceRecord } from './list-records.ts';
import { type NamedGroup, nameGroups } from './name-groups.ts';

/** Everything that people follow from. */
export interface JoinInput {
  readings: readonly HrReading[];
  rules: IdentityRules;
  /** Whose record was whose, as it was written down. */
  links: readonly IdentityLink[];
  /** Of those, what the sources last said of records that they name no more. */
  absent: readonly LinkedRecord[];
  decisions: readonly IdentityDecision[];
  /** Whether an account in Entra is linked to a person key or bears it. */
  hasAccount(personKey: string): boolean;
  texts: IdentityTexts;
}

/** The records of a reading, brought together and named, so that questions can be asked of them. */
export interface SortedRecords {
  index: RecordIndex;
  groups: readonly NamedGroup[];
  groupOf(record: SourceRecord): NamedGroup | undefined;
  known: Known;
  doubtful: readonly DoubtfulPair[];
  /** Of a source that names the same person under a new key: what it said under the old one counts no more. */
  replaced: ReadonlySet<SourceRecord>;
}

/** Lists the records of all sources, puts together what is surely one person's, and gives each group its key. */
export function* sortSteps(input: JoinInput, links = indexLinks(input.links)): Steps<SortedRecords> {
  const { readings, rules, hasAccount } = input;
  const { records, index } = listRecords(readings, input.absent, rules);
  yield;
  const known = lookUpKnown(index, { links, decisions: input.decisions }, rules);
  const { groups, doubtful } = yield* groupRecords(records, { rules, known, hasAccount });
  const replaced = new Set(groups.flatMap(findReplaced));
  const held = groups.map((members) => members.filter((record) => !replaced.has(record)));
  const named = nameGroups(held.filter(isNamedBySomebody), known, hasAccount);
  const byRecord = new Map<SourceRecord, NamedGroup>();
  yield* eachStep(named, (group) => {
    for (const record of group.members) byRecord.set(record, group);
  });
  return { index, groups: named, groupOf: (record) => byRecord.get(record), known, doubtful, replaced };
}

function findReplaced(members: readonly SourceRecord[]): readonly SourceRecord[] {
  const absent = members.filter(({ isAbsent }) => isAbsent);
  if (absent.length === 0) return absent;
  const present = new Set(members.flatMap(({ sourceId, isAbsent }) => (isAbsent ? [] : [sourceId])));
  return absent.filter(({ sourceId }) => present.has(sourceId));
}

/** Whom no source names any more is absent as a whole, and is no person of this reading. */
const isNamedBySomebody = (members: readonly SourceRecord[]): boolean => members.some(({ isAbsent }) => !isAbsent);
