import { isRecord, keyIn, valueIn } from './attribute-path.ts';
import { asManager } from './read-attributes.ts';
import { invalidValue } from './scim-error.ts';
import { enterpriseUser } from './user-schema.ts';

/**
 * What a bulk request says of somebody, with the id of their manager where it names the operation that made the manager
 * (`bulkId:qwerty`; RFC 7644, section 3.7.2). Everything else stays as it was sent.
 * @param idOf - whom an earlier operation of the request made or changed; null when none did
 * @throws ScimError 400
 */
export function resolveManager(data: unknown, idOf: (bulkId: string) => string | null): unknown {
  if (!isRecord(data)) return data;
  const extension = valueIn(data, enterpriseUser);
  if (!isRecord(extension)) return data;
  const manager = asManager(valueIn(extension, 'manager'));
  const value = isRecord(manager) ? valueIn(manager, 'value') : undefined;
  const bulkId = typeof value === 'string' ? /^\s*bulkId:(.*?)\s*$/i.exec(value)?.[1] : undefined;
  if (!isRecord(manager) || bulkId === undefined) return data;
  const id = idOf(bulkId);
  if (id === null)
    throw invalidValue(
      'The manager is a bulkId that no earlier operation of this request made: send the manager first.',
    );
  return {
    ...data,
    [keyIn(data, enterpriseUser)]: {
      ...extension,
      [keyIn(extension, 'manager')]: { ...manager, [keyIn(manager, 'value')]: id },
    },
  };
}
