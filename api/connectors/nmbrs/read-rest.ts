import { z } from 'zod';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import { unreadable } from '../unreadable.ts';
import type { NmbrsClient } from './client.ts';
import type { Company, Department } from './dossier.ts';
import { type ListAsk, readList } from './read-list.ts';
import { CompanyRow, DepartmentRow } from './schema.ts';

export interface RestDesk {
  source: NmbrsSource;
  client: NmbrsClient;
}

export const companiesAsk = ({ source, client }: RestDesk): ListAsk => ({
  sourceId: source.id,
  client,
  path: 'companies',
  what: 'the companies',
  scope: 'company.info.read',
  pageSize: source.pageSize,
});

export const departmentsAsk = (debtorId: string, { source, client }: RestDesk): ListAsk => ({
  sourceId: source.id,
  client,
  path: `debtors/${encodeURIComponent(debtorId)}/departments`,
  what: 'the departments',
  scope: 'employee.orgstructure.read',
  pageSize: source.pageSize,
});

/** All companies that the consent is for. */
export async function listCompanies(desk: RestDesk): Promise<Company[]> {
  const rows = await collectRows(companiesAsk(desk), CompanyRow);
  return rows.map(({ companyId, number, name, debtorId }) => ({ companyId, number, name, debtorId }));
}

/** The companies to be read. One that the settings name and that is not among them is an error: its people would all seem to be gone. */
export function chooseCompanies(
  all: readonly Company[],
  { id, companies }: Pick<NmbrsSource, 'id' | 'companies'>,
): Company[] {
  if (all.length === 0)
    throw unreadable(
      `${id}: Nmbrs shows no company at all.`,
      'Whoever consented, or whose token it is, needs rights to the companies in Nmbrs.',
    );
  if (companies === undefined) return [...all];
  const isCalled = (name: string) => (company: Company) => company.companyId === name || company.number === name;
  const missing = companies.filter((name) => !all.some(isCalled(name)));
  if (missing.length > 0)
    throw unreadable(
      `${id}: Nmbrs does not show the company ${missing.join(', ')}.`,
      'Correct companies in the policy, or give whoever consented rights to it in Nmbrs.',
    );
  return all.filter((company) => companies.some((name) => isCalled(name)(company)));
}

/** The departments of the debtors of these companies. */
export async function listDepartments(companies: readonly Company[], desk: RestDesk): Promise<Department[]> {
  const debtors = [...new Set(companies.flatMap(({ debtorId }) => (debtorId === undefined ? [] : [debtorId])))];
  const departments: Department[] = [];
  for (const debtorId of debtors)
    for (const { code, description } of await collectRows(departmentsAsk(debtorId, desk), DepartmentRow))
      if (code !== undefined) departments.push({ code, description });
  return departments;
}

async function collectRows<Schema extends z.ZodType>(ask: ListAsk, schema: Schema): Promise<z.infer<Schema>[]> {
  const all: z.infer<Schema>[] = [];
  for await (const { rows } of readList(ask)) {
    const parsed = z.array(schema).safeParse(rows);
    if (!parsed.success)
      throw unreadable(
        `${ask.sourceId}: ${ask.what} of Nmbrs hold something that is not understood (${parsed.error.issues[0]?.path.join('.') ?? ''}).`,
        'Show this to Nmbrs; nothing was taken over.',
      );
    for (const row of parsed.data) all.push(row);
  }
  return all;
}
