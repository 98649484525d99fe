import type { CalendarDate, Unit } from '../../../models/person.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { SourceTexts } from '../../../models/texts/source-texts.ts';
import type { Problem } from '../collect-set-aside.ts';
import { put } from '../put.ts';
import { sliceOf } from './read-dates.ts';
import type { NamedRow, RoleRow, UnitRow } from './schema.ts';

/** What employments refer to. */
export interface Lookups {
  units: Unit[];
  /** The key of a unit by its id. */
  unitKeys: ReadonlyMap<string, string>;
  /** Code and name of a job profile by its id. */
  jobs: ReadonlyMap<string, { code: string | undefined; name: string | undefined }>;
  /** The name of a company by its short name. */
  companies: ReadonlyMap<string, string>;
  problems: Problem[];
  /** Whether anybody heads a unit, as far as this was read. */
  hasHeads: boolean;
}

export interface LookupRows {
  units: readonly UnitRow[];
  jobProfiles: readonly NamedRow[];
  roles: readonly RoleRow[];
  companies: readonly NamedRow[];
}

interface LookupSettings {
  source: YouforceSource;
  texts: SourceTexts;
  today: CalendarDate;
  /** The key of a person by the id of their record, for heads of HR Core Business. */
  personOf(id: string): string | undefined;
}

export function toLookups(rows: LookupRows, settings: LookupSettings): Lookups {
  const { today } = settings;
  const units = currentOf(rows.units, today);
  const unitKeys = new Map(units.map((row) => [row.id, keyOf(row, settings)]));
  const { list, problems } = toUnits(units, { ...settings, unitKeys, heads: headsOf(rows.roles, settings) });
  const jobs = currentOf(rows.jobProfiles, today).map(
    ({ id, shortName, fullName }) => [id, { code: shortName, name: fullName }] as const,
  );
  const companies = currentOf(rows.companies, today).flatMap(({ shortName, fullName }) =>
    shortName === undefined || fullName === undefined ? [] : [[shortName, fullName] as const],
  );
  const hasHeads = list.some(({ headPersonKey }) => headPersonKey !== undefined);
  return { units: list, unitKeys, jobs: new Map(jobs), companies: new Map(companies), problems, hasHeads };
}

/** One row for each id: today's. Rows without an id are nothing that could be referred to. */
function currentOf<Row extends { id?: string | undefined; validFrom?: string | undefined }>(
  rows: readonly Row[],
  today: CalendarDate,
): (Row & { id: string })[] {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.id === undefined) continue;
    const known = byId.get(row.id);
    if (known === undefined) byId.set(row.id, [row]);
    else known.push(row);
  }
  return [...byId].flatMap(([id, slices]) => {
    const row = sliceOf(slices, today);
    return row === undefined ? [] : [{ ...row, id }];
  });
}

const keyOf = ({ id, shortName }: { id: string; shortName?: string | undefined }, { source }: LookupSettings) =>
  source.unitKey === 'id' ? id : (shortName ?? id);

type UnitSettings = LookupSettings & { unitKeys: ReadonlyMap<string, string>; heads: ReadonlyMap<string, string> };

/** Of two units with one key neither is used, so the people of that unit wait. */
function toUnits(rows: readonly (UnitRow & { id: string })[], settings: UnitSettings) {
  const { source, texts, unitKeys, heads, personOf } = settings;
  const problems: Problem[] = [];
  const units = new Map<string, { unit: Unit; id: string } | null>();
  for (const row of rows) {
    const unitKey = keyOf(row, settings);
    const where = `organizationUnits ${row.id}`;
    if (row.fullName === undefined) {
      problems.push({ reason: 'broken-row', text: texts.unitWithoutName(unitKey, where), where });
      continue;
    }
    const parent = row.parentOrgUnit === row.id ? undefined : row.parentOrgUnit;
    const manager = source.managers === null ? undefined : row.manager;
    const head = heads.get(row.id) ?? (manager === undefined ? undefined : (personOf(manager) ?? manager));
    const unit: Unit = {
      unitKey,
      name: row.fullName,
      ...put('parentKey', parent === undefined ? undefined : (unitKeys.get(parent) ?? parent)),
      ...put('headPersonKey', head),
    };
    const known = units.get(unitKey);
    if (known) {
      const text = texts.conflictingUnits(unitKey, [`organizationUnits ${known.id}`, where], ['shortName']);
      problems.push({ reason: 'conflicting-rows', text, where });
    }
    units.set(unitKey, known === undefined ? { unit, id: row.id } : null);
  }
  return { list: [...units.values()].flatMap((entry) => (entry === null ? [] : [entry.unit])), problems };
}

/** Who heads a unit today, by its id. Nobody is marked as the first of several: the settings say who it is, and the code decides a draw. */
function headsOf(roles: readonly RoleRow[], { source, today }: LookupSettings): Map<string, string> {
  const { managers } = source;
  const best = new Map<string, { since: string; personCode: string }>();
  for (const { personCode, organizationUnit, shortName, startDate, endDate } of roles) {
    if (managers === null || personCode === undefined || organizationUnit === undefined) continue;
    const since = startDate?.slice(0, 10) ?? '';
    const isOther = shortName?.toUpperCase() !== managers.role.toUpperCase();
    if (isOther || since > today || (endDate?.slice(0, 10) ?? '9999-12-31') < today) continue;
    const known = best.get(organizationUnit);
    const isBetter =
      known === undefined ||
      (since === known.since ? personCode < known.personCode : since < known.since === (managers.choose === 'first'));
    if (isBetter) best.set(organizationUnit, { since, personCode });
  }
  return new Map([...best].map(([unit, { personCode }]) => [unit, personCode]));
}
