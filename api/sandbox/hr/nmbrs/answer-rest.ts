import type { StandInAnswer, StandInCall } from '../hr-stand-in.ts';
import type { EmployeeRecord, HistoryName, NmbrsTables } from './records.ts';

export interface RestOptions {
  subscriptionKeys: readonly string[];
  /** The largest page that is given, whatever is asked for. */
  mostPageSize: number;
  scopesOf(accessToken: string): readonly string[] | null;
}

const usualPageSize = 20;

/** Lists of a company by the end of their path, with the history that they give and the scope they need. */
const histories: Readonly<Record<string, { name: HistoryName; scope: string }>> = {
  personalinfo: { name: 'info', scope: 'employee.info.read' },
  employments: { name: 'employments', scope: 'employee.employment.read' },
  contracts: { name: 'contracts', scope: 'employee.employment.read' },
  schedules: { name: 'schedules', scope: 'employee.employment.read' },
  functions: { name: 'functions', scope: 'employee.orgstructure.read' },
  departments: { name: 'departments', scope: 'employee.orgstructure.read' },
  managers: { name: 'managers', scope: 'employee.orgstructure.read' },
  costcenters: { name: 'employeeCostCenters', scope: 'employee.orgstructure.read' },
  leaverequests: { name: 'EmployeeLeaveRequests', scope: 'employee.leave.read' },
};

/** The REST API: https://nmbrs.stoplight.io/docs/nmbrs-restapi */
export function answerRest(tables: NmbrsTables, call: StandInCall, options: RestOptions): StandInAnswer {
  const key = call.headers['x-subscription-key'];
  if (key === undefined || !options.subscriptionKeys.includes(key))
    return problem(401, 'Unauthorized', 'Access denied due to missing or invalid subscription key.');
  const scopes = options.scopesOf((call.headers.authorization ?? '').replace(/^Bearer /, ''));
  if (scopes === null) return problem(401, 'Unauthorized', 'The token is not valid.');
  const found = find(tables, call);
  if (found === null) return problem(404, 'Not Found', 'There is no such resource.');
  if (!scopes.includes(found.scope)) return problem(403, 'Forbidden', `The scope ${found.scope} is missing.`);
  return page(found.rows, call, options);
}

interface Found {
  rows: readonly unknown[];
  scope: string;
}

function find(tables: NmbrsTables, { path, query }: StandInCall): Found | null {
  const { companies, departments, employees, debtorId } = tables;
  if (path === '/api/companies')
    return { rows: companies.map(({ tijdvak: _, ...row }) => row), scope: 'company.info.read' };
  if (path === `/api/debtors/${debtorId}/departments`)
    return { rows: departments, scope: 'employee.orgstructure.read' };
  const [, companyId, list] = /^\/api\/companies\/([^/]+)\/employees(?:\/(\w+))?$/.exec(path) ?? [];
  if (companyId === undefined || !companies.some((company) => company.companyId === companyId)) return null;
  const [type, employeeId] = [query.get('employeeType'), query.get('employeeId')];
  const chosen = employees.filter(
    (employee) =>
      employee.companyId === companyId &&
      (type === null || employee.type === type) &&
      (employeeId === null || employee.employeeId === employeeId),
  );
  if (list === undefined)
    return {
      rows: chosen.map((employee) => ({
        employeeId: employee.employeeId,
        employeeBasicInfo: employee.info.at(-1)?.basicInfo,
      })),
      scope: 'employee.info.read',
    };
  const history = histories[list];
  return history === undefined ? null : { rows: historyRows(chosen, history.name, query), scope: history.scope };
}

/** With a moment, only what was written down since then; employees of whom there is nothing are not in the list. */
function historyRows(employees: readonly EmployeeRecord[], name: HistoryName, query: URLSearchParams): unknown[] {
  const [created, changed] = [query.get('createdFrom'), query.get('changedFrom')];
  const isRecent = (record: { createdAt: string; changedDate?: string }): boolean =>
    (created === null || Date.parse(record.createdAt) >= Date.parse(created)) &&
    (changed === null || Date.parse(record.changedDate ?? record.createdAt) >= Date.parse(changed));
  return employees.flatMap((employee) => {
    const records = (employee[name] as { createdAt: string }[]).filter(isRecent);
    return records.length === 0 ? [] : [{ employeeId: employee.employeeId, [name]: records }];
  });
}

function page(rows: readonly unknown[], { query }: StandInCall, { mostPageSize }: RestOptions): StandInAnswer {
  const pageNumber = Number(query.get('pageNumber') ?? 1);
  const asked = Number(query.get('pageSize') ?? usualPageSize);
  if (!Number.isInteger(pageNumber) || !Number.isInteger(asked) || pageNumber < 1 || asked < 1)
    return problem(400, 'Bad Request', 'The page is not valid.');
  const pageSize = Math.min(asked, mostPageSize);
  const totalPages = Math.max(1, Math.ceil(rows.length / pageSize));
  const data = rows.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  const link = (number: number) => `?pageNumber=${number}&pageSize=${pageSize}`;
  const pagination = {
    pageNumber,
    pageSize,
    firstPage: link(1),
    lastPage: link(totalPages),
    totalPages,
    totalRecords: rows.length,
    nextPage: pageNumber < totalPages ? link(pageNumber + 1) : null,
    previousPage: pageNumber > 1 ? link(pageNumber - 1) : null,
  };
  return { status: 200, body: JSON.stringify({ pagination, data }) };
}

/** One shape for all errors. */
export const problem = (status: number, title: string, detail: string): StandInAnswer => ({
  status,
  body: JSON.stringify({ type: 'about:blank', status, code: String(status), title, detail }),
});
