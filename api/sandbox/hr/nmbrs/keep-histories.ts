import { type EmployeeRecord, type HistoryName, historyNames, type NmbrsTables } from './records.ts';
import { periodOf } from './to-records.ts';

interface AnyRecord {
  createdAt: string;
  changedDate?: string;
  period?: { year: number; period: number };
}

/**
 * What is to be there, with the histories of what was there before: what is the same keeps its moment, a change of the one record that holds adds
 * another from the current period on, and anything else is written down anew.
 */
export function keepHistories(next: NmbrsTables, before: NmbrsTables, now: Date): NmbrsTables {
  const known = new Map(before.employees.map((employee) => [employee.employeeId, employee]));
  const employees = next.employees.map((employee) => {
    const old = known.get(employee.employeeId);
    if (old === undefined || old.companyId !== employee.companyId) return employee;
    const merged: Record<string, unknown> = { ...employee };
    for (const name of historyNames) merged[name] = merge(name, { next: employee, old, now });
    return merged as unknown as EmployeeRecord;
  });
  return { ...next, employees };
}

function merge(
  name: HistoryName,
  { next, old, now }: { next: EmployeeRecord; old: EmployeeRecord; now: Date },
): AnyRecord[] {
  const [wanted, there] = [next[name] as AnyRecord[], old[name] as AnyRecord[]];
  const holding = there.slice(-wanted.length);
  const isSame =
    wanted.length === holding.length && wanted.every((one, index) => contentOf(one) === contentOf(holding[index]));
  if (isSame && wanted.length > 0) return there;
  const [one] = wanted;
  if (wanted.length !== 1 || there.length === 0 || one?.period === undefined) return wanted;
  const current = periodOf(now.toISOString().slice(0, 10));
  const isLater = current.year * 100 + current.period > one.period.year * 100 + one.period.period;
  return [...there, isLater ? { ...one, period: current } : one];
}

/** A record without the moments of writing, and the period it was written down for. */
function contentOf(record: AnyRecord | undefined): string {
  const { createdAt: _at, changedDate: _changed, period: _period, ...content } = record ?? { createdAt: '' };
  return JSON.stringify(content);
}
