import { unreadable } from '../unreadable.ts';
import { applicantTypes, type Company, type Dossier, employeeTypes, emptyDossier } from './dossier.ts';
import { type ListAsk, moved, readList } from './read-list.ts';
import type { RestDesk } from './read-rest.ts';
import { type ListName, lists } from './schema.ts';

/** What was read of one company. */
export interface CompanyReading {
  dossiers: Dossier[];
  /** Employees of whom some list speaks, and who are nowhere else; null: a row that does not say whose it is. */
  strays: { employeeId: string | null; list: string }[];
}

/** Which lists are read; the personal data come first, because they say who there is. */
export function wantedLists({ endsWithContract, costCentres, leaves }: RestDesk['source']): ListName[] {
  return [
    'employments',
    ...(endsWithContract ? (['contracts'] as const) : []),
    'schedules',
    'functions',
    'departments',
    'managers',
    ...(costCentres ? (['costCentres'] as const) : []),
    ...(leaves === undefined ? [] : (['leaves'] as const)),
  ];
}

export function listAsk(name: ListName, { companyId }: Company, { source, client }: RestDesk): ListAsk {
  const { path, scope } = lists[name];
  return {
    sourceId: source.id,
    client,
    path: `companies/${encodeURIComponent(companyId)}/employees/${path}`,
    what: `employees (${path})`,
    scope,
    pageSize: source.pageSize,
  };
}

/**
 * All employees of a company with everything that is known of them.
 * @param employeeId - this employee alone; where Nmbrs does not keep to that, the others are passed over
 * @throws InstroomError `hr-busy` (retryable) when employees came or went meanwhile, `hr-unreadable` for whatever is not the whole
 */
export async function readCompany(company: Company, desk: RestDesk, employeeId?: string): Promise<CompanyReading> {
  const dossiers = new Map<string, Dossier>();
  const strays: CompanyReading['strays'] = [];
  const add = createCollector({ sourceId: desk.source.id, company, dossiers, strays, employeeId });
  const only = employeeId === undefined ? {} : { employeeId };
  let isLong = false;
  // By type, because it is not documented which of them are given without one; new hires first, because they become employees.
  for (const type of employeeTypes) {
    const query = { employeeType: type, ...only };
    isLong =
      (await collect({ ...listAsk('infos', company, desk), query }, (row, page) =>
        add('infos', row, { page, type }),
      )) || isLong;
  }
  const present = employeeId === undefined || dossiers.has(employeeId);
  if (present)
    for (const name of wantedLists(desk.source)) {
      let count = 0;
      const ask = { ...listAsk(name, company, desk), query: only };
      const long = await collect(ask, (row, page) => {
        count++;
        add(name, row, { page });
      });
      isLong = long || isLong;
      if (name === 'employments' && count === 0 && dossiers.size > 0) throw noEmployments(company, desk);
    }
  if (employeeId === undefined && (isLong || strays.some((stray) => stray.employeeId !== null)))
    return compare({ dossiers: [...dossiers.values()], strays }, company, desk);
  return { dossiers: [...dossiers.values()], strays };
}

/** @returns whether there was more than one page: only then can rows move from one to another */
async function collect(ask: ListAsk, take: (row: Record<string, unknown>, page: number) => void): Promise<boolean> {
  let most = 0;
  for await (const { page, pages, rows } of readList(ask)) {
    most = pages;
    for (const row of rows) take(row, page);
  }
  return most > 1;
}

interface Collecting extends Pick<CompanyReading, 'strays'> {
  sourceId: string;
  company: Company;
  dossiers: Map<string, Dossier>;
  /** This employee alone. */
  employeeId: string | undefined;
}

function createCollector({ sourceId, company, dossiers, strays, employeeId: wanted }: Collecting) {
  let list = '';
  const pages = new Map<string, number>();
  return (name: ListName, row: Record<string, unknown>, { page, type }: { page: number; type?: string }): void => {
    if (list !== `${name} ${type}`) pages.clear();
    list = `${name} ${type}`;
    const id = typeof row.employeeId === 'string' ? row.employeeId.trim() : '';
    if (id === '') return void strays.push({ employeeId: null, list: lists[name].path });
    if (wanted !== undefined && id !== wanted) return;
    if (name === 'infos' && !dossiers.has(id)) dossiers.set(id, emptyDossier(id, company, type));
    const dossier = dossiers.get(id);
    if (dossier === undefined) return void strays.push({ employeeId: id, list: lists[name].path });
    const isNew = put(name, row, dossier);
    // The same row on two pages: rows moved, and another one was not seen.
    if (!isNew && (pages.get(id) ?? page) !== page) throw moved({ sourceId, what: 'employees' });
    pages.set(id, page);
  };
}

/** @returns whether the row held something that was not there yet */
function put(name: ListName, row: Record<string, unknown>, dossier: Dossier): boolean {
  const { field, rows, path } = lists[name];
  const [, value] = Object.entries(row).find(([key]) => key.toLowerCase() === field.toLowerCase()) ?? [];
  // A row without its records is not understood: that it has none, it says with an empty list.
  const parsed = value === undefined ? null : rows.safeParse(value);
  if (!parsed?.success) {
    dossier.strange.push(path);
    return true;
  }
  const into = dossier[name] as unknown[];
  const known = new Set(into.map((one) => JSON.stringify(one)));
  const fresh = parsed.data.filter((one) => !known.has(JSON.stringify(one)));
  into.push(...fresh);
  return fresh.length > 0;
}

/** The list of employees once more: who is in it and was not read came meanwhile, or was on a page that moved. */
async function compare(reading: CompanyReading, company: Company, desk: RestDesk): Promise<CompanyReading> {
  const employees = await listEmployees(company, employeeTypes, desk);
  const read = new Set(reading.dossiers.map(({ employeeId }) => employeeId));
  // A total that stays the same hides somebody only behind somebody else who came.
  if (![...employees].every((id) => read.has(id)))
    throw moved({ sourceId: desk.source.id, what: `employees of ${company.name ?? company.companyId}` });
  if (reading.strays.every(({ employeeId }) => employeeId === null)) return reading;
  const applicants = await listEmployees(company, applicantTypes, desk);
  const strays = reading.strays.filter(({ employeeId }) => employeeId === null || !applicants.has(employeeId));
  return { ...reading, strays };
}

async function listEmployees(company: Company, types: readonly string[], desk: RestDesk): Promise<Set<string>> {
  const found = new Set<string>();
  const ask = {
    ...listAsk('infos', company, desk),
    path: `companies/${encodeURIComponent(company.companyId)}/employees`,
  };
  for (const employeeType of types)
    for await (const { rows } of readList({ ...ask, query: { employeeType } }))
      for (const { employeeId } of rows) if (typeof employeeId === 'string') found.add(employeeId.trim());
  return found;
}

const noEmployments = (company: Company, { source }: RestDesk) =>
  unreadable(
    `${source.id}: Nmbrs gave no employment at all of ${company.name ?? company.companyId}, which has employees.`,
    'Give whoever consented the right to see employments; an empty list is never believed.',
  );
