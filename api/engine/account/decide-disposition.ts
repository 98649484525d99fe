import type { Account } from '../../../models/account.ts';
import type { Person } from '../../../models/person.ts';
import type { Note, NoteKind } from '../../../models/plan.ts';
import { atOnce, mapSteps, type Steps } from '../../../models/steps.ts';
import { accessSubject } from '../access/access-subject.ts';
import type { Dossier } from '../dossiers.ts';
import { choosePrimary } from '../life/choose-primary.ts';
import type { Standing } from '../life/judge-standing.ts';
import { createHoldBack, proposalNote } from '../matching/hold-back-proposed.ts';
import type { MatchedBy } from '../matching/match-accounts.ts';
import type { MatchProposal } from '../matching/propose-matches.ts';
import { composeNames, namePerson } from '../names/compose-names.ts';
import { decideNewAddress } from '../names/decide-new-address.ts';
import { unitOf } from '../names/person-facts.ts';
import type { World } from '../survey-world.ts';

/**
 * What is to become of somebody's account at all, before any attribute is looked at.
 * `keep`: it is there and ours. `restore`: it is in the recycle bin and needed again. `create`: there is none and one is needed,
 * under this address (with this nickname and, where the policy makes it, mail). `leave`: nothing is done; the notes say why, if there is anything to say.
 */
export type Disposition =
  | { kind: 'keep' | 'restore'; account: Account; linkedBy: MatchedBy }
  | { kind: 'create'; address: string; mailNickname: string; mail?: string }
  | { kind: 'leave'; notes: Note[] };

const leave: Disposition = { kind: 'leave', notes: [] };

/** Everyone's disposition, in the order of the dossiers, so that a manager who is made in the same plan counts as there. */
export type Dispositions = readonly Disposition[];

/** What is to become of somebody's account, as it was decided in the world of that dossier. */
export const dispositionOf = ({ place }: Dossier, dispositions: Dispositions): Disposition =>
  dispositions[place] as Disposition;

/** Decides for everybody. Addresses are given out in the order of the keys, whatever the order of the input. */
export function decideDispositions(world: World, proposals?: readonly MatchProposal[]): Dispositions {
  return atOnce(dispositionSteps(world, proposals));
}

export function dispositionSteps(world: World, proposals?: readonly MatchProposal[]): Steps<Dispositions> {
  const holdBack = createHoldBack(world, proposals);
  return mapSteps(world.dossiers, (dossier) => decideDisposition(dossier, world, holdBack));
}

function decideDisposition(dossier: Dossier, world: World, holdBack: (person: Person) => Note | null): Disposition {
  const { match, person, standing } = dossier;
  const { texts } = world;
  switch (match.kind) {
    case 'ambiguous': {
      const addresses = match.accounts.map((account) => account.userPrincipalName);
      return leaveWith('ambiguous', person, texts.ambiguous(namePerson(person), addresses));
    }
    case 'contested':
      return leaveWith('ambiguous', person, texts.contested(namePerson(person), match.account.userPrincipalName));
    case 'shared':
      return leaveWith('ambiguous', person, texts.sharedNumber(namePerson(person), match.employeeNumber));
    case 'proposed':
      return decideProposed(dossier, match.account, world);
    case 'linked':
      return decideOwn(dossier, match, world);
  }
  if (standing.phase === 'unknown') return waits(dossier, world);
  // Who must out gets no account, and none back.
  if (!needsAccount(standing) || standing.urgent !== null || !isInScope(dossier, world)) return leave;
  const names = composeNames(person);
  const { primary } = standing;
  if (!isReady(dossier, world) || names === null || primary === null) return waits(dossier, world);
  // The doubt itself is noted once, for both.
  if (world.undecided.has(person.personKey)) return leave;
  if (match.kind === 'none') {
    const note = holdBack(person);
    if (note !== null) return { kind: 'leave', notes: [note] };
    return decideNewAddress({ person, employment: primary, names }, world);
  }
  return refuseAccount(person, match.account, world) ?? { kind: 'restore', account: match.account, linkedBy: match.by };
}

const needsAccount = (standing: Standing): boolean => standing.phase === 'active' || standing.phase === 'before-start';

