import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ScimAnswer, ScimAsk, ScimUser } from '../../../models/scim.ts';
import { isRecord, valueIn } from './attribute-path.ts';
import { addUser, changeUser } from './change-users.ts';
import { mostInBulk } from './describe-service.ts';
import { mergeUser } from './merge-user.ts';
import { isEmpty, readAttributes } from './read-attributes.ts';
import { resolveManager } from './resolve-manager.ts';
import { errorBody, invalidSyntax, invalidValue, ScimError } from './scim-error.ts';
import { type SourceParts, tellOfChange } from './scim-parts.ts';
import { locationOf, versionOf } from './show-user.ts';

const requestSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const responseSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';
const longestId = 200;

const Operation = z.object({
  method: z.string(),
  bulkId: z.string().min(1).max(longestId),
  path: z.string(),
  data: z.unknown().optional(),
});
type Operation = z.infer<typeof Operation>;

const BulkBody = z.object({
  schemas: z.array(z.string()).refine((schemas) => schemas.includes(requestSchema)),
  Operations: z.array(z.unknown()).min(1),
  failOnErrors: z.int().min(1).nullish(),
});

/** What became of one operation, as RFC 7644, section 3.7.3, writes it. */
interface Result {
  bulkId: string;
  method: string;
  status: string;
  location?: string;
  version?: string;
  response?: object;
}

/**
 * Takes up to fifty people at once, in the shape of Microsoft Entra's API-driven provisioning: somebody with a known external id is
 * changed in what is named, anybody else is new. It is answered when all of it is on disk; the same request id is dealt with once.
 * @see https://learn.microsoft.com/entra/identity/app-provisioning/inbound-provisioning-api-concepts
 * @throws ScimError for what is not taken as a whole; then nothing of it is
 */
export async function uploadBulk(ask: ScimAsk, body: unknown, parts: SourceParts): Promise<ScimAnswer> {
  const { operations, failOnErrors } = readBulk(body);
  const requestId = ask.requestId ?? parts.newId();
  if (requestId.length > longestId) throw invalidValue(`The request id is longer than ${longestId} characters.`);
  const fingerprint = fingerprintOf(body);
  const known = await parts.received.find({ sourceId: parts.source.id, kind: 'bulk', id: requestId });
  if (known !== null && known.fingerprint !== fingerprint) throw usedBefore();
  if (known !== null) return answerBulk(requestId, known.answer, ask);
  const results: Result[] = [];
  let failures = 0;
  for (const operation of operations) {
    if (failOnErrors !== null && failures >= failOnErrors) break;
    const result = await carryOut(operation, { ask, requestId, before: results }, parts);
    if (result.response !== undefined) failures += 1;
    results.push(result);
  }
  await keep(requestId, { fingerprint, answer: results }, parts);
  await tellOfChange(await findTouched(results, parts), parts);
  return answerBulk(requestId, results, ask);
}

/** Whoever was made or changed, also by an earlier attempt at the same request. */
async function findTouched(results: readonly Result[], { users, source }: SourceParts): Promise<ScimUser[]> {
  const found = await Promise.all(
    results.flatMap((result) => idIn(result) ?? []).map((id) => users.find(source.id, id)),
  );
  return found.filter((user) => user !== null);
}

/** Whom an operation made or changed; null for nobody. */
function idIn(result: Result | undefined): string | null {
  const last = result?.location?.split('/').at(-1);
  return last === undefined ? null : decodeURIComponent(last);
}

/** What was answered to a request. @throws ScimError 404 */
export async function bulkStatus(requestId: string, parts: SourceParts): Promise<ScimAnswer> {
  const known = await parts.received.find({ sourceId: parts.source.id, kind: 'bulk', id: requestId });
  if (known === null) throw new ScimError(404, null, 'No request of that id was received, or it was long ago.');
  return { status: 200, body: { schemas: [responseSchema], Operations: known.answer } };
}

const answerBulk = (requestId: string, results: unknown, { base }: ScimAsk): ScimAnswer => ({
  status: 202,
  body: { schemas: [responseSchema], Operations: results },
  location: `${base}/Bulk/${encodeURIComponent(requestId)}`,
});

const usedBefore = (): ScimError =>
  new ScimError(409, 'uniqueness', 'This request id was used for something else: send a new one.');

const fingerprintOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url');

