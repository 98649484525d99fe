import { rm } from 'node:fs/promises';
import path from 'node:path';
import { EmploymentRow, fieldsOf, PersonRow } from '../../../../api/connectors/csv/schema.ts';
import type { CsvColumns } from '../../../../models/sources/csv-source.ts';
import {
  type ConnectorUnderTest,
  describeConnectorContract,
  type SourceContent,
} from '../../../contracts/connector-contract.ts';
import { createTempFolder, goodFiles, openSource } from './csv-files.ts';
import { type SftpStandIn, startSftpStandIn } from './sftp-stand-in.ts';

const personColumns = fieldsOf(PersonRow).all;
const employmentColumns = fieldsOf(EmploymentRow).all;
const flatColumns = [...new Set([...personColumns, ...employmentColumns, 'unitName' as const])];

describeConnectorContract('csv connector on a native folder', async (): Promise<ConnectorUnderTest> => {
  const folder = await createTempFolder();
  let held: Record<string, string> = {};
  const write = (files: Record<string, string>) => folder.write(files);
  return {
    connector: openSource({ folder: folder.path }),
    fill: (content) => {
      held = nativeFilesOf(content);
      return write(held);
    },
    contradict: (personKey) => write({ 'persons.csv': `${held['persons.csv']}${personKey}${',x'.repeat(11)}\n` }),
    breakages: [
      { name: 'missing', spoil: () => rm(path.join(folder.path, 'employments.csv')) },
      { name: 'empty', spoil: () => write({ 'persons.csv': '' }) },
      { name: 'header only', spoil: () => write({ 'persons.csv': `${personColumns.join(',')}\n` }) },
      { name: 'cut', spoil: () => write({ 'units.csv': `${goodFiles['units.csv']}U9` }) },
    ],
    close: folder.remove,
  };
});

describeConnectorContract('csv connector on a flat file', async (): Promise<ConnectorUnderTest> => {
  const folder = await createTempFolder();
  const file = path.join(folder.path, 'people.csv');
  let held = '';
  const write = (content: string) => folder.write({ 'people.csv': content });
  const columns = Object.fromEntries(flatColumns.map((field) => [field, `HR ${field}`])) as CsvColumns;
  const header = `${flatColumns.map((field) => `HR ${field}`).join(';')}\n`;
  return {
    connector: openSource({ file, columns }),
    fill: (content) => {
      held = header + flatRowsOf(content);
      return write(held);
    },
    contradict: (personKey) => write(`${held}${personKey}${';0'.repeat(flatColumns.length - 1)}\n`),
    breakages: [
      { name: 'missing', spoil: () => rm(file) },
      { name: 'empty', spoil: () => write('') },
      { name: 'header only', spoil: () => write(header) },
      { name: 'cut', spoil: () => write(`${held}P9;`) },
      { name: 'other columns', spoil: () => write('a;b\n1;2\n') },
    ],
    close: folder.remove,
  };
});

describeConnectorContract('csv connector on a server', async (): Promise<ConnectorUnderTest> => {
  const server = await startSftpStandIn({ user: 'instroom', password: 'rehearsal' });
  const { port, hostKey } = server;
  const sftp = { host: '127.0.0.1', port, user: 'instroom', password: 'HR_PASSWORD', hostKey };
  let held: Record<string, string> = {};
  const write = async (files: Record<string, string>) => {
    server.misbehave = null;
    for (const [name, content] of Object.entries(files)) {
      server.files.set(`/hr/${name}`, { bytes: Buffer.from(content), modifiedAtMs: 1_790_000_000_000 });
    }
  };
  const misbehave = (how: SftpStandIn['misbehave']) => async () => {
    server.misbehave = how;
  };
  return {
    connector: openSource({ folder: '/hr', sftp }, { secrets: { read: async () => 'rehearsal' } }),
    fill: (content) => {
      held = nativeFilesOf(content);
      return write(held);
    },
    contradict: (personKey) => write({ 'persons.csv': `${held['persons.csv']}${personKey}${',x'.repeat(11)}\n` }),
    breakages: [
      { name: 'missing', spoil: async () => void server.files.delete('/hr/employments.csv') },
      { name: 'broken off', spoil: misbehave('breaks off in the middle') },
      { name: 'short', spoil: misbehave('sends less than it says') },
      { name: 'closed', spoil: misbehave('closes at once') },
    ],
    close: () => server.close(),
  };
});

type Cells = Record<string, unknown>;

const personCells = (person: SourceContent['people'][number]): Cells => ({ ...person });

const employmentCells = (person: SourceContent['people'][number]): Cells => {
  const [employment] = person.employments;
  return {
    ...employment,
    personKey: person.personKey,
    startDate: employment?.startsOn,
    endDate: employment?.endsOn,
    primary: employment?.isPrimary,
  };
};

function nativeFilesOf({ people, units }: SourceContent): Record<string, string> {
  return {
    'persons.csv': toCsv(personColumns, people.map(personCells), ','),
    'employments.csv': toCsv(employmentColumns, people.map(employmentCells), ','),
    'units.csv': toCsv(
      ['unitKey', 'name'],
      units.map((unit) => ({ ...unit })),
      ',',
    ),
  };
}

function flatRowsOf({ people, units }: SourceContent): string {
  const nameOf = new Map(units.map((unit) => [unit.unitKey, unit.name]));
  const rows = people.map((person) => ({
    ...personCells(person),
    ...employmentCells(person),
    unitName: nameOf.get(person.employments[0]?.unitKey ?? ''),
  }));
  return toCsv(flatColumns, rows, ';').replace(/^.*\n/, '');
}

function toCsv(columns: readonly string[], rows: readonly Cells[], separator: string): string {
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(separator));
  return [columns.join(separator), ...lines].map((line) => `${line}\n`).join('');
}
