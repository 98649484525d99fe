import type { MissingFact } from '../../models/joiner.ts';
import type { Unit } from '../../models/person.ts';
import type { Note, NoteKind } from '../../models/plan.ts';
import type { Policy } from '../../models/policy.ts';
import type { Colleague } from '../colleagues/colleagues.ts';
import { composeNames } from '../engine/names/compose-names.ts';
import type { Joiner } from './find-joiners.ts';

/** What is known around a joiner. */
export interface Surroundings {
  unit: Unit | null;
  manager: Colleague | null;
  /** What the newest plan notes about this person. */
  notes: readonly Note[];
  /** Whether something about this person was refused by Entra since the newest plan. */
  hasFailures: boolean;
}

/** Notes that hold a joiner up, beside what is said in HR's words. */
const hindrances: readonly NoteKind[] = [
  'set-aside',
  'no-address',
  'ambiguous',
  'candidate',
  'proposal',
  'value-refused',
];

/** What a joiner still lacks, in the order in which HR would fill it in. */
export function judgeMissing({ person, standing }: Joiner, around: Surroundings, policy: Policy): MissingFact[] {
  const { primary } = standing;
  const missing: MissingFact[] = [];
  if (composeNames(person) === null) missing.push({ kind: 'name' });
  if (around.unit === null) missing.push({ kind: 'unit' });
  if (around.manager === null) missing.push({ kind: 'manager' });
  else if (!around.manager.canAnswer) missing.push({ kind: 'manager-account', name: around.manager.name });
  if (primary?.country === undefined && givesLicences(policy)) missing.push({ kind: 'country' });
  const hasPlace = primary?.location !== undefined || primary?.country !== undefined;
  if (!hasPlace && Object.keys(policy.zones).length > 0) missing.push({ kind: 'zone' });
  for (const { kind, text } of around.notes) {
    if (kind === 'no-seat') missing.push({ kind: 'licence', text });
    else if (hindrances.includes(kind) || (kind === 'waiting' && missing.length === 0))
      missing.push({ kind: 'other', text });
  }
  if (around.hasFailures) missing.push({ kind: 'entra' });
  return missing;
}

/** A licence needs the country of use: https://learn.microsoft.com/graph/api/user-assignlicense */
const givesLicences = ({ roles }: Policy): boolean => roles.some(({ grant }) => grant.licences.length > 0);
