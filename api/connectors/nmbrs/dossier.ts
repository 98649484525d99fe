import type {
  ContractRow,
  CostCentreRow,
  EmploymentRow,
  InfoRow,
  LeaveRow,
  ManagerRow,
  PlaceRow,
  ScheduleRow,
} from './schema.ts';

/** A company as either API has it. */
export interface Company {
  companyId: string;
  number: string | undefined;
  name: string | undefined;
  debtorId: string | undefined;
  /** How long its payroll periods are, where the API says so. */
  period?: 'month' | 'four-weeks' | 'week';
}

/** All that Nmbrs has of one employee in one company, whichever API it came from. */
export interface Dossier {
  employeeId: string;
  company: Company;
  /** As the list said in which the employee was found; the personal data may say it too. */
  type: string | undefined;
  infos: InfoRow[];
  employments: EmploymentRow[];
  contracts: ContractRow[];
  schedules: ScheduleRow[];
  functions: PlaceRow[];
  departments: PlaceRow[];
  managers: ManagerRow[];
  costCentres: CostCentreRow[];
  leaves: LeaveRow[];
  /** Which lists held something that cannot be understood. */
  strange: string[];
}

/** Lists that keep what was before: a record that ended stays in them. */
export const histories = ['employments', 'schedules', 'functions', 'departments', 'managers'] as const;
export type History = (typeof histories)[number];

/** Applicants are nobody's employee. */
export const employeeTypes = ['newHire', 'payroll', 'formerPayroll', 'external', 'formerExternal'] as const;
export const applicantTypes = ['applicant', 'rejectedApplicant'] as const;

/** Types of people who are in service now, and so have an employment. */
export const isInService = (type: string | undefined): boolean => type === 'payroll' || type === 'external';

export const emptyDossier = (employeeId: string, company: Company, type: string | undefined): Dossier => ({
  employeeId,
  company,
  type,
  infos: [],
  employments: [],
  contracts: [],
  schedules: [],
  functions: [],
  departments: [],
  managers: [],
  costCentres: [],
  leaves: [],
  strange: [],
});

/** A unit as the list of a debtor has it. */
export interface Department {
  code: string;
  description: string | undefined;
}
