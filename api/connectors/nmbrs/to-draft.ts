import type { CalendarDate, Employment, Leave, NameUse, Person } from '../../../models/person.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import { put } from '../put.ts';
import type { Dossier } from './dossier.ts';
import { histories, isInService } from './dossier.ts';
import type { Draft } from './draft.ts';
import { earliest, findContradiction, holdsOn, periodLengthOf } from './periods.ts';
import type { InfoRow } from './schema.ts';
import { type Slice, sliceEmployment } from './slice-employment.ts';
import { createDayReader, type DayReader } from './to-dated.ts';
import { toHistories } from './to-histories.ts';

/** What a dossier is read with. */
export interface Reading {
  source: NmbrsSource;
  texts: SourceTexts;
  /** In the time zone of the source. */
  today: CalendarDate;
}

/** Naamstelling, as public connectors read it; the maker does not document the values. 0 is a code that was not filled in. */
const nameUses: Readonly<Record<string, NameUse>> = {
  '0': 'birth',
  '1': 'birth',
  '2': 'partner',
  '3': 'partner-birth',
  '4': 'birth-partner',
};

/** One employee of one company; problems set the person aside. */
export function toDraft(dossier: Dossier, reading: Reading): Draft {
  const { employeeId, company, infos } = dossier;
  const { source, texts, today } = reading;
  const number = infos.map(({ basicInfo }) => basicInfo?.employeeNumber).find((one) => one !== undefined);
  const where = `employee ${number ?? employeeId}, company ${company.number ?? company.name ?? company.companyId}`;
  const days = createDayReader(where, periodLengthOf(company, source), texts);
  for (const list of new Set(dossier.strange))
    days.problems.push({ reason: 'broken-row', text: texts.strangeValue(list, where), where });
  const dated = days.byPeriod('personalinfo', infos, (row) => row);
  if (findContradiction(dated))
    days.problems.push({
      reason: 'conflicting-rows',
      text: texts.conflictingRows([where, where], ['personalinfo']),
      where,
    });
  const info = (holdsOn(today, dated) ?? earliest(dated))?.value;
  const slices = sliceEmployments(dossier, info, { days, reading, where });
  if (slices.length === 0 && isInService(info?.basicInfo?.employeeType ?? dossier.type))
    days.problems.push({ reason: 'broken-row', text: texts.withoutEmployment(where), where });
  const person: Person = {
    ...toPerson(employeeId, info, { days, reading, where }),
    employments: slices.map(({ employment }) => employment),
    leaves: toLeaves(dossier, { days, reading, where }),
  };
  const moments = momentsOf(dossier, days);
  return {
    employeeId,
    companyId: company.companyId,
    person,
    managers: slices.map(({ manager }) => manager),
    number: info?.basicInfo?.employeeNumber,
    sameAs: info === undefined ? null : sameAs(info, source),
    knownSince: Math.min(...moments.infos, Number.MAX_SAFE_INTEGER),
    changedAt: Math.max(...moments.all, 0),
    holds: new Set(histories.filter((name) => dossier[name].length > 0)),
    where,
    problems: days.problems,
    units: unitsOf(dossier),
  };
}

interface Around {
  days: DayReader;
  reading: Reading;
  where: string;
}

function toPerson(
  employeeId: string,
  info: InfoRow | undefined,
  { days, reading, where }: Around,
): Omit<Person, 'employments' | 'leaves'> {
  const { basicInfo: basic, contactInfo: contact, partnerInfo: partner } = info ?? {};
  const code = partner?.ascriptionCode;
  const known = { ...nameUses, ...reading.source.nameUses };
  const nameUse = code === undefined ? 'birth' : known[code];
  if (nameUse === undefined) {
    const text = reading.texts.unknownWord('ascriptionCode', code ?? '', { expected: Object.keys(known), where });
    days.problems.push({ reason: 'unknown-value', text, where });
  }
  return {
    personKey: employeeId,
    sourceId: reading.source.id,
    ...put('callName', basic?.firstName),
    ...put('givenName', basic?.firstNameInFull),
    ...put('initials', basic?.initials),
    ...put('birthNamePrefix', basic?.prefix),
    ...put('birthName', basic?.lastName),
    ...put('partnerNamePrefix', partner?.partnerPrefix),
    ...put('partnerName', partner?.partnerName),
    nameUse: nameUse ?? 'birth',
    ...put('mobilePhone', contact?.businessMobilePhone),
    ...put('workPhone', contact?.businessPhone),
    ...put('workEmail', contact?.businessEmail),
  };
}

