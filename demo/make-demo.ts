import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmploymentRow, fieldsOf, LeaveRow, PersonRow, UnitRow } from '../api/connectors/csv/schema.ts';
import { demoOrganisation } from './demo-people.ts';

/**
 * Writes the demo organisation into a folder: `instroom.yaml` and `hr/*.csv`, with dates as seen from `today` (YYYY-MM-DD).
 * What is there under those names is replaced.
 */
export async function writeDemoFolder(folder: string, today: string): Promise<void> {
  await mkdir(path.join(folder, 'hr'), { recursive: true });
  for (const [name, content] of Object.entries(demoFiles(today))) {
    await writeFile(path.join(folder, 'hr', name), content);
  }
  const policy = path.join(import.meta.dirname, 'instroom.yaml');
  if (path.resolve(folder) !== import.meta.dirname) await copyFile(policy, path.join(folder, 'instroom.yaml'));
}

/** The HR files of the demo by name, as seen from `today`. */
export function demoFiles(today: string): Record<string, string> {
  const { people, units, contradictions } = demoOrganisation(today);
  const employments = people.flatMap((person) =>
    person.employments.map(({ startsOn, endsOn, isPrimary, ...employment }) => ({
      ...employment,
      personKey: person.personKey,
      startDate: startsOn,
      endDate: endsOn,
      primary: isPrimary,
    })),
  );
  const leaves = people.flatMap((person) =>
    person.leaves.map(({ startsOn, endsOn, kind }) => ({
      personKey: person.personKey,
      startDate: startsOn,
      endDate: endsOn,
      kind,
    })),
  );
  return {
    'persons.csv': toCsv(fieldsOf(PersonRow).all, [...people, ...contradictions]),
    'employments.csv': toCsv(employmentColumns, employments),
    'units.csv': toCsv(fieldsOf(UnitRow).all, units),
    'leaves.csv': toCsv(fieldsOf(LeaveRow).all, leaves),
  };
}

/** Nobody in the demo stops working before the contract ends. */
const employmentColumns = fieldsOf(EmploymentRow).all.filter((field) => field !== 'lastWorkingDay');

function toCsv(columns: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => {
    const cells = new Map<string, unknown>(Object.entries(row));
    return columns.map((column) => quote(String(cells.get(column) ?? ''))).join(',');
  });
  return [columns.join(','), ...lines].map((line) => `${line}\n`).join('');
}

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
