import type { Language } from '../policy.ts';

/** A cell by its column, and what it shows instead of a value. */
interface FaultyCell {
  column: string;
  shows: string;
}

/** What is said to HR about rows that cannot be used. Names of files and columns are as in the file. */
export interface SourceTexts {
  /** The whole text for one person; each problem is a clause without a full stop. */
  personSetAside(personKey: string, problems: readonly string[]): string;
  /** The whole text for rows that do not say whose they are. */
  rowsSetAside(problems: readonly string[]): string;

  noKey(column: string, where: string): string;
  brokenRow(fields: number, expected: number, where: string): string;
  /** Cells of a workbook that hold no value. `shows` is an error of Excel, `=` for a formula without a result, `merged` for merged columns. */
  faultyCells(cells: readonly FaultyCell[], where: string): string;
  unreadableRow(where: string): string;
  conflictingRows(where: readonly string[], columns: readonly string[]): string;
  conflictingEmployments(employmentKey: string, where: readonly string[], columns: readonly string[]): string;
  conflictingUnits(unitKey: string, where: readonly string[], columns: readonly string[]): string;
  unitWithoutName(unitKey: string, where: string): string;
  unknownDate(column: string, value: string, where: string): string;
  endBeforeStart(startsOn: string, endsOn: string, where: string): string;
  leaveWithoutStart(where: string): string;
  unknownWord(column: string, value: string, ask: { expected: readonly string[]; where: string }): string;
  unknownNumber(column: string, value: string, where: string): string;
  unknownTruth(column: string, value: string, where: string): string;
  unknownPerson(peopleFile: string, where: string): string;
  /** A record of which a part is not there, or is something else than it has to be. */
  missingPart(part: string, where: string): string;
  /** Something that is neither text nor number, or missing where the system always has it. */
  strangeValue(column: string, where: string): string;
  withoutEmployment(where: string): string;
  /** Somebody, or the only employment of somebody, is missing although it has not ended; `endsOn` is null when it has no end. */
  noLongerThere(what: string, endsOn: string | null): string;
}

const en: SourceTexts = {
  personSetAside: (personKey, problems) => `${personKey} is left as is until HR mends this: ${problems.join('; ')}.`,
  rowsSetAside: (problems) => `Not used until HR mends this: ${problems.join('; ')}.`,

  noKey: (column, where) => `${column} is empty (${where})`,
  brokenRow: (fields, expected, where) => `the row has ${fields} fields and should have ${expected} (${where})`,
  faultyCells: (cells, where) =>
    `${list(cells.map(({ column, shows }) => `${column} ${shows === '=' ? 'is a formula without a result' : shows === 'merged' ? 'is merged with the next column' : `shows ${shows}`}`))} (${where})`,
  unreadableRow: (where) => `the record cannot be read (${where})`,
  conflictingRows: (where, columns) =>
    `${where.length} rows contradict each other in ${list(columns)} (${places(where)})`,
  conflictingEmployments: (employmentKey, where, columns) =>
    `${where.length} rows for employment ${employmentKey} contradict each other in ${list(columns)} (${places(where)})`,
  conflictingUnits: (unitKey, where, columns) =>
    `${where.length} rows for unit ${unitKey} contradict each other in ${list(columns)} (${places(where)}), so the people of this unit wait`,
  unitWithoutName: (unitKey, where) => `unit ${unitKey} has no name (${where}), so the people of this unit wait`,
  unknownDate: (column, value, where) => `${column} “${value}” is not a date (${where})`,
  endBeforeStart: (startsOn, endsOn, where) => `the end, ${endsOn}, is before the start, ${startsOn} (${where})`,
  leaveWithoutStart: (where) => `a leave has no start date (${where})`,
  unknownWord: (column, value, ask) =>
    `${column} “${value}” is unknown; expected is one of ${list(ask.expected)} (${ask.where})`,
  unknownNumber: (column, value, where) => `${column} “${value}” is not a number (${where})`,
  unknownTruth: (column, value, where) => `${column} “${value}” is neither yes nor no (${where})`,
  unknownPerson: (peopleFile, where) => `${where} speaks of somebody who is not in ${peopleFile}`,
  missingPart: (part, where) => `${part} is missing or unreadable (${where})`,
  strangeValue: (column, where) => `${column} holds something else than it should (${where})`,
  withoutEmployment: (where) => `there is no employment, though the person counts as employed (${where})`,
  noLongerThere: (what, endsOn) =>
    `${what} is not there any more, though ${endsOn === null ? 'it has no end' : `it ends on ${endsOn}`}; enter the end instead`,
};

