import type { CalendarDate, Employment } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
import { put } from '../put.ts';
import { addDays, createDates } from './read-dates.ts';
import type { Reading } from './reading.ts';
import type { AssignmentRow, EmploymentRow } from './schema.ts';

/** What one employment has beside its own rows. */
interface Beside {
  assignments: readonly AssignmentRow[];
  costCentre: string | undefined;
  /** Its lines as they were read before. */
  before: readonly Employment[];
}

/** A part of an employment during which everything of it is the same. */
interface Part {
  employment: Employment;
  validFrom: CalendarDate | undefined;
}

/**
 * The lines of one employment, from the rows that it has in time. The first begins on the day of hire, whatever the row says: rows that
 * are over drop out after ninety days, and one that is to come may stand in place of the one that holds. Each ends before the next begins,
 * the last one with the discharge.
 */
export function toEmployments(
  key: string,
  rows: readonly EmploymentRow[],
  { reading, beside }: { reading: Reading; beside: Beside },
): { employments: Employment[]; problems: Problem[] } {
  const where = `employments ${key}`;
  const dates = createDates(where, reading.texts);
  const sorted = inOrder(rows);
  const last = sorted.at(-1);
  const hiredOn = dates.read('hireDate', last?.hireDate);
  const dischargedOn = dates.read('dischargeDate', last?.dischargeDate);
  const endsOn =
    dischargedOn !== undefined && reading.source.dischargeDate === 'first-day-out'
      ? addDays(dischargedOn, -1)
      : dischargedOn;
  if (hiredOn !== undefined && endsOn !== undefined && endsOn < hiredOn)
    dates.problems.push({ reason: 'unknown-date', text: reading.texts.endBeforeStart(hiredOn, endsOn, where), where });
  const parts = sorted.map((row) => ({
    employment: contentOf(key, row, { reading, beside }),
    validFrom: dates.read('validFrom', row.validFrom),
  }));
  const whole = merge([...hiddenBefore(parts, { hiredOn, beside, reading }), ...parts]);
  const lines = nameLines(lay(whole, { hiredOn, endsOn }), key, reading.today);
  return {
    employments: [...lines, ...assignmentLines(key, { lines, reading, beside }, dates)],
    problems: dates.problems,
  };
}

