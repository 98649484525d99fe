import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { z } from 'zod';
import { createCsvConnector } from '../../../../api/connectors/csv/index.ts';
import type { HrConnector, Secrets } from '../../../../models/hr-connector.ts';
import type { Language } from '../../../../models/policy.ts';
import type { Clock } from '../../../../models/ports.ts';
import { CsvSource } from '../../../../models/sources/csv-source.ts';

export const header = {
  persons:
    'personKey,callName,givenName,initials,birthNamePrefix,birthName,partnerNamePrefix,partnerName,nameUse,mobilePhone,workPhone,workEmail',
  employments:
    'employmentKey,personKey,employeeNumber,kind,employerKey,employerName,startDate,endDate,primary,fte,unitKey,functionKey,functionTitle,costCentre,managerPersonKey,location,country',
  units: 'unitKey,name,parentKey,headPersonKey',
  leaves: 'personKey,startDate,endDate,kind',
};

/** Three people in two units, as they should be. */
export const goodFiles = {
  'persons.csv': `${header.persons}
P1,Anna,Anna Maria,A.M.,van der,Berg,,Jansen,partner-birth,0612345678,,anna@example.org
P2,Béla,,B.,,Öztürk,,,,,,
P3,Cor,Cornelis,C.,de,Wit,,,birth,,,
`,
  'employments.csv': `${header.employments}
E1,P1,1001,employee,W1,Zorg,2020-01-01,,true,0.8,U1,F1,Nurse,K1,P3,Utrecht,NL
E2,P2,1002,intern,W1,Zorg,2024-02-29,2027-08-31,,1,U1,F2,Trainee,K1,P1,Utrecht,NL
E3,P3,1003,,W1,Zorg,2015-06-15,,,,U2,F3,Director,,,,NL
`,
  'units.csv': `${header.units}
U1,Ward,U2,P1
U2,Board,,P3
`,
  'leaves.csv': `${header.leaves}
P1,2026-11-01,2027-03-20,L
`,
};

export const systemClock: Clock = { now: () => new Date() };

/** A folder that is gone after the test; files in it look as if they were written a minute ago. */
export interface TempFolder {
  path: string;
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  remove(): Promise<void>;
}

export async function createTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'instroom-csv-'));
  return {
    path: folder,
    write: async (files) => {
      const aMinuteAgo = new Date(Date.now() - 60_000);
      for (const [name, content] of Object.entries(files)) {
        await writeFile(path.join(folder, name), content);
        await utimes(path.join(folder, name), aMinuteAgo, aMinuteAgo);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** For sources that need none. */
export const noSecrets: Pick<Secrets, 'read'> = { read: async (name) => assert.fail(`nobody needs ${name}`) };

/** A connector on a source with these settings; language English unless told. */
export function openSource(
  source: Omit<z.input<typeof CsvSource>, 'id' | 'connector'>,
  options: { language?: Language; settleMs?: number; secrets?: Pick<Secrets, 'read'> } = {},
): HrConnector {
  return createCsvConnector({
    source: CsvSource.parse({ id: 'hr', connector: 'csv', ...source }),
    clock: systemClock,
    language: 'en',
    settleMs: 20,
    secrets: noSecrets,
    ...options,
  });
}
