import type { Account } from '../../../models/account.ts';
import type { AddressReservation } from '../../../models/ledger.ts';
import type { CalendarDate, Person } from '../../../models/person.ts';
import type { Note, Reason } from '../../../models/plan.ts';
import type { AddressTexts } from '../../../models/texts/address-texts.ts';
import type { World } from '../survey-world.ts';
import { type AddressChooser, type Asker, domainOf } from './choose-address.ts';
import type { ComposedNames } from './compose-names.ts';
import { findMissingAliases } from './find-missing-aliases.ts';
import type { OwnAddresses } from './index-reservations.ts';
import { personFacts, unitOf } from './person-facts.ts';
import { registerAddress } from './register-address.ts';
import { type AddressValues, renameValues } from './rename-values.ts';
import type { TakenAddresses } from './taken-addresses.ts';

/** What the address book works with. */
export interface AddressDesk {
  world: World;
  texts: AddressTexts;
  ownOf(personKey: string): OwnAddresses;
  record(reservation: AddressReservation): void;
  taken(): TakenAddresses;
  chooser(): AddressChooser;
}

/** An account that is there, and who has it. `key` is the name in a form that can be compared; empty when `names` is null. */
export interface Named {
  person: Person;
  account: Account;
  names: ComposedNames | null;
  key: string;
}

/** Of whom there are names enough to choose an address. */
type Known = Named & { names: ComposedNames };

/** Whether an address changes now. `next` is when a change that was announced comes (epoch ms), null when none was. */
export type RenameAnswer =
  | { kind: 'keep'; notes: readonly Note[]; next: number | null }
  | {
      kind: 'rename';
      before: AddressValues;
      after: AddressValues;
      reasons: Reason[];
      notes: readonly Note[];
      next: null;
    };

/**
 * Whether the address of an account follows the name that its person has by now, as `names.rename` says. What follows for later plans is
 * recorded: the address an account has, one that is announced, and the one that a change leaves behind.
 */
export function judgeRename(named: Named, desk: AddressDesk): RenameAnswer {
  const there = registerAddress(named, desk);
  const keep = (notes: readonly Note[] = []): RenameAnswer => ({
    kind: 'keep',
    notes: [...notes, ...findMissingAliases(named, desk)],
    next: null,
  });
  if (there.kind === 'foreign' || named.names === null) return keep();
  const known: Known = { ...named, names: named.names };
  if (there.kind === 'unfinished') {
    const asker = askerOf(known, desk);
    if (asker === null) return keep();
    return rename(known, { asker, target: there.target, reason: policyReason(desk.texts.renameUnfinished) }, desk);
  }
  const { given } = there;
  const stays = (): RenameAnswer => {
    if (given.nameKey !== named.key) desk.record({ ...given, nameKey: named.key });
    dropProposals(named, null, desk);
    return keep();
  };
  if (given.nameKey === named.key || given.nameKey === '') return stays();
  const asker = askerOf(known, desk);
  if (asker === null) return keep();
  if (desk.world.input.policy.policy.names.rename.when === 'never') return stays();
  const chosen = desk.chooser().choose('userPrincipalName', asker, given.address);
  if (chosen.kind === 'current') return stays();
  const proposal = proposalOf(named, desk);
  const target = proposal?.address ?? (chosen.kind === 'free' ? chosen.address : null);
  if (target === null) {
    const text = desk.texts.noNewAddress(whoIs(named, desk), given.address);
    return keep([{ kind: 'no-address', personKey: named.person.personKey, text }]);
  }
  return follow(known, { asker, given, target, proposal }, desk);
}

interface Step {
  asker: Asker;
  given: AddressReservation;
  target: string;
  proposal: AddressReservation | null;
}