/** By the day from which they hold; of two for one day the one that came later in the reading, which was written later. */
function inOrder(rows: readonly EmploymentRow[]): EmploymentRow[] {
  const byDay = new Map(rows.map((row) => [row.validFrom?.slice(0, 10) ?? '', row]));
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function contentOf(key: string, row: EmploymentRow, { reading, beside }: { reading: Reading; beside: Beside }) {
  const { source, lookups } = reading;
  const job = row.jobProfile === undefined ? undefined : lookups.jobs.get(row.jobProfile);
  const percentage = Number((row.workingAmount?.parttimePercentage ?? '').replace(',', '.'));
  const hasFte = row.workingAmount?.parttimePercentage !== undefined && Number.isFinite(percentage);
  const employer = row.company ?? row.payrollClientCode;
  const employment: Employment = {
    employmentKey: key,
    ...put('employeeNumber', row.personCode),
    kind: source.kinds[row.employmentType ?? ''] ?? 'employee',
    ...put('employerKey', employer),
    ...put('employerName', employer === undefined ? undefined : lookups.companies.get(employer)),
    ...(hasFte ? { fte: Number((percentage / 100).toFixed(6)) } : {}),
    ...put('unitKey', unitKeyOf(row.organizationUnit, reading)),
    ...put('functionKey', job?.code),
    ...put('functionTitle', job?.name),
    ...put('costCentre', row.costCenter ?? beside.costCentre),
  };
  return employment;
}

const unitKeyOf = (id: string | undefined, { lookups }: Reading): string | undefined =>
  id === undefined ? undefined : (lookups.unitKeys.get(id) ?? id);

/**
 * What holds today when only what is to come is shown: the line as it was read before.
 * https://vr-api-integration.github.io/youforce-api-documentation/iam_api_intro.html
 */
function hiddenBefore(
  parts: readonly Part[],
  around: { hiredOn: CalendarDate | undefined; beside: Beside; reading: Reading },
): Part[] {
  const { hiredOn, beside, reading } = around;
  const begins = parts[0]?.validFrom;
  if (begins === undefined || begins <= reading.today || (hiredOn ?? '') > reading.today) return [];
  return beside.before
    .filter(({ startsOn, endsOn }) => (startsOn ?? '') <= reading.today && (endsOn ?? '9999') >= reading.today)
    .map((employment) => ({ employment: withoutDates(employment), validFrom: undefined }));
}

const withoutDates = ({ startsOn: _start, endsOn: _end, ...rest }: Employment): Employment => rest;

/** Rows may differ in what is not read here. */
function merge(parts: readonly Part[]): Part[] {
  const text = ({ employment }: Part) => JSON.stringify({ ...employment, employmentKey: '' });
  return parts.filter((part, index) => {
    const previous = parts[index - 1];
    return previous === undefined || text(previous) !== text(part);
  });
}

function lay(
  parts: readonly Part[],
  { hiredOn, endsOn }: { hiredOn: CalendarDate | undefined; endsOn: CalendarDate | undefined },
): Employment[] {
  const lines = parts.map(({ employment, validFrom }, index) => {
    const next = parts[index + 1]?.validFrom;
    const begins = index === 0 ? hiredOn : later(hiredOn, validFrom);
    const ends = next === undefined ? endsOn : earlier(endsOn, addDays(next, -1));
    return { ...employment, ...put('startsOn', begins), ...put('endsOn', ends) };
  });
  // A row from after the discharge, or from before the hire, holds on no day.
  const real = lines.filter(({ startsOn, endsOn: end }) => (startsOn ?? '') <= (end ?? '9999'));
  return real.length > 0 ? real : lines.slice(0, 1);
}

/** The line of today has the key of the employment, so that it keeps it; others have the day on which they begin with it. */
function nameLines(lines: readonly Employment[], key: string, today: CalendarDate): Employment[] {
  const begun = lines.filter(({ startsOn }) => (startsOn ?? '') <= today);
  const current = begun.at(-1) ?? lines[0];
  return lines.map((line) => ({ ...line, employmentKey: line === current ? key : `${key}@${line.startsOn ?? ''}` }));
}

/** Lines beside the employment's own, with its employer and kind, and within its days. */
function assignmentLines(
  key: string,
  around: { lines: readonly Employment[]; reading: Reading; beside: Beside },
  dates: ReturnType<typeof createDates>,
): Employment[] {
  const { lines, reading, beside } = around;
  const own = lines.find(({ employmentKey }) => employmentKey === key);
  const [first, last] = [lines[0]?.startsOn, lines.at(-1)?.endsOn];
  if (own === undefined) return [];
  // As with rows of the employment: one that comes twice counts as it came last.
  const latest = new Map(beside.assignments.map((row) => [row.id ?? row, row]));
  return [...latest.values()].flatMap((row) => {
    if (row.isActive?.toLowerCase() === 'false') return [];
    const startsOn = later(first, dates.read('startDate', row.startDate));
    const endsOn = earlier(last, dates.read('endDate', row.endDate));
    if ((startsOn ?? '') > (endsOn ?? '9999')) return [];
    const job = row.jobProfile === undefined ? undefined : reading.lookups.jobs.get(row.jobProfile);
    const { employeeNumber, kind, employerKey, employerName } = own;
    const line: Employment = {
      employmentKey: `${key}_${row.id ?? startsOn ?? ''}`,
      ...put('employeeNumber', employeeNumber),
      kind,
      ...put('employerKey', employerKey),
      ...put('employerName', employerName),
      ...put('startsOn', startsOn),
      ...put('endsOn', endsOn),
      ...put('unitKey', unitKeyOf(row.organizationUnit, reading)),
      ...put('functionKey', job?.code),
      ...put('functionTitle', job?.name),
      ...put('costCentre', row.costCenter),
    };
    return [line];
  });
}

const later = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one > other ? one : other;
const earlier = (one?: string, other?: string): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : one < other ? one : other;
