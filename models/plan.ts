import { z } from 'zod';

/** Everything that Instroom can do in Entra, one word each. */
export const OperationKind = z.enum([
  'create-account',
  'update-account',
  'enable-account',
  'disable-account',
  'delete-account',
  'restore-account',
  'set-manager',
  'remove-manager',
  'add-member',
  'remove-member',
  'assign-licence',
  'remove-licence',
  'assign-app-role',
  'remove-app-role',
  'revoke-sessions',
  'set-membership-rule',
  'rename-account',
  'provision-app',
]);
export type OperationKind = z.infer<typeof OperationKind>;

/**
 * What an operation touches. `accountId` is null while the account is still to be made: the results of the same run
 * fill it in. Only the fields that the kind needs are there. `appId` is the object id of the service principal.
 */
export const OperationTarget = z.object({
  accountId: z.string().nullable(),
  userPrincipalName: z.string(),
  groupId: z.string().optional(),
  groupName: z.string().optional(),
  skuId: z.string().optional(),
  skuName: z.string().optional(),
  appId: z.string().optional(),
  appName: z.string().optional(),
  appRoleId: z.string().optional(),
  appRoleName: z.string().optional(),
});
export type OperationTarget = z.infer<typeof OperationTarget>;

/** One reason for an operation: what HR says, which rule asks for it, or what the clock brought. `source` names where it stands. */
export const Reason = z.object({
  kind: z.enum(['hr', 'rule', 'policy', 'grant', 'approval', 'clock', 'match', 'drift']),
  text: z.string(),
  source: z.string().nullable(),
});
export type Reason = z.infer<typeof Reason>;

/** Values before or after, by attribute name; null where there is nothing. */
export const OperationValues = z.record(z.string(), z.unknown()).nullable();
export type OperationValues = z.infer<typeof OperationValues>;

/**
 * One thing to do in Entra. `personKey` is null for what concerns a group as a whole. `id` follows from the content, so the same wish has the same id in every plan.
 * `before` is the image that an undo needs; `sentence` says it to people, in the policy's language.
 */
export const Operation = z.object({
  id: z.string(),
  kind: OperationKind,
  personKey: z.string().nullable(),
  target: OperationTarget,
  before: OperationValues,
  after: OperationValues,
  sentence: z.string(),
  reasons: z.array(Reason),
});
export type Operation = z.infer<typeof Operation>;

/** The person an operation is about. Throws for what concerns a group as a whole: there is no person to ask for. */
export function personOf(operation: Pick<Operation, 'id' | 'kind' | 'personKey'>): string {
  if (operation.personKey === null) throw new Error(`${operation.kind} ${operation.id} is not about a person`);
  return operation.personKey;
}

/** Why something was left alone or could not be done. */
export const NoteKind = z.enum([
  'set-aside',
  'waiting',
  'absent',
  'out-of-scope',
  'candidate',
  'ambiguous',
  'protected',
  'synced',
  'unknown-manager',
  'unknown-unit',
  'unknown-group',
  'unwritable-group',
  'value-refused',
  'no-address',
  'inactive',
  'unknown-licence',
  'no-seat',
  'few-seats',
  'unknown-app',
  'separation',
  'proposal',
  'rename-proposed',
  'alias-missing',
  'grant-ended',
  'parked',
  'drift',
  'frozen',
  'same-person',
]);
export type NoteKind = z.infer<typeof NoteKind>;

export const Note = z.object({ kind: NoteKind, personKey: z.string().nullable(), text: z.string() });
export type Note = z.infer<typeof Note>;

/**
 * A named reason not to go on by itself: what there is too much of, how much (`count` of `population`, over 24 hours where operations are
 * counted), the limit, and what to do. `text` says all of it to people.
 */
export const Refusal = z.object({
  name: z.string(),
  count: z.number(),
  population: z.number(),
  limit: z.object({ share: z.number(), count: z.number() }).nullable(),
  text: z.string(),
  release: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

export const Verdict = z.object({
  kind: z.enum(['auto', 'needs-approval', 'blocked']),
  reasons: z.array(z.string()),
  refusals: z.array(Refusal).default([]),
});
export type Verdict = z.infer<typeof Verdict>;

export const OperationCounts = z.partialRecord(OperationKind, z.number());
export type OperationCounts = z.infer<typeof OperationCounts>;

/** Ordered operations with the fingerprint over their ids, and what was left alone and why. `now` is the instant it was made for. */
export const Plan = z.object({
  now: z.string(),
  policyVersion: z.string(),
  fingerprint: z.string(),
  verdict: Verdict,
  counts: OperationCounts,
  operations: z.array(Operation),
  notes: z.array(Note),
});
export type Plan = z.infer<typeof Plan>;

/**
 * How an operation went. `done`: Entra took it. `already`: it was so already (an earlier attempt had succeeded).
 * `failed`: Entra refused it for good. `skipped`: something it rests on failed. `accountId` is the id Entra gave.
 */
export const OperationResult = z.object({
  operationId: z.string(),
  kind: z.enum(['done', 'already', 'failed', 'skipped']),
  at: z.string(),
  accountId: z.string().nullable(),
  error: z.object({ code: z.string(), text: z.string(), requestId: z.string().nullable() }).nullable(),
});
export type OperationResult = z.infer<typeof OperationResult>;
