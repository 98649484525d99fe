import type { Account, AccountAttribute } from '../../../models/account.ts';
import type { Effect, Overwrite } from '../../../models/adoption.ts';
import type { Person } from '../../../models/person.ts';
import type { Operation } from '../../../models/plan.ts';
import { diffItems } from '../access/diff-items.ts';
import { type Dispositions, decideLinked } from '../account/decide-disposition.ts';
import { desireAccount } from '../account/desire-account.ts';
import { diffAccount } from '../account/diff-account.ts';
import { diffManager } from '../account/diff-manager.ts';
import type { Dossier } from '../dossiers.ts';
import type { World } from '../survey-world.ts';

/** What a link would bring about: attributes that change, and everything else that would be done. */
export interface ForeseenLink {
  overwrites: Overwrite[];
  effects: Effect[];
}

/**
 * What the next plan would do to an account if it were linked to this person, with everything else as it is now.
 * @param attributes - those that would become ours; null: all that the policy writes
 */
export function foreseeLink(
  match: { person: Person; account: Account; attributes: readonly AccountAttribute[] | null },
  around: { world: World; dispositions: Dispositions },
): ForeseenLink {
  const operations = planLinked(match.person, match.account, around);
  const { attributes } = match;
  return {
    overwrites: operations
      .flatMap((operation) => (operation.kind === 'update-account' ? overwritesOf(operation) : []))
      .filter(({ attribute }) => attributes === null || attributes.includes(attribute)),
    effects: operations.flatMap(({ kind, sentence }) => (kind === 'update-account' ? [] : [{ kind, sentence }])),
  };
}

function planLinked(
  person: Person,
  account: Account,
  around: { world: World; dispositions: Dispositions },
): Operation[] {
  const { world } = around;
  const dossier = world.dossierOf(person.personKey) as Dossier;
  const { standing } = dossier;
  const isGone = account.deletedAt !== null;
  if (isGone && standing.phase !== 'active' && standing.phase !== 'before-start') return [];
  const kept = decideLinked(dossier, { account, by: 'link' }, world);
  if (kept.kind !== 'keep') return [];
  const desired = desireAccount(dossier, { ...kept, kind: isGone ? 'restore' : 'keep' }, around);
  const operations = diffAccount(desired, { kind: isGone ? 'restore' : 'keep', account, linkedBy: 'link' }, world);
  if (desired.deleted) return operations;
  const subject = { account };
  return [...operations, ...diffManager(desired, subject, world), ...diffItems(desired, subject, world).operations];
}

/** Attributes that Graph only takes together are written as they are; those are no change. */
function overwritesOf({ before, after }: Operation): Overwrite[] {
  const [former, wanted] = [{ ...before }, { ...after }];
  return Object.keys(wanted).flatMap((name) => {
    const [has, wants] = [former[name], wanted[name]] as [string | null, string | null];
    return has === wants ? [] : [{ attribute: name as AccountAttribute, has, wants }];
  });
}
