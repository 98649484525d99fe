import { DateTime } from 'luxon';
import type { CalendarDate, Employment, Leave, NameUse, Person, PersonKind } from '../../../models/person.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { isNoDate } from '../no-date.ts';
import { put } from '../put.ts';
import type { EmploymentRow, LeaveRow, PersonRow } from './schema.ts';

/** Code table Use-Name: https://docs.afas.help, KnPerson ViUs */
const nameUses: Readonly<Record<string, NameUse>> = {
  '0': 'birth',
  '1': 'partner-birth',
  '2': 'partner',
  '3': 'birth-partner',
};

/** What the rows of one person are read with. */
export interface Reading {
  sourceId: string;
  texts: SourceTexts;
  kinds: Readonly<Record<string, PersonKind>>;
  /** The person key of an employee, as far as the source names them. */
  personOf(employee: string): string | undefined;
  /** Whether people are told apart by the number of the person. */
  byPerson: boolean;
}

/** The personal part of a row; problems set the person aside. */
export function toPerson(
  row: PersonRow,
  personKey: string,
  { sourceId, texts }: Reading,
): { person: Person; problems: Problem[] } {
  const problems: Problem[] = [];
  const where = `Persoonsnummer ${row.Persoonsnummer}`;
  const use = row.Naamgebruik_code;
  const nameUse = use === undefined ? 'birth' : nameUses[use];
  if (nameUse === undefined) {
    const text = texts.unknownWord('Naamgebruik_code', use ?? '', { expected: Object.keys(nameUses), where });
    problems.push({ reason: 'unknown-value', text, where });
  }
  const person: Person = {
    personKey,
    sourceId,
    ...put('callName', row.Roepnaam),
    ...put('givenName', row.Voornaam),
    ...put('initials', row.Voorletters),
    ...put('birthNamePrefix', row.Voorvoegsel),
    ...put('birthName', row.Geboortenaam),
    ...put('partnerNamePrefix', row.Voorvoegsel_partner),
    ...put('partnerName', row.Geboortenaam_partner),
    nameUse: nameUse ?? 'birth',
    ...put('mobilePhone', row.Mobielnr_werk),
    ...put('workPhone', row.Telefoonnr_werk),
    ...put('workEmail', row.Email_werk),
    employments: [],
    leaves: [],
  };
  return { person, problems };
}

/**
 * One line of an employment: from the later of both starts to the earlier of both ends. `isOutside`: the line is wholly before or after its
 * contract, and the employment that is given is the contract.
 */
export function toEmployment(
  row: EmploymentRow,
  reading: Reading,
): { employment: Employment; problems: Problem[]; isOutside: boolean } {
  const where = `Medewerker ${row.Medewerker}, ExternalID ${row.ExternalID}`;
  const dates = createDates(where, reading.texts);
  const contract = { from: dates.read('Begindatum_contract', row), to: dates.read('Einddatum_contract', row) };
  const line = { from: dates.read('Begindatum_functie', row), to: dates.read('Einddatum_functie', row) };
  const both = { from: later(contract.from, line.from), to: earlier(contract.to, line.to) };
  const isOutside = isReversed(both) && !isReversed(contract) && !isReversed(line);
  const { from: startsOn, to: endsOn } = isOutside ? contract : both;
  const fte = Number((row.FTE ?? '').replace(',', '.'));
  const manager = managerOf(row, reading);
  const main = readTruth(row.Hoofddienstverband);
  const employment: Employment = {
    employmentKey: row.ExternalID ?? [row.Medewerker, row.Dienstverband].filter((part) => part !== undefined).join('-'),
    ...put('employeeNumber', row.Medewerker),
    kind: reading.kinds[row.Soort_medewerker_code ?? ''] ?? 'employee',
    ...put('employerKey', row.Werkgever_code),
    ...put('employerName', row.Werkgever_omschrijving),
    ...put('startsOn', startsOn),
    ...put('endsOn', endsOn),
    ...(typeof main === 'boolean' ? { isPrimary: main } : {}),
    ...(row.FTE === undefined || !Number.isFinite(fte) ? {} : { fte }),
    ...put('unitKey', row.Organisatorische_eenheid_code),
    ...put('functionKey', row.Functie_code),
    ...put('functionTitle', row.Functie_omschrijving),
    ...put('costCentre', row.Kostenplaats_code),
    ...put('managerPersonKey', manager),
    ...put('location', row.Locatie),
    ...put('country', row.Land),
  };
  if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn)
    dates.problems.push({ reason: 'unknown-date', text: reading.texts.endBeforeStart(startsOn, endsOn, where), where });
  if (main === 'unknown') {
    const ask = { expected: [...truths.keys()], where };
    const text = reading.texts.unknownWord('Hoofddienstverband', row.Hoofddienstverband ?? '', ask);
    dates.problems.push({ reason: 'unknown-value', text, where });
  }
  return { employment, problems: dates.problems, isOutside };
}

