import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startAfas } from '../../api/sandbox/hr/afas/start-afas.ts';
import { kinds, token } from '../api/connectors/afas/open-afas.ts';
import { makePerson, makeUnits } from '../organisation/make-organisation.ts';

const run = promisify(execFile);

/** Everybody read from the AFAS stand-in, by pages, in a process of its own: how long it takes, with how many calls, and in what memory. */
export async function measureReading(count: number): Promise<Record<string, unknown>> {
  const afas = await startAfas({ token });
  try {
    afas.load({ people: Array.from({ length: count }, (_, number) => makePerson(number)), units: makeUnits() });
    const file = fileURLToPath(new URL('./read-once.ts', import.meta.url));
    const { stdout } = await run(process.execPath, ['--import', 'tsx', file, afas.baseUrl, JSON.stringify(kinds)], {
      env: { ...process.env, AFAS_TOKEN: token },
    });
    return { system: 'AFAS Profit', ...JSON.parse(stdout), calls: afas.calls().length };
  } finally {
    await afas.close();
  }
}
