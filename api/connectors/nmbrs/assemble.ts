import type { Employment, Person, SetAside, Unit } from '../../../models/person.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import { createSetAsideCollection, type Problem, type SetAsideCollection } from '../collect-set-aside.ts';
import type { Department } from './dossier.ts';
import type { Draft, ManagerRef } from './draft.ts';

/** Everything that was read, of all companies. */
export interface Assembly {
  drafts: readonly Draft[];
  departments: readonly Department[];
  /** Rows that belong to nobody who was read. */
  strays: readonly { employeeId: string | null; problem: Problem }[];
}

export interface AssembleSettings {
  source: Pick<NmbrsSource, 'samePerson' | 'managerBy'>;
  texts: SourceTexts;
  /** Among whom managers are looked up; the drafts themselves when it is left out. */
  among?: readonly Draft[];
}

/** People and units; who cannot be used is set aside, and nobody else suffers for it. */
export function assemble(
  { drafts, departments, strays }: Assembly,
  { source, texts, among = drafts }: AssembleSettings,
): { people: Person[]; units: Unit[]; setAside: SetAside[] } {
  const setAside = createSetAsideCollection(texts);
  const keys = findKeys(among);
  const keyOf = ({ employeeId }: Draft): string => keys.get(employeeId) ?? employeeId;
  const findManager = createManagerFinder(among, keyOf, source.managerBy);
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    groups.set(key, [...(groups.get(key) ?? []), draft]);
    setAside.add(key, draft.problems);
  }
  for (const { employeeId, problem } of strays)
    setAside.add(employeeId === null ? null : (keys.get(employeeId) ?? employeeId), [problem]);
  const people = [...groups].map(([key, group]) => {
    setAside.add(key, contradictionsOf(group, texts));
    return toOnePerson(key, group, findManager);
  });
  const units = toUnits(departments, drafts, { texts, setAside });
  return { people: people.filter(({ personKey }) => !setAside.has(personKey)), units, setAside: setAside.list() };
}

/** Whom Nmbrs knew first of those who are one person gives the key: it stays when another employee comes to them. */
function findKeys(drafts: readonly Draft[]): Map<string, string> {
  const first = new Map<string, Draft>();
  for (const draft of drafts) {
    if (draft.sameAs === null) continue;
    const known = first.get(draft.sameAs);
    if (known === undefined || isEarlier(draft, known)) first.set(draft.sameAs, draft);
  }
  return new Map(
    drafts.flatMap(({ employeeId, sameAs }) => {
      const key = sameAs === null ? undefined : first.get(sameAs)?.employeeId;
      return key === undefined ? [] : [[employeeId, key]];
    }),
  );
}

const isEarlier = (one: Draft, other: Draft): boolean =>
  one.knownSince < other.knownSince || (one.knownSince === other.knownSince && one.employeeId < other.employeeId);

type ManagerFinder = (ref: ManagerRef) => string | undefined;

/** Nmbrs names managers from a list of their own; who is not found, or more than one, stays the manager that Nmbrs names. */
function createManagerFinder(
  drafts: readonly Draft[],
  keyOf: (draft: Draft) => string,
  managerBy: NmbrsSource['managerBy'],
): ManagerFinder {
  const [byEmail, byNumber] = [new Map<string, string | null>(), new Map<string, string | null>()];
  const note = (map: Map<string, string | null>, name: string | undefined, key: string) => {
    if (name === undefined) return;
    const known = map.get(name);
    map.set(name, known === undefined || known === key ? key : null);
  };
  for (const draft of drafts) {
    note(byEmail, draft.person.workEmail?.toLowerCase(), keyOf(draft));
    note(byNumber, draft.number, keyOf(draft));
  }
  return (ref) => {
    for (const way of managerBy) {
      const name = ref[way];
      const found = name === undefined ? null : (way === 'email' ? byEmail : byNumber).get(name);
      if (found != null) return found;
    }
    return ref.email ?? ref.managerId ?? ref.number;
  };
}

/** What tells people apart has to be the same in all companies; telephone and address may differ. */
const fixed = ['birthNamePrefix', 'birthName', 'partnerNamePrefix', 'partnerName', 'nameUse', 'initials'] as const;

function contradictionsOf(group: readonly Draft[], texts: SourceTexts): Problem[] {
  const [first, ...others] = group;
  if (first === undefined) return [];
  return others.flatMap(({ person, where }): Problem[] => {
    const differing = fixed.filter((name) => person[name] !== first.person[name]);
    if (differing.length === 0) return [];
    const text = texts.conflictingRows([first.where, where], differing);
    return [{ reason: 'conflicting-rows', text, where }];
  });
}

function toOnePerson(key: string, group: readonly Draft[], findManager: ManagerFinder): Person {
  const newestLast = [...group].sort((a, b) => a.changedAt - b.changedAt || (a.employeeId < b.employeeId ? 1 : -1));
  const employments = group.flatMap(({ person, managers }) =>
    person.employments.map((employment, index) =>
      withManager(employment, managers[index] ?? null, { key, findManager }),
    ),
  );
  const leaves = group.flatMap(({ person }) => person.leaves);
  const merged: Person = Object.assign({}, ...newestLast.map(({ person }) => person));
  return { ...merged, personKey: key, employments: employments.sort(byStart), leaves };
}

function withManager(
  employment: Employment,
  manager: ManagerRef | null,
  { key, findManager }: { key: string; findManager: ManagerFinder },
): Employment {
  const found = manager === null ? undefined : findManager(manager);
  return found === undefined || found === key ? employment : { ...employment, managerPersonKey: found };
}

const byStart = (a: Employment, b: Employment): number => {
  const [one, other] = [a.startsOn ?? '', b.startsOn ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.employmentKey < b.employmentKey ? -1 : 1;
};

/** The departments of the debtors, and those that only employees speak of. Of two names for one code neither is used. */
function toUnits(
  departments: readonly Department[],
  drafts: readonly Draft[],
  { texts, setAside }: { texts: SourceTexts; setAside: SetAsideCollection },
): Unit[] {
  const units = new Map<string, Unit | null>();
  for (const { code, description } of departments) {
    const where = `department ${code}`;
    if (description === undefined) {
      setAside.add(null, [{ reason: 'broken-row', text: texts.unitWithoutName(code, where), where }]);
      continue;
    }
    const known = units.get(code);
    const isOther = known !== undefined && known?.name !== description;
    if (isOther && known !== null) {
      const text = texts.conflictingUnits(code, [where, where], ['description']);
      setAside.add(null, [{ reason: 'conflicting-rows', text, where }]);
    }
    units.set(code, isOther ? null : { unitKey: code, name: description });
  }
  // What an employee's record calls it may be an older name: it does not contradict the list.
  for (const draft of drafts)
    for (const [unitKey, name] of draft.units) if (!units.has(unitKey)) units.set(unitKey, { unitKey, name });
  return [...units.values()].filter((unit) => unit !== null);
}
