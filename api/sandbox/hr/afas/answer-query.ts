import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import { functional } from './functional.ts';
import type { AfasRow } from './to-rows.ts';

const longestQuery = 2049;

/** Answers for one state of the tables: what was filtered and sorted once serves all its pages. */
export function createAnswerer(): (rows: readonly AfasRow[], call: StandInCall) => StandInAnswer {
  const known = new Map<string, AfasRow[]>();
  return (rows, { path, query }) => {
    if (query.toString().length + 1 > longestQuery) return { status: 404, body: '' };
    const skip = Number(query.get('skip') ?? 0);
    const take = Number(query.get('take') ?? 100);
    if (!Number.isInteger(skip) || !Number.isInteger(take) || skip < 0 !== take < 0)
      return functional('Ongeldige waarde voor skip of take.');
    const order = namesIn(query.get('orderbyfieldids'));
    const wanted = [...namesIn(query.get('filterfieldids')), ...order.map((name) => name.replace(/^-/, ''))];
    const unknown = wanted.find((name) => rows.length > 0 && !(name in (rows[0] ?? {})));
    if (unknown !== undefined) return functional(`Het veld '${unknown}' is niet gevonden in de connector.`);
    const ask = `${path} ${['filterfieldids', 'filtervalues', 'operatortypes', 'orderbyfieldids'].map((name) => query.get(name))}`;
    const sorted = known.get(ask) ?? sort(rows.filter(toFilter(query)), order);
    known.set(ask, sorted);
    const page = take < 0 ? sorted : sorted.slice(skip, skip + take);
    return { status: 200, body: JSON.stringify({ skip, take, rows: page }) };
  };
}

const namesIn = (list: string | null): string[] => (list ?? '').split(/[,;]/).filter((name) => name !== '');

/** Without `orderbyfieldids` rows come in any order, as they do in Profit. */
const sort = (rows: AfasRow[], order: readonly string[]): AfasRow[] =>
  order.length === 0 ? rows.reverse() : rows.sort((a, b) => compareRows(a, b, order));

/** `,` joins with and, `;` with or. */
function toFilter(query: URLSearchParams): (row: AfasRow) => boolean {
  const [fields = [], values = [], operators = []] = ['filterfieldids', 'filtervalues', 'operatortypes'].map((name) =>
    (query.get(name) ?? '').split(','),
  );
  if (fields.join('') === '') return () => true;
  const groups = fields.map((group, index) => {
    const wanted = (values[index] ?? '').split(';');
    const types = (operators[index] ?? '').split(';');
    return group.split(';').map((name, place) => ({ name, wanted: wanted[place] ?? '', type: types[place] ?? '1' }));
  });
  return (row) =>
    groups.every((group) => group.some(({ name, wanted, type }) => test(row[name] ?? null, wanted, type)));
}

/** Operators by their numbers; dates come without Z and are compared as text. */
function test(value: AfasRow[string], wanted: string, operator: string): boolean {
  const text = String(value ?? '').replace(/Z$/, '');
  switch (operator) {
    case '1':
      return text === wanted;
    case '2':
      return text >= wanted;
    case '3':
      return text <= wanted;
    case '4':
      return text > wanted;
    case '5':
      return text < wanted;
    case '7':
      return text !== wanted;
    default:
      return false;
  }
}

function compareRows(a: AfasRow, b: AfasRow, order: readonly string[]): number {
  for (const name of order) {
    const sign = name.startsWith('-') ? -1 : 1;
    const field = name.replace(/^-/, '');
    const [one, other] = [String(a[field] ?? ''), String(b[field] ?? '')];
    if (one !== other) return one < other ? -sign : sign;
  }
  return 0;
}
