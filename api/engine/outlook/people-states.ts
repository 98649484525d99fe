import type { AccountAttributes } from '../../../models/account.ts';
import type { LeaveMode } from '../../../models/lifecycle.ts';
import type { Person } from '../../../models/person.ts';
import type { Note } from '../../../models/plan.ts';
import type { Wanted } from '../access/items.ts';
import { type Dispositions, decideDispositions, dispositionOf } from '../account/decide-disposition.ts';
import { desireAccount } from '../account/desire-account.ts';
import type { Phase } from '../life/judge-standing.ts';
import { earlier, nextMoment, whatChanges } from '../life/next-moment.ts';
import type { World } from '../survey-world.ts';

/** How somebody should be at one moment, apart from what is there already. */
export interface PersonState {
  person: Person;
  phase: Phase;
  leave: LeaveMode;
  /** Whether there should be an account at all; false as well for people who wait for data. */
  managed: boolean;
  enabled: boolean;
  deleted: boolean;
  attributes: AccountAttributes;
  /** Null while what somebody has is left as it is. */
  access: Wanted | null;
  notes: readonly Note[];
  /** The next moment (epoch ms) at which this changes by itself; null when never. */
  next: number | null;
}

const nothing: Wanted = new Map();

/** The state of everybody in a world, in the order of person keys. */
export function* peopleStates(
  world: World,
  dispositions: Dispositions = decideDispositions(world),
): Generator<PersonState> {
  const changing = whatChanges(world);
  for (const dossier of world.dossiers) {
    const { person, standing } = dossier;
    const disposition = dispositionOf(dossier, dispositions);
    const next = nextMoment(person, standing, changing);
    const { phase, leave } = standing;
    if (disposition.kind === 'leave') {
      const { notes } = disposition;
      const state = { managed: false, enabled: false, deleted: false, attributes: {}, access: nothing };
      yield { ...state, person, phase, leave, notes, next };
      continue;
    }
    const desired = desireAccount(dossier, disposition, { world, dispositions });
    const { enabled, deleted, attributes, access, notes } = desired;
    const state = { managed: true, enabled, deleted, attributes, access };
    yield { ...state, person, phase, leave, notes, next: earlier(next, desired.next) };
  }
}
