import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { IdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { readIdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { type JoinedPeople, joinPeople } from '../../../../api/engine/identity/join-people.ts';
import type { JoinInput } from '../../../../api/engine/identity/sort-records.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { type IdentityDecision, type LinkedRecord, recordId } from '../../../../models/same-people.ts';
import { identityTexts } from '../../../../models/texts/identity-texts.ts';

const sources = ['hr', 'planning', 'crm'];
const policy = parsePolicy(
  `version: 1
domains: [voorbeeld.nl]
sources: [${sources.map((id) => `{ id: ${id}, connector: csv, folder: ./${id} }`).join(', ')}]
identity: { sameBy: [employeeNumber, workEmail], prefixes: { crm: c- } }
`,
  { name: 'test', folder: '/' },
);
const rules: IdentityRules = readIdentityRules(policy.policy);

/** Small alphabets, so that records meet. */
const record = fc.record({
  key: fc.constantFrom('1', '2', '3', '4'),
  number: fc.constantFrom(undefined, 'N1', 'N2', 'N3'),
  email: fc.constantFrom(undefined, 'a@x.nl', 'b@x.nl', 'c@x.nl'),
  phone: fc.constantFrom(undefined, '0612345678', '0687654321'),
  name: fc.constantFrom('Vries', 'Jong'),
  isActive: fc.constantFrom(undefined, true, false),
  isBroken: fc.constantFrom(false, false, false, true),
});
interface Row {
  key: string;
  number: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  name: string;
  isActive: boolean | undefined;
  isBroken: boolean;
}

const row = (sourceId: string, { key, number, email, phone, name, isActive }: Row): Person => ({
  personKey: key,
  sourceId,
  callName: 'Sanne',
  birthName: name,
  nameUse: 'birth',
  ...(email === undefined ? {} : { workEmail: email }),
  ...(phone === undefined ? {} : { mobilePhone: phone }),
  ...(isActive === undefined ? {} : { isActive }),
  employments: [
    { employmentKey: 'e', kind: 'employee', ...(number === undefined ? {} : { employeeNumber: number }), unitKey: 'u' },
  ],
  leaves: [],
});

const reading = (sourceId: string, rows: readonly Row[]): HrReading => ({
  sourceId,
  readAt: '',
  changedAt: null,
  people: rows.filter(({ isBroken }) => !isBroken).map((one) => row(sourceId, one)),
  units: [{ unitKey: 'u', name: sourceId }],
  setAside: rows
    .filter(({ isBroken }) => isBroken)
    .map(({ key }) => ({ personKey: key, reason: 'broken-row', text: 'x', where: sourceId })),
});

const world = fc.record({
  rows: fc.tuple(...sources.map(() => fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 4 }))),
  later: fc.tuple(...sources.map(() => fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 4 }))),
  said: fc.array(
    fc.record({
      left: fc.constantFrom('1', '2', '3', '4'),
      right: fc.constantFrom('1', '2', '3', '4'),
      answer: fc.constantFrom('same' as const, 'two' as const),
    }),
    { maxLength: 2 },
  ),
  accounts: fc.uniqueArray(fc.constantFrom<string[]>('1', '2', '3', '4', 'c-1', 'c-2')),
  seed: fc.integer(),
});

interface Said {
  left: string;
  right: string;
  answer: 'same' | 'two';
}

const decisionsOf = (said: readonly Said[]): IdentityDecision[] =>
  said.map(({ left, right, answer }) => ({
    left: { sourceId: 'hr', recordKey: left },
    right: { sourceId: 'planning', recordKey: right },
    answer,
    by: 'IT',
    at: '',
  }));

function join(rows: readonly (readonly Row[])[], more: Partial<JoinInput> = {}): JoinedPeople {
  const readings = rows.map((list, at) => reading(sources[at] as string, list));
  return joinPeople({
    readings,
    rules,
    links: [],
    absent: [],
    decisions: [],
    hasAccount: () => false,
    texts: identityTexts.en,
    ...more,
  });
}

/** What the next reading finds written down. */
function written(
  joined: JoinedPeople,
  rows: readonly (readonly Row[])[],
  before: ReadonlyMap<string, LinkedRecord> = new Map(),
) {
  const links = new Map(before);
  for (const ref of joined.unlinked) links.delete(recordId(ref));
  for (const { isAbsent: _, ...link } of joined.links) links.set(recordId(link), { ...link, hash: '' });
  const here = new Set(
    rows.flatMap((list, at) => list.map(({ key }) => recordId({ sourceId: sources[at] as string, recordKey: key }))),
  );
  const absent = [...links.values()].filter((link) => !here.has(recordId(link)));
  return { map: links, links: [...links.values()], absent };
}

const peopleOf = ({ readings }: JoinedPeople): Person[] => readings.flatMap(({ people }) => people);
const setAsideOf = ({ readings }: JoinedPeople) => readings.flatMap(({ setAside }) => setAside);

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
