import { z } from 'zod';
import type { ScimAttributes } from '../../../models/scim.ts';
import { isDangerous, isRecord, parsePath } from './attribute-path.ts';
import { changeAt, type PatchChange } from './change-at.ts';
import { findNamespace, pathIn } from './find-namespace.ts';
import { besideKeys } from './find-places.ts';
import { isEmpty, isOurs, readAttributes } from './read-attributes.ts';
import { invalidSyntax, invalidValue, ScimError } from './scim-error.ts';
import { coreUser, enterpriseUser } from './user-schema.ts';

export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const mostOperations = 100;

/** Entra writes operations with a capital, some clients the names of the message without one. */
const PatchBody = z.object({
  schemas: z.array(z.string()),
  operations: z
    .array(z.object({ op: z.string(), path: z.string().nullish(), value: z.unknown().optional() }))
    .min(1)
    .max(mostOperations),
});

/**
 * The user after a PATCH: all of its operations or none.
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2
 * @throws ScimError
 */
export function applyPatch(user: ScimAttributes, body: unknown): ScimAttributes {
  const lowered = isRecord(body)
    ? Object.fromEntries(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]))
    : body;
  const read = PatchBody.safeParse(lowered);
  if (!read.success || !read.data.schemas.some((schema) => schema.toLowerCase() === patchSchema.toLowerCase()))
    throw invalidSyntax(
      `A PATCH is {"schemas": ["${patchSchema}"], "Operations": [{"op", "path", "value"}]} with 1 to ${mostOperations} operations.`,
    );
  const changed = structuredClone(user) as Record<string, unknown>;
  for (const operation of read.data.operations) applyOperation(changed, operation);
  return readAttributes(changed);
}

function applyOperation(
  user: Record<string, unknown>,
  operation: { op: string; path?: string | null | undefined; value?: unknown },
): void {
  const op = operation.op.toLowerCase();
  if (op !== 'add' && op !== 'replace' && op !== 'remove')
    throw invalidSyntax('An operation is add, replace or remove.');
  const { path, value } = operation;
  if (path !== undefined && path !== null && path !== '') changeNamed(user, path, { op, value, isPath: true });
  else if (op === 'remove') throw new ScimError(400, 'noTarget', 'A remove needs a path.');
  else changeMany(user, op, value);
}

/** A change with the way in which its place was told: a path, or a name beside others. */
type NamedChange = PatchChange & { isPath: boolean };

function changeNamed(user: Record<string, unknown>, text: string, change: NamedChange): void {
  const urn = findNamespace(user, text, change);
  if (urn !== null) return changeNamespace(user, urn, change);
  const path = pathIn(user, text);
  if (path === null) throw unreadable(text);
  if (path.urn === null && isOurs(path.attribute ?? '')) {
    if (/^schemas$/i.test(path.attribute ?? '')) return;
    throw new ScimError(400, 'mutability', `${path.attribute} is not for a client to change.`);
  }
  if (path.attribute !== null) changeAt(user, { ...path, attribute: path.attribute }, asRemoval(change));
  else changeNamespace(user, path.urn ?? '', change);
}

const unreadable = (text: string): ScimError =>
  new ScimError(400, 'invalidPath', `The path cannot be read: ${text.slice(0, 100)}`);

/** A value that is none takes away what was there. */
const asRemoval = (change: PatchChange): PatchChange =>
  change.op !== 'remove' && isEmpty(change.value) ? { op: 'remove', value: undefined } : change;

/** Without a path the value holds attributes by name; what only we write is passed over, as clients send back what they got. */
function changeMany(user: Record<string, unknown>, op: 'add' | 'replace', value: unknown): void {
  if (!isRecord(value)) throw invalidValue('Without a path the value is an object of attributes.');
  for (const [name, inner] of Object.entries(value))
    if (!isOurs(name)) changeNamed(user, name, { op, value: inner, isPath: false });
}

function changeNamespace(user: Record<string, unknown>, urn: string, { op, value }: PatchChange): void {
  if (op === 'remove' || isEmpty(value)) {
    const beside = new Set(besideKeys(user, urn));
    for (const key of Object.keys(user))
      if (key.toLowerCase() === urn.toLowerCase() || beside.has(key)) delete user[key];
    return;
  }
  if (!isRecord(value)) throw invalidValue(`${urn} is an object.`);
  for (const [name, inner] of Object.entries(value)) changeMember(user, { urn, name }, { op, value: inner });
}

/** The names of RFC 7643 may be followed by a part; those of a namespace of somebody's own may be anything, and mean themselves. */
function changeMember(
  user: Record<string, unknown>,
  { urn, name }: { urn: string; name: string },
  change: PatchChange,
): void {
  const text = `${urn}:${name}`;
  const isCore = urn.toLowerCase() === coreUser.toLowerCase();
  const isEnterprise = urn.toLowerCase() === enterpriseUser.toLowerCase();
  if (isCore || (isEnterprise && parsePath(text) !== null)) changeNamed(user, text, { ...change, isPath: true });
  else if (isDangerous(name)) throw unreadable(text);
  else changeAt(user, { urn, attribute: name, filter: null, part: null }, asRemoval(change));
}
