import { createAfasConnector } from '../../../../api/connectors/afas/index.ts';
import type { ConnectorParts } from '../../../../api/connectors/connector-parts.ts';
import { type AfasOptions, type AfasStandIn, startAfas } from '../../../../api/sandbox/hr/afas/start-afas.ts';
import { kindCodes } from '../../../../api/sandbox/hr/afas/to-rows.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import type { Person, Unit } from '../../../../models/person.ts';
import { AfasSource } from '../../../../models/sources/afas-source.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';
import { makePerson } from '../../../organisation/make-organisation.ts';

export const token = `<token><version>1</version><data>${'AB'.repeat(32)}</data></token>`;

/** Kinds of employment by the codes that the stand-in has for them. */
export const kinds = Object.fromEntries(Object.entries(kindCodes).map(([kind, code]) => [code, kind]));

/** Two units with a head each, and people of the second whose manager is that head. */
export const units: Unit[] = [
  { unitKey: 'U1', name: 'Board', headPersonKey: 'P0' },
  { unitKey: 'U2', name: 'Ward', parentKey: 'U1', headPersonKey: 'P1' },
];
export const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, number) => {
    const person = makePerson(number);
    return {
      ...person,
      employments: person.employments.map((one) => ({ ...one, unitKey: 'U2', managerPersonKey: 'P1' })),
    };
  });

export interface AfasHouse {
  afas: AfasStandIn;
  connector: HrConnector;
  /** Another connector on the same stand-in: as after a start. */
  openAnother(): HrConnector;
  at(instant: string): void;
  close(): Promise<void>;
}

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/** The connector on a stand-in of Profit, with a clock that can be set. */
export async function openAfas(
  settings: Record<string, unknown> = {},
  options: Partial<AfasOptions> = {},
  env: Record<string, string> = { AFAS_TOKEN: token },
): Promise<AfasHouse> {
  let now: Date | null = null;
  const clock = { now: () => now ?? new Date() };
  const afas = await startAfas({ token, now: clock.now, ...options });
  const source = AfasSource.parse({
    id: 'hr',
    connector: 'afas',
    participant: '12345',
    baseUrl: afas.baseUrl,
    token: 'AFAS_TOKEN',
    connectors: { leaves: 'Instroom_Leaves' },
    kinds,
    ...settings,
  });
  const parts: ConnectorParts = {
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    clock,
    logger: quiet,
    secrets: createSecrets(env, null),
    memory: createMemorySourceMemory(),
    share: (_, make) => make(createMemorySourceMemory()),
    sleep: async () => {},
  };
  return {
    afas,
    connector: createAfasConnector(source, parts),
    openAnother: () => createAfasConnector(source, parts),
    at: (instant) => {
      now = new Date(instant);
    },
    close: afas.close,
  };
}

/** Profit has an employee number for everybody, and no name as given. */
export function asAfasSays(person: Person): Person {
  const number = person.employments[0]?.employeeNumber ?? person.personKey;
  return {
    ...person,
    nameUse: person.nameUse === 'as-given' ? 'birth' : person.nameUse,
    employments: person.employments.map((employment) => ({ employeeNumber: number, ...employment })),
  };
}
