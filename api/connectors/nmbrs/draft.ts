import type { Person } from '../../../models/person.ts';
import type { Problem } from '../collect-set-aside.ts';
import type { History } from './dossier.ts';

/** How Nmbrs names a manager: somebody of a list of its own, who may or may not be an employee. */
export interface ManagerRef {
  managerId: string | undefined;
  email: string | undefined;
  number: string | undefined;
}

/** One employee of one company, as a person of their own whose managers are not looked up yet. */
export interface Draft {
  employeeId: string;
  companyId: string;
  person: Person;
  /** In the order of the person's employments. */
  managers: (ManagerRef | null)[];
  number: string | undefined;
  /** What tells that two employees are one person; null when nothing does. */
  sameAs: string | null;
  /** When Nmbrs first wrote something down of this employee, in milliseconds. */
  knownSince: number;
  /** When Nmbrs last wrote something down, in milliseconds; 0 when it does not say. */
  changedAt: number;
  /** Of which histories there was any record. */
  holds: ReadonlySet<History>;
  where: string;
  problems: Problem[];
  /** Departments that the records name, for when the list of the debtor lacks them. */
  units: ReadonlyMap<string, string>;
}
