import type { TurnContext } from 'botbuilder';
import type { Reader } from '../cards/reader.ts';
import type { Member } from '../models/report.ts';
import type { BotParts } from './bot-parts.ts';

/** Who sent an activity, by what Teams' token vouches for. Never by names, texts or ids that a client can write. */
export interface Sender {
  tenantId: string;
  aadObjectId: string;
  /** Null when the directory does not know this account. */
  member: Member | null;
  reader: Reader;
}

/** What is kept of a turn for as long as its work goes on: the framework takes the context away when the turn is over. */
export type Turn = Pick<TurnContext, 'activity'>;

/** The sender of this turn, looked up afresh; null when the activity does not say who it is. */
export async function readSender(context: Turn, parts: BotParts): Promise<Sender | null> {
  const { from, locale } = context.activity;
  const tenantId = tenantOf(context);
  if (!from?.aadObjectId || tenantId === null) return null;
  return {
    tenantId,
    aadObjectId: from.aadObjectId,
    member: await parts.membership.member(from.aadObjectId),
    reader: readerFor(locale ?? null, parts),
  };
}

/** The tenant a turn comes from, as Teams states it. */
export function tenantOf(context: Turn): string | null {
  const { conversation, channelData } = context.activity;
  const tenant = (channelData as { tenant?: { id?: unknown } } | undefined)?.tenant?.id;
  const id = conversation?.tenantId ?? tenant;
  return typeof id === 'string' && id !== '' ? id : null;
}

export function readerFor(locale: string | null, parts: Pick<BotParts, 'language' | 'timeZone' | 'directory'>): Reader {
  const spoken = locale?.slice(0, 2).toLowerCase();
  const language = spoken === 'nl' || spoken === 'en' ? spoken : parts.language;
  return { language, timeZone: parts.timeZone, isSandbox: parts.directory.isSandbox };
}
