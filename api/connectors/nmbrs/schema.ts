import { z } from 'zod';

/** A cell: numbers and truths count as text, and what is empty is not there. */
export const Cell = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .transform((value) => {
    const text = value == null ? '' : String(value).trim();
    return text === '' ? undefined : text;
  });

/** A part that may be missing. */
const part = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish();
const rows = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row)
    .nullish()
    .transform((list) => list ?? []);

const Period = part({ year: Cell, period: Cell });

/** One record of personal data; an employee has one more for each change. No private addresses, no bank, no social security number. */
export const InfoRow = z.object({
  basicInfo: part({
    employeeNumber: Cell,
    firstName: Cell,
    firstNameInFull: Cell,
    prefix: Cell,
    initials: Cell,
    lastName: Cell,
    employeeType: Cell,
  }),
  /** Only compared, where people are found again by it; never kept. */
  birthInfo: part({ birthDate: Cell }),
  contactInfo: part({ businessEmail: Cell, businessMobilePhone: Cell, businessPhone: Cell }),
  partnerInfo: part({ partnerPrefix: Cell, partnerName: Cell, ascriptionCode: Cell }),
  period: Period,
  createdAt: Cell,
});
export type InfoRow = z.infer<typeof InfoRow>;

export const EmploymentRow = z.object({ employmentId: Cell, startDate: Cell, endDate: Cell, changedDate: Cell });
export type EmploymentRow = z.infer<typeof EmploymentRow>;

export const ContractRow = z.object({ startDate: Cell, endDate: Cell, indefinite: Cell });
export type ContractRow = z.infer<typeof ContractRow>;

export const ScheduleRow = z.object({ startDate: Cell, parttimePercentage: Cell, createdAt: Cell });
export type ScheduleRow = z.infer<typeof ScheduleRow>;

/** A function or a department, from a payroll period on. */
export const PlaceRow = z.object({ code: Cell, description: Cell, period: Period, createdAt: Cell });
export type PlaceRow = z.infer<typeof PlaceRow>;

export const ManagerRow = z.object({
  managerId: Cell,
  number: Cell,
  email: Cell,
  period: Period,
  createdAt: Cell,
});
export type ManagerRow = z.infer<typeof ManagerRow>;

export const CostCentreRow = z.object({
  costCenters: part({ code: Cell }),
  percentage: Cell,
  period: Period,
  createdAt: Cell,
});
export type CostCentreRow = z.infer<typeof CostCentreRow>;

export const LeaveRow = z.object({
  leaveRequestsId: Cell,
  status: Cell,
  type: Cell,
  startDate: Cell,
  endDate: Cell,
  createdAt: Cell,
});
export type LeaveRow = z.infer<typeof LeaveRow>;

/**
 * The lists of a company: where each is, under what name a row holds its records, and what they are. Names differ in their capitals from
 * client to client, so they are compared without them.
 */
export const lists = {
  infos: { path: 'personalinfo', field: 'info', rows: rows(InfoRow), scope: 'employee.info.read' },
  employments: {
    path: 'employments',
    field: 'employments',
    rows: rows(EmploymentRow),
    scope: 'employee.employment.read',
  },
  contracts: { path: 'contracts', field: 'contracts', rows: rows(ContractRow), scope: 'employee.employment.read' },
  schedules: { path: 'schedules', field: 'schedules', rows: rows(ScheduleRow), scope: 'employee.employment.read' },
  functions: { path: 'functions', field: 'functions', rows: rows(PlaceRow), scope: 'employee.orgstructure.read' },
  departments: { path: 'departments', field: 'departments', rows: rows(PlaceRow), scope: 'employee.orgstructure.read' },
  managers: { path: 'managers', field: 'managers', rows: rows(ManagerRow), scope: 'employee.orgstructure.read' },
  costCentres: {
    path: 'costcenters',
    field: 'employeeCostCenters',
    rows: rows(CostCentreRow),
    scope: 'employee.orgstructure.read',
  },
  leaves: {
    path: 'leaverequests',
    field: 'employeeLeaveRequests',
    rows: rows(LeaveRow),
    scope: 'employee.leave.read',
  },
} as const;
export type ListName = keyof typeof lists;

/** A page of any list: https://nmbrs.stoplight.io/docs/nmbrs-restapi */
export const PageAnswer = z.object({
  pagination: z.object({
    pageNumber: z.number().int().min(1),
    totalPages: z.number().int().min(0),
    totalRecords: z.number().int().min(0),
  }),
  data: z.array(z.record(z.string(), z.unknown())),
});
export type PageAnswer = z.infer<typeof PageAnswer>;

export const CompanyRow = z.object({ companyId: z.string().min(1), number: Cell, name: Cell, debtorId: Cell });
export type CompanyRow = z.infer<typeof CompanyRow>;

/** A department in the list of the debtor: no parent and no head, because Nmbrs has none. */
export const DepartmentRow = z.object({ code: Cell, description: Cell });

/** Of an error nothing is certain but its status. */
export const ErrorAnswer = z.object({
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
});

/** RFC 6749, 5.1. What is odd beside the tokens is passed over: the refresh token that comes with it may be the only one that counts. */
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().max(1e9).optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});
export type TokenAnswer = z.infer<typeof TokenAnswer>;
