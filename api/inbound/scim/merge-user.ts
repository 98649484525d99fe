import type { ScimAttributes } from '../../../models/scim.ts';
import { isRecord, keyIn, valueIn } from './attribute-path.ts';
import { isEmpty, readAttributes } from './read-attributes.ts';
import { invalidSyntax } from './scim-error.ts';

/**
 * Somebody with what an upload says of them put in: what it does not name stays as it was, null takes away.
 * @throws ScimError when the outcome is no user
 */
export function mergeUser(data: unknown): (attributes: ScimAttributes) => ScimAttributes {
  return (attributes) => {
    if (!isRecord(data)) throw invalidSyntax('A user is a JSON object.');
    return readAttributes(merge(attributes, data));
  };
}

function merge(before: ScimAttributes, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(data)) {
    const key = keyIn(merged, name);
    const known = valueIn(merged, key);
    if (isEmpty(value)) delete merged[key];
    else merged[key] = isRecord(known) && isRecord(value) ? merge(known, value) : value;
  }
  return merged;
}
