import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JoinedPeople } from '../../../../api/engine/identity/join-people.ts';
import { recordId } from '../../../../models/same-people.ts';
import {
  decisionsOf,
  join,
  peopleOf,
  type Row,
  reading,
  rules,
  setAsideOf,
  sources,
  world,
  written,
} from './worlds-of-sources.ts';

/** The same things in one order, so that two outcomes can be compared. */
const inOrder = (joined: JoinedPeople) => ({
  people: peopleOf(joined).sort((a, b) => (a.personKey < b.personKey ? -1 : 1)),
  setAside: setAsideOf(joined)
    .map((entry) => JSON.stringify(entry))
    .sort(),
  doubts: joined.doubts,
  notes: joined.notes.map(({ text }) => text).sort(),
  links: joined.links.map((link) => JSON.stringify(link)).sort(),
  former: [...joined.formerKeys].sort(),
});

function shuffled<Item>(list: readonly Item[], seed: number): Item[] {
  let state = seed | 1;
  const dice = list.map((item) => {
    state = Math.imul(state, 1103515245) + 12345;
    return { item, at: state >>> 0 };
  });
  return dice.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

describe('people of several sources', () => {
  it('are the same whatever the order of sources, people and decisions', () => {
    fc.assert(
      fc.property(world, ({ rows, said, accounts, seed }) => {
        const hasAccount = (key: string) => accounts.includes(key);
        const decisions = decisionsOf(said);
        const one = join(rows, { hasAccount, decisions });
        const readings = shuffled(
          rows.map((list, at) => reading(sources[at] as string, shuffled(list, seed + at))),
          seed,
        );
        const other = join([], { readings, hasAccount, decisions: shuffled(decisions, seed) });
        assert.deepEqual(inOrder(other), inOrder(one));
      }),
    );
  });

  it('have keys of their own, and each record is one person or set aside, once', () => {
    fc.assert(
      fc.property(world, ({ rows, said, accounts }) => {
        const joined = join(rows, { hasAccount: (key) => accounts.includes(key), decisions: decisionsOf(said) });
        const keys = peopleOf(joined).map(({ personKey }) => personKey);
        assert.equal(new Set(keys).size, keys.length);
        const aside = new Set(setAsideOf(joined).map(({ personKey }) => personKey));
        assert.deepEqual(
          keys.filter((key) => aside.has(key)),
          [],
        );
        const linked = new Set(joined.links.map(recordId));
        const all = rows.flatMap((list, at) =>
          list.map(({ key }) => ({ sourceId: sources[at] as string, recordKey: key })),
        );
        const alone = all
          .filter((ref) => !linked.has(recordId(ref)))
          .map(({ sourceId, recordKey }) => rules.prefixOf(sourceId) + recordKey);
        const owners = new Set([...keys, ...aside]);
        assert.deepEqual(
          [...alone, ...joined.links.map(({ personKey }) => personKey)].filter((key) => !owners.has(key)),
          [],
        );
      }),
    );
  });

  it('stay who they are when the same is read again', () => {
    fc.assert(
      fc.property(world, ({ rows, said, accounts }) => {
        const around = { hasAccount: (key: string) => accounts.includes(key), decisions: decisionsOf(said) };
        const once = join(rows, around);
        const again = join(rows, { ...around, ...written(once, rows) });
        assert.deepEqual(inOrder(again).people, inOrder(once).people);
        assert.deepEqual(again.doubts, once.doubts);
        assert.deepEqual(inOrder(again).links, inOrder(once).links);
        assert.deepEqual(again.unlinked, []);
      }),
    );
  });

  it('keep the key that they have an account under, whatever the sources say later', () => {
    fc.assert(
      fc.property(world, ({ rows, later }) => {
        const first = join(rows);
        const known = written(first, rows);
        // Everybody who is there gets an account.
        const owned = new Map(
          peopleOf(first).flatMap(({ personKey }) => recordsOf(personKey, first, rows).map((id) => [id, personKey])),
        );
        const accounts = new Set(owned.values());
        const next = join(later, { ...known, hasAccount: (key) => accounts.has(key) });
        for (const { personKey } of peopleOf(next))
          for (const id of recordsOf(personKey, next, later)) {
            const before = owned.get(id);
            if (before !== undefined) assert.equal(personKey, before, `${id} was ${before}`);
          }
      }),
    );
  });

  it('are never put together against what somebody said', () => {
    fc.assert(
      fc.property(world, ({ rows, later, said }) => {
        const two = decisionsOf(said).map((decision) => ({ ...decision, answer: 'two' as const }));
        const known = written(join(rows), rows);
        const joined = join(later, { ...known, decisions: two });
        const owner = new Map(joined.links.map((link) => [recordId(link), link.personKey]));
        for (const { left, right } of two) {
          const [one, other] = [owner.get(recordId(left)), owner.get(recordId(right))];
          if (one !== undefined && other !== undefined) assert.notEqual(one, other);
        }
      }),
    );
  });

  it('never have two records of one source, unless somebody said so', () => {
    fc.assert(
      fc.property(world, ({ rows, later }) => {
        const joined = join(later, written(join(rows), rows));
        const seen = joined.links
          .filter(({ isAbsent }) => !isAbsent)
          .map(({ personKey, sourceId }) => `${personKey} ${sourceId}`);
        assert.equal(new Set(seen).size, seen.length);
      }),
    );
  });
});

/** The records of a person, also of somebody who is in one source alone. */
function recordsOf(personKey: string, joined: JoinedPeople, rows: readonly (readonly Row[])[]): string[] {
  const linked = joined.links.filter((link) => link.personKey === personKey && !link.isAbsent).map(recordId);
  if (linked.length > 0) return linked;
  return rows.flatMap((list, at) => {
    const sourceId = sources[at] as string;
    return list.flatMap(({ key }) =>
      rules.prefixOf(sourceId) + key === personKey &&
      peopleOf(joined).some((one) => one.personKey === personKey && one.sourceId === sourceId)
        ? [recordId({ sourceId, recordKey: key })]
        : [],
    );
  });
}
