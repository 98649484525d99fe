import type { Person, SetAside } from '../../../models/person.ts';
import {
  type Doubt,
  type IdentityDecision,
  type IdentityLink,
  type LinkedRecord,
  type RecordRef,
  recordId,
} from '../../../models/same-people.ts';
import { eachStep, type Steps } from '../../../models/steps.ts';
import type { IdentityRules } from './identity-rules.ts';
import { isOfRivals } from './join-people.ts';
import { longestKey } from './list-records.ts';
import { meetsOthers } from './meets-others.ts';
import { putTogether, type Saying } from './merge-people.ts';
import { disagrees, type Recognised, saysOf } from './record-keys.ts';
import { createTranslation, type Translation } from './translate-some.ts';

/** Somebody as one source has them now. */
export interface FreshRecord extends RecordRef {
  person: Person;
}

/** Everybody as they were put together at the last reading of everybody, and since. */
export interface KnownWorld {
  rules: IdentityRules;
  people: readonly Person[];
  /** Of which source each unit is, by its key here. */
  unitSources: ReadonlyMap<string, string>;
  /** Whose rows could not be used. */
  setAside: readonly SetAside[];
  links: readonly IdentityLink[];
  /** Of the people whom these records are about, what each source said last. */
  records: readonly LinkedRecord[];
  decisions: readonly IdentityDecision[];
  doubts: readonly Doubt[];
  hasAccount(personKey: string): boolean;
}

/** Some people, put together from what was read of them just now and what other sources said last. */
export interface SomeJoined {
  people: Person[];
  /** What has to be written down of records that have links. */
  links: Omit<LinkedRecord, 'hash'>[];
}

/** Whose records are whose, ready to be asked. */
export interface KnownIndex {
  linkOf(ref: RecordRef): IdentityLink | undefined;
  /** Whose a record is: by its link, else by its own key. */
  personKeyOf(ref: RecordRef): string;
  /** Whether somebody is known by links. */
  isLinked(personKey: string): boolean;
  /** The links of one of the people in question. */
  linksOf(personKey: string): readonly IdentityLink[];
  personOf(personKey: string): Person | undefined;
  /** Whether this key of one of them is also that of a record that is known by another. */
  isFormerKey(personKey: string): boolean;
}

/** @param fresh - the records of the people in question */
function* indexKnown(
  fresh: readonly FreshRecord[],
  { rules, people, links }: Pick<KnownWorld, 'rules' | 'people' | 'links'>,
): Steps<KnownIndex> {
  const index = new Map<string, Map<string, IdentityLink>>(rules.sources.map((sourceId) => [sourceId, new Map()]));
  const linked = new Set<string>();
  yield* eachStep(links, (link) => {
    index.get(link.sourceId)?.set(link.recordKey, link);
    linked.add(link.personKey);
  });
  const linkOf: KnownIndex['linkOf'] = ({ sourceId, recordKey }) => index.get(sourceId)?.get(recordKey);
  const personKeyOf: KnownIndex['personKeyOf'] = (ref) =>
    linkOf(ref)?.personKey ?? rules.prefixOf(ref.sourceId) + ref.recordKey;
  const inQuestion = new Map<string, IdentityLink[]>(fresh.map((record) => [personKeyOf(record), []]));
  const former = new Set<string>();
  yield* eachStep(links, (link) => {
    inQuestion.get(link.personKey)?.push(link);
    const own = rules.prefixOf(link.sourceId) + link.recordKey;
    if (own !== link.personKey && inQuestion.has(own)) former.add(own);
  });
  const byKey = new Map<string, Person>();
  yield* eachStep(people, (person) => void byKey.set(person.personKey, person));
  return {
    linkOf,
    personKeyOf,
    isLinked: (personKey) => linked.has(personKey),
    linksOf: (personKey) => inQuestion.get(personKey) as IdentityLink[],
    personOf: (personKey) => byKey.get(personKey),
    isFormerKey: (personKey) => former.has(personKey),
  };
}

/**
 * Puts some people together without reading everybody: the same people come of it as of joining everybody, or nothing does. They are who they
 * were, or new; whoever may by now be somebody whom another source knows, and whatever somebody has a say in, takes a look at everybody.
 * The time it takes grows with the number of people, by a little for each.
 * @returns null when it takes a look at everybody
 */
export function* joinSomeSteps(fresh: readonly FreshRecord[], known: KnownWorld): Steps<SomeJoined | null> {
  const sources = new Set(known.rules.sources);
  const world = { ...known, links: known.links.filter(({ sourceId }) => sources.has(sourceId)) };
  const index = yield* indexKnown(fresh, world);
  const persons = groupByPerson(fresh, index);
  const unusable = new Set(world.setAside.map(({ personKey }) => personKey));
  const around = { ...world, ...index, unusable, spokenOf: findSpokenOf(world) };
  // Two people under one key: what their records say is not known.
  if (world.setAside.some(isOfRivals)) return null;
  if (!fresh.every((record) => isPlain(record, around))) return null;
  if (![...persons].every(([personKey, records]) => isStillOne(personKey, records, around))) return null;
  if (yield* meetsOthers(fresh, around)) return null;
  const translation = yield* createTranslation(fresh, around);
  const people: Person[] = [];
  for (const [personKey, records] of persons) {
    const person = toPerson(personKey, records, { around, translation });
    if (person === null) return null;
    people.push(person);
  }
  return { people, links: fresh.flatMap((record) => toLink(record, index)) };
}

