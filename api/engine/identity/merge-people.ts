import type { Employment, Leave, Person, SaidOnce, StatedBy } from '../../../models/person.ts';
import type { IdentityRules, Subject } from './identity-rules.ts';

/** What one source says of somebody, in the keys that people and units have here. */
export interface Saying {
  sourceId: string;
  person: Person;
}

const calledBy = ['callName', 'givenName', 'initials'] as const;
const reachedBy = ['mobilePhone', 'workPhone', 'workEmail'] as const;
const surnameFields = ['birthNamePrefix', 'birthName', 'partnerNamePrefix', 'partnerName'] as const;

/** One person from what one source says, or several do. */
export function putTogether(
  who: Pick<Person, 'personKey' | 'sourceId'>,
  sayings: readonly Saying[],
  rules: IdentityRules,
): Person {
  const [only, other] = sayings;
  if (only === undefined || other !== undefined) return mergePeople(who, sayings, rules);
  return only.person.personKey === who.personKey ? only.person : { ...only.person, personKey: who.personKey };
}

/**
 * One person from what several sources say, the one that counts most first. What a source leaves out, the next one may say; what none says
 * stays missing. A surname comes with its prefixes and its use, from one source.
 * @param sourceId - of whom the person is said to be
 */
export function mergePeople(
  { personKey, sourceId }: Pick<Person, 'personKey' | 'sourceId'>,
  sayings: readonly Saying[],
  rules: IdentityRules,
): Person {
  const [first] = sayings as [Saying];
  const named = inOrderOf('surname', sayings, rules).find(hasSurname);
  const employments = putEmployments(sayings, rules);
  const merged: Person = {
    personKey,
    sourceId,
    nameUse: (named ?? first).person.nameUse,
    employments,
    leaves: putLeaves(sayings, rules),
  };
  const saidBy: Partial<Record<SaidOnce, string>> = {};
  for (const field of calledBy) takeText(field, merged, { sayings, rules, saidBy });
  for (const field of reachedBy) takeText(field, merged, { sayings, rules, saidBy });
  if (named !== undefined) {
    saidBy.surname = named.sourceId;
    for (const field of surnameFields) {
      const value = named.person[field];
      if (value !== undefined) merged[field] = value;
    }
  }
  merged.saidBy = saidBy;
  if (sayings.some(isOut) && employments.every(isRevoked)) {
    merged.isActive = false;
    merged.employments = employments.map(withoutRevoking);
  } else if (sayings.some(({ person }) => person.isActive === true)) merged.isActive = true;
  return merged;
}

function takeText(
  field: (typeof calledBy)[number] | (typeof reachedBy)[number],
  merged: Person,
  {
    sayings,
    rules,
    saidBy,
  }: { sayings: readonly Saying[]; rules: IdentityRules; saidBy: NonNullable<Person['saidBy']> },
): void {
  for (const { person, sourceId } of inOrderOf(field, sayings, rules)) {
    const value = person[field];
    if (value === undefined || !isGiven(value)) continue;
    merged[field] = value;
    saidBy[field] = sourceId;
    return;
  }
}

const isOut = ({ person }: Saying): boolean => person.isActive === false;
const hasSurname = ({ person: { birthName, partnerName } }: Saying): boolean =>
  isGiven(birthName) || isGiven(partnerName);

const isGiven = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** In the order of those who may say it. They stand in the usual order already. */
function inOrderOf(subject: Subject, sayings: readonly Saying[], rules: IdentityRules): readonly Saying[] {
  const rank = rules.rankFor(subject);
  return typeof rank === 'string' ? sayings : [...sayings].sort((a, b) => rank(a.sourceId) - rank(b.sourceId));
}

/** All of what everybody says, or all of what the first who says anything does. */
function chosen(
  subject: 'employments' | 'leaves',
  sayings: readonly Saying[],
  rules: IdentityRules,
): readonly Saying[] {
  if (rules.rankFor(subject) === 'all') return sayings;
  const first = inOrderOf(subject, sayings, rules).find(({ person }) => person[subject].length > 0);
  return first === undefined ? [] : [first];
}

function putEmployments(sayings: readonly Saying[], rules: IdentityRules): Employment[] {
  const taken = new Set<string>();
  const put: Employment[] = [];
  for (const [rank, { sourceId, person }] of chosen('employments', sayings, rules).entries()) {
    const statedBy = person.isActive === false ? { sourceId, rank, isRevoked: true } : { sourceId, rank };
    for (const employment of person.employments)
      put.push({ ...employment, employmentKey: freeKey(employment.employmentKey, sourceId, taken), statedBy });
  }
  return put;
}

function putLeaves(sayings: readonly Saying[], rules: IdentityRules): Leave[] {
  const taken = new Set<string>();
  const put: Leave[] = [];
  for (const { sourceId, person } of chosen('leaves', sayings, rules))
    for (const leave of person.leaves)
      put.push(leave.leaveKey === undefined ? leave : { ...leave, leaveKey: freeKey(leave.leaveKey, sourceId, taken) });
  return put;
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
  const { sourceId, rank } = employment.statedBy as StatedBy;
  return { ...employment, statedBy: { sourceId, rank } };
}
