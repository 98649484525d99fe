import { unreadable } from '../unreadable.ts';
import { histories } from './dossier.ts';
import type { Draft } from './draft.ts';

/** What was read before, and anew, of a company or of some of its employees. */
export interface Compared {
  sourceId: string;
  before: readonly Draft[];
  after: readonly Draft[];
  /** Whose lists they are, for people. */
  whose: string;
  /** So many must have lost something for it to be a right that is gone; of fewer it may be a correction. */
  from: number;
}

/**
 * A right that was taken away looks like an empty list. Histories keep what was before, so that all records of everybody go at once is
 * not believed: everybody would lose their department or their manager.
 * @throws InstroomError `hr-unreadable`
 */
export function refuseLost({ sourceId, before, after, whose, from }: Compared): void {
  const now = new Map(after.map((draft) => [draft.employeeId, draft]));
  for (const history of histories) {
    const had = before.filter(({ employeeId, holds }) => holds.has(history) && now.has(employeeId));
    if (had.length < from || had.some(({ employeeId }) => now.get(employeeId)?.holds.has(history))) continue;
    throw unreadable(
      `${sourceId}: Nmbrs gave no ${history} any more of ${whose}.`,
      `Give whoever consented, or whose token it is, the right to see ${history}; an empty list is never believed. If they really were taken out of Nmbrs, restart Instroom.`,
    );
  }
}
