import type { ScimAttributes, ScimUser } from '../../../models/scim.ts';
import type { ScimSource } from '../../../models/sources/scim-source.ts';
import { isRecord } from './attribute-path.ts';
import { invalidValue, ScimError } from './scim-error.ts';
import { enterpriseUser } from './user-schema.ts';

type Keyed = Pick<ScimUser, 'id' | 'attributes'>;

/** The key of somebody as the source's settings choose it; null when that attribute is empty. */
export function personKeyOf({ id, attributes }: Keyed, { personKey }: Pick<ScimSource, 'personKey'>): string | null {
  if (personKey === 'id') return id;
  const value = personKey === 'employeeNumber' ? employeeNumberOf(attributes) : attributes[personKey];
  return typeof value === 'string' ? value.trim() : null;
}

function employeeNumberOf(attributes: ScimAttributes): unknown {
  const extension = attributes[enterpriseUser];
  return isRecord(extension) ? extension.employeeNumber : undefined;
}

/**
 * Refuses what would leave somebody without a key, or make another person of them: their account would become nobody's.
 * @throws ScimError
 */
export function guardPersonKey(after: Keyed, before: Keyed | null, source: Pick<ScimSource, 'personKey'>): void {
  const key = personKeyOf(after, source);
  if (key === null) throw invalidValue(`${source.personKey} is required: it is the key of the person in this source.`);
  const known = before === null ? null : personKeyOf(before, source);
  if (known === null || known === key) return;
  throw new ScimError(
    400,
    'mutability',
    `${source.personKey} is the key of the person in this source and stays the same. Delete this user and create the other one, or choose another personKey in the policy.`,
  );
}
