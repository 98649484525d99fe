import type { Places } from './choose-places.ts';
import type { OpenPoint, Proposal } from './proposal.ts';
import type { DateWriting } from './study-column.ts';

const dateFields = ['startDate', 'endDate', 'lastWorkingDay'] as const;

/**
 * How dates are written, as far as the columns that are used agree. What one column does not show, another may.
 * Numbers are read with either sign, so nothing is said of them.
 */
export function proposeWriting({ fields }: Places): { writing: Proposal['writing']; open: OpenPoint[] } {
  const columns = dateFields.flatMap((field) => fields.get(field) ?? []).filter(({ shape }) => shape === 'date');
  const writings = new Set(columns.flatMap(({ dateWriting }) => dateWriting ?? []));
  const of = (wanted: DateWriting): string[] =>
    columns.filter(({ dateWriting }) => dateWriting === wanted).map(({ column }) => column);
  if (writings.has('MM-DD-YYYY'))
    return { writing: {}, open: [{ kind: 'unreadable-dates', columns: of('MM-DD-YYYY') }] };
  const known = [...writings].filter((one) => one !== 'either');
  const [only] = known;
  if (writings.has('either') && !known.some((one) => one === 'DD/MM/YYYY' || one === 'MM/DD/YYYY')) {
    return { writing: {}, open: [{ kind: 'day-or-month', columns: of('either') }] };
  }
  // ISO is always read, and several ways of writing are found out from each column.
  if (known.length !== 1 || only === undefined || only === 'YYYY-MM-DD' || only === 'MM-DD-YYYY')
    return { writing: {}, open: [] };
  return { writing: { dateFormat: only }, open: [] };
}
