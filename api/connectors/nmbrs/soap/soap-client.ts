import { InstroomError } from '../../../../models/errors.ts';
import type { NmbrsSource } from '../../../../models/sources/nmbrs-source.ts';
import { createLine } from '../../../outbound/line.ts';
import { createRetry, type Outcome } from '../../../outbound/retry.ts';
import { type HttpAnswer, isPassing } from '../../../outbound/send.ts';
import type { ConnectorParts } from '../../connector-parts.ts';
import { asElement, buildXml, children, parseXml, textOf, type XmlElement } from './parse-xml.ts';

export type SoapService = 'EmployeeService' | 'CompanyService' | 'DebtorService';

/** A way to SOAP v3 of Nmbrs. */
export interface SoapClient {
  /**
   * @param values - what the operation is asked with, by the names of its elements
   * @returns the result; null when it is empty
   * @throws InstroomError for every fault, and for what is not the whole
   */
  call(service: SoapService, operation: string, values?: Readonly<Record<string, string>>): Promise<XmlElement | null>;
}

/** 150 calls a second are let through: https://support.nmbrs.nl/hc/nl/articles/205903718 */
const usual = { pace: { atOnce: 4, everyMs: 10 }, timeoutMs: 300_000, mostBytes: 200_000_000 };
const patience = { attempts: 3, firstWaitMs: 2_000, longestWaitMs: 60_000 };

export function createSoapClient(
  source: NmbrsSource,
  { secrets, sleep }: Pick<ConnectorParts, 'secrets' | 'sleep'>,
): SoapClient {
  const base = (source.baseUrl ?? 'https://api.nmbrs.nl').replace(/\/+$/, '');
  const line = createLine({ ...usual, patience, sleep });
  const retry = createRetry({ sleep });
  // A fault is a 500 as well, and a wrong token that is tried again and again gets an address blocked: only what is no fault is repeated.
  const send = (url: string, headers: Record<string, string>, body: string) =>
    retry<HttpAnswer | Error>(async (): Promise<Outcome<HttpAnswer | Error>> => {
      const answer = await line
        .send({ url, method: 'POST', headers, body, repeatable: false })
        .catch((cause: unknown) => silence(source, cause));
      const isOdd = answer instanceof Error || (isPassing(answer.status) && faultOf(parseXml(answer.text)) === null);
      return { kind: isOdd ? 'again' : 'final', value: answer };
    }, patience);
  return {
    call: async (service, operation, values = {}) => {
      const namespace = `https://api.nmbrs.nl/soap/v3/${service}`;
      const body = envelope(namespace, operation, { values, source, token: await secrets.read(source.token ?? '') });
      const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${namespace}/${operation}"` };
      const answer = await send(`${base}/soap/v3/${service}.asmx`, headers, body);
      if (answer instanceof Error) throw answer;
      return readAnswer(answer, operation, source);
    },
  };
}

function envelope(
  namespace: string,
  operation: string,
  { values, source, token }: { values: Readonly<Record<string, string>>; source: NmbrsSource; token: string },
): string {
  const { username, domain } = source;
  const login = { Username: username, Token: token, ...(domain === undefined ? {} : { Domain: domain }) };
  return buildXml({
    'soap:Envelope': {
      '@_xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
      'soap:Header': { AuthHeaderWithDomain: { '@_xmlns': namespace, ...login } },
      'soap:Body': { [operation]: { '@_xmlns': namespace, ...values } },
    },
  });
}

function readAnswer({ status, text }: HttpAnswer, operation: string, source: NmbrsSource): XmlElement | null {
  const document = parseXml(text);
  const fault = faultOf(document);
  if (fault !== null) throw explainFault(fault, operation, source);
  const [response] = children(bodyOf(document), `${operation}Response`);
  if (status === 200 && response !== undefined) return asElement(response[`${operation}Result`]);
  // An answer that says nothing but its own name is read as text.
  if (status === 200 && bodyOf(document)?.[`${operation}Response`] === '') return null;
  throw new InstroomError(
    'hr-unreadable',
    `${source.id}: Nmbrs answered ${status} to ${operation}, and not with its result.`,
    {
      retryable: status === 429 || isPassing(status),
      advice: 'Check baseUrl and whether a proxy stands in between; nothing was taken over.',
    },
  );
}

const bodyOf = (document: XmlElement | null): XmlElement | null =>
  children(children(document, 'Envelope')[0] ?? null, 'Body')[0] ?? null;

/** The text of a fault, of SOAP 1.1 or 1.2; null when it is none. */
function faultOf(document: XmlElement | null): string | null {
  const [fault] = children(bodyOf(document), 'Fault');
  if (fault === undefined) return null;
  return textOf(fault, 'faultstring') ?? textOf(children(fault, 'Reason')[0] ?? null, 'Text') ?? '';
}

/** Codes of faults: https://api.nmbrs.nl/soap/v3 */
const advices: Readonly<Record<string, string>> = {
  '1001': 'Check username, domain and the secret that token names: a token is made in Nmbrs, by the user it is of.',
  '1002': 'Give the user of the token the right to use this service of the API.',
  '1003': 'Give the user of the token rights to these data in Nmbrs.',
  '1004': 'The environment has no subscription to the API: ask Nmbrs.',
  '2003': 'Give the user of the token rights to the employee.',
  '2004': 'Give the user of the token rights to the company, or leave it out of companies.',
  '2006': 'Check the payroll periods of the company in Nmbrs.',
  '2009': 'Give the user of the token rights to the debtor.',
};

function explainFault(fault: string, operation: string, source: NmbrsSource): InstroomError {
  const code = /(?:--->|^)\s*(\d{4})\b/.exec(fault)?.[1] ?? null;
  const advice = (code === null ? undefined : advices[code]) ?? 'Show this to Nmbrs; it is tried again by itself.';
  // The text may name people; the code is enough.
  const what = code === null ? 'a fault without a code' : `fault ${code}`;
  return new InstroomError('hr-unreadable', `${source.id}: Nmbrs answered ${operation} with ${what}.`, {
    retryable: code === null || code === '9999',
    advice,
  });
}

function silence(source: NmbrsSource, cause: unknown): InstroomError {
  return new InstroomError('hr-unreadable', `${source.id}: no answer from Nmbrs.`, {
    retryable: true,
    advice: 'Check the network; it is tried again by itself.',
    cause,
  });
}
