import type { AccountAttribute, AccountAttributes } from '../../../models/account.ts';
import type { Dossier } from '../dossiers.ts';
import type { PlanInput } from '../survey-world.ts';

/**
 * The attributes of somebody's account that are ours, where an account that was there before us was accepted for some of them only.
 * Null: all that the policy writes. What was accepted says nothing of another account than the one that was linked.
 */
export function ownedAttributes(
  { person: { personKey }, match }: Dossier,
  { ownership, links }: Pick<PlanInput, 'ownership' | 'links'>,
): readonly AccountAttribute[] | null {
  const owned = ownership.get(personKey);
  if (owned === undefined) return null;
  const isThere = match.kind === 'linked' || match.kind === 'deleted';
  return isThere && match.account.id === links.get(personKey) ? owned : null;
}

/** A wish without what is not ours. */
export function onlyOwned(attributes: AccountAttributes, owned: readonly AccountAttribute[] | null): AccountAttributes {
  if (owned === null) return attributes;
  return Object.fromEntries(owned.flatMap((name) => (name in attributes ? [[name, attributes[name]]] : [])));
}
