import { sourceTexts } from '../../../models/texts/source-texts.ts';
import { unreadable } from '../unreadable.ts';
import { todayOf, type YouforceDesk } from './desk.ts';
import { type Rows, readWholeTable } from './read-table.ts';
import { NamedRow, RoleRow, UnitRow } from './schema.ts';
import { type LookupRows, type Lookups, toLookups } from './to-lookups.ts';
import type { Trip } from './trip.ts';

/** Units, job profiles, roles and companies: small, and read whole each time, since roles begin and end without being written. */
export async function readLookupRows(desk: YouforceDesk, trip: Trip): Promise<LookupRows> {
  const { tables } = desk;
  const around = { client: desk.client, trip };
  const nothing: Rows<never> = { rows: [], broken: [] };
  const [units, jobs, roles, companies] = await Promise.all([
    readWholeTable({ path: tables.units, schema: UnitRow }, around),
    readWholeTable({ path: tables.jobProfiles, schema: NamedRow }, around),
    tables.roleAssignments === null
      ? nothing
      : readWholeTable({ path: tables.roleAssignments, schema: RoleRow }, around),
    tables.companies === null ? nothing : readWholeTable({ path: tables.companies, schema: NamedRow }, around),
  ]);
  const [broken] = [units, jobs, roles, companies].flatMap((table) => table.broken);
  // Many people hang on each of these.
  if (broken !== undefined)
    throw unreadable(
      `${desk.source.id}: a record cannot be read (${broken.where}).`,
      'Look at it in HR Core; nothing was taken over.',
    );
  if (units.rows.length === 0) throw nothingThere(tables.units, desk);
  return { units: units.rows, jobProfiles: jobs.rows, roles: roles.rows, companies: companies.rows };
}

/** @throws InstroomError `hr-unreadable` when nobody heads a unit any more, all at once */
export function openLookups(rows: LookupRows, desk: YouforceDesk): Lookups {
  const { source, parts, personIds } = desk;
  const lookups = toLookups(rows, {
    source,
    texts: sourceTexts(parts.language),
    today: todayOf(desk),
    personOf: (id) => personIds.get(id),
  });
  if (desk.lookups?.hasHeads && !lookups.hasHeads)
    throw unreadable(
      `${source.id}: no unit has a head any more.`,
      `Check that people hold the role ${source.managers?.role ?? ''} and that the application may read ${desk.tables.roleAssignments ?? 'the units'}; if there are no heads from now on, set managers: null.`,
    );
  return lookups;
}

export function nothingThere(table: string, { source }: YouforceDesk): Error {
  return unreadable(
    `${source.id}: ${table} gave nothing at all.`,
    'Check tenantId, core and what the customer lets the application see; an empty list is never believed.',
  );
}

/** Whether what people refer to has another name or key than before: then everybody who refers to it changed, and no list of changes says so. */
export function haveNamesChanged(before: Lookups, after: Lookups): boolean {
  return (
    differs(before.unitKeys, after.unitKeys) ||
    differs(before.jobs, after.jobs) ||
    differs(before.companies, after.companies)
  );
}

function differs(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): boolean {
  for (const [id, value] of before) if (JSON.stringify(after.get(id)) !== JSON.stringify(value)) return true;
  return false;
}
