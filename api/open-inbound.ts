import { randomUUID } from 'node:crypto';
import type { Clock, Logger } from '../models/ports.ts';
import type { HrEventService } from '../models/received.ts';
import type { ScimService } from '../models/scim.ts';
import type { Stores } from '../models/stores.ts';
import type { CompiledPolicy } from './engine/compiled-policy.ts';
import { createHrEvents } from './inbound/events/create-hr-events.ts';
import { createScimService } from './inbound/scim/create-scim-service.ts';
import type { ConnectorPlace } from './open-connectors.ts';
import type { Change } from './sync/express/tell-change.ts';

/** What HR systems push: people by SCIM, notices by signed events. */
export function openInbound(parts: {
  stores: Pick<Stores, 'scimUsers' | 'received'>;
  secrets: ConnectorPlace['secrets'];
  tell(change: Change): Promise<void>;
  loadPolicy(): Promise<CompiledPolicy>;
  clock: Clock;
  logger: Logger;
}): { scim: ScimService; events: HrEventService } {
  const { stores, secrets, clock, logger } = parts;
  const shared = {
    received: stores.received,
    sources: async () => (await parts.loadPolicy()).policy.sources,
    secrets,
    tell: (sourceId: string, personKeys: readonly string[] | null) =>
      parts.tell({ sourceId, personKeys, trigger: 'webhook' }),
    newId: () => randomUUID(),
    clock,
    logger,
  };
  return { scim: createScimService({ ...shared, users: stores.scimUsers }), events: createHrEvents(shared) };
}
