import type { CalendarDate, Employment } from '../../../models/person.ts';
import { put } from '../put.ts';
import type { Dossier } from './dossier.ts';
import type { ManagerRef } from './draft.ts';
import type { Dated } from './periods.ts';
import type { CostCentreRow, PlaceRow } from './schema.ts';
import type { Histories } from './slice-employment.ts';
import type { DayReader } from './to-dated.ts';

/** What of an employee changes with time, in our words. */
export function toHistories(dossier: Dossier, days: DayReader): Histories {
  return {
    units: days.byPeriod('departments', dossier.departments, ({ code }) => put('unitKey', code)),
    functions: days.byPeriod('functions', dossier.functions, ({ code, description }: PlaceRow) => ({
      ...put('functionKey', code),
      ...put('functionTitle', description),
    })),
    costCentres: toCostCentres(days.byPeriod('costcenters', dossier.costCentres, (row) => row)),
    schedules: dossier.schedules.flatMap(({ startDate, parttimePercentage, createdAt }) => {
      const from = days.day('schedule startDate', startDate) ?? '0001-01-01';
      const percentage = Number((parttimePercentage ?? '').replace(',', '.'));
      const fte = Math.round(percentage * 10_000) / 1_000_000;
      const value = parttimePercentage === undefined || !Number.isFinite(fte) ? {} : { fte };
      return [{ from, writtenAt: days.moment(createdAt), value }];
    }),
    managers: days.byPeriod(
      'managers',
      dossier.managers,
      ({ managerId, email, number }): ManagerRef => ({
        managerId,
        email: email?.toLowerCase(),
        number,
      }),
    ),
  };
}

/** Costs can be spread: of what was written down last for a period the largest share counts, and of equal shares the first code. */
function toCostCentres(rows: readonly Dated<CostCentreRow>[]): Dated<Pick<Employment, 'costCentre'>>[] {
  const best = new Map<CalendarDate, Dated<CostCentreRow>>();
  for (const row of rows) {
    const known = best.get(row.from);
    if (known === undefined || compareShares(row, known) > 0) best.set(row.from, row);
  }
  return [...best.values()].map(({ value, ...rest }) => ({
    ...rest,
    value: put('costCentre', value.costCenters?.code),
  }));
}

function compareShares(one: Dated<CostCentreRow>, other: Dated<CostCentreRow>): number {
  const share = ({ value }: Dated<CostCentreRow>): number => Number((value.percentage ?? '0').replace(',', '.')) || 0;
  const code = ({ value }: Dated<CostCentreRow>): string => value.costCenters?.code ?? '';
  return one.writtenAt - other.writtenAt || share(one) - share(other) || (code(one) < code(other) ? 1 : -1);
}
