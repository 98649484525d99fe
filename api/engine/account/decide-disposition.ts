import type { Account } from '../../../models/account.ts';
import type { Employment, Person } from '../../../models/person.ts';
import type { Note, NoteKind } from '../../../models/plan.ts';
import { accessSubject } from '../access/access-subject.ts';
import { choosePrimary } from '../life/choose-primary.ts';
import type { Standing } from '../life/judge-standing.ts';
import { createHoldBack, proposalNote } from '../matching/hold-back-proposed.ts';
import type { Match, MatchedBy } from '../matching/match-accounts.ts';
import type { MatchProposal } from '../matching/propose-matches.ts';
import { type ComposedNames, composeNames, namePerson } from '../names/compose-names.ts';
import { decideNewAddress } from '../names/decide-new-address.ts';
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

/** Everyone's disposition by person key, so that a manager who is made in the same plan counts as there. */
export type Dispositions = ReadonlyMap<string, Disposition>;

/** What is to become of somebody's account. Throws for whom the world does not know: that is nobody to ask about. */
export function dispositionOf(personKey: string, dispositions: Dispositions): Disposition {
  const disposition = dispositions.get(personKey);
  if (disposition === undefined) throw new Error(`no disposition of person ${personKey}`);
  return disposition;
}

/** Everybody's disposition, by person key. Addresses are given out in the order of the keys, whatever the order of the input. */
export function decideDispositions(world: World, proposals?: readonly MatchProposal[]): Map<string, Disposition> {
  const dispositions = new Map<string, Disposition>();
  const holdBack = createHoldBack(world, proposals);
  for (const person of world.inOrder) dispositions.set(person.personKey, decideDisposition(person, world, holdBack));
  return dispositions;
}

function decideDisposition(person: Person, world: World, holdBack: (person: Person) => Note | null): Disposition {
  const standing = world.standingOf(person.personKey);
  const match = world.matches.of(person.personKey);
  const who = namePerson(person);
  const { texts } = world;
  if (match.kind === 'ambiguous') {
    const addresses = match.accounts.map((account) => account.userPrincipalName);
    return leaveWith('ambiguous', person, texts.ambiguous(who, addresses));
  }
  if (match.kind === 'contested')
    return leaveWith('ambiguous', person, texts.contested(who, match.account.userPrincipalName));
  if (match.kind === 'shared') return leaveWith('ambiguous', person, texts.sharedNumber(who, match.employeeNumber));
  // Whoever must out at once is shut out, whatever else HR does not know of them.
  if (standing.urgent !== null && match.kind === 'linked')
    return refuseAccount(person, match.account, world) ?? { kind: 'keep', account: match.account, linkedBy: match.by };
  if (match.kind === 'proposed') return decideProposed(person, match.account, world);
  if (standing.phase === 'unknown') return waits(person, world);
  const inScope = isInScope(person, standing, { world, match });
  if (match.kind === 'linked') return decideLinked(person, { ...match, standing, inScope }, world);
  if (!inScope || !needsAccount(standing)) return leave;
  // Who must out gets no account, and none back.
  if (standing.urgent !== null) return leave;
  const ready = judgeReadiness(person, standing, world);
  if (ready.kind === 'waits') return ready.disposition;
  if (match.kind === 'none') {
    const note = holdBack(person);
    return note === null ? decideNewAddress(ready, world) : { kind: 'leave', notes: [note] };
  }
  return refuseAccount(person, match.account, world) ?? { kind: 'restore', account: match.account, linkedBy: match.by };
}

const needsAccount = (standing: Standing): boolean => standing.phase === 'active' || standing.phase === 'before-start';

/** Nothing is written to an account that somebody has to accept first, not even for whoever must out at once. */
function decideProposed(person: Person, account: Account, world: World): Disposition {
  const match: Match = { kind: 'linked', account, by: 'employeeId' };
  if (!isInScope(person, world.standingOf(person.personKey), { world, match })) return leave;
  return refuseAccount(person, account, world) ?? { kind: 'leave', notes: [proposalNote(person, account, world)] };
}

export function decideLinked(
  person: Person,
  link: { account: Account; by: MatchedBy; standing: Standing; inScope: boolean },
  world: World,
): Disposition {
  const { account, by, standing, inScope } = link;
  const refused = refuseAccount(person, account, world);
  if (refused !== null) return refused;
  if (!inScope) return leaveWith('out-of-scope', person, world.texts.outOfScope(namePerson(person)));
  const ready = judgeReadiness(person, standing, world);
  if (ready.kind === 'waits' && needsAccount(standing)) return ready.disposition;
  return { kind: 'keep', account, linkedBy: by };
}

/** Accounts that are never written, whatever HR says. */
function refuseAccount(person: Person, account: Account, world: World): Disposition | null {
  const who = namePerson(person);
  if (isProtected(account, world)) {
    return leaveWith('protected', person, world.texts.protectedAccount(who, account.userPrincipalName));
  }
  if (account.isSynced) return leaveWith('synced', person, world.texts.syncedAccount(who, account.userPrincipalName));
  return null;
}

export function isProtected(account: Account, world: World): boolean {
  const names = [account.id, account.userPrincipalName, account.mail ?? ''].map((name) => name.toLowerCase());
  return world.input.policy.policy.protect.some((entry) => names.includes(entry.toLowerCase()));
}

type Ready = { kind: 'ready'; person: Person; employment: Employment; names: ComposedNames };

function judgeReadiness(
  person: Person,
  standing: Standing,
  world: World,
): Ready | { kind: 'waits'; disposition: Disposition } {
  const names = composeNames(person);
  const employment = standing.primary;
  const unitKnown = employment?.unitKey !== undefined && world.units.has(employment.unitKey);
  if (names === null || employment === null || !unitKnown) return { kind: 'waits', disposition: waits(person, world) };
  return { kind: 'ready', person, employment, names };
}

/** Somebody with too little data waits; the note says what is missing, in the words of HR. */
function waits(person: Person, world: World): Disposition {
  const { texts } = world;
  const standing = world.standings.get(person.personKey);
  const undated = choosePrimary(person.employments.filter((entry) => entry.startsOn === undefined));
  const employment = standing?.primary ?? undated;
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

/** Whether the policy is about this person at all, as far as the data tells; without an employment there is nothing to ask. */
function isInScope(person: Person, standing: Standing, around: { world: World; match: Match }): boolean {
  const { world, match } = around;
  const { scope } = world.input.policy;
  if (scope === null || standing.primary === null) return true;
  const account = match.kind === 'linked' || match.kind === 'deleted' ? match.account : null;
  const subject = accessSubject(person, standing, { world, account, address: '' });
  return world.isInScope(subject);
}

function leaveWith(kind: NoteKind, person: Person, text: string): Disposition {
  return { kind: 'leave', notes: [{ kind, personKey: person.personKey, text }] };
}
