import type { Employment, Person } from '../../../../models/person.ts';

/** One employee of Nmbrs, with the employments that fit into one. */
export interface EmployeePlan {
  employeeId: string;
  companyId: string;
  employments: Employment[];
}

/** Whoever has no employer here works for this company: there is always one. */
export const ownCompany = 'Own';

export const companyOf = ({ employerKey, employerName }: Employment): string =>
  employerKey ?? employerName ?? ownCompany;

export const isExternal = ({ kind }: Employment): boolean => kind === 'external' || kind === 'contingent';

/** The number by which Nmbrs knows a person; employees of one person have the same. */
export const numberOf = ({ employments, personKey }: Person): string =>
  employments.find(({ employeeNumber }) => employeeNumber !== undefined)?.employeeNumber ?? personKey;

/**
 * A person as employees: one for each company, and one more for what one cannot hold. Department, function, manager and cost centre belong to the
 * employee, by month, so that two employments at a time, or in one month, cannot be told apart; and nothing says "from now on none".
 */
export function layOut(person: Person): EmployeePlan[] {
  const plans: EmployeePlan[] = [];
  const inOrder = [...person.employments].sort((a, b) => ((a.startsOn ?? '') < (b.startsOn ?? '') ? -1 : 1));
  for (const employment of inOrder) {
    const companyId = companyOf(employment);
    const known = plans.find((plan) => plan.companyId === companyId && fits(employment, plan.employments));
    if (known === undefined) plans.push({ employeeId: '', companyId, employments: [employment] });
    else known.employments.push(employment);
  }
  if (plans.length === 0) plans.push({ employeeId: '', companyId: ownCompany, employments: [] });
  return plans.map((plan, index) => ({
    ...plan,
    employeeId: `${person.personKey}${index === 0 ? '' : `.${index + 1}`}`,
  }));
}

const changing = ['unitKey', 'functionKey', 'functionTitle', 'costCentre', 'managerPersonKey', 'fte'] as const;

function fits(next: Employment, before: readonly Employment[]): boolean {
  const last = before.at(-1);
  if (last?.endsOn === undefined || next.startsOn === undefined) return false;
  return (
    last.endsOn.slice(0, 7) < next.startsOn.slice(0, 7) &&
    isExternal(last) === isExternal(next) &&
    changing.every((name) => (last[name] === undefined) === (next[name] === undefined))
  );
}
