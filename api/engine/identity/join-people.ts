import type { HrReading, Person, SetAside } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import { type Doubt, type LinkedRecord, type RecordRef, recordId } from '../../../models/same-people.ts';
import { atOnce, eachStep, type Steps } from '../../../models/steps.ts';
import type { IdentityTexts } from '../../../models/texts/identity-texts.ts';
import { namePerson } from '../names/compose-names.ts';
import { describeDoubts } from './describe-doubts.ts';
import type { IdentityRules } from './identity-rules.ts';
import { createPersonKeys, inOurKeys, type PersonKeyOf } from './in-our-keys.ts';
import { type JoinedUnits, joinUnits } from './join-units.ts';
import { indexLinks, type Known } from './known-records.ts';
import { longestKey, type SourceRecord } from './list-records.ts';
import { putTogether } from './merge-people.ts';
import type { NamedGroup } from './name-groups.ts';
import { saysOf } from './record-keys.ts';
import { type JoinInput, type SortedRecords, sortSteps } from './sort-records.ts';

/** What has to be written down of a record: whose it is, and what its source says. */
export type LinkToKeep = Omit<LinkedRecord, 'hash'> & { isAbsent: boolean };

/** One person for each human, as far as that is sure. */
export interface JoinedPeople {
  /** The readings in the keys that people and units have here. Each person is in the reading of the source that counts most for them. */
  readings: HrReading[];
  doubts: Doubt[];
  notes: Note[];
  /** Of everybody in several sources, and of whoever has another key than the source's own. */
  links: LinkToKeep[];
  /** Records that need no link any more. */
  unlinked: RecordRef[];
  /** Keys that somebody had before, with the one they have now: what is kept under the old one is theirs. */
  formerKeys: ReadonlyMap<string, string>;
}

/**
 * Puts together what several sources say. Pure: the same readings and the same that was written down give the same people, whatever the order
 * of the lists, and the time it takes grows with the number of records.
 *
 * 1. records of all sources, with those that a source no longer names of people whom another one still does
 * 2. groups: what is surely one person's; what is doubtful is left as it was
 * 3. keys: the one that an account was made under stays
 * 4. people: one of each group; whoever has a record that cannot be used is set aside as a whole
 */
export function joinPeople(input: JoinInput): JoinedPeople {
  return atOnce(joinSteps(input));
}

/** The same in steps, for whoever has others waiting. */
export function* joinSteps(input: JoinInput): Steps<JoinedPeople> {
  const { readings, rules, hasAccount, texts } = input;
  const alone = joinAlone(input);
  if (alone !== null) return alone;
  const links = indexLinks(input.links);
  const sorted = yield* sortSteps(input, links);
  const { index, groups, groupOf, known, doubtful } = sorted;
  const linkOf = ({ sourceId, recordKey }: RecordRef) => links.get(sourceId)?.get(recordKey)?.personKey ?? null;
  const personKeys = createPersonKeys((sourceId, recordKey) => {
    const record = index.get(sourceId)?.get(recordKey);
    const group = record === undefined ? undefined : groupOf(record);
    return group?.personKey ?? linkOf({ sourceId, recordKey });
  }, rules);
  const units = joinUnits(readings, rules, personKeys);
  const joined = startJoining(readings, units);
  const claimedKeys = new Set(groups.map(({ claimed }) => claimed));
  const around = { rules, texts, keyOf: known.keyOf, claimedKeys, translate: { units, personKeys } };
  yield* eachStep(groups, (group) => addGroup(group, around, joined));
  yield;
  return {
    readings: [...joined.bySource.values()],
    doubts: describeDoubts(doubtful, { groupOf, hasAccount, known }),
    notes: joined.notes,
    links: joined.links,
    unlinked: findUnlinked(sorted, (record) => linkOf(record) !== null && !joined.linked.has(record)),
    formerKeys: findFormerKeys(groups, known, (key) => claimedKeys.has(key) || hasAccount(key)),
  };
}

/** One source, of which nothing was written down: everybody is who they are there, and there is nothing to look for. */
function joinAlone({ readings, links, rules }: JoinInput): JoinedPeople | null {
  const [only, other] = readings;
  if (only === undefined || other !== undefined || links.length > 0 || rules.prefixOf(only.sourceId) !== '')
    return null;
  const keys = new Set(only.people.map(({ personKey }) => personKey));
  const isPlain =
    keys.size === only.people.length && only.people.every(({ personKey }) => personKey.length <= longestKey);
  return isPlain ? { readings: [only], doubts: [], notes: [], links: [], unlinked: [], formerKeys: new Map() } : null;
}

interface Joining {
  bySource: ReadonlyMap<string, HrReading>;
  notes: Note[];
  links: LinkToKeep[];
  linked: Set<SourceRecord>;
}

