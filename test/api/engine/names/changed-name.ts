import { planPeople } from '../../../../api/engine/plan-people.ts';
import type { AddressReservation } from '../../../../models/ledger.ts';
import { makeInput, makePolicy } from '../make-input.ts';
import { employed, kept, married, type Parts, withKept } from './address-world.ts';

/** The renames of a plan as `from > to`. */
export const renames = (parts: Parts): string[] =>
  planPeople(makeInput(parts))
    .operations.filter(({ kind }) => kind === 'rename-account')
    .map(({ before, after }) => `${before?.userPrincipalName} > ${after?.userPrincipalName}`);

export const first = withKept(kept('sanne.devries', 'P1'));
export const policyOf = (rename: string, more = '') => makePolicy(`names: { rename: ${rename}${more} }`);
export const wedding = (rename: string, parts: Parts = {}): Parts => ({
  ...employed('sanne.devries', married),
  ledger: first,
  policy: policyOf(rename),
  ...parts,
});

export const proposal = (more: Partial<AddressReservation>) =>
  withKept(
    kept('sanne.devries', 'P1'),
    kept('sanne.smit', 'P1', { state: 'proposed', nameKey: 'Sanne|Smit', ...more }),
  );
