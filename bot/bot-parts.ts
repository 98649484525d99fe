import type { AccessDesk } from '../models/access-desk.ts';
import type { ConversationStore } from '../models/conversation.ts';
import type { Desk } from '../models/desk.ts';
import type { JobStore } from '../models/job.ts';
import type { AccessPasses } from '../models/joiner.ts';
import type { OutboxStore } from '../models/outbox.ts';
import type { Language, QuietHours } from '../models/policy.ts';
import type { Clock, InstallOutcome, Logger, Membership, Reports, RunService } from '../models/ports.ts';
import type { RequestStore } from '../models/request.ts';
import type { RequestService } from '../models/request-service.ts';
import type { AuditLog, GrantStore, SettingStore } from '../models/stores.ts';

/** How the bot is registered. Without an app id nobody's token is checked: for this machine only. */
export interface BotRegistration {
  appId: string | null;
  tenantId: string | null;
  appType: 'SingleTenant' | 'UserAssignedMSI' | 'MultiTenant' | null;
  password: string | null;
}

/** What delivery needs beside what every handler has. */
export interface DeliveryStores {
  outbox: OutboxStore;
  /** Marks of what was told, which are forgotten when they are over. */
  settings: Pick<SettingStore, 'forgetBefore'>;
  requests: Pick<RequestStore, 'find' | 'list'>;
  grants: Pick<GrantStore, 'find'>;
  /** One process at a time brings letters, so that pacing and order hold over all of them. */
  jobs: Pick<JobStore, 'lock' | 'unlock'>;
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
  passes: AccessPasses;
  membership: Membership;
  conversations: ConversationStore;
  audit: AuditLog;
  stores: DeliveryStores;
  /** The policy's quiet hours as they are now, in `timeZone`; null for none. */
  quietHours(): Promise<QuietHours | null>;
  /** Who stands in for somebody by the policy; Entra object ids. */
  deputyOf(aadObjectId: string): Promise<string | null>;
  /** Puts the app into somebody's Teams through Graph; null where that is not set up. */
  installForUser: ((aadObjectId: string) => Promise<InstallOutcome>) | null;
  clock: Clock;
  logger: Logger;
  directory: { name: string; isSandbox: boolean };
}