function groupByPerson(fresh: readonly FreshRecord[], { personKeyOf }: KnownIndex): Map<string, FreshRecord[]> {
  const byPerson = new Map<string, FreshRecord[]>();
  for (const record of fresh) {
    const personKey = personKeyOf(record);
    const own = byPerson.get(personKey);
    if (own === undefined) byPerson.set(personKey, [record]);
    else own.push(record);
  }
  return byPerson;
}

interface Around extends KnownWorld, KnownIndex {
  /** Records of which somebody has said something, or has to. */
  spokenOf: ReadonlySet<string>;
  /** Keys of those whose rows could not be used. */
  unusable: ReadonlySet<string | null>;
}

const findSpokenOf = ({ decisions, doubts }: KnownWorld): Set<string> =>
  new Set([...decisions, ...doubts].flatMap(({ left, right }) => [recordId(left), recordId(right)]));

/** A key that can be one and is not that of rows that could not be used, of a record that nobody has a say in. */
function isPlain(record: FreshRecord, { rules, unusable, spokenOf, personKeyOf }: Around): boolean {
  if (record.recordKey.length > longestKey || spokenOf.has(recordId(record))) return false;
  const keys = rules.sources.map((sourceId) => rules.prefixOf(sourceId) + record.recordKey);
  return ![personKeyOf(record), ...keys].some((key) => unusable.has(key));
}

/** Whether a person is of these records as before, or new and of one record alone. */
function isStillOne(personKey: string, records: readonly FreshRecord[], around: Around): boolean {
  const links = around.linksOf(personKey);
  const person = around.personOf(personKey);
  if (links.length === 0) {
    const [only, other] = records;
    if (only === undefined || other !== undefined || around.isFormerKey(personKey)) return false;
    return person === undefined || person.sourceId === only.sourceId;
  }
  const sources = new Set(links.map(({ sourceId }) => sourceId));
  if (person === undefined || !sources.has(person.sourceId) || sources.size < links.length) return false;
  if (!records.every((record) => around.linkOf(record))) return false;
  if (links.some((link) => around.spokenOf.has(recordId(link)))) return false;
  // A key that an account was made under goes before the one that is written down.
  const ownKeys = links.map(({ sourceId, recordKey }) => around.rules.prefixOf(sourceId) + recordKey);
  return ownKeys.every((key) => key === personKey || !around.hasAccount(key));
}

/** One person of what was read just now and what the other sources said last; null where these say two things, or one of them none. */
function toPerson(
  personKey: string,
  records: readonly FreshRecord[],
  { around, translation }: { around: Around; translation: Translation },
): Person | null {
  const { rules, linksOf, personOf } = around;
  const said = new Map(around.records.map((record) => [recordId(record), record.person]));
  for (const record of records) said.set(recordId(record), record.person);
  const links = linksOf(personKey);
  const members = (links.length === 0 ? records : links).map((ref) => ({ ...ref, person: said.get(recordId(ref)) }));
  const usable = members.flatMap((member) => (member.person == null ? [] : [{ ...member, person: member.person }]));
  if (usable.length < members.length || contradict(usable, records, rules)) return null;
  usable.sort((a, b) => rules.rankOf(a.sourceId) - rules.rankOf(b.sourceId));
  const sayings: Saying[] = [];
  for (const { sourceId, person } of usable) {
    const translated = translation.translate(person, sourceId);
    if (translated === null) return null;
    sayings.push({ sourceId, person: translated });
  }
  const named = [...records.map((record) => record.sourceId), personOf(personKey)?.sourceId ?? []].flat();
  const [sourceId] = named.sort((a, b) => rules.rankOf(a) - rules.rankOf(b)) as [string];
  const person = putTogether({ personKey, sourceId }, sayings, rules);
  return translation.isPlaced(person) ? person : null;
}

/** Whether what was read just now says something else than a record of the same person. */
function contradict(
  members: readonly (RecordRef & Recognised)[],
  records: readonly FreshRecord[],
  rules: IdentityRules,
): boolean {
  return records.some((one) =>
    members.some((other) =>
      rules.sameBy(one.sourceId, other.sourceId).some((kind) => kind !== 'personKey' && disagrees(one, other, kind)),
    ),
  );
}

function toLink(record: FreshRecord, { linkOf }: KnownIndex): SomeJoined['links'] {
  const link = linkOf(record);
  if (link === undefined) return [];
  const { sourceId, recordKey, person } = record;
  return [{ sourceId, recordKey, personKey: link.personKey, person, says: saysOf(record) }];
}
