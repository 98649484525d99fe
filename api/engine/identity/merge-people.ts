import type { Employment, Leave, Person, SaidOnce } from '../../../models/person.ts';
import type { IdentityRules, Subject } from './identity-rules.ts';

/** What one source says of somebody, in the keys that people and units have here. */
export interface Saying {
  sourceId: string;
  person: Person;
}

/**
 * One person from what several sources say, the one that counts most first. What a source leaves out, the next one may say; what none says
 * stays missing. A surname comes with its prefixes and its use, from one source.
 */
export function mergePeople(personKey: string, sayings: readonly Saying[], rules: IdentityRules): Person {
  const [first] = sayings as [Saying];
  const saidBy: Partial<Record<SaidOnce, string>> = {};
  const pick = (subject: SaidOnce, says: (person: Person) => boolean): Person | null => {
    const found = inOrderOf(subject, sayings, rules).find(({ person }) => says(person));
    if (found !== undefined) saidBy[subject] = found.sourceId;
    return found?.person ?? null;
  };
  const text = (field: Exclude<SaidOnce, 'surname'>): Partial<Person> => {
    const value = pick(field, (person) => isGiven(person[field]))?.[field];
    return value === undefined ? {} : { [field]: value };
  };
  const named = pick('surname', ({ birthName, partnerName }) => isGiven(birthName) || isGiven(partnerName));
  const called = { ...text('callName'), ...text('givenName'), ...text('initials') };
  const reached = { ...text('mobilePhone'), ...text('workPhone'), ...text('workEmail') };
  const employments = putEmployments(sayings, rules);
  const isOut = sayings.some(({ person }) => person.isActive === false) && employments.every(isRevoked);
  const isSaidActive = sayings.some(({ person }) => person.isActive === true);
  return {
    personKey,
    sourceId: first.sourceId,
    ...called,
    ...surnameOf(named),
    nameUse: (named ?? first.person).nameUse,
    ...reached,
    ...(isOut ? { isActive: false } : isSaidActive ? { isActive: true } : {}),
    employments: isOut ? employments.map(withoutRevoking) : employments,
    leaves: putLeaves(sayings, rules),
    saidBy,
  };
}

const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

const surnameFields = ['birthNamePrefix', 'birthName', 'partnerNamePrefix', 'partnerName'] as const;

const surnameOf = (person: Person | null): Partial<Person> =>
  Object.fromEntries(surnameFields.flatMap((field) => (person?.[field] === undefined ? [] : [[field, person[field]]])));

/** Of what one source is chosen for: in the order of those who may say it. */
function inOrderOf(subject: Subject, sayings: readonly Saying[], rules: IdentityRules): readonly Saying[] {
  const rank = rules.rankFor(subject) ?? rules.rankOf;
  return [...sayings].sort((a, b) => rank(a.sourceId) - rank(b.sourceId));
}

/** All of what everybody says, or all of what the first who says anything does. */
function chosen(
  subject: 'employments' | 'leaves',
  sayings: readonly Saying[],
  rules: IdentityRules,
): readonly Saying[] {
  const inOrder = inOrderOf(subject, sayings, rules);
  if (rules.rankFor(subject) === null) return inOrder;
  const first = inOrder.find(({ person }) => person[subject].length > 0);
  return first === undefined ? [] : [first];
}

function putEmployments(sayings: readonly Saying[], rules: IdentityRules): Employment[] {
  const taken = new Set<string>();
  return chosen('employments', sayings, rules).flatMap(({ sourceId, person }, rank) =>
    person.employments.map((employment) => {
      const employmentKey = freeKey(employment.employmentKey, sourceId, taken);
      const isOut = person.isActive === false;
      const statedBy = { sourceId, rank, ...(isOut ? { isRevoked: true } : {}) };
      return { ...employment, employmentKey, statedBy };
    }),
  );
}

function putLeaves(sayings: readonly Saying[], rules: IdentityRules): Leave[] {
  const taken = new Set<string>();
  return chosen('leaves', sayings, rules).flatMap(({ sourceId, person }) =>
    person.leaves.map((leave) =>
      leave.leaveKey === undefined ? leave : { ...leave, leaveKey: freeKey(leave.leaveKey, sourceId, taken) },
    ),
  );
}

/** Two sources may count alike; within one person keys tell things apart. The source that counts more keeps its own. */
function freeKey(key: string, sourceId: string, taken: Set<string>): string {
  let free = key;
  while (taken.has(free)) free = `${sourceId}:${free}`;
  taken.add(free);
  return free;
}

const isRevoked = ({ statedBy }: Employment): boolean => statedBy?.isRevoked === true;

function withoutRevoking(employment: Employment): Employment {
  const { statedBy, ...rest } = employment;
  return statedBy === undefined ? rest : { ...rest, statedBy: { sourceId: statedBy.sourceId, rank: statedBy.rank } };
}
