import { setTimeout as delay } from 'node:timers/promises';
import type { HrConnector, Secrets, SourceMemory } from '../models/hr-connector.ts';
import type { Clock, Logger } from '../models/ports.ts';
import type { ScimUserStore } from '../models/scim.ts';
import type { Source } from '../models/source.ts';
import { createAfasConnector } from './connectors/afas/index.ts';
import type { ConnectorParts } from './connectors/connector-parts.ts';
import { createCsvConnector } from './connectors/csv/index.ts';
import { createNmbrsConnector } from './connectors/nmbrs/index.ts';
import { createScimConnector } from './connectors/scim/index.ts';
import { createWorkdayConnector } from './connectors/workday/index.ts';
import { createYouforceConnector } from './connectors/youforce/index.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';

/** What connectors of this process share. */
export interface ConnectorPlace {
  clock: Clock;
  logger: Logger;
  secrets: Secrets;
  memoryOf(sourceId: string): SourceMemory;
  /** Who was pushed, for sources that push. */
  scimUsers: Pick<ScimUserStore, 'list' | 'find' | 'findByKeys'>;
}

type Sharing = Pick<ConnectorParts, 'share'>;
type FactoryParts = ConnectorParts & Pick<ConnectorPlace, 'scimUsers'>;

/** Which connector reads which source: the only place that knows. */
const factories: {
  [Kind in Source['connector']]: (source: Extract<Source, { connector: Kind }>, parts: FactoryParts) => HrConnector;
} = {
  afas: createAfasConnector,
  csv: (source, { language, clock, secrets }) => createCsvConnector({ source, language, clock, secrets }),
  nmbrs: createNmbrsConnector,
  scim: createScimConnector,
  workday: createWorkdayConnector,
  youforce: createYouforceConnector,
};

function openConnector(source: Source, policy: CompiledPolicy, place: ConnectorPlace & Sharing): HrConnector {
  const { language, timeZone } = policy.policy;
  const { memoryOf, ...shared } = place;
  const open = factories[source.connector] as (source: Source, parts: FactoryParts) => HrConnector;
  const sleep = async (ms: number) => void (await delay(ms));
  return open(source, { ...shared, language, timeZone, memory: memoryOf(source.id), sleep });
}

/**
 * The connectors of a policy. One lives on as long as its settings stay the same, with what it has read and with the pace that it
 * keeps to; who asks twice gets the same one.
 */
export function createConnectorShelf(place: ConnectorPlace): (policy: CompiledPolicy) => HrConnector[] {
  let shelf = new Map<string, HrConnector>();
  const shared = createSharing(place);
  return (policy) => {
    const { sources, language, timeZone } = policy.policy;
    const wanted = sources.map((source) => {
      const settings = JSON.stringify([source, language, timeZone]);
      return [settings, shelf.get(settings) ?? openConnector(source, policy, shared)] as const;
    });
    shelf = new Map(wanted);
    return wanted.map(([, connector]) => connector);
  };
}

/** Shared things are made once and stay: two connectors of one application must not count apart. */
function createSharing(place: ConnectorPlace): ConnectorPlace & Sharing {
  const things = new Map<string, unknown>();
  return {
    ...place,
    share: <Thing>(name: string, make: (memory: SourceMemory) => Thing): Thing => {
      if (!things.has(name)) things.set(name, make(place.memoryOf(`shared:${name}`)));
      return things.get(name) as Thing;
    },
  };
}
