import type { Account } from '../../../models/account.ts';
import type { Confidence, CounterEvidenceKind, Evidence, EvidenceKind } from '../../../models/adoption.ts';
import type { Person } from '../../../models/person.ts';
import { resolveManager } from '../account/resolve-manager.ts';
import type { World } from '../survey-world.ts';
import type { MatchPair } from './find-match-pairs.ts';
import { accountNames, type MatchKey, mayBeNamesOf, nameKeysOf, namesOf, phoneKey } from './match-keys.ts';
import { numbersOf } from './numbers-of.ts';

/** What speaks for and against a match, and how sure that makes it. */
export interface WeighedMatch {
  person: Person;
  account: Account;
  confidence: Confidence;
  /** To put matches of one confidence in order; more is better. */
  points: number;
  evidence: Evidence[];
  counterEvidence: Evidence<CounterEvidenceKind>[];
}

const pointsFor: Readonly<Record<EvidenceKind, number>> = {
  mark: 10,
  'employee-id': 10,
  'work-address': 6,
  'naming-address': 4,
  name: 4,
  phone: 3,
  manager: 1,
  department: 1,
  'job-title': 1,
};

const pointsAgainst: Readonly<Record<CounterEvidenceKind, number>> = {
  'other-employee-id': 6,
  'other-name': 4,
  guest: 6,
  synced: 0,
  disabled: 1,
  'has-left': 2,
  'in-recycle-bin': 1,
};

/** Points from which a match is certain (with strong evidence only), likely, possible. */
const thresholds = { certain: 8, likely: 6, possible: 4 };

/**
 * Weighs one match.
 * @returns null when too little speaks for it to bother anybody
 */
export function weighEvidence(pair: MatchPair & { isMarked: boolean }, world: World): WeighedMatch | null {
  const { person, account } = pair;
  const evidence = [
    ...(pair.isMarked ? [markOf(person)] : []),
    ...sharedKeys(pair),
    ...sameWork(person, account, world),
  ];
  const counterEvidence = findDoubts(person, account, world);
  const points =
    evidence.reduce((sum, { what }) => sum + pointsFor[what], 0) -
    counterEvidence.reduce((sum, { what }) => sum + pointsAgainst[what], 0);
  const confidence = judgeConfidence(
    { kinds: new Set(evidence.map(({ what }) => what)), isOnlyNumber: pair.isOnlyNumber },
    new Set(counterEvidence.map(({ what }) => what)),
    points,
  );
  return confidence === null ? null : { person, account, confidence, points, evidence, counterEvidence };
}

/** Strong evidence: our mark; a number that nobody else has; a number or HR's work address together with the name. */
function judgeConfidence(
  { kinds, isOnlyNumber }: { kinds: ReadonlySet<EvidenceKind>; isOnlyNumber: boolean },
  doubts: ReadonlySet<CounterEvidenceKind>,
  points: number,
): Confidence | null {
  const isNumbered = kinds.has('employee-id');
  const isAddressed = kinds.has('work-address');
  const isStrong =
    kinds.has('mark') || (isNumbered && isOnlyNumber) || ((isNumbered || isAddressed) && kinds.has('name'));
  const isOther = doubts.has('guest') || doubts.has('other-employee-id');
  if (isStrong && !isOther && !doubts.has('other-name') && points >= thresholds.certain) return 'certain';
  if (!isOther && points >= thresholds.likely) return 'likely';
  const isKnown = kinds.has('mark') || isNumbered || isAddressed;
  return isKnown || points >= thresholds.possible ? 'possible' : null;
}

const markOf = ({ personKey }: Person): Evidence => ({ what: 'mark', person: personKey, account: personKey });

/** One fact for each kind of key that both have, as both have it. */
function sharedKeys({ account, keys }: MatchPair): Evidence[] {
  const facts = new Map<EvidenceKind, Evidence>();
  for (const key of keys)
    if (!facts.has(key.kind)) facts.set(key.kind, { what: key.kind, person: key.said, account: saidBy(account, key) });
  return [...facts.values()];
}

function saidBy({ attributes, userPrincipalName }: Account, { kind, key }: MatchKey): string | null {
  const { employeeId = null, displayName = null, mobilePhone, businessPhone } = attributes;
  switch (kind) {
    case 'employee-id':
      return employeeId;
    case 'work-address':
      return key;
    case 'naming-address':
      return userPrincipalName;
    case 'name':
      return displayName;
    case 'phone':
      // The key comes from one of the two.
      return mobilePhone && phoneKey(mobilePhone) === key ? mobilePhone : (businessPhone as string);
  }
}

/** The manager, department and job title of the present work: too little to go by, but it adds up. */
function sameWork(person: Person, account: Account, world: World): Evidence[] {
  const { primary } = world.standingOf(person.personKey);
  if (primary === null) return [];
  const facts: Evidence[] = [];
  const unit = world.units.get(primary.unitKey ?? '')?.name;
  const compare = (what: EvidenceKind, hr: string | undefined, entra: string | null | undefined) => {
    if (hr && entra && hr.toLowerCase() === entra.toLowerCase()) facts.push({ what, person: hr, account: entra });
  };
  compare('department', unit, account.attributes.department);
  compare('job-title', primary.functionTitle, account.attributes.jobTitle);
  const answer = resolveManager(person, primary, { units: world.units, known: world.isKnown });
  const manager = answer.kind === 'person' ? world.dossierOf(answer.personKey)?.person : undefined;
  const managerAccount = world.accountsById.get(account.managerId ?? '');
  if (manager !== undefined && managerAccount !== undefined && isAccountOf(manager, managerAccount, world)) {
    const { userPrincipalName } = managerAccount;
    facts.push({ what: 'manager', person: world.nameOf(manager.personKey), account: userPrincipalName });
  }
  return facts;
}

function isAccountOf(person: Person, account: Account, world: World): boolean {
  const owner = world.matches.ownerOf(account);
  if (owner !== null) return owner === person.personKey;
  const { employeeId } = account.attributes;
  if (employeeId) return numbersOf(person).includes(employeeId.toLowerCase());
  const names = new Set(nameKeysOf(namesOf(person)));
  return nameKeysOf(accountNames(account)).some((name) => names.has(name));
}

function findDoubts(person: Person, account: Account, world: World): Evidence<CounterEvidenceKind>[] {
  const doubts: Evidence<CounterEvidenceKind>[] = [];
  const doubt = (what: CounterEvidenceKind, hr: string | null, entra: string | null) =>
    doubts.push({ what, person: hr, account: entra });
  const numbers = numbersOf(person);
  const { employeeId = null, displayName = null } = account.attributes;
  if (employeeId && numbers.length > 0 && !numbers.includes(employeeId.toLowerCase()))
    doubt('other-employee-id', numbers.join(', '), employeeId);
  if (!mayBeNamesOf(person, accountNames(account))) doubt('other-name', world.nameOf(person.personKey), displayName);
  if (account.isGuest) doubt('guest', null, account.userPrincipalName);
  if (account.isSynced) doubt('synced', null, account.userPrincipalName);
  const hasLeft = world.standingOf(person.personKey).phase === 'ended';
  if (account.deletedAt !== null) doubt('in-recycle-bin', null, account.deletedAt);
  else if (hasLeft && account.accountEnabled) doubt('has-left', 'ended', 'enabled');
  else if (!hasLeft && !account.accountEnabled) doubt('disabled', 'employed', 'disabled');
  return doubts;
}
