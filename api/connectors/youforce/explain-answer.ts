import { InstroomError } from '../../../models/errors.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';

/**
 * What to do about an answer that is none. Its text is left out: it has no documented shape and may speak of people.
 * https://vr-api-integration.github.io/youforce-api-documentation/guides_request_headers_and_responses.html
 */
export function explainAnswer(
  { status }: { status: number },
  ask: { url: string; source: YouforceSource },
): InstroomError {
  const path = new URL(ask.url).pathname.split('/').at(-1);
  const busy = status === 429 || status === 409;
  return new InstroomError(
    busy ? 'hr-busy' : 'hr-unreadable',
    `${ask.source.id}: Youforce answered ${status} to ${path}.`,
    { retryable: busy || status >= 500 || status === 408, advice: adviceFor(status, ask.source) },
  );
}

function adviceFor(status: number, { core, pageSize }: YouforceSource): string {
  switch (status) {
    case 400:
      return `It does not take the question: check core (${core}) and pageSize (${pageSize}).`;
    case 401:
      return 'A new token was not accepted either: check core, clientId and tenantId, and that the customer accepted the invitation of the application.';
    case 403:
      return 'The application may not read this: give it the IAM scopes (Youforce-IAM:Get_Basic) in the Visma Developer Portal, and have the customer accept them.';
    case 404:
      return 'It is not there, or the application may not see it: check core and people, and the authorisation that the customer gave.';
    case 409:
      return 'It was being changed at that moment; it is read again by itself.';
    case 429:
      return 'It was called too often: look whether another program uses the same client id, and lower callsPerDay to the share of this one. It is read again by itself after some minutes.';
    case 503:
      return 'Youforce is out of service for a while; it is read again by itself.';
    default:
      return status >= 500
        ? 'Youforce has a fault; it is read again by itself.'
        : 'Check baseUrl and whether a proxy stands in between; nothing was taken over.';
  }
}
