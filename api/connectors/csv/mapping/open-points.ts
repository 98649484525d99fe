import type { RawTable } from '../raw-table.ts';
import { cellAt, type Places } from './choose-places.ts';
import { plainHeader } from './header-words.ts';
import type { OpenPoint } from './proposal.ts';

/** What is missing, or looks as if somebody should look at it. */
export function openPoints(
  places: Places,
  { table, fileName }: { table: Pick<RawTable, 'rows'>; fileName: string },
): OpenPoint[] {
  const { fields } = places;
  const points: OpenPoint[] = [];
  for (const field of ['personKey', 'startDate', 'unitKey'] as const) {
    if (!fields.has(field)) points.push({ kind: 'missing', field });
  }
  if (!fields.has('endDate') && !fields.has('active')) points.push({ kind: 'no-end' });
  const hasFirst = ['callName', 'givenName', 'initials'].some((field) => fields.has(field as 'callName'));
  if (!fields.has('birthName') || !hasFirst) points.push({ kind: 'no-name' });
  const several = severalRows(places, table);
  if (several !== null) points.push(several);
  const surname = fields.get('birthName');
  if (surname !== undefined && !fields.has('birthNamePrefix') && !plainHeader(surname.column).startsWith('geboorte')) {
    points.push({ kind: 'whole-surname', column: surname.column });
  }
  const pattern = datedPattern(fileName);
  if (pattern !== null) points.push({ kind: 'dated-name', pattern });
  return points;
}

/** Rows of one person are employments only when each has a key of its own. */
function severalRows({ fields, isOneRowEach }: Places, { rows }: Pick<RawTable, 'rows'>): OpenPoint | null {
  const [keys, employments] = [fields.get('personKey'), fields.get('employmentKey')];
  if (keys === undefined || isOneRowEach) return null;
  const seen = new Map<string, Set<string>>();
  const clashing = new Set<string>();
  for (const row of rows) {
    const person = cellAt(row, keys);
    const known = seen.get(person) ?? new Set<string>();
    const employment = cellAt(row, employments);
    if (known.has(employment) && person !== '') clashing.add(person);
    seen.set(person, known.add(employment));
  }
  return clashing.size === 0 ? null : { kind: 'several-rows', people: clashing.size, column: keys.column };
}

/** `people-20260301.csv` is one of a series. */
function datedPattern(fileName: string): string | null {
  const pattern = fileName.replace(
    /\d{4}[-_.]?\d{2}[-_.]?\d{2}([-_T.]?\d{2}[-_.:]?\d{2}([-_.:]?\d{2})?)?|\d{2}[-_.]\d{2}[-_.]\d{4}/,
    '*',
  );
  return pattern === fileName ? null : pattern;
}
