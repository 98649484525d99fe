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
  /** All employees of a company: of one of them alone it may be a correction. Of some who were read alone none is believed. */
  isWhole: boolean;
}

/**
 * A right that was taken away looks like an empty list. Histories keep what was before, so that all records of everybody go at once is
 * not believed: everybody would lose their department or their manager.
 * @throws InstroomError `hr-unreadable`
 */
export function refuseLost({ sourceId, before, after, whose, isWhole }: Compared): void {
  const now = new Map(after.map((draft) => [draft.employeeId, draft]));
  for (const history of histories) {
    const had = before.filter(({ employeeId, holds }) => holds.has(history) && now.has(employeeId));
    if (had.length < (isWhole ? 2 : 1) || had.some(({ employeeId }) => now.get(employeeId)?.holds.has(history)))
      continue;
    throw unreadable(
      `${sourceId}: Nmbrs gave no ${history} any more of ${whose}.`,
      `Give whoever consented, or whose token it is, the right to see ${history}; an empty list is never believed. If they really were taken out of Nmbrs, ${isWhole ? 'restart Instroom' : 'the next reading of the company takes it over'}.`,
    );
  }
}