interface Span {
  from: CalendarDate | undefined;
  to: CalendarDate | undefined;
}

const isReversed = ({ from, to }: Span): boolean => from !== undefined && to !== undefined && to < from;

/** A truth, or what a field of the customer's own says in place of one. */
const truths: ReadonlyMap<string, boolean> = new Map(
  Object.entries({ true: true, false: false, '1': true, '0': false, ja: true, nee: false, j: true, n: false }),
);

const readTruth = (text: string | undefined): boolean | 'unknown' | undefined =>
  text === undefined ? undefined : (truths.get(text.toLowerCase()) ?? 'unknown');

/** The person of an employee; of one who is in no row a key that is nobody's, since numbers of people and of employees are alike. */
export const personKeyOf = (employee: string, { personOf }: Pick<Reading, 'personOf'>): string =>
  personOf(employee) ?? `Medewerker ${employee}`;

/** A manager who is the employee is none: the head of a unit has theirs from the unit above. */
function managerOf(row: EmploymentRow, { byPerson, personOf }: Reading): string | undefined {
  const employee = row.Medewerkernummer_leidinggevende;
  const manager = byPerson
    ? (row.Persoonsnummer_leidinggevende ?? (employee === undefined ? undefined : personKeyOf(employee, { personOf })))
    : employee;
  const own = byPerson ? row.Persoonsnummer : row.Medewerker;
  return manager === own ? undefined : manager;
}

export function toLeave(row: LeaveRow, { texts }: Reading): { leave: Leave | null; problems: Problem[] } {
  const where = `Medewerker ${row.Medewerker}, Volgnummer ${row.Volgnummer}`;
  const dates = createDates(where, texts);
  const [startsOn, endsOn] = [dates.read('Begindatum', row), dates.read('Einddatum', row)];
  if (startsOn === undefined) {
    if (dates.problems.length === 0)
      dates.problems.push({ reason: 'unknown-date', text: texts.leaveWithoutStart(where), where });
    return { leave: null, problems: dates.problems };
  }
  if (endsOn !== undefined && endsOn < startsOn)
    dates.problems.push({ reason: 'unknown-date', text: texts.endBeforeStart(startsOn, endsOn, where), where });
  const key = [row.Medewerker, row.Volgnummer].filter((part) => part !== undefined).join('-');
  const leave: Leave = {
    ...(row.Volgnummer === undefined ? {} : { leaveKey: key }),
    startsOn,
    ...put('endsOn', endsOn),
    ...put('kind', row.Soort_code),
  };
  return { leave, problems: dates.problems };
}

function createDates(where: string, texts: SourceTexts) {
  const problems: Problem[] = [];
  return {
    problems,
    read<Row extends object>(column: keyof Row & string, row: Row): CalendarDate | undefined {
      const text = row[column] as string | undefined;
      if (text === undefined) return undefined;
      const day = toDay(text);
      if (day === null) {
        problems.push({ reason: 'unknown-date', text: texts.unknownDate(column, text, where), where });
        return undefined;
      }
      return day === 'open' ? undefined : day;
    },
  };
}

/** AFAS writes local days as instants with a false Z: only the day counts. */
function toDay(text: string): CalendarDate | 'open' | null {
  const day = text.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}($|T)/.test(text) || !DateTime.fromISO(day, { zone: 'utc' }).isValid) return null;
  return isNoDate(day) ? 'open' : day;
}

const later = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one > other ? one : other;
const earlier = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one < other ? one : other;
