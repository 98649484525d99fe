import type { YouforceRow, YouforceTable, YouforceTables } from './to-rows.ts';

const keptDays = 90;

/**
 * The records that are shown on a day. They are until ninety days after they end, or after it was written that they ended, whichever is
 * later: https://community.visma.com IAM-API-FAQ ta-p/472218. A person goes with the last of the employments.
 */
export function keptRows(table: YouforceTable, tables: YouforceTables, day: string): YouforceRow[] {
  const kept = tables[table].filter((row) => isKept(row, day));
  if (table !== 'persons') return kept;
  const [employed, still] = [new Set<unknown>(), new Set<unknown>()];
  for (const row of tables.employments) {
    employed.add(row.personCode);
    if (isKept(row, day)) still.add(row.personCode);
  }
  return kept.filter(({ personCode }) => still.has(personCode) || !employed.has(personCode));
}

export function isOfToday({ validFrom = '', validUntil = '9999-12-31' }: YouforceRow, day: string): boolean {
  return validFrom <= day && validUntil >= day;
}

function isKept(row: YouforceRow, day: string): boolean {
  const end = [row.dischargeDate, row.endDate, row.validUntil].map(String).filter(isDay).sort()[0] ?? '9999-12-31';
  const last = [end, row.changedAt.slice(0, 10)].sort()[1] ?? end;
  return daysAfter(last) >= day;
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

const daysAfter = (day: string): string =>
  day >= '9999' ? day : new Date(Date.parse(`${day}T00:00:00Z`) + keptDays * 86_400_000).toISOString().slice(0, 10);
