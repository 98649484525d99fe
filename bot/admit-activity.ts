import type { BotParts } from './bot-parts.ts';
import { type Turn, tenantOf } from './sender.ts';

/**
 * Whether this turn may go on. With an app id the adapter has checked the token already; what is left is that it comes from Teams
 * and from our tenant. Without one (this machine only) the answers must stay on this machine, or anybody could make us post
 * elsewhere.
 */
export function admitActivity(context: Turn, parts: Pick<BotParts, 'bot' | 'allowedTenantIds'>): boolean {
  const { channelId, serviceUrl } = context.activity;
  const tenantId = tenantOf(context);
  const isOurs = tenantId !== null && parts.allowedTenantIds.includes(tenantId);
  if (parts.bot.appId !== null) return channelId === 'msteams' && isOurs;
  return isOnThisMachine(serviceUrl) && (parts.allowedTenantIds.length === 0 || isOurs);
}

function isOnThisMachine(serviceUrl: string | undefined): boolean {
  if (serviceUrl === undefined || !URL.canParse(serviceUrl)) return false;
  const { hostname } = new URL(serviceUrl);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
