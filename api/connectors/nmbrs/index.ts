import type { HrConnector } from '../../../models/hr-connector.ts';
import type { NmbrsSource } from '../../../models/sources/nmbrs-source.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { keepReading } from '../keep-reading.ts';
import { createAskTokens } from './ask-tokens.ts';
import { checkRest } from './check-rest.ts';
import { checkSoap, findSoapEndings } from './check-soap.ts';
import { createNmbrsClient } from './client.ts';
import { consentEnding, createConsentKeeper } from './keep-consent.ts';
import { type NmbrsDesk, readChangedCompanies, readEverybody, readSomePeople } from './read-people.ts';
import { createRestApi } from './rest-api.ts';
import { createSoapApi } from './soap/soap-api.ts';
import { createSoapClient } from './soap/soap-client.ts';

/** Clocks differ, and rows are written while it is read: changes are looked for from a little before. */
const overlapMs = 10 * 60_000;

/** Reads people from Visma Nmbrs. See the readme beside this file. */
export function createNmbrsConnector(source: NmbrsSource, parts: ConnectorParts): HrConnector {
  const { api, ...looks } = source.api === 'rest' ? openRest(source, parts) : openSoap(source, parts);
  const desk: NmbrsDesk = { source, parts, api, kept: null };
  return {
    sourceId: source.id,
    watchPaths: [],
    pollEveryMs: source.pollMinutes * 60_000,
    read: keepReading({
      sourceId: source.id,
      clock: parts.clock,
      overlapMs,
      readsAll: { nightIn: parts.timeZone },
      readAll: () => readEverybody(desk),
      readChanges: async (since) => (source.changes ? readChangedCompanies(since, desk) : null),
    }),
    readPeople: (personKeys) => readSomePeople(personKeys, desk),
    ...looks,
  };
}

type Looks = Pick<HrConnector, 'check' | 'findEndings'>;

function openRest(source: NmbrsSource, parts: ConnectorParts): Looks & Pick<NmbrsDesk, 'api'> {
  const keeper = createConsentKeeper(source, createAskTokens(source, parts), parts);
  const client = createNmbrsClient(source, keeper, parts);
  return {
    api: createRestApi({ source, client }),
    check: () => checkRest({ source, client, keeper, clock: parts.clock }),
    // Without asking Nmbrs: that would make the consent new.
    findEndings: async () => {
      const consent = await keeper.find();
      const ending = consent === null ? null : consentEnding(consent, parts.clock.now());
      return ending === null ? [] : [ending];
    },
  };
}

function openSoap(source: NmbrsSource, parts: ConnectorParts): Looks & Pick<NmbrsDesk, 'api'> {
  const client = createSoapClient(source, parts);
  return {
    api: createSoapApi(source, client),
    check: () => checkSoap({ source, client, clock: parts.clock }),
    findEndings: async () => findSoapEndings(parts.clock.now()),
  };
}
