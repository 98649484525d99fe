import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import type { EmployeeRecord, NmbrsTables, Period } from './records.ts';

export interface SoapOptions {
  now: () => Date;
  username: string;
  token: string;
  /** Operations that the user of the token may not use. */
  forbidden: readonly string[];
}

const parser = new XMLParser({ ignoreAttributes: true, removeNSPrefix: true, parseTagValue: false });
const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true, suppressBooleanAttributes: false });

type Element = Record<string, unknown>;

/** SOAP v3: https://api.nmbrs.nl/soap/v3/EmployeeService.asmx */
export function answerSoap(tables: NmbrsTables, call: StandInCall, options: SoapOptions): StandInAnswer {
  const envelope = (parser.parse(call.body) as { Envelope?: { Header?: Element; Body?: Element } }).Envelope;
  const [operation, values] = Object.entries(envelope?.Body ?? {})[0] ?? ['', {}];
  const login = (envelope?.Header?.AuthHeaderWithDomain ?? {}) as { Username?: string; Token?: string };
  if (login.Username !== options.username || login.Token !== options.token)
    return fault('1001: Invalid authentication, please check your credentials');
  if (options.forbidden.includes(operation)) return fault('1002: User has no rights to the service');
  const service = /\/soap\/v3\/(\w+)\.asmx$/.exec(call.path)?.[1] ?? '';
  const make = operations[`${service}.${operation}`];
  if (make === undefined) return fault(`Server did not recognize the value of HTTP Header SOAPAction: ${operation}`);
  const ask = typeof values === 'object' ? (values as Record<string, string>) : {};
  const company = ask.CompanyID ?? ask.CompanyId;
  if (company !== undefined && !tables.companies.some(({ companyId }) => companyId === company))
    return fault('2004: User has no rights to this company');
  const result = make(tables, ask, options);
  const namespace = `https://api.nmbrs.nl/soap/v3/${service}`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?>${builder.build({
      'soap:Envelope': {
        '@_xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
        '@_xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'soap:Body': { [`${operation}Response`]: { '@_xmlns': namespace, [`${operation}Result`]: result } },
      },
    })}`,
  };
}

type Operation = (tables: NmbrsTables, ask: Readonly<Record<string, string>>, options: SoapOptions) => Element;

const types = [
  'Applicant',
  'New hire',
  'Payroll',
  'Former payroll',
  'External',
  'Former external',
  'Rejected applicant',
];
const isOfType = (employee: EmployeeRecord, type: string) =>
  types[Number(type)]?.replace(/\s/g, '').toLowerCase() === employee.type.toLowerCase();

const operations: Readonly<Record<string, Operation>> = {
  'CompanyService.List_GetAll': ({ companies }) => ({
    Company: companies.map(({ companyId, number, name, tijdvak }) => ({
      ID: companyId,
      Number: number,
      Name: name,
      LoonaangifteTijdvak: tijdvak,
    })),
  }),
  'DebtorService.List_GetAll': ({ debtorId }) => ({ Debtor: [{ Id: debtorId, Number: 1, Name: 'Debtor' }] }),
  'DebtorService.Department_GetList': ({ departments }) => ({
    Department: departments.map(({ departmentId, code, description }) => ({
      Id: departmentId,
      Code: code,
      Description: description ?? nil,
    })),
  }),
  'EmployeeService.EmployeeType_GetList': () => ({
    EmployeeType: types.map((Description, Id) => ({ Id, Description })),
  }),
  'EmployeeService.List_GetByCompany': ({ employees }, { CompanyId, EmployeeType = '' }) => ({
    Employee: employees
      .filter((employee) => employee.companyId === CompanyId && isOfType(employee, EmployeeType))
      .map(({ employeeId, info }) => ({ Id: employeeId, Number: info.at(-1)?.basicInfo.employeeNumber })),
  }),
  'EmployeeService.PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany': list(
    'PersonalInfoItem',
    'EmployeePersonalInfos',
    {
      PersonalInfo_V2: ({ info }) =>
        info.map(({ basicInfo: basic, birthInfo, contactInfo: contact, partnerInfo: partner, ...written }) => ({
          EmployeeNumber: basic.employeeNumber,
          FirstName: basic.firstNameInFull ?? nil,
          Nickname: basic.firstName ?? nil,
          Initials: basic.initials ?? nil,
          Prefix: basic.prefix ?? nil,
          LastName: basic.lastName ?? nil,
          Birthday: midnight(String(birthInfo.birthDate)),
          EmailWork: contact.businessEmail ?? nil,
          TelephoneWork: contact.businessPhone ?? nil,
          TelephoneMobileWork: contact.businessMobilePhone ?? nil,
          PartnerPrefix: partner.partnerPrefix ?? nil,
          PartnerLastName: partner.partnerName ?? nil,
          Naamstelling: partner.ascriptionCode,
          ...dated(written),
        })),
    },
  ),
  'EmployeeService.Employment_GetAll_AllEmployeesByCompany': list('EmployeeEmploymentItem', 'EmployeeEmployments', {
    Employment: ({ employments }) =>
      employments.map(({ employmentId, startDate, endDate, createdAt }) => ({
        EmploymentId: employmentId,
        CreationDate: local(createdAt),
        StartDate: midnight(startDate),
        EndDate: midnight(endDate),
      })),
  }),
  'EmployeeService.Contract_GetAll_AllEmployeesByCompany': list('EmployeeContractItem', 'EmployeeContracts', {
    EmployeeContract: ({ contracts }) =>
      contracts.map(({ contractId, startDate, endDate, indefinite }) => ({
        ContractID: contractId,
        StartDate: midnight(startDate),
        EndDate: midnight(endDate),
        EmployementType: 1,
        Indefinite: indefinite,
      })),
  }),
  'EmployeeService.Schedule_GetAll_AllEmployeesByCompany': list('EmployeeScheduleItem', 'EmployeeSchedules', {
    Schedule_V2: ({ schedules }) =>
      schedules.map(({ startDate, parttimePercentage, createdAt }) => ({
        ParttimePercentage: parttimePercentage,
        StartDate: midnight(startDate),
        CreationDate: local(createdAt),
      })),
  }),
  'EmployeeService.Function_GetAll_AllEmployeesByCompany_V2': list('EmployeeFunctionItemGlobal', 'EmployeeFunctions', {
    EmployeeFunction: ({ functions }) =>
      functions.map(({ code, description, ...written }) => ({
        Function: { Code: code ?? 0, Description: description ?? nil },
        ...dated(written),
      })),
  }),
  'EmployeeService.Department_GetAll_AllEmployeesByCompany': list('EmployeeDepartmentItem', 'EmployeeDepartments', {
    Department_V2: ({ departments }) =>
      departments.map(({ code, description, ...written }) => ({
        Code: code,
        Description: description ?? nil,
        ...dated(written),
      })),
  }),
  'EmployeeService.Manager_GetCurrent': (tables, { EmployeeId }, { now }) => {
    const manager = current(find(tables, EmployeeId)?.managers ?? [], now());
    if (manager === undefined) return { Id: 0, Number: 0 };
    const { managerId, number, firstName, lastName, email } = manager;
    return { Id: managerId, Number: number, FirstName: firstName ?? nil, Name: lastName ?? nil, Email: email ?? nil };
  },
  'EmployeeService.CostCenter_GetCurrent': (tables, { EmployeeId }, { now }) => {
    const centre = current(find(tables, EmployeeId)?.employeeCostCenters ?? [], now());
    if (centre === undefined) return {};
    return { EmployeeCostCenter: [{ CostCenter: { Code: centre.costCenters.code }, Percentage: centre.percentage }] };
  },
};

const nil = { '@_xsi:nil': 'true' };
/** Days are local midnights; a day that is not there is nil or the first of all days. */
const midnight = (day: string | null) => (day === null ? '0001-01-01T00:00:00' : `${day}T00:00:00`);
const local = (instant: string): string => instant.replace('Z', '');
const dated = ({ createdAt, period }: { createdAt: string; period: Period }) => ({
  CreationDate: local(createdAt),
  StartPeriod: period.period,
  StartYear: period.year,
});

/** All employees of a company, each with its records. */
function list(
  item: string,
  records: string,
  make: Readonly<Record<string, (employee: EmployeeRecord) => Element[]>>,
): Operation {
  return ({ employees }, { CompanyID }) => ({
    [item]: employees
      .filter(({ companyId }) => companyId === CompanyID)
      .map((employee) => ({
        EmployeeId: employee.employeeId,
        [records]: Object.fromEntries(Object.entries(make).map(([name, toElements]) => [name, toElements(employee)])),
      })),
  });
}

const find = ({ employees }: NmbrsTables, employeeId: string | undefined): EmployeeRecord | undefined =>
  employees.find((employee) => employee.employeeId === employeeId);

/** Of what has begun, what was written down last. */
function current<Written extends { createdAt: string; period: Period }>(
  records: readonly Written[],
  now: Date,
): Written | undefined {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth() + 1];
  return records
    .filter(({ period }) => period.year * 100 + period.period <= year * 100 + month)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
}

/** A fault is a 500, with its code in the text. */
export const fault = (text: string): StandInAnswer => ({
  status: 500,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body: `<?xml version="1.0" encoding="utf-8"?>${builder.build({
    'soap:Envelope': {
      '@_xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
      'soap:Body': {
        'soap:Fault': {
          faultcode: 'soap:Server',
          faultstring: `Server was unable to process request. ---> ${text}`,
        },
      },
    },
  })}`,
});
