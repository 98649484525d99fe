import type { BotParts } from './bot-parts.ts';
import { addressLetter } from './draft-letter.ts';
import { draftRequestCopy, draftRunCopy } from './draft-news.ts';

const mostOpen = 50;

/** News of so long ago is still worth hearing for somebody who is back. */
const worthHearingMs = 14 * 24 * 3_600_000;

/**
 * Brings everything that waits for somebody to somebody who can be reached again, or for the first time: what was written before could
 * not be brought.
 */
export async function catchUp(aadObjectId: string, parts: BotParts): Promise<void> {
  const member = await parts.membership.member(aadObjectId);
  if (member === null) return;
  const now = parts.clock.now();
  const at = now.toISOString();
  const since = new Date(now.getTime() - worthHearingMs).toISOString();
  await parts.stores.outbox.takeUp({ aadObjectId, since, now: at });
  const runs = member.roles.includes('it') ? (await parts.reports.runs(mostOpen)).filter(isWaiting) : [];
  const requests = await parts.stores.requests.list({ limit: mostOpen, states: ['open'], approver: aadObjectId });
  const drafts = [
    ...runs.map((run) => draftRunCopy(run, 'tell')),
    ...requests.map((request) => draftRequestCopy(request, 'tell')),
  ];
  const letters = drafts.map((draft) => addressLetter({ ...draft, id: `${draft.id}|back ${at}` }, aadObjectId, at));
  await parts.stores.outbox.write(letters);
}

const isWaiting = ({ state }: { state: string }): boolean => state === 'awaiting-approval';
