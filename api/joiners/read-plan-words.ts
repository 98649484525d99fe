import type { Note } from '../../models/plan.ts';
import type { JoinerParts } from './joiner-parts.ts';

/** What the newest plan said, looked up once for all joiners. */
export interface PlanWords {
  /** Nothing of whom the run kept no note: it keeps the first thousand. */
  notesOf(personKey: string): readonly Note[];
  /** Whether Entra refused something about somebody since. */
  hasFailed(personKey: string): boolean;
  /** The run that waits for somebody's yes; null when none does. */
  heldByRun: string | null;
  /** Whether the newest reading of HR looked broken, and nobody has said that it is not. */
  isDoubted: boolean;
}

const lookedAt = 20;
const mostFailures = 10_000;

export async function readPlanWords({ stores }: Pick<JoinerParts, 'stores'>): Promise<PlanWords> {
  const recent = await stores.runs.list({ limit: lookedAt, about: 'everybody', withoutNotes: true });
  const planned = recent.find(({ plannedAt }) => plannedAt !== null);
  const newest = planned === undefined ? null : await stores.runs.find(planned.id);
  const since = newest?.plannedAt ?? null;
  const failures = since === null ? [] : await stores.runs.failures(since, mostFailures);
  const failed = new Set(failures.map(({ operation }) => operation.personKey));
  const notes = new Map<string, Note[]>();
  for (const note of newest?.notes ?? []) {
    const known = notes.get(note.personKey ?? '');
    if (known === undefined) notes.set(note.personKey ?? '', [note]);
    else known.push(note);
  }
  const held = recent.find(({ state }) => state === 'awaiting-approval' || state === 'blocked');
  return {
    notesOf: (key) => notes.get(key) ?? [],
    hasFailed: (key) => failed.has(key),
    heldByRun: held?.id ?? null,
    isDoubted: newest?.verdict?.kind === 'blocked' && newest.decision === null,
  };
}
