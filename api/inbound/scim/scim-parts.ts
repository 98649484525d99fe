import type { Secrets } from '../../../models/hr-connector.ts';
import type { Clock, Logger } from '../../../models/ports.ts';
import type { ReceivedStore } from '../../../models/received.ts';
import type { ScimUser, ScimUserStore } from '../../../models/scim.ts';
import type { Source } from '../../../models/source.ts';
import type { ScimSource } from '../../../models/sources/scim-source.ts';
import { personKeyOf } from './person-key-of.ts';

/** What SCIM needs of the rest of Instroom. */
export interface ScimParts {
  users: ScimUserStore;
  received: ReceivedStore;
  /** The sources of the policy as it is now. */
  sources(): Promise<readonly Source[]>;
  secrets: Secrets;
  /** Tells that these people changed, unless Instroom is paused. */
  tell(sourceId: string, personKeys: readonly string[] | null): Promise<unknown>;
  /** An id that nobody has. */
  newId(): string;
  clock: Clock;
  logger: Logger;
}

/** The same, for one source. */
export interface SourceParts extends ScimParts {
  source: ScimSource;
}

/** What was pushed is on disk by now: when no run can be asked for, the next one sees it. */
export async function tellOfChange(users: readonly ScimUser[], { tell, logger, source }: SourceParts): Promise<void> {
  const keys = users.map((user) => personKeyOf(user, source));
  try {
    await tell(source.id, keys.some((key) => key === null) ? null : keys.filter((key) => key !== null));
  } catch (error) {
    logger.error({ error, sourceId: source.id }, 'a run could not be asked for after a change was pushed');
  }
}
