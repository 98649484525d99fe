import type { AuditEvent, AuditKind } from '../../models/audit.ts';
import type { Operation, OperationResult } from '../../models/plan.ts';
import type { Actor, Run } from '../../models/run.ts';

/** Instroom itself, as the one who did something. */
export const system: Actor = { kind: 'system', id: 'instroom', name: 'Instroom' };

/** A fact about a run as a whole. There is one of each kind for a run, so recording it again after a crash changes nothing. */
export function runEvent(kind: AuditKind, run: Run, fact: { at: string; actor: Actor; text: string }): AuditEvent {
  return { id: `run:${run.id}:${kind}`, kind, runId: run.id, personKey: null, operationId: null, ...fact };
}

/** The fact that an operation was carried out, or refused. One for each operation of a run. */
export function operationEvent(run: Run, operation: Operation, result: OperationResult): AuditEvent {
  const succeeded = result.kind === 'done' || result.kind === 'already';
  return {
    id: `run:${run.id}:operation:${operation.id}`,
    at: result.at,
    kind: succeeded ? 'operation-done' : 'operation-failed',
    actor: run.decision?.by ?? system,
    runId: run.id,
    personKey: operation.personKey,
    operationId: operation.id,
    text: result.error === null ? operation.sentence : `${operation.sentence} ${result.error.text}`,
  };
}
