import type { Listeners, News } from '../models/news.ts';
import type { Letter } from '../models/outbox.ts';
import type { BotParts } from './bot-parts.ts';
import { addressLetter, type Draft } from './draft-letter.ts';
import {
  draftOtherNews,
  draftRequestCopy,
  draftRequestNews,
  draftRunCopy,
  draftRunNews,
  type OtherNews,
} from './draft-news.ts';
import { requestSubject, runSubject } from './topic.ts';

type WritingParts = Pick<BotParts, 'membership' | 'conversations' | 'reports' | 'clock' | 'logger' | 'installForUser'>;

/** Letters for everybody who should hear of it, as things stand now. */
export async function lettersFor(news: News, parts: WritingParts): Promise<Letter[]> {
  const at = parts.clock.now().toISOString();
  if (news.kind === 'request') return requestLetters(news, at, parts);
  if ('run' in news) {
    const run = (await parts.reports.run(news.run.id, { skip: 0, limit: 1 }))?.run ?? news.run;
    const draft = draftRunNews(news, run);
    const holders = news.kind === 'run-decided' ? [] : await reachable('it', parts);
    const letters = holders.map((person) => addressLetter(draft, person, at));
    if (draft.subject === null) return letters;
    return [...letters, ...(await copyLetters(draftRunCopy(run, 'update'), { at, except: holders, parts }))];
  }
  const draft = draftOtherNews(news);
  const people = await peopleOf(listenersOf(news), parts);
  const letters = people.map((person) => addressLetter(draft, person, at));
  const all = [...letters, ...(await copyLetters(draft, { at, except: people, parts }))];
  const reading = news.kind === 'first-day' ? news.reading : undefined;
  // Teams puts what is brought in the place of the answer to a press, and takes from somebody what they are reading.
  return all.map((one) => (one.aadObjectId === reading?.aadObjectId ? { ...one, notBefore: reading.until } : one));
}

async function requestLetters(
  news: Extract<News, { kind: 'request' }>,
  at: string,
  parts: WritingParts,
): Promise<Letter[]> {
  const to = [...new Set(news.to)];
  const letters = to.map((person) => addressLetter(draftRequestNews(news, person), person, at));
  return [...letters, ...(await copyLetters(draftRequestCopy(news.request, 'update'), { at, except: to, parts }))];
}

/** One letter for everybody who has a card of it, so that every copy says the same. */
export async function copyLetters(
  draft: Draft,
  around: { at: string; except: readonly string[]; parts: Pick<BotParts, 'conversations'> },
): Promise<Letter[]> {
  if (draft.subject === null) return [];
  const copies = await around.parts.conversations.sentCards(draft.subject);
  const others = copies.filter(({ aadObjectId }) => !around.except.includes(aadObjectId));
  const topic = { ...draft.topic, detail: { ...draft.topic.detail, tone: 'update' } } as Draft['topic'];
  return others.map(({ aadObjectId, tenantId }) => ({
    ...addressLetter({ ...draft, topic }, aadObjectId, around.at),
    tenantId,
  }));
}

function listenersOf(news: OtherNews): Listeners {
  if (news.kind === 'policy-broken' || news.kind === 'source-ending') return { role: 'it' };
  return Array.isArray(news.to) ? { people: news.to } : (news.to as Listeners);
}

async function peopleOf(to: Listeners, parts: WritingParts): Promise<string[]> {
  return 'people' in to ? [...new Set(to.people)] : reachable(to.role, parts);
}

/**
 * Holders of a role that can be reached; one of them is enough to hear of something, so nothing is written to the others. Who comes
 * to the bot later is told what still waits then (`catch-up`).
 */
async function reachable(
  role: 'it' | 'hr' | 'security',
  parts: Pick<BotParts, 'membership' | 'conversations' | 'logger' | 'installForUser'>,
): Promise<string[]> {
  const holders = (await parts.membership.holders(role)).map(({ aadObjectId }) => aadObjectId);
  const known = await parts.conversations.findByPeople(holders);
  const active = holders.filter((id) => known.some((one) => one.aadObjectId === id && one.status === 'active'));
  const unknown = holders.filter((id) => !known.some((one) => one.aadObjectId === id));
  const people = parts.installForUser === null ? active : [...active, ...unknown];
  if (people.length === 0)
    parts.logger.info(
      { role, holders: holders.length },
      'nobody of this role can be told: none has written to the bot',
    );
  return people;
}

export { reachable as reachableHolders };

/** What is still open when letters may have been lost: a process died between a decision and what follows. Writing it twice is harmless. */
export async function openLetters(parts: WritingParts & Pick<BotParts, 'stores'>, newest = 100): Promise<Letter[]> {
  const at = parts.clock.now().toISOString();
  const letters: Letter[] = [];
  for (const run of await parts.reports.runs(newest)) {
    if ((await parts.conversations.sentCards(runSubject(run.id))).length > 0)
      letters.push(...(await copyLetters(draftRunCopy(run, 'update'), { at, except: [], parts })));
    if (run.state === 'awaiting-approval')
      letters.push(...(await lettersFor({ kind: 'run-needs-approval', run, operations: [] }, parts)));
  }
  for (const request of await parts.stores.requests.list({ limit: newest })) {
    const copies = await parts.conversations.sentCards(requestSubject(request.id));
    const people = copies.map(({ aadObjectId }) => aadObjectId);
    letters.push(...(await copyLetters(draftRequestCopy(request, 'update'), { at, except: [], parts })));
    if (request.state !== 'open') continue;
    const asked = request.tracks.flatMap(({ stages }) => stages.filter(({ state }) => state === 'open'));
    const missing = asked.flatMap(({ approvers }) => approvers.map((one) => one.aadObjectId));
    for (const person of new Set(missing.filter((id) => !people.includes(id))))
      letters.push(addressLetter(draftRequestCopy(request, 'tell'), person, at));
  }
  return letters;
}
