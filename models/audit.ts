import { z } from 'zod';
import { Actor } from './run.ts';

export const AuditKind = z.enum([
  'run-asked',
  'run-planned',
  'run-decided',
  'run-finished',
  'run-failed',
  'run-superseded',
  'operation-done',
  'operation-failed',
  'account-linked',
  'rename-accepted',
  'match-rejected',
  'people-joined',
  'people-parted',
  'identity-forgotten',
  'policy-loaded',
  'drift-kept',
  'urgent-exit',
  'urgent-exit-lifted',
  'refused',
  'request-asked',
  'request-answered',
  'request-handed-over',
  'request-reminded',
  'request-escalated',
  'request-decided',
  'request-withdrawn',
  'request-expired',
  'request-carried-out',
  'request-failed',
  'grant-ended',
  'break-glass',
  'access-pass-revealed',
  'written-back',
  'write-back-refused',
  'paused',
  'resumed',
]);
export type AuditKind = z.infer<typeof AuditKind>;

/** A fact that happened; appended, never changed. `id` follows from the fact, so recording it twice keeps one. */
export const AuditEvent = z.object({
  id: z.string(),
  at: z.string(),
  kind: AuditKind,
  actor: Actor,
  runId: z.string().nullable(),
  personKey: z.string().nullable(),
  operationId: z.string().nullable(),
  text: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;
