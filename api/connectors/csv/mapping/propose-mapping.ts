import { CsvColumns } from '../../../../models/sources/csv-source.ts';
import type { RawTable } from '../raw-table.ts';
import { choosePlaces, type Places } from './choose-places.ts';
import { plainHeader } from './header-words.ts';
import { candidatesOf } from './judge-fit.ts';
import { mapValues } from './map-values.ts';
import { openPoints } from './open-points.ts';
import type { ColumnVerdict, OpenPoint, Proposal, ProposedColumns, Why } from './proposal.ts';
import { proposeWriting } from './propose-writing.ts';
import { type ColumnStudy, studyColumn } from './study-column.ts';

/**
 * Proposes which column of a file holds what, by the names of the columns and by what their cells look like. Pure; what comes out has
 * no cell in it but the words of closed lists, such as kinds of people.
 */
export function proposeMapping(table: Pick<RawTable, 'header' | 'rows'>, fileName: string): Proposal {
  const names = table.header.map(plainHeader);
  const isDouble = (index: number): boolean =>
    names.indexOf(names[index] ?? '') !== names.lastIndexOf(names[index] ?? '');
  const studies = table.header.flatMap((column, index) =>
    column === '' ? [] : [studyColumn(column, index, cellsOf(table, index))],
  );
  const judged = studies.map((study) => {
    const { candidates, whyNot } = candidatesOf(study);
    if (!isDouble(study.index)) return { study, candidates, whyNot };
    return { study, candidates: [], whyNot: { kind: 'same-name' } as Why };
  });
  const places = choosePlaces(
    judged.flatMap(({ candidates }) => candidates),
    table,
  );
  const columns: Partial<ProposedColumns> = {};
  const open: OpenPoint[] = [];
  const useless = new Set<ColumnStudy>();
  for (const [field, study] of places.fields) {
    const { setting, open: points } = mapValues(field, study);
    open.push(...points);
    if (setting === null) useless.add(study);
    else columns[field] = setting;
  }
  const { writing, open: writingPoints } = proposeWriting(places);
  open.push(...writingPoints, ...openPoints(places, { table, fileName }));
  const verdicts = judged.map(({ study, whyNot }) => verdictOf(study, { places, useless, whyNot }));
  return { columns: inOrder(columns), writing, verdicts, open };
}

/** As the settings list them, so that related columns stand together. */
const inOrder = (columns: Partial<ProposedColumns>): Partial<ProposedColumns> =>
  Object.fromEntries(
    Object.keys(CsvColumns.shape).flatMap((field) => {
      const setting = columns[field as keyof ProposedColumns];
      return setting === undefined ? [] : [[field, setting]];
    }),
  );

function* cellsOf({ rows }: Pick<RawTable, 'rows'>, index: number): Generator<string> {
  for (const { fields } of rows) yield fields[index]?.trim() ?? '';
}

function verdictOf(
  study: ColumnStudy,
  { places, useless, whyNot }: { places: Places; useless: ReadonlySet<ColumnStudy>; whyNot: Why },
): ColumnVerdict {
  const { column } = study;
  const fields = [...places.fields].filter(([, chosen]) => chosen === study).map(([field]) => field);
  const [field] = fields;
  if (field === undefined) return { column, fields, why: [places.refused.get(study) ?? whyNot] };
  if (useless.has(study)) {
    return { column, fields: [], why: [{ kind: 'unknown-codes', field, codes: [...(study.values?.keys() ?? [])] }] };
  }
  return { column, fields, why: whyOf(study, { fields, places }) };
}

function whyOf(study: ColumnStudy, { fields, places }: { fields: string[]; places: Places }): Why[] {
  const why: Why[] = places.byShape.has(study) ? [] : [{ kind: 'name' }];
  const keys = places.fields.get('personKey');
  if (fields.includes('managerPersonKey') && keys !== undefined) why.push({ kind: 'keys-of', column: keys.column });
  if (fields.includes('personKey') && places.isOneRowEach) why.push({ kind: 'unique' });
  const isPlain = study.shape === 'text' || study.shape === 'code' || study.shape === 'number';
  if (!isPlain) why.push({ kind: 'shape', shape: study.shape, dateWriting: study.dateWriting });
  else if (study.values !== null && study.values.size > 1 && study.values.size * 2 <= study.filled)
    why.push({ kind: 'codes', count: study.values.size });
  return why;
}
