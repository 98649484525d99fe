import type { NmbrsSource } from '../../../../models/sources/nmbrs-source.ts';
import { unreadable } from '../../unreadable.ts';
import { type Company, type Dossier, emptyDossier, isInService } from '../dossier.ts';
import type { CompanyReading } from '../read-company.ts';
import type { NmbrsApi } from '../read-people.ts';
import { children, textOf, type XmlElement } from './parse-xml.ts';
import type { SoapClient } from './soap-client.ts';
import { toContract, toCostCentre, toEmployment, toInfo, toManager, toPlace, toSchedule } from './to-rows.ts';

/** SOAP v3. It has no pages: an answer is the whole list, or an error. */
export function createSoapApi(source: NmbrsSource, client: SoapClient): NmbrsApi {
  const desk: SoapDesk = { source, client };
  return {
    listCompanies: () => listCompanies(desk),
    listDepartments: () => listDepartments(desk),
    readCompany: (company) => readCompany(company, desk),
    // There is no call that gives the whole of one employee: the company is read, and the others are passed over.
    readEmployee: async (company, employeeId) => {
      const { dossiers } = await readCompany(company, desk, employeeId);
      return { dossiers: dossiers.filter((dossier) => dossier.employeeId === employeeId), strays: [] };
    },
  };
}

export interface SoapDesk {
  source: NmbrsSource;
  client: SoapClient;
}

const periods = { Month: 'month', Week4: 'four-weeks', Week: 'week' } as const;

export async function listCompanies({ client, source }: SoapDesk): Promise<Company[]> {
  const result = await client.call('CompanyService', 'List_GetAll');
  return children(result, 'Company').map((row) => {
    const companyId = textOf(row, 'ID') ?? textOf(row, 'Id');
    if (companyId === undefined)
      throw unreadable(`${source.id}: Nmbrs gave a company without ID.`, 'Show this to Nmbrs; nothing was taken over.');
    const period = periods[(textOf(row, 'LoonaangifteTijdvak') ?? '') as keyof typeof periods];
    const company = { companyId, number: textOf(row, 'Number'), name: textOf(row, 'Name'), debtorId: undefined };
    return period === undefined ? company : { ...company, period };
  });
}

async function listDepartments({ client }: SoapDesk) {
  const departments: { code: string; description: string | undefined }[] = [];
  for (const debtor of children(await client.call('DebtorService', 'List_GetAll'), 'Debtor')) {
    const DebtorId = textOf(debtor, 'Id') ?? textOf(debtor, 'ID');
    if (DebtorId === undefined) continue;
    const result = await client.call('DebtorService', 'Department_GetList', { DebtorId });
    for (const row of children(result, 'Department')) {
      const code = textOf(row, 'Code');
      if (code !== undefined) departments.push({ code, description: textOf(row, 'Description') });
    }
  }
  return departments;
}

/** The lists of a company: the operation, the elements of its items and of the records in them, and what a record becomes. */
const lists = [
  ['PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany', 'PersonalInfoItem', 'EmployeePersonalInfos', 'infos', toInfo],
  [
    'Employment_GetAll_AllEmployeesByCompany',
    'EmployeeEmploymentItem',
    'EmployeeEmployments',
    'employments',
    toEmployment,
  ],
  ['Contract_GetAll_AllEmployeesByCompany', 'EmployeeContractItem', 'EmployeeContracts', 'contracts', toContract],
  ['Schedule_GetAll_AllEmployeesByCompany', 'EmployeeScheduleItem', 'EmployeeSchedules', 'schedules', toSchedule],
  ['Function_GetAll_AllEmployeesByCompany_V2', 'EmployeeFunctionItem', 'EmployeeFunctions', 'functions', toPlace],
  ['Department_GetAll_AllEmployeesByCompany', 'EmployeeDepartmentItem', 'EmployeeDepartments', 'departments', toPlace],
] as const;

