import type { ConnectorParts } from '../../../../api/connectors/connector-parts.ts';
import { createYouforceConnector } from '../../../../api/connectors/youforce/index.ts';
import type { YouforceOptions } from '../../../../api/sandbox/hr/youforce/create-youforce.ts';
import { startYouforce, type YouforceStandIn } from '../../../../api/sandbox/hr/youforce/start-youforce.ts';
import { kindCodes } from '../../../../api/sandbox/hr/youforce/to-rows.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { HrConnector, SourceMemory } from '../../../../models/hr-connector.ts';
import type { Person } from '../../../../models/person.ts';
import { YouforceSource } from '../../../../models/sources/youforce-source.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';

export interface YouforceHouse {
  youforce: YouforceStandIn;
  connector: HrConnector;
  /** Another connector on the same stand-in and with the same memory: as after a start. */
  openAnother(): HrConnector;
  /** Sets the clock; without it, it is that of the machine. Waiting then moves it on. */
  at(instant: string): void;
  now(): Date;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** What sources of one process share, and what all of them remember over a start. */
export function createMemories() {
  const memories = new Map<string, SourceMemory>();
  const memoryOf = (name: string): SourceMemory => {
    const memory = memories.get(name) ?? createMemorySourceMemory();
    memories.set(name, memory);
    return memory;
  };
  const startProcess = (): ConnectorParts['share'] => {
    const things = new Map<string, unknown>();
    return <Thing>(name: string, make: (memory: SourceMemory) => Thing): Thing => {
      if (!things.has(name)) things.set(name, make(memoryOf(`shared:${name}`)));
      return things.get(name) as Thing;
    };
  };
  return { memoryOf, startProcess };
}

/** Meanings of codes that the customer has to say, as the stand-in writes them. */
export const words = {
  kinds: Object.fromEntries(Object.entries(kindCodes).map(([kind, code]) => [code, kind])),
  digits: { 0: 'partner-birth', 1: 'birth', 2: 'partner', 3: 'birth-partner' },
};

/** The connector on a stand-in of Youforce. Time passes by waiting, so that the pace is kept and nobody waits for it. */
export async function openYouforce(
  settings: Record<string, unknown> = {},
  options: Partial<YouforceOptions> = {},
  env: Record<string, string> = { YOUFORCE_SECRET: 'hush' },
): Promise<YouforceHouse> {
  let set: number | null = null;
  let ticks = 0;
  const clock = { now: () => (set === null ? new Date() : new Date(set)) };
  const sleep = async (ms: number): Promise<void> => {
    ticks += ms;
    if (set !== null) set += ms;
  };
  const youforce = await startYouforce({
    clientId: 'instroom',
    clientSecret: 'hush',
    tenants: ['tenant-1'],
    now: clock.now,
    ticks: () => ticks,
    ...options,
  });
  const source = YouforceSource.parse({
    id: 'hr',
    connector: 'youforce',
    tenantId: 'tenant-1',
    clientId: 'instroom',
    clientSecret: 'YOUFORCE_SECRET',
    baseUrl: youforce.baseUrl,
    tokenUrl: youforce.tokenUrl,
    costCentres: true,
    kinds: words.kinds,
    ...settings,
  });
  const memories = createMemories();
  const start = (): HrConnector =>
    createYouforceConnector(source, {
      language: 'en',
      timeZone: 'Europe/Amsterdam',
      clock,
      logger: quiet,
      secrets: createSecrets(env, null),
      memory: memories.memoryOf(source.id),
      share: memories.startProcess(),
      sleep,
      ticks: () => ticks,
    });
  return {
    youforce,
    connector: start(),
    openAnother: start,
    at: (instant) => {
      set = Date.parse(instant);
    },
    now: clock.now,
    close: youforce.close,
  };
}

/** What Beaufort says of somebody, where it differs; the readme has the same as a table. */
export function asYouforceSays(person: Person): Person {
  const { isActive, leaves: _leaves, ...rest } = person;
  return {
    ...rest,
    nameUse: person.nameUse === 'as-given' ? 'birth' : person.nameUse,
    ...(isActive === false ? { isActive } : {}),
    employments: person.employments.map((employment) => {
      const {
        employerName: _e,
        lastWorkingDayOn: _l,
        isPrimary: _p,
        managerPersonKey: _m,
        location: _o,
        country: _c,
        ...own
      } = employment;
      return {
        ...own,
        employmentKey: `${person.personKey}_${employment.employmentKey}`,
        employeeNumber: person.personKey,
        ...(employment.fte === undefined ? {} : { fte: Math.round(employment.fte * 10_000) / 10_000 }),
      };
    }),
    leaves: [],
  };
}
