import { Refusal } from './refusal.ts';
import type { Answer, Call } from './route.ts';

/** A place in a list, as clients see it: opaque. */
export const encodeToken = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** What a token stands for, or null when it is not one of ours. */
export function decodeToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Page size from `$top`: 1 to 999, 100 when not given. */
export function readTop(call: Call): number {
  const text = call.options.get('$top');
  if (text === undefined) return 100;
  const top = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(top >= 1 && top <= 999))
    throw new Refusal(
      400,
      'Request_BadRequest',
      `Invalid page size specified: '${text}'. Must be between 1 and 999 inclusive.`,
    );
  return top;
}

/**
 * One page of a list. `itemsAfter` gives what lies beyond a place, in order of `positionOf`; only as many as the page needs are
 * taken from it.
 */
export function answerPage<T>(
  call: Call,
  list: {
    context: string;
    itemsAfter: (place: number) => Iterable<T>;
    positionOf: (item: T) => number;
    render: (item: T) => unknown;
    count?: () => number;
  },
): Answer {
  const top = readTop(call);
  const page: T[] = [];
  let isLast = true;
  for (const item of list.itemsAfter(readPlace(call))) {
    isLast = page.length < top;
    if (!isLast) break;
    page.push(item);
  }
  const last = page.at(-1);
  const nextLink =
    isLast || last === undefined ? null : linkTo(call, { $skiptoken: encodeToken({ after: list.positionOf(last) }) });
  return {
    status: 200,
    body: {
      '@odata.context': `${call.desk.serviceRoot()}/$metadata#${list.context}`,
      ...(list.count === undefined ? {} : { '@odata.count': list.count() }),
      ...(nextLink === null ? {} : { '@odata.nextLink': nextLink }),
      value: page.map(list.render),
    },
  };
}

function readPlace(call: Call): number {
  const token = call.options.get('$skiptoken');
  if (token === undefined) return 0;
  const place = decodeToken(token);
  if (typeof place === 'object' && place !== null && 'after' in place && typeof place.after === 'number')
    return place.after;
  throw new Refusal(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
}

/** This request's address with other query options. */
export function linkTo(call: Call, options: Readonly<Record<string, string>>): string {
  const query = [...new Map([...call.options, ...Object.entries(options)])]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${call.desk.serviceRoot()}${call.path}${query === '' ? '' : `?${query}`}`;
}