/** Nothing is written to an account that somebody has to accept first, not even for whoever must out at once. */
function decideProposed(dossier: Dossier, account: Account, world: World): Disposition {
  if (!isInScope(dossier, world, account)) return leave;
  const { person } = dossier;
  return refuseAccount(person, account, world) ?? { kind: 'leave', notes: [proposalNote(person, account, world)] };
}

/** Of an account that is known to be somebody's. */
function decideOwn(dossier: Dossier, link: Link, world: World): Disposition {
  const { person, standing } = dossier;
  const mustOut = standing.urgent !== null;
  if (!mustOut && standing.phase === 'unknown') return waits(dossier, world);
  if (isInScope(dossier, world)) {
    if (!mustOut) return decideLinked(dossier, link, world);
    // Whoever must out at once is shut out, whatever else HR does not know of them.
    return refuseAccount(person, link.account, world) ?? { kind: 'keep', account: link.account, linkedBy: link.by };
  }
  const refused = refuseAccount(person, link.account, world);
  return refused ?? leaveWith('out-of-scope', person, world.texts.outOfScope(namePerson(person)));
}

interface Link {
  account: Account;
  by: MatchedBy;
}

/** Of the account of somebody whom the policy is about. */
export function decideLinked(dossier: Dossier, { account, by }: Link, world: World): Disposition {
  const refused = refuseAccount(dossier.person, account, world);
  if (refused !== null) return refused;
  if (needsAccount(dossier.standing) && !isReady(dossier, world)) return waits(dossier, world);
  return { kind: 'keep', account, linkedBy: by };
}

/** Accounts that are never written, whatever HR says. */
function refuseAccount(person: Person, account: Account, world: World): Disposition | null {
  const { texts } = world;
  if (isProtected(account, world))
    return leaveWith('protected', person, texts.protectedAccount(namePerson(person), account.userPrincipalName));
  if (account.isSynced)
    return leaveWith('synced', person, texts.syncedAccount(namePerson(person), account.userPrincipalName));
  return null;
}

/** Whether the policy says that an account is never written. */
export function isProtected(
  { id, userPrincipalName, mail }: Account,
  { protectedNames }: Pick<World, 'protectedNames'>,
): boolean {
  const isNamed = (name: string | null) => name !== null && protectedNames.has(name.toLowerCase());
  return protectedNames.size > 0 && (isNamed(id) || isNamed(userPrincipalName) || isNamed(mail));
}

/** Whether HR says enough to make an account of: names, an employment, and the unit it is in. */
function isReady(dossier: Dossier, world: World): boolean {
  const { primary } = dossier.standing;
  if (primary === null || unitOf(primary, world.units) === null) return false;
  return world.attributesOf(dossier, primary).isNamed;
}

/** Somebody with too little data waits; the note says what is missing, in the words of HR. */
function waits({ person, standing }: Dossier, world: World): Disposition {
  const { texts } = world;
  const employment =
    standing.primary ?? choosePrimary(person.employments.filter((entry) => entry.startsOn === undefined));
  const missing: string[] = [];
  if (composeNames(person) === null) missing.push(texts.missingName);
  if (employment === null) missing.push(texts.missingEmployment);
  else {
    if (employment.startsOn === undefined) missing.push(texts.missingStartDate);
    if (employment.unitKey === undefined) missing.push(texts.missingUnit);
    else if (!world.units.has(employment.unitKey)) missing.push(texts.unknownUnit(employment.unitKey));
  }
  return leaveWith('waiting', person, texts.waitsFor(namePerson(person), missing));
}

/**
 * Whether the policy is about this person at all, as far as the data tells; without an employment there is nothing to ask.
 * @param account - the account that would be theirs; without it the one that is
 */
export function isInScope(dossier: Dossier, world: World, account = accountOf(dossier)): boolean {
  if (world.input.policy.scope === null || dossier.standing.primary === null) return true;
  return world.isInScope(accessSubject(dossier, { world, account, address: '' }));
}

const accountOf = ({ match }: Dossier): Account | null =>
  match.kind === 'linked' || match.kind === 'deleted' ? match.account : null;

function leaveWith(kind: NoteKind, person: Person, text: string): Disposition {
  return { kind: 'leave', notes: [{ kind, personKey: person.personKey, text }] };
}
