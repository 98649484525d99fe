import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { answerProblem } from './answer-error.ts';

/**
 * Lets in whoever has the bearer key. Without a key the server listens on loopback only, and then lets in what is addressed to
 * loopback by name, so that a web page elsewhere cannot reach it through a name of its own.
 */
export function authenticate(apiKey: string | null): RequestHandler {
  return (req, res, next) => {
    const refusal =
      apiKey === null ? refuseForeignHost(req.headers.host) : refuseKey(apiKey, req.headers.authorization);
    if (refusal === null) next();
    else answerProblem(res, { status: 401, title: 'Who are you?', detail: refusal, code: 'unauthorized' });
  };
}

function refuseKey(apiKey: string, header: string | undefined): string | null {
  const given = /^Bearer (.+)$/i.exec(header ?? '')?.[1];
  if (given === undefined) return 'Send the header Authorization: Bearer, with the key of INSTROOM_API_KEY.';
  return timingSafeEqual(digest(given), digest(apiKey)) ? null : 'The key is not the one of INSTROOM_API_KEY.';
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

function refuseForeignHost(host: string | undefined): string | null {
  const name = (host ?? '').replace(/:\d+$/, '');
  const isLocal = name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
  return isLocal ? null : 'Without INSTROOM_API_KEY the API answers to localhost only.';
}
