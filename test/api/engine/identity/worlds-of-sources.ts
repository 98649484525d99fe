import fc from 'fast-check';
import type { IdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { readIdentityRules } from '../../../../api/engine/identity/identity-rules.ts';
import { type JoinedPeople, joinPeople } from '../../../../api/engine/identity/join-people.ts';
import type { JoinInput } from '../../../../api/engine/identity/sort-records.ts';
import { parsePolicy } from '../../../../api/policy/read-policy.ts';
import type { HrReading, Person } from '../../../../models/person.ts';
import { type IdentityDecision, type LinkedRecord, recordId } from '../../../../models/same-people.ts';
import { identityTexts } from '../../../../models/texts/identity-texts.ts';

export const sources = ['hr', 'planning', 'crm'];
const policy = parsePolicy(
  `version: 1
domains: [voorbeeld.nl]
sources: [${sources.map((id) => `{ id: ${id}, connector: csv, folder: ./${id} }`).join(', ')}]
identity: { sameBy: [employeeNumber, workEmail], prefixes: { crm: c- } }
`,
  { name: 'test', folder: '/' },
);
export const rules: IdentityRules = readIdentityRules(policy.policy);

/** Small alphabets, so that records meet. */
export const record: fc.Arbitrary<Row> = fc.record({
  key: fc.constantFrom('1', '2', '3', '4'),
  number: fc.constantFrom(undefined, 'N1', 'N2', 'N3'),
  email: fc.constantFrom(undefined, 'a@x.nl', 'b@x.nl', 'c@x.nl'),
  phone: fc.constantFrom(undefined, '0612345678', '0687654321'),
  name: fc.constantFrom('Vries', 'Jong'),
  isActive: fc.constantFrom(undefined, true, false),
  manager: fc.constantFrom(undefined, undefined, '1', '2', '3'),
  unit: fc.constantFrom('u', 'u', 'v'),
  isBroken: fc.constantFrom(false, false, false, true),
});
export interface Row {
  key: string;
  number: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  name: string;
  isActive: boolean | undefined;
  manager: string | undefined;
  unit: string;
  isBroken: boolean;
}

export const row = (sourceId: string, { key, number, email, phone, name, isActive, manager, unit }: Row): Person => ({
  personKey: key,
  sourceId,
  callName: 'Sanne',
  birthName: name,
  nameUse: 'birth',
  ...(email === undefined ? {} : { workEmail: email }),
  ...(phone === undefined ? {} : { mobilePhone: phone }),
  ...(isActive === undefined ? {} : { isActive }),
  employments: [
    {
      employmentKey: 'e',
      kind: 'employee',
      ...(number === undefined ? {} : { employeeNumber: number }),
      ...(manager === undefined ? {} : { managerPersonKey: manager }),
      unitKey: unit,
    },
  ],
  leaves: [],
});

export const reading = (sourceId: string, rows: readonly Row[]): HrReading => ({
  sourceId,
  readAt: '',
  changedAt: null,
  people: rows.filter(({ isBroken }) => !isBroken).map((one) => row(sourceId, one)),
  units: [{ unitKey: 'u', name: sourceId }, ...(sourceId === 'hr' ? [] : [{ unitKey: 'v', name: sourceId }])],
  setAside: rows
    .filter(({ isBroken }) => isBroken)
    .map(({ key }) => ({ personKey: key, reason: 'broken-row', text: 'x', where: sourceId })),
});

export const said = fc.array(
  fc.record({
    left: fc.constantFrom('1', '2', '3', '4'),
    right: fc.constantFrom('1', '2', '3', '4'),
    answer: fc.constantFrom('same' as const, 'two' as const),
  }),
  { maxLength: 2 },
);

export const accounts = fc.uniqueArray(fc.constantFrom<string[]>('1', '2', '3', '4', 'c-1', 'c-2'));

export const world = fc.record({
  rows: fc.tuple(...sources.map(() => fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 4 }))),
  later: fc.tuple(...sources.map(() => fc.uniqueArray(record, { selector: ({ key }) => key, maxLength: 4 }))),
  said,
  accounts,
  seed: fc.integer(),
});

interface Said {
  left: string;
  right: string;
  answer: 'same' | 'two';
}

export const decisionsOf = (said: readonly Said[]): IdentityDecision[] =>
  said.map(({ left, right, answer }) => ({
    left: { sourceId: 'hr', recordKey: left },
    right: { sourceId: 'planning', recordKey: right },
    answer,
    by: 'IT',
    at: '',
  }));

export function join(rows: readonly (readonly Row[])[], more: Partial<JoinInput> = {}): JoinedPeople {
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
export function written(
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

export const peopleOf = ({ readings }: JoinedPeople): Person[] => readings.flatMap(({ people }) => people);
export const setAsideOf = ({ readings }: JoinedPeople) => readings.flatMap(({ setAside }) => setAside);