async function readCompany(company: Company, desk: SoapDesk, only?: string): Promise<CompanyReading> {
  const types = await readTypes(company, desk);
  const reading: Collected = { company, types, dossiers: new Map(), strays: [] };
  for (const list of lists) {
    if (list[3] === 'contracts' && !desk.source.endsWithContract) continue;
    const result = await desk.client.call('EmployeeService', list[0], { CompanyID: company.companyId });
    const items = itemsOf(result, list[1]);
    if (list[3] === 'employments' && items.length === 0 && reading.dossiers.size > 0)
      throw unreadable(
        `${desk.source.id}: Nmbrs gave no employment at all of ${company.name ?? company.companyId}, which has employees.`,
        'Give the user of the token the right to see employments; an empty list is never believed.',
      );
    for (const item of items) addItem(item, list, reading);
  }
  for (const [employeeId, type] of types)
    if (!isApplicant(type) && !reading.dossiers.has(employeeId))
      reading.strays.push({ employeeId, list: 'List_GetByCompany' });
  const dossiers = [...reading.dossiers.values()];
  const current = dossiers.filter(({ employeeId }) => only === undefined || employeeId === only);
  await Promise.all(current.map((dossier) => readCurrent(dossier, desk)));
  return { dossiers, strays: reading.strays };
}

interface Collected extends Pick<CompanyReading, 'strays'> {
  company: Company;
  types: ReadonlyMap<string, string | undefined>;
  dossiers: Map<string, Dossier>;
}

/** The records of one employee in one list. The personal data come first and say who there is. */
function addItem(
  item: XmlElement,
  list: (typeof lists)[number],
  { company, types, dossiers, strays }: Collected,
): void {
  const [operation, , records, field, toRow] = list;
  const employeeId = textOf(item, 'EmployeeId');
  if (employeeId === undefined) return void strays.push({ employeeId: null, list: operation });
  const type = types.get(employeeId);
  if (isApplicant(type)) return;
  if (field === 'infos' && !dossiers.has(employeeId)) dossiers.set(employeeId, emptyDossier(employeeId, company, type));
  const dossier = dossiers.get(employeeId);
  if (dossier === undefined) return void strays.push({ employeeId, list: operation });
  for (const record of recordsOf(item, records)) (dossier[field] as unknown[]).push(toRow(record));
}

/** Manager and cost centre have no list: one call for each employee who is, or will be, in service. They hold from the beginning. */
async function readCurrent(dossier: Dossier, { client, source }: SoapDesk): Promise<void> {
  if (!isInService(dossier.type) && dossier.type !== 'newHire' && dossier.type !== undefined) return;
  const ask = { EmployeeId: dossier.employeeId };
  const manager = toManager(await client.call('EmployeeService', 'Manager_GetCurrent', ask));
  if (manager !== null) dossier.managers.push(manager);
  if (!source.costCentres) return;
  const result = await client.call('EmployeeService', 'CostCenter_GetCurrent', ask);
  dossier.costCentres.push(...itemsOf(result, 'EmployeeCostCenter').map(toCostCentre));
}

const typeNames = [
  'applicant',
  'newHire',
  'payroll',
  'formerPayroll',
  'external',
  'formerExternal',
  'rejectedApplicant',
];
const isApplicant = (type: string | undefined): boolean => type === 'applicant' || type === 'rejectedApplicant';

/** Which type each employee has: types are a list of their own, and are told by lists of employees of each. */
async function readTypes({ companyId }: Company, { client }: SoapDesk): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  for (const type of children(await client.call('EmployeeService', 'EmployeeType_GetList'), 'EmployeeType')) {
    const words = (textOf(type, 'Description') ?? '').replaceAll(/[^a-z]/gi, '').toLowerCase();
    const name = typeNames.find((one) => one.toLowerCase() === words);
    const ask = { CompanyId: companyId, EmployeeType: textOf(type, 'Id') ?? textOf(type, 'ID') ?? '' };
    for (const row of children(await client.call('EmployeeService', 'List_GetByCompany', ask), 'Employee')) {
      const employeeId = textOf(row, 'Id') ?? textOf(row, 'ID');
      if (employeeId !== undefined) found.set(employeeId, name);
    }
  }
  return found;
}

/** Names of items differ in an ending from version to version, such as `Global` and `_V2`. */
function itemsOf(result: XmlElement | null, name: string): XmlElement[] {
  const names = Object.keys(result ?? {}).filter((key) => key.toLowerCase().startsWith(name.toLowerCase()));
  return names.flatMap((key) => children(result, key));
}

const recordsOf = (item: XmlElement, name: string): XmlElement[] =>
  children(item, name).flatMap((list) =>
    Object.keys(list)
      .filter((key) => !key.startsWith('@_'))
      .flatMap((key) => children(list, key)),
  );
