import type { z } from 'zod';
import { InstroomError } from '../../../models/errors.ts';
import type { WorkdaySource } from '../../../models/sources/workday-source.ts';
import { createLine, type Line, type LineRequest } from '../../outbound/line.ts';
import type { ConnectorParts } from '../connector-parts.ts';
import { readXml } from '../read-xml.ts';
import { unreadable } from '../unreadable.ts';
import { baseOf, type Credentials, createCredentials, parseJson } from './credentials.ts';
import { explainAnswer, faultIn, isPassing, isRefusal } from './explain-answer.ts';
import { ReportAnswer } from './schema.ts';
import { findNode, writeXml } from './xml.ts';

export type Operation = 'Get_Workers' | 'Get_Organizations';

/** A way to one tenant. What is returned is whole; everything else is an InstroomError. */
export interface WorkdayClient {
  /** @param request - what stands in the element of the request, in the shape of `writeXml`, names with the prefix `wd:` */
  ask<Schema extends z.ZodType>(operation: Operation, request: object, schema: Schema): Promise<z.infer<Schema>>;
  /** All entries of the report, with these prompts. */
  report(prompts: Readonly<Record<string, string>>): Promise<Record<string, unknown>[]>;
}

const patience = { attempts: 4, firstWaitMs: 2_000, longestWaitMs: 60_000 };

/** Workday publishes no limits; observers report ten calls a second. Reports run up to 30 minutes on their side. */
const usual = {
  soap: { pace: { atOnce: 2, everyMs: 100 }, timeoutMs: 300_000, mostBytes: 80_000_000 },
  raas: { pace: { atOnce: 1, everyMs: 100 }, timeoutMs: 1_800_000, mostBytes: 400_000_000 },
} as const;

const namespaces = {
  '@xmlns:env': 'http://schemas.xmlsoap.org/soap/envelope/',
  '@xmlns:wd': 'urn:com.workday/bsvc',
};
const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const passwordText = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';

export function createWorkdayClient(
  source: WorkdaySource,
  parts: Pick<ConnectorParts, 'secrets' | 'sleep' | 'clock'>,
): WorkdayClient {
  const line: Line = createLine({ ...usual[source.api], patience, sleep: parts.sleep });
  const credentials = createCredentials(source, parts, line);
  const sendSigned = async (toRequest: (authorization: Record<string, string>) => Promise<LineRequest>) => {
    const once = async () => {
      const header = await credentials.header(source.api);
      return line.send(await toRequest(header === null ? {} : { authorization: header }));
    };
    try {
      const answer = await once();
      // A token can be withdrawn before its time.
      return isRefusal(answer) && credentials.renew() ? await once() : answer;
    } catch (cause) {
      throw cause instanceof InstroomError ? cause : silence(source, cause);
    }
  };
  return {
    ask: async (operation, request, schema) => {
      const asked = { sourceId: source.id, what: operation };
      const answer = await sendSigned(async (authorization) => ({
        url: `${baseOf(source)}/ccx/service/${source.tenant}/Human_Resources/${source.version}`,
        method: 'POST',
        repeatable: true,
        isPassing,
        headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml', ...authorization },
        body: writeXml(await envelope(operation, request, { source, credentials })),
      }));
      const document = readXml(answer.text);
      if (answer.status !== 200 || faultIn(document) !== null) throw explainAnswer(answer, asked);
      const found = findNode(document, 'Envelope', 'Body', `${operation}_Response`);
      const parsed = schema.safeParse(found);
      if (parsed.success) return parsed.data;
      throw something(source, found === undefined ? 'no such XML' : (parsed.error.issues[0]?.path.join('.') ?? ''));
    },
    report: async (prompts) => {
      const { owner = '', name = '' } = source.report ?? {};
      const query = new URLSearchParams({ ...prompts, format: 'json' });
      const path = ['ccx/service/customreport2', source.tenant, owner, name].map(encodePath).join('/');
      const answer = await sendSigned(async (authorization) => ({
        url: `${baseOf(source)}/${path}?${query}`,
        headers: { accept: 'application/json', ...authorization },
      }));
      if (answer.status !== 200) throw explainAnswer(answer, { sourceId: source.id, what: `the report ${name}` });
      const parsed = ReportAnswer.safeParse(parseJson(answer.text));
      if (parsed.success) return parsed.data.Report_Entry;
      throw something(source, parsed.error.issues[0]?.path.join('.') || 'no JSON');
    },
  };
}

const encodePath = (part: string): string => part.split('/').map(encodeURIComponent).join('/');

/** WS-Security wants a user token in plain text; https carries it. */
async function envelope(
  operation: Operation,
  request: object,
  { source, credentials }: { source: WorkdaySource; credentials: Credentials },
) {
  const user = await credentials.user();
  const security = user && {
    '@env:mustUnderstand': '1',
    '@xmlns:wsse': wsse,
    'wsse:UsernameToken': {
      'wsse:Username': user.name,
      'wsse:Password': { '@Type': passwordText, '#text': user.password },
    },
  };
  return {
    'env:Envelope': {
      ...namespaces,
      'env:Header': security === null ? '' : { 'wsse:Security': security },
      'env:Body': { [`wd:${operation}_Request`]: { '@wd:version': source.version, ...request } },
    },
  };
}

function something({ id }: WorkdaySource, where: string): InstroomError {
  return unreadable(
    `${id}: Workday answered with something else than was asked for (${where}).`,
    'Check host, baseUrl and whether a proxy stands in between; nothing was taken over.',
  );
}

function silence({ id }: WorkdaySource, cause: unknown): InstroomError {
  const isText = (cause as { code?: string }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
  return new InstroomError(
    'hr-unreadable',
    `${id}: ${isText ? 'the answer of Workday is not UTF-8' : 'no answer from Workday'}.`,
    {
      retryable: true,
      advice: isText
        ? 'Check host, baseUrl and whether a proxy stands in between; nothing was taken over.'
        : 'Check the network, host and baseUrl; it is tried again by itself.',
      cause,
    },
  );
}