const nl: SourceTexts = {
  personSetAside: (personKey, problems) =>
    `${personKey} blijft ongewijzigd tot HR dit herstelt: ${problems.join('; ')}.`,
  rowsSetAside: (problems) => `Niet gebruikt tot HR dit herstelt: ${problems.join('; ')}.`,

  noKey: (column, where) => `${column} is leeg (${where})`,
  brokenRow: (fields, expected, where) =>
    `de regel heeft ${fields} velden en hoort er ${expected} te hebben (${where})`,
  faultyCells: (cells, where) =>
    `${list(cells.map(({ column, shows }) => `${column} ${shows === '=' ? 'is een formule zonder uitkomst' : shows === 'merged' ? 'is samengevoegd met de kolom ernaast' : `toont ${shows}`}`))} (${where})`,
  unreadableRow: (where) => `de gegevens zijn niet te lezen (${where})`,
  conflictingRows: (where, columns) =>
    `${where.length} regels spreken elkaar tegen in ${list(columns)} (${places(where)})`,
  conflictingEmployments: (employmentKey, where, columns) =>
    `${where.length} regels voor dienstverband ${employmentKey} spreken elkaar tegen in ${list(columns)} (${places(where)})`,
  conflictingUnits: (unitKey, where, columns) =>
    `${where.length} regels voor afdeling ${unitKey} spreken elkaar tegen in ${list(columns)} (${places(where)}), dus de mensen van deze afdeling wachten`,
  unitWithoutName: (unitKey, where) =>
    `afdeling ${unitKey} heeft geen naam (${where}), dus de mensen van deze afdeling wachten`,
  unknownDate: (column, value, where) => `${column} “${value}” is geen datum (${where})`,
  endBeforeStart: (startsOn, endsOn, where) => `het einde, ${endsOn}, ligt voor het begin, ${startsOn} (${where})`,
  leaveWithoutStart: (where) => `een verlof heeft geen begindatum (${where})`,
  unknownWord: (column, value, ask) =>
    `${column} “${value}” is onbekend; verwacht wordt een van ${list(ask.expected)} (${ask.where})`,
  unknownNumber: (column, value, where) => `${column} “${value}” is geen getal (${where})`,
  unknownTruth: (column, value, where) => `${column} “${value}” is geen ja en geen nee (${where})`,
  unknownPerson: (peopleFile, where) => `${where} gaat over iemand die niet in ${peopleFile} staat`,
  missingPart: (part, where) => `${part} ontbreekt of is onleesbaar (${where})`,
  strangeValue: (column, where) => `${column} bevat iets anders dan het hoort (${where})`,
  withoutEmployment: (where) => `er is geen dienstverband, al telt de persoon als in dienst (${where})`,
  noLongerThere: (what, endsOn) =>
    `${what} is er niet meer, terwijl ${endsOn === null ? 'er geen einde bekend is' : `het op ${endsOn} eindigt`}; voer het einde in`,
};

const mostPlaces = 20;

const list = (words: readonly string[]): string => words.join(', ');

/** A wrong mapping can make thousands of rows contradict each other; nobody reads more than the first of them. */
const places = (where: readonly string[]): string =>
  where.length <= mostPlaces ? list(where) : `${list(where.slice(0, mostPlaces))} …`;

const catalogue: Readonly<Record<Language, SourceTexts>> = { en, nl };

export function sourceTexts(language: Language): SourceTexts {
  return catalogue[language];
}
