import { stringify } from 'yaml';
import type { Language } from '../../models/policy.ts';
import { type MappingTexts, mappingTexts } from '../../models/texts/mapping-texts.ts';
import type { FileExamination } from '../connectors/csv/mapping/examine-file.ts';
import type { OpenPoint, Why } from '../connectors/csv/mapping/proposal.ts';
import { paint } from './paint.ts';

/** What a file was taken for, in words, and the settings that can be pasted. */
export function printMapping(examined: FileExamination, language: Language): string {
  const texts = mappingTexts(language);
  const { file, rows, verdicts } = examined;
  const open = wordPoints(examined.open, texts);
  return [
    texts.head(file, { rows, columns: verdicts.length }),
    '',
    ...tableOf(examined, texts),
    ...(open.length === 0 ? [] : ['', paint('bold', texts.openTitle), ...open.map((text) => `- ${text}`)]),
    '',
    wordRehearsal(examined, texts),
    '',
    paint('bold', texts.next),
    '',
    sourceYaml(examined),
  ].join('\n');
}

/** The same as one document, with the same sentences. */
export function mappingJson(examined: FileExamination, language: Language): object {
  const texts = mappingTexts(language);
  const { file, rows, source, verdicts, open, rehearsal } = examined;
  return {
    file,
    rows,
    source,
    columns: verdicts.map(({ column, fields, why }) => ({
      column,
      fields,
      why: why.map((one) => wordWhy(one, texts)),
    })),
    open: open.map((point) => ({ kind: point.kind, text: wordPoint(point, texts) })),
    reading: { ...rehearsal, text: wordRehearsal(examined, texts) },
  };
}

export const sourceYaml = ({ source }: Pick<FileExamination, 'source'>): string =>
  stringify({ sources: [source] }, { lineWidth: 0 }).trimEnd();

function tableOf({ verdicts }: FileExamination, texts: MappingTexts): string[] {
  const rows = verdicts.map(({ column, fields, why }) => ({
    column,
    fields: fields.length === 0 ? texts.leftOut : fields.join(', '),
    why: why.map((one) => wordWhy(one, texts)).join('; '),
    isUsed: fields.length > 0,
  }));
  const { column, field, why } = texts.titles;
  const widths = [
    Math.max(column.length, ...rows.map((row) => row.column.length)),
    Math.max(field.length, ...rows.map((row) => row.fields.length)),
  ] as const;
  const line = (first: string, second: string, third: string): string =>
    `${first.padEnd(widths[0])}  ${second.padEnd(widths[1])}  ${third}`;
  return [
    paint('bold', line(column, field, why)),
    ...rows.map((row) => {
      const text = line(row.column, row.fields, row.why);
      return row.isUsed ? text : paint('dim', text);
    }),
  ];
}

function wordWhy(why: Why, { whys }: MappingTexts): string {
  switch (why.kind) {
    case 'name':
      return whys.name;
    case 'unique':
      return whys.unique;
    case 'shape':
      return whys.shape(why.shape, why.dateWriting);
    case 'codes':
      return whys.codes(why.count);
    case 'keys-of':
      return whys.keysOf(why.column);
    case 'needless':
      return whys.needless;
    case 'unknown':
      return whys.unknown;
    case 'other-column':
      return whys.otherColumn(why.field);
    case 'unfit':
      return whys.unfit(why.field, why.shape);
    case 'no-keys':
      return whys.noKeys(why.field, why.others ?? null);
    case 'unknown-codes':
      return whys.unknownCodes(why.field, why.codes);
    case 'not-one-name':
      return whys.notOneName(why.field);
    case 'same-name':
      return whys.sameName;
  }
}

const wordPoints = (points: readonly OpenPoint[], texts: MappingTexts): string[] =>
  points.map((point) => wordPoint(point, texts));

function wordPoint(point: OpenPoint, { points }: MappingTexts): string {
  switch (point.kind) {
    case 'missing':
      return points.missing(point.field);
    case 'no-end':
      return points.noEnd;
    case 'no-name':
      return points.noName;
    case 'several-rows':
      return points.severalRows(point.people, point.column);
    case 'day-or-month':
      return points.dayOrMonth(point.columns);
    case 'unreadable-dates':
      return points.unreadableDates(point.columns);
    case 'kind-codes':
      return points.kindCodes(point.column, point.codes);
    case 'name-use-digits':
      return points.nameUseDigits(point.column);
    case 'whole-surname':
      return points.wholeSurname(point.column);
    case 'dated-name':
      return points.datedName(point.pattern);
  }
}

function wordRehearsal({ rehearsal }: FileExamination, { rehearsal: texts }: MappingTexts): string {
  if (rehearsal.kind === 'read') return texts.read(rehearsal.people, rehearsal.setAside);
  return rehearsal.kind === 'failed' ? texts.failed(rehearsal.text) : texts.notTried;
}
