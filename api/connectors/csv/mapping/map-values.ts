import type { CsvColumn } from '../../../../models/sources/csv-source.ts';
import type { MappedField } from './header-words.ts';
import type { OpenPoint } from './proposal.ts';
import type { ColumnStudy } from './study-column.ts';
import { activeWords, afasNameUse, countryWords, kindWords, nameUseWords, plainValue } from './value-words.ts';

/** How the cells of a column become our words: the setting, what is left to decide; null when the column is of no use. */
export interface ValueMapping {
  setting: CsvColumn | null;
  open: OpenPoint[];
}

/** The setting of a column whose cells are words of a closed list, or its name alone. */
export function mapValues(field: MappedField, study: ColumnStudy): ValueMapping {
  switch (field) {
    case 'kind':
      return mapKinds(study);
    case 'nameUse':
      return mapNameUse(study);
    case 'active':
      return {
        setting: {
          column: study.column,
          is: cellsOf(study).filter((cell) => activeWords.get(plainValue(cell)) === 'yes'),
        },
        open: [],
      };
    case 'country':
      return mapCountries(study);
    default:
      return { setting: study.column, open: [] };
  }
}

const cellsOf = ({ values }: ColumnStudy): string[] => [...(values?.keys() ?? [])];

/** `Intern` beside `Extern` is Dutch for somebody of one's own, and English for a trainee otherwise. */
function mapKinds(study: ColumnStudy): ValueMapping {
  const cells = cellsOf(study);
  const isDutchPair = cells.some((cell) => /^extern/i.test(cell) && !/^external/i.test(cell));
  const meaningOf = (cell: string): string | undefined => {
    const plain = plainValue(cell);
    return plain === 'intern' ? (isDutchPair ? 'employee' : 'intern') : kindWords.get(plain);
  };
  const known = cells.flatMap((cell) => {
    const meaning = meaningOf(cell);
    return meaning === undefined ? [] : [[cell, meaning] as const];
  });
  const codes = cells.filter((cell) => meaningOf(cell) === undefined);
  const open: OpenPoint[] = codes.length === 0 ? [] : [{ kind: 'kind-codes', column: study.column, codes }];
  if (known.length === 0) return { setting: null, open };
  return { setting: { column: study.column, values: Object.fromEntries(known) }, open };
}

/** Digits are counted otherwise by each system. Most people go by their own name, which tells AFAS's 0 from the others'. */
function mapNameUse(study: ColumnStudy): ValueMapping {
  const cells = cellsOf(study);
  if (cells.every((cell) => /^\d$/.test(cell))) {
    const [most] = [...(study.values ?? [])].sort(([, a], [, b]) => b - a)[0] ?? [];
    const isAfas = most === '0' && cells.every((cell) => afasNameUse.has(cell));
    const open: OpenPoint[] = cells.length === 0 ? [] : [{ kind: 'name-use-digits', column: study.column }];
    return { setting: isAfas ? { column: study.column, values: Object.fromEntries(afasNameUse) } : null, open };
  }
  const values: Record<string, string> = {};
  for (const cell of cells) {
    const meaning = nameUseWords.get(plainValue(cell));
    if (meaning === undefined) return { setting: null, open: [] };
    values[cell] = meaning;
  }
  return { setting: { column: study.column, values }, open: [] };
}

function mapCountries(study: ColumnStudy): ValueMapping {
  const spelled = cellsOf(study).flatMap((cell) => {
    const code = countryWords.get(plainValue(cell));
    return code === undefined || code === cell ? [] : [[cell, code] as const];
  });
  if (spelled.length === 0) return { setting: study.column, open: [] };
  return { setting: { column: study.column, values: Object.fromEntries(spelled) }, open: [] };
}