function startJoining(readings: readonly HrReading[], units: JoinedUnits): Joining {
  const bySource = readings.map((reading): [string, HrReading] => {
    const rowsOfNobody = reading.setAside.filter(({ personKey }) => personKey === null);
    return [reading.sourceId, { ...reading, people: [], setAside: rowsOfNobody, units: units.of(reading.sourceId) }];
  });
  return { bySource: new Map(bySource), notes: [], links: [], linked: new Set() };
}

interface Adding {
  rules: IdentityRules;
  texts: IdentityTexts;
  /** The key that a record had until now. */
  keyOf(record: SourceRecord): string;
  /** Of everybody, whether or not they get it. */
  claimedKeys: ReadonlySet<string>;
  translate: { units: JoinedUnits; personKeys: PersonKeyOf };
}

function addGroup(group: NamedGroup, around: Adding, joined: Joining): void {
  const { members, personKey } = group;
  const { rules, texts } = around;
  const setAside = (record: SourceRecord, entry: SetAside) =>
    joined.bySource.get(record.sourceId)?.setAside.push(entry);
  if (personKey === null) {
    addRivals(group, around, setAside);
    return;
  }
  if (members.length > 1 || members.some((record) => rules.prefixOf(record.sourceId) + record.recordKey !== personKey))
    for (const record of members) {
      const { sourceId, recordKey, person, isAbsent } = record;
      joined.links.push({ sourceId, recordKey, personKey, person, says: saysOf(record), isAbsent });
      joined.linked.add(record);
    }
  const broken = members.filter((record) => record.setAside !== null);
  for (const record of broken) {
    const entry = record.setAside as SetAside;
    const text = members.length > 1 ? texts.setAsideAsWhole(entry.text, record.sourceId) : entry.text;
    setAside(record, { ...entry, personKey, text });
  }
  if (broken.length > 0) return;
  const person = toPerson(members, personKey, around);
  joined.bySource.get(person.sourceId)?.people.push(person);
  const other = members.find(({ isAbsent }) => !isAbsent);
  for (const record of members)
    if (record.isAbsent && other !== undefined) {
      const text = texts.namedNoMore(namePerson(person), recordId(record), recordId(other));
      joined.notes.push({ kind: 'absent', personKey, text });
    }
}

const sources = 'sources';

/** Whether two people are under one key, so that nobody is who their records say. */
export const isOfRivals = ({ where }: SetAside): boolean => where === sources;

/** Two people under one key: both wait, with what either of them was known by before. */
function addRivals(
  { members, claimed, rivals }: NamedGroup,
  { texts, keyOf, claimedKeys }: Adding,
  setAside: (record: SourceRecord, entry: SetAside) => void,
): void {
  const entry: SetAside = {
    personKey: claimed,
    reason: 'conflicting-rows',
    text: texts.sameKey(claimed, rivals),
    where: sources,
  };
  for (const record of members) {
    // The key that they share is said once, whoever of them comes first.
    if (record === members[0] && record.sourceId === rivals[0]) setAside(record, entry);
    const own = keyOf(record);
    if (!claimedKeys.has(own)) setAside(record, { ...entry, personKey: own });
  }
}

function toPerson(members: readonly SourceRecord[], personKey: string, { rules, translate }: Adding): Person {
  const sayings = members.map(({ sourceId, person }) => ({
    sourceId,
    person: inOurKeys(person as Person, sourceId, translate),
  }));
  const present = members.find(({ isAbsent }) => !isAbsent);
  return putTogether({ personKey, sourceId: (present as SourceRecord).sourceId }, sayings, rules);
}

/** Links that nobody needs: of records that are people by themselves, that were parted from somebody, or that another record replaced. */
function findUnlinked(
  { index, groupOf, known, replaced }: SortedRecords,
  isLeftOver: (record: SourceRecord) => boolean,
): RecordRef[] {
  // Whoever is absent as a whole stays linked, to be recognised when somebody names them again.
  const isAbsentAsWhole = (record: SourceRecord) =>
    record.isAbsent && groupOf(record) === undefined && !replaced.has(record) && known.linkOf(record) !== null;
  const left: RecordRef[] = [];
  for (const own of index.values())
    for (const record of own.values())
      if (isLeftOver(record) && !isAbsentAsWhole(record))
        left.push({ sourceId: record.sourceId, recordKey: record.recordKey });
  return left;
}

/** A key that is nobody else's and has no account: what was granted under it, before it was known who it is, goes along. */
function findFormerKeys(
  groups: readonly NamedGroup[],
  known: Known,
  isTaken: (personKey: string) => boolean,
): Map<string, string> {
  const former = new Map<string, string>();
  for (const { members, personKey } of groups) {
    if (personKey === null) continue;
    for (const record of members)
      for (const key of [known.keyOf(record), known.ownKeyOf(record)]) if (!isTaken(key)) former.set(key, personKey);
  }
  return former;
}