/** The address changes now, or it is announced. */
function follow(named: Known, { asker, given, target, proposal }: Step, desk: AddressDesk): RenameAnswer {
  const { world, texts } = desk;
  const { personKey } = named.person;
  const { calendar } = world.standingOf(personKey);
  const { when, days } = world.input.policy.policy.names.rename;
  const renameOn = when === 'after-days' ? (proposal?.renameOn ?? calendar.plusDays(calendar.today, days)) : null;
  const reason = dueReason({ proposal, when, renameOn, today: calendar.today }, texts);
  const reservedAt = world.input.now;
  dropProposals(named, target, desk);
  if (reason !== null) {
    desk.record({ ...given, state: 'former' });
    desk.record({ address: target, personKey, nameKey: named.key, state: 'given', reservedAt, renameOn: null });
    return rename(named, { asker, target, reason }, desk);
  }
  if (proposal === null || proposal.renameOn !== renameOn)
    desk.record({ address: target, personKey, nameKey: named.key, state: 'proposed', reservedAt, renameOn });
  const who = whoIs(named, desk);
  const text =
    renameOn === null
      ? texts.proposedForChoice(who, given.address, target)
      : texts.proposedOnDay(who, given.address, target, renameOn);
  const notes: Note[] = [{ kind: 'rename-proposed', personKey, text }, ...findMissingAliases(named, desk)];
  return { kind: 'keep', notes, next: renameOn === null ? null : calendar.instantOf(renameOn) };
}

/** Why an address changes today; null when it is not time yet. */
function dueReason(
  about: { proposal: AddressReservation | null; when: string; renameOn: CalendarDate | null; today: CalendarDate },
  texts: AddressTexts,
): Reason | null {
  const { proposal, when, renameOn, today } = about;
  if (proposal?.state === 'accepted') return { kind: 'approval', text: texts.renameAccepted, source: 'names.rename' };
  if (when === 'at-once') return policyReason(texts.renameAtOnce);
  if (renameOn === null || renameOn > today) return null;
  return { kind: 'clock', text: texts.renameOnDay(renameOn), source: 'names.rename.days' };
}

const policyReason = (text: string): Reason => ({ kind: 'policy', text, source: 'names.rename.when' });

function rename(named: Known, to: { asker: Asker; target: string; reason: Reason }, desk: AddressDesk): RenameAnswer {
  const { callName, surname } = named.names;
  const hr: Reason = { kind: 'hr', text: desk.texts.nameIsNow(`${callName} ${surname}`), source: 'names' };
  const { before, after } = renameValues(named, to, desk);
  return { kind: 'rename', before, after, reasons: [hr, to.reason], notes: [], next: null };
}

/** What was announced or accepted for the name of today, as long as nobody else took the address by hand. */
function proposalOf({ person, account, key }: Named, desk: AddressDesk): AddressReservation | null {
  const isOpen = ({ state, nameKey }: AddressReservation): boolean =>
    (state === 'proposed' || state === 'accepted') && nameKey === key;
  const proposal = desk.ownOf(person.personKey).all.find(isOpen) ?? null;
  const own = { personKey: person.personKey, accountId: account.id };
  return proposal === null || desk.taken().isTaken(proposal.address, own) ? null : proposal;
}

/** An announcement for a name that somebody has no more means nothing; its address stays kept for that person, as any other. */
function dropProposals({ person }: Named, except: string | null, desk: AddressDesk): void {
  for (const reservation of desk.ownOf(person.personKey).all) {
    const { state, nameKey, address } = reservation;
    if ((state !== 'proposed' && state !== 'accepted') || nameKey === '' || address === except) continue;
    desk.record({ ...reservation, state: 'proposed', nameKey: '', renameOn: null });
  }
}

/**
 * The person as the naming rules see them; null for whom no address changes now: those who are not at work or out at once, and those of
 * whose account the display name is not ours to write.
 */
function askerOf({ person, account, names }: Known, { world, chooser }: AddressDesk): Asker | null {
  const { personKey } = person;
  const { phase, primary, urgent } = world.standingOf(personKey);
  const isAtWork = (phase === 'active' || phase === 'before-start') && urgent === null;
  const owned = world.input.ownership.get(personKey);
  if (!isAtWork || primary === null || (owned !== undefined && !owned.includes('displayName'))) return null;
  const facts = personFacts({ person, employment: primary, unit: unitOf(primary, world.units), names });
  const place = chooser().domainFor(facts);
  const { userPrincipalName } = account;
  // Where the rules give no domain of ours, the address keeps the one it has.
  const domain = place.kind === 'domain' ? place.domain : domainOf(userPrincipalName.toLowerCase());
  return { personKey, accountId: account.id, facts, domain, isNew: false };
}

const whoIs = ({ person }: Named, { world }: AddressDesk): string => world.nameOf(person.personKey);
