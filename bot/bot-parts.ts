import type { AccessDesk } from '../models/access-desk.ts';
import type { ConversationStore } from '../models/conversation.ts';
import type { Desk } from '../models/desk.ts';
import type { Language } from '../models/policy.ts';
import type { Clock, Logger, Membership, Reports, RunService } from '../models/ports.ts';
import type { RequestService } from '../models/request.ts';
import type { AuditLog } from '../models/stores.ts';

/** How the bot is registered. Without an app id nobody's token is checked: for this machine only. */
export interface BotRegistration {
  appId: string | null;
  tenantId: string | null;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant' | null;
  password: string | null;
}

/** Everything the bot needs from outside. */
export interface BotParts {
  bot: BotRegistration;
  /** People of other tenants are refused; empty only without an app id. */
  allowedTenantIds: readonly string[];
  /** The language and zone of whoever does not say otherwise. */
  language: Language;
  timeZone: string;
  reports: Reports;
  runs: RunService;
  desk: Desk;
  requests: RequestService;
  access: AccessDesk;
  membership: Membership;
  conversations: ConversationStore;
  audit: AuditLog;
  clock: Clock;
  logger: Logger;
  directory: { name: string; isSandbox: boolean };
}
