import type { ConnectorParts } from '../../../../api/connectors/connector-parts.ts';
import { createAskTokens } from '../../../../api/connectors/nmbrs/ask-tokens.ts';
import { beginConsent, finishConsent } from '../../../../api/connectors/nmbrs/give-consent.ts';
import { createNmbrsConnector } from '../../../../api/connectors/nmbrs/index.ts';
import { createConsentKeeper } from '../../../../api/connectors/nmbrs/keep-consent.ts';
import { companyOf, isExternal, numberOf } from '../../../../api/sandbox/hr/nmbrs/lay-out.ts';
import { type NmbrsOptions, type NmbrsStandIn, startNmbrs } from '../../../../api/sandbox/hr/nmbrs/start-nmbrs.ts';
import { createSecrets } from '../../../../api/secrets/create-secrets.ts';
import type { HrConnector } from '../../../../models/hr-connector.ts';
import type { Employment, Person, Unit } from '../../../../models/person.ts';
import { NmbrsSource } from '../../../../models/sources/nmbrs-source.ts';
import { createMemorySourceMemory } from '../../../fakes/create-memory-source-memory.ts';

export interface NmbrsHouse {
  nmbrs: NmbrsStandIn;
  connector: HrConnector;
  source: NmbrsSource;
  parts: ConnectorParts;
  /** What was logged, as text. */
  logged: string[];
  /** How long was waited, in milliseconds. */
  waits: number[];
  /** Another connector on the same stand-in and the same memory: as after a start, or in another process. */
  openAnother(): HrConnector;
  /** Somebody consents, as `instroom nmbrs connect` has it done. */
  connect(): Promise<void>;
  at(instant: string): void;
  close(): Promise<void>;
}

export const secrets = {
  NMBRS_SECRET: 'client-secret',
  NMBRS_KEY: 'subscription-key',
  NMBRS_TOKEN: 'soap-token',
};

/**
 * The connector on a stand-in of Nmbrs, with a clock that can be set. Over REST somebody has consented already.
 * @param settings.api - soap for the other API
 */
export async function openNmbrs(
  settings: Record<string, unknown> = {},
  options: NmbrsOptions = {},
  env: Record<string, string> = secrets,
): Promise<NmbrsHouse> {
  let now: Date | null = null;
  const clock = { now: () => now ?? new Date() };
  const nmbrs = await startNmbrs({ now: clock.now, ...options });
  const isSoap = settings.api === 'soap';
  const source = NmbrsSource.parse({
    id: 'hr',
    connector: 'nmbrs',
    baseUrl: nmbrs.baseUrl,
    ...(isSoap
      ? { username: 'hr@example.org', token: 'NMBRS_TOKEN', domain: 'example' }
      : {
          clientId: 'client',
          clientSecret: 'NMBRS_SECRET',
          subscriptionKeys: ['NMBRS_KEY'],
          identityUrl: nmbrs.baseUrl,
          leaves: {},
        }),
    samePerson: 'number',
    managerBy: ['email', 'number'],
    ...settings,
  });
  const logged: string[] = [];
  const waits: number[] = [];
  const log = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const parts: ConnectorParts = {
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    clock,
    logger: { error: log, warn: log, info: log, debug: log },
    secrets: createSecrets(env, null),
    memory: createMemorySourceMemory(),
    share: (_, make) => make(createMemorySourceMemory()),
    sleep: async (ms) => void waits.push(ms),
  };
  const connect = async () => {
    const askTokens = createAskTokens(source, parts);
    const desk = { source, parts, askTokens, keeper: createConsentKeeper(source, askTokens, parts) };
    const answer = await fetch(await beginConsent(desk), { redirect: 'manual' });
    await finishConsent(answer.headers.get('location') ?? '', desk);
  };
  if (!isSoap && options.consents !== false) await connect();
  return {
    nmbrs,
    connector: createNmbrsConnector(source, parts),
    source,
    parts,
    logged,
    waits,
    openAnother: () => createNmbrsConnector(source, parts),
    connect,
    at: (instant) => {
      now = new Date(instant);
    },
    close: nmbrs.close,
  };
}

/**
 * Everybody has a company and a number, the same in all companies; external is all that tells kinds apart. There is no main employment, last
 * working day, place or country, no name as given, and nobody is their own manager. Employments come in the order of their days.
 */
export function asNmbrsSays(person: Person): Person {
  const { isActive: _, ...said } = person;
  return {
    ...said,
    nameUse: person.nameUse === 'as-given' ? 'birth' : person.nameUse,
    employments: person.employments.map((employment) => saidEmployment(employment, person)).sort(byStart),
    leaves: person.leaves.map((leave, index) => ({
      leaveKey: `${person.personKey}-${index + 1}`,
      kind: 'other',
      ...leave,
    })),
  };
}

function saidEmployment(employment: Employment, person: Person): Employment {
  const {
    isPrimary: _1,
    lastWorkingDayOn: _2,
    location: _3,
    country: _4,
    managerPersonKey: manager,
    ...rest
  } = employment;
  const companyId = companyOf(employment);
  return {
    ...rest,
    employeeNumber: numberOf(person),
    kind: isExternal(employment) ? 'external' : 'employee',
    employerKey: companyId,
    employerName: employment.employerName ?? companyId,
    ...(manager === undefined || manager === person.personKey ? {} : { managerPersonKey: manager }),
  };
}

const byStart = (a: Employment, b: Employment): number => {
  const [one, other] = [a.startsOn ?? '', b.startsOn ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return a.employmentKey < b.employmentKey ? -1 : 1;
};

/** A department has a code and a name: neither parent nor head. */
export const asNmbrsSaysUnit = ({ unitKey, name }: Unit): Unit => ({ unitKey, name });

/** SOAP tells no leave. */
export const asNmbrsSaysBySoap = (person: Person): Person => ({ ...asNmbrsSays(person), leaves: [] });
