import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinSomeSteps, type KnownWorld } from '../../../../api/engine/identity/join-some.ts';
import type { Person } from '../../../../models/person.ts';
import { type LinkedRecord, type RecordRef, recordId } from '../../../../models/same-people.ts';
import { atOnce } from '../../../../models/steps.ts';
import { worlds } from '../../../play-worlds.ts';
import {
  accounts,
  decisionsOf,
  join,
  peopleOf,
  type Row,
  record,
  row,
  rules,
  said,
  setAsideOf,
  sources,
  written,
} from './worlds-of-sources.ts';

const oneOf = (...texts: string[]) => fc.option(fc.constantFrom(...texts), { nil: undefined, freq: 1 });
const rarely = (...texts: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.constantFrom(...texts));

/** So many values that most records meet none, and some meet one. Planning counts otherwise than HR, but for a key or two. */
const sparse = ['hr', 'planning', 'crm'].map((sourceId) =>
  fc.record({
    key: fc.constantFrom(
      ...(sourceId === 'planning' ? ['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', '6'] : [...'123456']),
    ),
    number: oneOf(...[...'ABCDE'].map((letter) => `N${letter}`)),
    email: rarely(...[...'abcdefghij'].map((letter) => `${letter}@x.nl`)),
    phone: rarely('0612345678', '0687654321', '0201234567', '0301234567', '0401234567'),
    name: fc.constantFrom('Vries', 'Jong', 'Berg', 'Bos', 'Dijk', 'Smit', 'Mulder', 'Visser'),
    isActive: fc.constantFrom(undefined, true, false),
    manager: rarely('1', '2', 'L1', '5'),
    unit: fc.constantFrom('u', 'u', 'u', 'v'),
    isBroken: fc.constantFrom(...Array.from({ length: 19 }, () => false), true),
  }),
);
const rowsOf = (records: readonly (typeof record)[]) =>
  fc.tuple(...records.map((one) => fc.uniqueArray(one, { selector: ({ key }) => key, minLength: 2, maxLength: 4 })));
/** Some of one source are some of another, by their number. */
const withTwins = fc
  .tuple(rowsOf(sparse), fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 2 }))
  .map(([[hr = [], planning = [], ...others], twins]): Row[][] => {
    const pairs = new Map(twins.map(([mine, theirs]) => [theirs, mine]));
    const alike = planning.map((one, index): Row => {
      const twin = hr[pairs.get(index) ?? -1];
      return twin === undefined ? one : { ...one, number: `N${twin.key}` };
    });
    const numbered = hr.map(
      (one, index): Row => (twins.some(([mine]) => mine === index) ? { ...one, number: `N${one.key}` } : one),
    );
    return [numbered, alike, ...others];
  });
const organisations = fc.record({
  rows: fc.oneof(
    { weight: 8, arbitrary: withTwins },
    { weight: 1, arbitrary: rowsOf([record, record, record]) as fc.Arbitrary<Row[][]> },
  ),
  said: fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: said }),
  accounts,
});

/** What of a record stays as it was: who and where somebody is, who, or nothing; or it is somebody who may be new. */
const keeps = fc.constantFrom('place' as const, 'place' as const, 'name' as const, 'nothing' as const, 'key' as const);

/** Who changes, or is new, in one source, two of them at once now and then. */
const changes = fc.array(
  fc.array(
    fc.oneof(...sparse.map((one, at) => fc.record({ at: fc.constant(at), next: one, keeps, pick: fc.nat(9) }))),
    { minLength: 1, maxLength: 2 },
  ),
  { minLength: 1, maxLength: 3 },
);
type Change = { at: number; next: Row; keeps: 'place' | 'name' | 'nothing' | 'key'; pick: number };

/** A record as it changes. */
function change(rows: readonly Row[], { next, keeps: kept, pick }: Change): Row {
  const { unit, manager, isActive } = next;
  const known = kept === 'key' ? rows.find(({ key }) => key === next.key) : rows[pick % Math.max(rows.length, 1)];
  if (known === undefined || known.isBroken || kept === 'key') return { ...next, isBroken: false };
  if (kept === 'nothing') return { ...next, key: known.key, isBroken: false };
  return kept === 'place' ? { ...known, isActive } : { ...known, isActive, unit, manager };
}

const inOrder = <Ref extends RecordRef>(refs: readonly Ref[]): Ref[] =>
  [...refs].sort((a, b) => (recordId(a) < recordId(b) ? -1 : 1));

const put = (rows: readonly (readonly Row[])[], at: number, changed: Row): Row[][] =>
  rows.map((list, source) => (source === at ? [...list.filter(({ key }) => key !== changed.key), changed] : [...list]));

describe('some people of several sources', () => {
  it('are who they are when everybody is put together, time after time, or take a look at everybody', () => {
    let byThemselves = 0;
    let looks = 0;
    fc.assert(
      fc.property(organisations, changes, ({ rows, said, accounts }, happenings) => {
        const hasAccount = (key: string) => accounts.includes(key);
        const decisions = decisionsOf(said);
        const before = join(rows, { hasAccount, decisions });
        const kept = written(before, rows);
        const links = new Map<string, LinkedRecord>(kept.map);
        const people = new Map(peopleOf(before).map((person) => [person.personKey, person]));
        let now: readonly (readonly Row[])[] = rows;
        for (const some of happenings) {
          const fresh = new Map(
            some.map((one) => {
              const { at } = one;
              const sourceId = sources[at] as string;
              const changed = change(now[at] ?? [], one);
              const ref = { sourceId, recordKey: changed.key };
              return [recordId(ref), { ...ref, person: row(sourceId, changed), at, row: changed }];
            }),
          );
          const known: KnownWorld = {
            rules,
            people: [...people.values()],
            unitSources: new Map(
              before.readings.flatMap(({ sourceId, units }) => units.map(({ unitKey }) => [unitKey, sourceId])),
            ),
            setAside: setAsideOf(before),
            links: [...links.values()],
            records: [...links.values()],
            decisions,
            doubts: before.doubts,
            hasAccount,
          };
          const joined = atOnce(joinSomeSteps([...fresh.values()], known));
          looks += 1;
          if (joined === null) continue;
          byThemselves += 1;
          for (const one of fresh.values()) now = put(now, one.at, one.row);
          for (const link of joined.links) links.set(recordId(link), { ...link, hash: '' });
          for (const person of joined.people) people.set(person.personKey, person);

          const list = [...links.values()];
          const here = new Set(now.flatMap((own, at) => own.map(({ key }) => `${sources[at]}/${key}`)));
          const absent = list.filter((link) => !here.has(recordId(link)));
          const whole = join(now, { hasAccount, decisions, links: list, absent });
          const everybody = new Map(peopleOf(whole).map((person): [string, Person] => [person.personKey, person]));
          assert.deepEqual(
            joined.people.map(({ personKey }) => everybody.get(personKey)),
            joined.people,
          );
          const inDoubt = whole.doubts.flatMap(({ left, right }) => [recordId(left), recordId(right)]);
          assert.deepEqual(
            inDoubt.filter((id) => fresh.has(id)),
            [],
          );
          assert.deepEqual(
            inOrder(whole.links.filter((link) => fresh.has(recordId(link))).map(({ isAbsent: _, ...link }) => link)),
            inOrder(joined.links),
          );
        }
      }),
      worlds(1000),
    );
    assert.ok(byThemselves > looks / 5, `only ${byThemselves} of ${looks} were put together by themselves`);
  });
});
