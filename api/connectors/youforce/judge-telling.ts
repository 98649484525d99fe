import { InstroomError } from '../../../models/errors.ts';
import type { YouforceSource } from '../../../models/sources/youforce-source.ts';
import type { HttpAnswer } from '../../outbound/send.ts';

/** What an answer says of one person. `soon`: it may be another one a moment later. */
export type Judgement = { kind: 'written' | 'unclear' } | { kind: 'refused'; text: string; soon: boolean };

/** The right that the application needs for it. */
export const updateRight = 'Youforce-IAM:Update_Identity';

/**
 * What became of telling one person. Statuses as documented:
 * https://vr-api-integration.github.io/youforce-api-documentation/guides_request_headers_and_responses.html
 * @throws InstroomError for what concerns everybody
 */
export function judgeTelling(answer: HttpAnswer | null, source: YouforceSource): Judgement {
  if (answer === null || answer.status === 408 || answer.status >= 500) return { kind: 'unclear' };
  switch (answer.status) {
    case 200:
    case 201:
    case 202:
    case 204:
      // The page of a proxy is a 200 as well.
      if (answer.text.trimStart().startsWith('<')) break;
      return { kind: 'written' };
    case 400:
      return refused(
        'Youforce does not take the sign-in name (400). Look whether it is one that may be used there; when it is so for everybody, check writeBack.path.',
      );
    case 404:
      return refused(
        'Youforce has no user for this employee, or the application may not change it (404: they look the same). Look whether the user is there and what the customer lets the application change; when it is so for everybody, check writeBack.path.',
      );
    case 409:
      return refused('The user was being changed in Youforce at that moment (409). It is tried again by itself.', true);
  }
  throw explainTelling(answer.status, source);
}

const refused = (text: string, soon = false): Judgement => ({ kind: 'refused', text, soon });

function explainTelling(status: number, { id }: YouforceSource): InstroomError {
  return new InstroomError(
    status === 429 ? 'hr-busy' : 'hr-unreadable',
    `${id}: Youforce answered ${status} when it was told a sign-in name.`,
    { retryable: status === 429, advice: adviceFor(status) },
  );
}

function adviceFor(status: number): string {
  switch (status) {
    case 401:
      return 'A new token was not accepted either: check core, clientId and tenantId, and that the customer accepted the invitation of the application.';
    case 403:
      return `The application may not write this: give it the right ${updateRight} in the Visma Developer Portal, and have the customer accept it; or set writeBack to null.`;
    case 429:
      return 'It was called too often: look whether another program uses the same client id, and lower callsPerDay to the share of this one. It goes on by itself after some minutes.';
    default:
      return 'Check writeBack.path and baseUrl, and whether a proxy stands in between.';
  }
}
