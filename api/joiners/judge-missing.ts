import type { MissingFact } from '../../models/joiner.ts';
import type { Note, NoteKind } from '../../models/plan.ts';
import type { Policy } from '../../models/policy.ts';
import { composeNames } from '../engine/names/compose-names.ts';
import type { PersonPlan } from '../engine/outlook/plan-some.ts';

/** Notes that hold a joiner up, beside what is said in HR's words: who has to see to it. */
const hindrances: Readonly<Partial<Record<NoteKind, 'licence' | 'it' | 'other'>>> = {
  'set-aside': 'other',
  'value-refused': 'other',
  'no-seat': 'licence',
  'no-address': 'it',
  ambiguous: 'it',
  candidate: 'it',
  proposal: 'it',
  separation: 'it',
};

/**
 * What a joiner still lacks, in the order in which HR would fill it in.
 * @param around.notes - of the joiner, by whatever plan
 * @param around.hasFailed - whether Entra refused something about the joiner since the newest plan
 */
export function judgeMissing(
  { person, standing, unit, manager }: PersonPlan,
  { notes, hasFailed }: { notes: readonly Note[]; hasFailed: boolean },
  policy: Policy,
): MissingFact[] {
  const { primary } = standing;
  const missing: MissingFact[] = [];
  const told = (kind: NoteKind): MissingFact[] =>
    notes.flatMap((note) => (note.kind === kind ? [{ kind: 'other', text: note.text } as const] : []));
  if (composeNames(person) === null) missing.push({ kind: 'name' });
  if (unit === null) missing.push({ kind: 'unit' });
  const isWaiting = missing.length === 0 && notes.some(({ kind }) => kind === 'waiting');
  const unknownManager = told('unknown-manager');
  if (manager === null) missing.push(...(unknownManager.length > 0 ? unknownManager : [{ kind: 'manager' } as const]));
  else if (!manager.canSignIn) missing.push({ kind: 'manager-account', name: manager.name });
  if (isWaiting) missing.push(...(primary?.country === undefined ? [{ kind: 'country' } as const] : told('waiting')));
  const hasPlace = primary?.location !== undefined || primary?.country !== undefined;
  if (!hasPlace && Object.keys(policy.zones).length > 0) missing.push({ kind: 'zone' });
  for (const { kind, text } of notes) {
    const whose = hindrances[kind];
    if (whose !== undefined) missing.push({ kind: whose, text });
  }
  if (hasFailed) missing.push({ kind: 'entra' });
  return missing;
}