function sliceEmployments(dossier: Dossier, info: InfoRow | undefined, around: Around): Slice[] {
  const { days, reading, where } = around;
  const histories = toHistories(dossier, days);
  const type = info?.basicInfo?.employeeType ?? dossier.type ?? '';
  const kind = reading.source.kinds[type] ?? (/external/i.test(type) ? 'external' : 'employee');
  const seen = new Map<string, string>();
  return dossier.employments.flatMap((row) => {
    const startsOn = days.day('startDate', row.startDate);
    const endsOn = days.day('endDate', row.endDate) ?? endOfContracts(dossier, startsOn, around);
    const employment: Employment = {
      employmentKey: row.employmentId ?? `${dossier.employeeId}/${startsOn ?? ''}`,
      ...put('employeeNumber', info?.basicInfo?.employeeNumber),
      kind,
      employerKey: dossier.company.companyId,
      ...put('employerName', dossier.company.name),
      ...put('startsOn', startsOn),
      ...put('endsOn', endsOn),
    };
    const text = JSON.stringify(employment);
    const before = seen.get(employment.employmentKey);
    seen.set(employment.employmentKey, text);
    if (before === text) return [];
    if (before !== undefined) {
      const clause = reading.texts.conflictingEmployments(employment.employmentKey, [where, where], []);
      days.problems.push({ reason: 'conflicting-rows', text: clause, where });
      return [];
    }
    if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) {
      days.problems.push({
        reason: 'unknown-date',
        text: reading.texts.endBeforeStart(startsOn, endsOn, where),
        where,
      });
      return [];
    }
    return sliceEmployment(employment, histories, reading.today);
  });
}

/** Where the customer wants it: the end of the last contract of an employment, when every contract of it has an end. */
function endOfContracts(
  { contracts, employments }: Dossier,
  startsOn: CalendarDate | undefined,
  { days, reading }: Around,
): CalendarDate | undefined {
  if (!reading.source.endsWithContract || contracts.length === 0) return undefined;
  const laterStarts = employments
    .map((row) => days.day('startDate', row.startDate))
    .filter((start): start is CalendarDate => start !== undefined && start > (startsOn ?? ''))
    .sort();
  const own = contracts
    .map((row) => ({
      start: days.day('contract startDate', row.startDate),
      end: row.indefinite === 'true' ? undefined : days.day('contract endDate', row.endDate),
    }))
    .filter(({ start = '' }) => start >= (startsOn ?? '') && start < (laterStarts[0] ?? '9999'));
  const ends = own.flatMap(({ end }) => (end === undefined ? [] : [end]));
  return own.length > 0 && ends.length === own.length ? ends.sort().at(-1) : undefined;
}

function toLeaves({ leaves }: Dossier, { days, reading, where }: Around): Leave[] {
  const wanted = reading.source.leaves;
  if (wanted === undefined) return [];
  const isOf = (list: readonly string[], word: string | undefined) =>
    list.some((one) => one.toLowerCase() === word?.toLowerCase());
  return leaves.flatMap(({ leaveRequestsId, status, type, startDate, endDate }) => {
    if (!isOf(wanted.statuses, status) || (wanted.types.length > 0 && !isOf(wanted.types, type))) return [];
    const startsOn = days.day('leave startDate', startDate);
    if (startsOn === undefined) {
      days.problems.push({ reason: 'unknown-date', text: reading.texts.leaveWithoutStart(where), where });
      return [];
    }
    const endsOn = days.day('leave endDate', endDate);
    return [{ ...put('leaveKey', leaveRequestsId), startsOn, ...put('endsOn', endsOn), ...put('kind', type) }];
  });
}

/** What two employees of one person have in common. A part that is missing says nothing. */
function sameAs({ basicInfo: basic, birthInfo, contactInfo }: InfoRow, { samePerson }: NmbrsSource): string | null {
  if (samePerson === 'number') return basic?.employeeNumber ?? null;
  if (samePerson === 'email') return contactInfo?.businessEmail?.toLowerCase() ?? null;
  if (samePerson === 'never') return null;
  const parts = [birthInfo?.birthDate?.slice(0, 10), basic?.lastName, basic?.initials?.replaceAll(/[^\p{L}]/gu, '')];
  return parts.every((one) => one !== undefined && one !== '') ? parts.join('|').toLowerCase() : null;
}

function unitsOf({ departments }: Dossier): Map<string, string> {
  return new Map(
    departments.flatMap(({ code, description }) =>
      code === undefined || description === undefined ? [] : [[code, description]],
    ),
  );
}

function momentsOf(dossier: Dossier, days: DayReader): { infos: number[]; all: number[] } {
  const { infos, functions, departments, managers, costCentres, schedules, employments } = dossier;
  const dated = [...functions, ...departments, ...managers, ...costCentres, ...schedules];
  const of = (list: readonly { createdAt: string | undefined }[]) =>
    list.map(({ createdAt }) => days.moment(createdAt));
  return {
    infos: of(infos),
    all: [...of(infos), ...of(dated), ...employments.map(({ changedDate }) => days.moment(changedDate))],
  };
}
