import { InstroomError } from '../../models/errors.ts';
import type { UndoSubject } from '../sync/find-done.ts';
import { type Undone, undoNow } from '../sync/undo-now.ts';
import { findKnownPerson } from './find-known-person.ts';
import { type Desk, type DeskOptions, openDesk } from './open-desk.ts';
import { readInstant } from './read-instant.ts';

/**
 * `instroom undo WHAT`: a run by its number, a person, or a version of the policy; `run:`, `person:` or `policy:` before it leaves no
 * doubt. Shows what would be taken back; with `--yes` it is done, as a run of its own.
 * @returns 0 done or nothing to do, 1 failed, 3 shown and not done
 * @throws InstroomError `not-found` when there is nothing of the kind
 */
export async function runUndo(what: string, options: DeskOptions & { since?: string; yes?: boolean }): Promise<number> {
  const since = readInstant(options.since, '--since');
  const desk = await openDesk(options);
  try {
    const subject = await readSubject(what, since, desk);
    if (since !== null && subject.kind !== 'person')
      throw new InstroomError('configuration', `--since goes with a person, and ${what} is a ${subject.kind}.`);
    const ask = { subject, by: desk.by, owner: desk.owner, apply: options.yes === true };
    const undone = await undoNow(ask, desk.sync);
    const json = { subject, ...undone };
    process.stdout.write(`${options.json ? JSON.stringify(json, null, 2) : print(undone)}\n`);
    return exitCodeOf(undone);
  } finally {
    await desk.close();
  }
}

async function readSubject(what: string, since: string | null, desk: Desk): Promise<UndoSubject> {
  const { runs, audit } = desk.sync.stores;
  const [, kind, name] = /^(run|person|policy):(.+)$/.exec(what) ?? [null, null, what];
  if (kind === 'run' || (kind === null && /^\d+$/.test(what) && (await runs.find(what)) !== null))
    return { kind: 'run', runId: name };
  if (kind === 'policy' || (kind === null && (await runs.list({ limit: 1, policyVersion: what })).length > 0))
    return { kind: 'policy', version: name };
  // Whoever HR has forgotten may still be taken back.
  const isInHistory = (await audit.list({ personKey: name, limit: 1 })).length > 0;
  const personKey = isInHistory ? name : (await findKnownPerson(name, desk)).personKey;
  return { kind: 'person', personKey, since };
}

/** Longer lists are summed up at a terminal; `--json` has everything. */
const shownLines = 40;

function print({ undo, runIds, run }: Undone): string {
  const { operations, refused, settled } = undo;
  const shorten = (lines: readonly string[]) =>
    lines.length <= shownLines
      ? lines
      : [...lines.slice(0, shownLines), `  … and ${lines.length - shownLines} more; --json lists everything.`];
  const lines = [
    `Undo of run ${runIds.join(', ')}: ${operations.length} to do, ${refused.length} not taken back, ${settled.length} as before already.`,
    ...shorten(operations.map(({ sentence }) => `  ${sentence}`)),
  ];
  if (refused.length > 0) lines.push('Not taken back:');
  lines.push(...shorten(refused.map(({ operation, reason }) => `  ${operation.sentence} ${reason}`)));
  if (run === null)
    lines.push(operations.length === 0 ? 'There is nothing to do.' : 'Nothing was written. Do it with --yes.');
  else {
    const { done, already, failed, skipped } = run.results;
    lines.push(
      `Run ${run.id}: ${run.state}. ${done} done, ${already} already so, ${failed} failed, ${skipped} skipped.`,
    );
  }
  return lines.join('\n');
}

function exitCodeOf({ undo, run }: Undone): number {
  if (run === null) return undo.operations.length === 0 ? 0 : 3;
  return run.state === 'finished' && run.results.failed + run.results.skipped === 0 ? 0 : 1;
}
