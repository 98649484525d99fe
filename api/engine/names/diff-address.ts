import type { Account } from '../../../models/account.ts';
import type { Note, Operation } from '../../../models/plan.ts';
import { addressTexts } from '../../../models/texts/address-texts.ts';
import type { DesiredAccount } from '../account/desire-account.ts';
import { targetOf } from '../account/subject.ts';
import { buildOperation } from '../operation-builder.ts';
import type { World } from '../survey-world.ts';

/** What a changed name does to an account that is there. `next` is when a change that was announced comes (epoch ms). */
export interface AddressChanges {
  operations: readonly Operation[];
  notes: readonly Note[];
  next: number | null;
}

const nothing: AddressChanges = { operations: [], notes: [], next: null };

/** The operation that lets an address follow its person's name, and what has to be said of one that does not follow yet. */
export function diffAddress(desired: DesiredAccount, account: Account, world: World): AddressChanges {
  const { person } = desired;
  const answer = world.addressBook.renameOf(person, account);
  // Asked all the same: the address of an account that goes is never given out again.
  if (desired.deleted) return nothing;
  if (answer.kind === 'keep') {
    const { notes, next } = answer;
    return notes.length === 0 && next === null ? nothing : { operations: [], notes, next };
  }
  const { before, after, reasons, notes, next } = answer;
  const texts = addressTexts[world.input.policy.policy.language];
  const who = world.nameOf(person.personKey);
  const rename = buildOperation({
    kind: 'rename-account',
    personKey: person.personKey,
    target: targetOf({ account }),
    before: { ...before },
    after: { ...after },
    identity: [after.userPrincipalName],
    sentence: texts.renameAccount(who, before.userPrincipalName, after.userPrincipalName),
    reasons,
  });
  return { operations: [rename], notes, next };
}
