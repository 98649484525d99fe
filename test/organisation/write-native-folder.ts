import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HrOrganisation } from '../../api/sandbox/hr/hr-stand-in.ts';
import type { Person } from '../../models/person.ts';

type Row = Readonly<Record<string, string | number | boolean | undefined>>;

const columns = {
  'persons.csv': [
    'personKey',
    'callName',
    'givenName',
    'initials',
    'birthNamePrefix',
    'birthName',
    'partnerNamePrefix',
    'partnerName',
    'nameUse',
    'mobilePhone',
    'workPhone',
    'workEmail',
  ],
  'employments.csv': [
    'employmentKey',
    'personKey',
    'employeeNumber',
    'kind',
    'employerKey',
    'employerName',
    'startDate',
    'endDate',
    'primary',
    'fte',
    'unitKey',
    'functionKey',
    'functionTitle',
    'costCentre',
    'managerPersonKey',
    'location',
    'country',
  ],
  'units.csv': ['unitKey', 'name', 'parentKey', 'headPersonKey'],
  'leaves.csv': ['personKey', 'startDate', 'endDate', 'kind'],
} as const;

/** Writes a company as the native files of the csv connector, as if a minute ago: a file that was written just now is waited for. */
export async function writeNativeFolder(folder: string, { people, units }: HrOrganisation): Promise<void> {
  await mkdir(folder, { recursive: true });
  const rows: Record<keyof typeof columns, Row[]> = {
    'persons.csv': people.map(({ employments: _, leaves: __, saidBy: ___, ...person }) => person),
    'employments.csv': people.flatMap(employmentRows),
    'units.csv': units.map((unit) => ({ ...unit })),
    'leaves.csv': people.flatMap(({ personKey, leaves }) =>
      leaves.map(({ startsOn, endsOn, kind }) => ({ personKey, startDate: startsOn, endDate: endsOn, kind })),
    ),
  };
  const aMinuteAgo = new Date(Date.now() - 60_000);
  for (const [name, names] of Object.entries(columns)) {
    const path = join(folder, name);
    await writeFile(path, toCsv(names, rows[name as keyof typeof columns]));
    await utimes(path, aMinuteAgo, aMinuteAgo);
  }
}

function employmentRows({ personKey, employments }: Person): Row[] {
  return employments.map(({ startsOn, endsOn, isPrimary, statedBy: _, ...rest }) => ({
    ...rest,
    personKey,
    startDate: startsOn,
    endDate: endsOn,
    primary: isPrimary,
  }));
}

function toCsv(names: readonly string[], rows: readonly Row[]): string {
  const cell = (value: Row[string]): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
  return [names.join(','), ...lines].map((line) => `${line}\n`).join('');
}