function readBulk(body: unknown): { operations: Operation[]; failOnErrors: number | null } {
  const read = BulkBody.safeParse(body);
  if (!read.success)
    throw invalidSyntax(
      `Send {"schemas": ["${requestSchema}"], "Operations": [{"method": "POST", "bulkId", "path": "/Users", "data"}], "failOnErrors": null or a number}.`,
    );
  const { Operations, failOnErrors } = read.data;
  if (Operations.length > mostInBulk)
    throw new ScimError(413, null, `${Operations.length} operations are too many: send ${mostInBulk} at most.`);
  const operations = z.array(Operation).safeParse(Operations);
  if (!operations.success) throw invalidSyntax('Each operation has method, bulkId, path and data.');
  refuseTwice(operations.data, ({ bulkId }) => bulkId, 'bulkId');
  refuseTwice(
    operations.data,
    ({ data }) => trimmed(isRecord(data) ? valueIn(data, 'externalId') : null),
    'externalId',
  );
  return { operations: operations.data, failOnErrors: failOnErrors ?? null };
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Two words about one person in one request: nobody can say which is the later. */
function refuseTwice(operations: readonly Operation[], nameOf: (operation: Operation) => unknown, name: string): void {
  const values = operations.map(nameOf).filter((value) => !isEmpty(value));
  if (new Set(values).size < values.length) throw invalidValue(`The same ${name} is there twice in one request.`);
}

async function carryOut(
  operation: Operation,
  { ask, requestId, before }: { ask: ScimAsk; requestId: string; before: readonly Result[] },
  parts: SourceParts,
): Promise<Result> {
  const id = JSON.stringify([requestId, operation.bulkId]);
  const fingerprint = fingerprintOf(operation);
  const known = await parts.received.find({ sourceId: parts.source.id, kind: 'bulk', id });
  if (known !== null && known.fingerprint !== fingerprint) throw usedBefore();
  if (known !== null) return known.answer as Result;
  const result = await judge(operation, { ask, before }, parts);
  await keep(id, { fingerprint, answer: result }, parts);
  return result;
}

async function judge(
  operation: Operation,
  { ask, before }: { ask: ScimAsk; before: readonly Result[] },
  parts: SourceParts,
): Promise<Result> {
  const { bulkId, method } = operation;
  try {
    if (method.toUpperCase() !== 'POST' || !/^\/?users\/?$/i.test(operation.path))
      throw invalidValue('Only POST to /Users is taken in a bulk request.');
    const madeBy = (wanted: string) => idIn(before.find((result) => result.bulkId === wanted));
    const { user, isNew } = await upsert(resolveManager(operation.data, madeBy), parts);
    const status = isNew ? '201' : '200';
    return { bulkId, method, status, location: locationOf(ask, user.id), version: versionOf(user) };
  } catch (error) {
    // What may work in a moment is nobody's outcome: nothing is kept of it, and the request can be sent again.
    if (!(error instanceof ScimError) || error.status >= 500) throw error;
    return { bulkId, method, status: String(error.status), response: errorBody(error) };
  }
}

async function upsert(data: unknown, parts: SourceParts): Promise<{ user: ScimUser; isNew: boolean }> {
  const externalId = isRecord(data) ? valueIn(data, 'externalId') : undefined;
  if (typeof externalId !== 'string' || isEmpty(externalId))
    throw invalidValue('externalId is required: people are recognised by it.');
  const find = () => parts.users.findByName(parts.source.id, 'externalId', externalId.trim());
  const change = async ({ id }: ScimUser) => {
    const { user } = await changeUser(id, { ifMatch: null, change: mergeUser(data) }, parts);
    return { user, isNew: false };
  };
  const known = await find();
  if (known !== null) return change(known);
  try {
    return { user: await addUser(readAttributes(data), parts), isNew: true };
  } catch (error) {
    if (!(error instanceof ScimError) || error.status !== 409) throw error;
    // Another request may have brought the same person meanwhile.
    const other = await find();
    if (other === null) throw error;
    return change(other);
  }
}

async function keep(id: string, kept: { fingerprint: string; answer: unknown }, parts: SourceParts): Promise<void> {
  const at = parts.clock.now().toISOString();
  await parts.received.keep({ sourceId: parts.source.id, kind: 'bulk', id, at, ...kept });
}
