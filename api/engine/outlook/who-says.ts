import type { AccountAttribute } from '../../../models/account.ts';
import type { SaidOnce } from '../../../models/person.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import type { Dossier } from '../dossiers.ts';

/** What templates call the parts of a name that come from one source together. */
const ofSurname: readonly string[] = [
  'surname',
  'sortName',
  'birthNamePrefix',
  'birthName',
  'birthSurname',
  'partnerNamePrefix',
  'partnerName',
  'partnerSurname',
  'nameUse',
];

const saidOnce: readonly string[] = ['callName', 'givenName', 'initials', 'mobilePhone', 'workPhone', 'workEmail'];

/** Which sources an attribute of somebody comes from; none where one source alone names them, or where no fact of theirs is in it. */
export function whoSays(
  attribute: AccountAttribute,
  { person, standing }: Dossier,
  { attributes }: Pick<CompiledPolicy, 'attributes'>,
): string[] {
  const { saidBy } = person;
  if (saidBy === undefined) return [];
  const names = attributes.flatMap((one) => (one.attribute === attribute ? one.template.names : []));
  const sources = names.map((name) => {
    if (ofSurname.includes(name)) return saidBy.surname;
    // Without a call name the given name or the initials are that.
    if (name === 'callName') return saidBy.callName ?? saidBy.givenName ?? saidBy.initials;
    if (saidOnce.includes(name)) return saidBy[name as SaidOnce];
    return name === 'personKey' || name === 'n' ? undefined : standing.primary?.statedBy?.sourceId;
  });
  return [...new Set(sources.filter((source) => source !== undefined))];
}
