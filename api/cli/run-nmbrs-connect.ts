import { createInterface } from 'node:readline/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { InstroomError } from '../../models/errors.ts';
import type { NmbrsSource } from '../../models/sources/nmbrs-source.ts';
import { systemClock } from '../clock.ts';
import type { Company } from '../connectors/nmbrs/dossier.ts';
import { createLogger } from '../logger.ts';
import { connectNmbrs } from './connect-nmbrs.ts';
import { type Desk, type DeskOptions, openDesk } from './open-desk.ts';

/**
 * `instroom nmbrs connect`: opens the consent, keeps the refresh token sealed, and says which companies may be read.
 * @param options.source - which source, when several read Nmbrs
 * @param options.code - true: the address that the browser ends at is pasted; or that address itself
 * @returns 0
 * @throws InstroomError that says what to do; never with a token in it
 */
export async function runNmbrsConnect(
  options: DeskOptions & { source?: string; code?: string | true },
): Promise<number> {
  const desk = await openDesk(options);
  try {
    const source = findSource(desk, options.source);
    const { secrets, memoryOf } = desk.workplace.sources;
    const parts = {
      secrets,
      memory: memoryOf(source.id),
      clock: systemClock,
      logger: createLogger({ level: desk.config.logLevel }),
      sleep: async (ms: number) => void (await delay(ms)),
    };
    // Beside the one JSON document on the standard output.
    const say = (text: string) => void (options.json ? process.stderr : process.stdout).write(`${text}\n`);
    const code = options.code === true ? 'paste' : (options.code ?? null);
    const companies = await connectNmbrs(source, parts, { code, terminal: { say, readLine } });
    const json = {
      source: source.id,
      companies: companies.map(({ companyId, number, name }) => ({ companyId, number, name })),
    };
    process.stdout.write(`${options.json ? JSON.stringify(json, null, 2) : print(source, companies)}\n`);
    return 0;
  } finally {
    await desk.close();
  }
}

function findSource({ policy }: Desk, name: string | undefined): NmbrsSource {
  const all = policy.policy.sources.filter((source) => source.connector === 'nmbrs');
  const [first, ...others] = name === undefined ? all : all.filter(({ id }) => id === name);
  if (first !== undefined && others.length === 0) return first;
  const known = all.map(({ id }) => id).join(', ');
  throw new InstroomError(
    'configuration',
    first === undefined
      ? `The policy has no source${name === undefined ? '' : ` ${name}`} that reads Nmbrs.`
      : 'Several sources read Nmbrs.',
    { advice: known === '' ? 'Add one with connector: nmbrs.' : `Name one with --source: ${known}.` },
  );
}

function print({ id, companies: wanted }: NmbrsSource, companies: readonly Company[]): string {
  const lines = companies.map(
    ({ number, name, companyId }) => `  ${[number, name].filter(Boolean).join(' ')} (${companyId})`,
  );
  return [
    'The consent is kept. It is for these companies:',
    ...(lines.length === 0 ? ['  none: whoever consented has no rights to any company'] : lines),
    wanted === undefined ? 'All of them are read.' : `The policy reads ${wanted.join(', ')}.`,
    `Next: instroom check --source ${id}`,
  ].join('\n');
}

async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) if (line.trim() !== '') return line;
    return '';
  } finally {
    lines.close();
  }
}
