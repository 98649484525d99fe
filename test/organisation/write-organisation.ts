import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SandboxSeed } from '../../api/sandbox/sandbox-seed.ts';
import type { Group } from '../../models/account.ts';
import { makeGroups, makePerson, makePolicyText, makeUnits } from './make-organisation.ts';

/**
 * Writes a made-up organisation as a customer would have it: `instroom.yaml` and the native folder `hr`.
 * @returns the path of the policy
 */
export async function writeOrganisation(folder: string, count: number): Promise<string> {
  const people = Array.from({ length: count }, (_, index) => makePerson(index));
  await mkdir(join(folder, 'hr'), { recursive: true });
  await writeFile(join(folder, 'instroom.yaml'), makePolicyText('{ id: hr, connector: csv, folder: ./hr }'));
  await writeTable(
    join(folder, 'hr', 'persons.csv'),
    ['personKey', 'callName', 'birthNamePrefix', 'birthName', 'nameUse'],
    people,
  );
  const employments = people.flatMap(({ personKey, employments }) =>
    employments.map(({ startsOn, ...rest }) => ({ personKey, startDate: startsOn, ...rest })),
  );
  const columns = [
    'employmentKey',
    'personKey',
    'employeeNumber',
    'kind',
    'employerName',
    'startDate',
    'endDate',
    'fte',
    'unitKey',
    'functionTitle',
    'country',
  ];
  await writeTable(join(folder, 'hr', 'employments.csv'), columns, employments);
  const units = makeUnits().map((unit) =>
    Number(unit.headPersonKey?.slice(1)) < count ? unit : { ...unit, headPersonKey: '' },
  );
  await writeTable(join(folder, 'hr', 'units.csv'), ['unitKey', 'name', 'parentKey', 'headPersonKey'], units);
  return join(folder, 'instroom.yaml');
}

async function writeTable(path: string, columns: readonly string[], rows: readonly object[]): Promise<void> {
  const lines = rows.map((row) =>
    columns.map((column) => String((row as Record<string, unknown>)[column] ?? '')).join(','),
  );
  await writeFile(path, `${[columns.join(','), ...lines].join('\n')}\n`);
}

/** A sandbox with the groups of that organisation and nobody in it. */
export function organisationSeed(): SandboxSeed {
  return {
    tenant: { id: '11111111-1111-4111-8111-111111111111', displayName: 'Voorbeeld', domains: ['voorbeeld.example'] },
    users: [],
    groups: makeGroups().map(toGraphGroup),
  };
}

function toGraphGroup({ displayName, mailNickname }: Group, index: number): SandboxSeed['groups'][number] {
  const id = `22222222-2222-4222-8222-${String(index).padStart(12, '0')}`;
  return { id, displayName, mailNickname, mailEnabled: false, securityEnabled: true, groupTypes: [], members: [] };
}
