import { InstroomError } from '../../../models/errors.ts';
import { readRetryAfter } from '../../outbound/retry-after.ts';
import type { HttpAnswer } from '../../outbound/send.ts';
import { readXml } from '../read-xml.ts';
import { Fault } from './schema.ts';
import { findNode } from './xml.ts';

/** What an answer is to, in the words of the customer's administrator. */
export interface Asked {
  sourceId: string;
  /** Get_Workers, Get_Organizations, the name of a report, or the token. */
  what: string;
}

/** The fault in an answer that was read as XML, or null when there is none. */
export function faultIn(document: unknown): Fault | null {
  const fault = findNode(document, 'Envelope', 'Body', 'Fault');
  return fault === undefined ? null : (Fault.safeParse(fault).data ?? {});
}

const findFault = (answer: HttpAnswer): Fault | null => faultIn(readXml(answer.text));

/**
 * Whether the same question may get another answer a moment later. Workday answers a wrong password with a 500 like anything else, and
 * locks the account after a few of those, so only faults of the server's own are asked again.
 */
export function isPassing(answer: HttpAnswer): boolean {
  const { status } = answer;
  if (status !== 500) return status === 408 || (status > 501 && status < 600);
  const fault = findFault(answer);
  return fault === null || known(fault)?.retryable === true;
}

/** An answer that is not what was asked for, as an error that says what to do. */
export function explainAnswer(answer: HttpAnswer, asked: Asked): InstroomError {
  const fault = findFault(answer);
  return fault === null ? explainStatus(answer, asked) : explainFault(fault, asked);
}

interface Known {
  code: RegExp;
  words: RegExp;
  retryable: boolean;
  advice: (asked: Asked) => string;
}

const never = /(?!)/;

const signIn: Known = {
  code: /authenticationError|FailedAuthentication|FailedCheck/i,
  words: /invalid username or password|authenticat/i,
  retryable: false,
  advice: () =>
    'Check user, tenant and the secret of the password: the password is wrong or has ended, or the account is locked. In Workday the integration system user should be kept from password expiration.',
};

/** What the code and text of a fault give away; the first that fits counts. */
const faults: readonly Known[] = [
  signIn,
  {
    code: never,
    words: /not authorized/i,
    retryable: false,
    advice: ({ what }) =>
      `Give the security group of the integration system user Get access to the domain that ${what} belongs to, and activate the pending security policy changes.${what === 'Get_Organizations' ? ' Or set units: workers.' : ''}`,
  },
  {
    code: /validationError/i,
    words: never,
    retryable: false,
    advice: () => 'Check version, tenant and the settings of the source: Workday does not understand the question.',
  },
  {
    code: /(^|:)Server|processingError/i,
    words: never,
    retryable: true,
    advice: () => 'It is tried again by itself. If it stays, show this to the Workday administrator.',
  },
];

/** A token or password that was refused, whatever the status says. */
export const isRefusal = (answer: HttpAnswer): boolean =>
  answer.status === 401 || (answer.status === 500 && signIn.code.test(findFault(answer)?.faultcode ?? ''));

const known = ({ faultcode = '', faultstring = '' }: Fault): Known | undefined =>
  faults.find(({ code, words }) => code.test(faultcode) || words.test(faultstring));

function explainFault(fault: Fault, asked: Asked): InstroomError {
  const messages = fault.detail?.Validation_Fault?.Validation_Error.flatMap(({ Message }) => Message ?? []) ?? [];
  const words = messages[0] ?? fault.faultstring ?? fault.faultcode ?? 'a fault without words';
  const found = known(fault);
  return new InstroomError(
    'hr-unreadable',
    `${asked.sourceId}: Workday refused ${asked.what}: ${withoutValues(words)}`,
    {
      retryable: found?.retryable ?? false,
      advice: found?.advice(asked) ?? 'Show this to the Workday administrator; nothing was taken over.',
    },
  );
}

/**
 * Faults quote values of requests, which may be somebody's number; what they are of says enough. A mark within a word is an apostrophe,
 * and a quotation that does not end goes on to the end.
 */
const withoutValues = (words: string): string =>
  words
    .slice(0, 300)
    .replace(/(?<![\p{L}\d])(['"“])(?:.*?['"”](?![\p{L}\d])|.*$)/gsu, '$1…$1')
    .replace(/\.*$/, '.');

function explainStatus({ status, headers }: HttpAnswer, { sourceId, what }: Asked): InstroomError {
  const afterMs = readRetryAfter(headers.get('retry-after'));
  const retryable = status === 429 || status >= 500;
  const advice = adviceFor(status, afterMs === null ? 'later' : `after ${Math.ceil(afterMs / 1000)} seconds`);
  return new InstroomError('hr-unreadable', `${sourceId}: Workday answered ${status} to ${what}.`, {
    retryable,
    advice,
  });
}

function adviceFor(status: number, after: string): string {
  switch (status) {
    case 400:
      return 'Check version, the name of the report and its prompts.';
    case 401:
      return 'Check user, tenant and the secret of the password, or the client of oauth: it is wrong, has ended or is locked.';
    case 403:
      return 'Share the report with the integration system user, or give its security group access to the data in it.';
    case 404:
      return 'Check host, tenant and version, and the owner and name of the report.';
    case 429:
      return `Workday is asked too often; it is tried again ${after}. Ask less often with pollMinutes.`;
    case 503:
      return `Workday is being maintained or has no room; it is tried again ${after}.`;
    default:
      return status < 400
        ? 'Check host, baseUrl and whether a proxy stands in between; nothing was taken over.'
        : 'It is tried again by itself. If it stays, show this to the Workday administrator.';
  }
}
