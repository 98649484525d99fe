/** A cell of Nmbrs. */
export type Value = string | number | boolean | null;

export interface Period {
  year: number;
  period: number;
}

/** What is written down with the moment of writing; a change adds another one. */
interface Written {
  createdAt: string;
}

export interface InfoRecord extends Written {
  personalInfoId: string;
  basicInfo: Record<string, Value>;
  birthInfo: Record<string, Value>;
  contactInfo: Record<string, Value>;
  partnerInfo: Record<string, Value>;
  period: Period;
}

export interface EmploymentRecord extends Written {
  employmentId: string;
  startDate: string | null;
  endDate: string | null;
  changedDate: string;
}

export interface ContractRecord extends Written {
  contractId: string;
  startDate: string | null;
  endDate: string | null;
  indefinite: boolean;
}

export interface ScheduleRecord extends Written {
  scheduleId: string;
  startDate: string;
  parttimePercentage: number;
}

/** A function or a department. */
export interface PlaceRecord extends Written {
  code: Value;
  description: string | null;
  period: Period;
}

export interface ManagerRecord extends Written {
  managerId: string;
  number: Value;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  period: Period;
}

export interface CostCentreRecord extends Written {
  costCenters: { code: string; description: string | null };
  percentage: number;
  period: Period;
}

export interface LeaveRecord extends Written {
  leaveRequestsId: string;
  status: string;
  type: string;
  startDate: string;
  endDate: string | null;
}

/** One employee of one company. */
export interface EmployeeRecord {
  employeeId: string;
  companyId: string;
  type: string;
  info: InfoRecord[];
  employments: EmploymentRecord[];
  contracts: ContractRecord[];
  schedules: ScheduleRecord[];
  functions: PlaceRecord[];
  departments: PlaceRecord[];
  managers: ManagerRecord[];
  employeeCostCenters: CostCentreRecord[];
  EmployeeLeaveRequests: LeaveRecord[];
}

/** Everything that is kept of an environment. */
export interface NmbrsTables {
  debtorId: string;
  companies: { companyId: string; number: Value; name: string; debtorId: string; tijdvak: string }[];
  departments: { departmentId: string; code: Value; description: string | null }[];
  employees: EmployeeRecord[];
}

/** The histories of an employee, by the name that REST gives them. */
export const historyNames = [
  'info',
  'employments',
  'contracts',
  'schedules',
  'functions',
  'departments',
  'managers',
  'employeeCostCenters',
  'EmployeeLeaveRequests',
] as const;
export type HistoryName = (typeof historyNames)[number];
