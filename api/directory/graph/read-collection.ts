import type { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import { readPages } from '../../outbound/read-pages.ts';
import type { HttpAnswer } from '../../outbound/send.ts';
import type { GraphConnection } from './client.ts';
import { refuseAnswer, refuseSilence } from './explain-answer.ts';
import { pageOf } from './schema.ts';

export interface CollectionAsk<T> {
  connection: GraphConnection;
  /** Absolute. */
  url: string;
  item: z.ZodType<T>;
  /** What this is for people: `Reading accounts`. */
  doing: string;
  headers?: Record<string, string>;
  onItems?: (count: number) => void;
}

/** A whole collection with the link for its next delta, or the answer by which Graph refused it. */
export type Collection<T> =
  | { kind: 'whole'; items: T[]; deltaLink: string | null }
  | { kind: 'refused'; status: number; body: unknown };

type CollectionPage<T> = Collection<T> & { nextUrl: string | null };

/**
 * Reads a collection to its last page. Returns `refused` for a 4xx or 501; throws InstroomError for everything else
 * that is not the whole: no answer, a page that is not what Graph promises, a link to elsewhere.
 */
export async function tryReadCollection<T>(ask: CollectionAsk<T>): Promise<Collection<T>> {
  const whole: Collection<T> = { kind: 'whole', items: [], deltaLink: null };
  const refuse = (sentence: string) => incomplete(ask.doing, sentence);
  for await (const page of readPages(ask.url, (url) => readPage(ask, url), refuse)) {
    if (page.kind === 'refused') return page;
    for (const item of page.items) whole.items.push(item);
    whole.deltaLink = page.deltaLink;
    ask.onItems?.(whole.items.length);
  }
  return whole;
}

/** As `tryReadCollection`, but a refusal is thrown as well. */
export async function readCollection<T>(ask: CollectionAsk<T>): Promise<T[]> {
  const collection = await tryReadCollection(ask);
  if (collection.kind === 'refused') throw refuseAnswer(ask.doing, collection);
  return collection.items;
}

/** Understands one page; throws when it is not one. */
export function parsePage<T>(
  body: unknown,
  ask: { item: z.ZodType<T>; doing: string },
): Extract<CollectionPage<T>, { kind: 'whole' }> {
  const parsed = pageOf(ask.item).safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw incomplete(ask.doing, `A page is not as it should be (${issue?.path.join('.')}: ${issue?.code}).`);
  }
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = parsed.data;
  return { kind: 'whole', items: value, nextUrl: next ?? null, deltaLink: delta ?? null };
}

/** The body of an answer as JSON, or undefined when it is none. */
export function parseBody(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}

async function readPage<T>(ask: CollectionAsk<T>, url: string): Promise<CollectionPage<T>> {
  const answer = await ask.connection.get(url, ask.headers).catch((failure: unknown) => {
    throw refuseSilence(new URL(url).origin, failure);
  });
  const body = parseBody(answer);
  if (answer.status === 200) return parsePage(body, ask);
  const isRefusal = (answer.status >= 400 && answer.status < 500 && answer.status !== 429) || answer.status === 501;
  if (!isRefusal) throw refuseAnswer(ask.doing, { status: answer.status, body });
  return { kind: 'refused', status: answer.status, body, nextUrl: null };
}

/** Whether a link goes to the server we talk to; another one would get our token. */
export function isOwnLink(root: string, link: string): boolean {
  return URL.canParse(link) && new URL(link).origin === new URL(root).origin;
}

/** The error for something that is not the whole. */
export function incomplete(doing: string, sentence: string): InstroomError {
  return new InstroomError('directory-incomplete', `${doing}: ${sentence}`, {
    retryable: true,
    advice: 'Nothing was changed; the next run reads again.',
  });
}
