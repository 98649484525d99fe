import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Logger } from '../../models/ports.ts';
import type { ScimAnswer, ScimAsk, ScimDesk, ScimService } from '../../models/scim.ts';

type Params = Record<'sourceId', string>;
type Work = (desk: ScimDesk, ask: ScimAsk, req: Request<Params & Record<string, string>>) => Promise<ScimAnswer>;

/** Where an address begins with one of these, it names no source. RFC 7644, section 3.2. */
const endpoints: ReadonlySet<string> = new Set([
  'Users',
  'Bulk',
  'bulkUpload',
  'ServiceProviderConfig',
  'ResourceTypes',
  'Schemas',
]);

/** What is read of one body. */
const largestBody = '1mb';

/**
 * SCIM 2.0 for HR systems that push: `/:sourceId/Users` and what belongs to it, or `/Users` where one source alone pushes. The token is that
 * of the source; whoever has none does not hear whether the source is there.
 */
export function scimRoutes(parts: { scim: ScimService; logger: Logger }): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: largestBody });
  const answer = (work: Work) => async (req: Request<Params & Record<string, string>>, res: Response) => {
    const desk = res.locals.desk as ScimDesk;
    send(res, await work(desk, askOf(req), req));
  };
  router.use(async (req, _res, next) => {
    const [, first = ''] = req.path.split('/');
    const only = endpoints.has(first) ? await parts.scim.onlySource() : null;
    if (only !== null) req.url = `/${encodeURIComponent(only)}${req.url}`;
    next();
  });
  router.use('/:sourceId', async (req, res, next) => {
    const desk = await parts.scim.admit(req.params.sourceId, req.headers.authorization);
    if (desk === null)
      refuse(
        res.set('www-authenticate', 'Bearer'),
        401,
        'Send the header Authorization: Bearer, with a token of this source. Where several sources push, the address names one: /scim/v2/<id of the source>/Users.',
      );
    else {
      res.locals.desk = desk;
      next();
    }
  });
  router.use(refuseOtherTypes, raw);
  router.get(
    '/:sourceId/Users',
    answer((desk, ask) => desk.list(ask)),
  );
  router.post(
    '/:sourceId/Users',
    answer((desk, ask) => desk.create(ask)),
  );
  router.get(
    '/:sourceId/Users/:id',
    answer((desk, ask, req) => desk.get(req.params.id ?? '', ask)),
  );
  router.put(
    '/:sourceId/Users/:id',
    answer((desk, ask, req) => desk.replace(req.params.id ?? '', ask)),
  );
  router.patch(
    '/:sourceId/Users/:id',
    answer((desk, ask, req) => desk.patch(req.params.id ?? '', ask)),
  );
  router.delete(
    '/:sourceId/Users/:id',
    answer((desk, ask, req) => desk.withdraw(req.params.id ?? '', ask)),
  );
  router.post(
    ['/:sourceId/Bulk', '/:sourceId/bulkUpload'],
    answer((desk, ask) => desk.bulk(ask)),
  );
  router.get(
    '/:sourceId/Bulk/:id',
    answer((desk, ask, req) => desk.bulkStatus(req.params.id ?? '', ask)),
  );
  router.get(
    '/:sourceId/:kind',
    answer((desk, ask, req) => desk.describe(req.params.kind ?? '', null, ask)),
  );
  router.get(
    '/:sourceId/:kind/:name',
    answer((desk, ask, req) => desk.describe(req.params.kind ?? '', req.params.name ?? '', ask)),
  );
  router.use((_req, res) => refuse(res, 404, 'There is nothing here: people are at /Users.'));
  router.use(answerScimErrors(parts.logger));
  return router;
}

function send(res: Response, { status, body, location, version }: ScimAnswer): void {
  res.status(status);
  if (location !== undefined) res.set('location', location);
  if (version !== undefined) res.set('etag', version);
  if (body === null) res.end();
  else res.set('content-type', 'application/scim+json; charset=utf-8').end(JSON.stringify(body));
}

/** In the shape of RFC 7644, section 3.12. */
export function refuse(res: Response, status: number, detail: string): void {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  send(res, { status, body: { schemas, status: String(status), detail } });
}

function askOf(req: Request<Params & Record<string, string>>): ScimAsk {
  const header = (name: string): string | null => req.get(name)?.trim() || null;
  return {
    base: `${schemeOf(req)}://${req.headers.host ?? 'localhost'}/scim/v2/${encodeURIComponent(req.params.sourceId)}`,
    body: Buffer.isBuffer(req.body) ? req.body : new Uint8Array(),
    query: req.query,
    ifMatch: header('if-match'),
    ifNoneMatch: header('if-none-match'),
    requestId: header('client-request-id') ?? header('x-request-id'),
  };
}

/** Behind a proxy that ends TLS the request itself is plain. It is only told back to whoever sent it. */
const schemeOf = (req: Request<Params & Record<string, string>>): string =>
  req.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? 'https' : req.protocol;

const readable = /^application\/(?:scim\+)?json *(?:; *charset *= *"?utf-8"? *)?$/i;

/** A body is SCIM or JSON, in UTF-8: anything else would be guessed at. */
function refuseOtherTypes(req: Request, res: Response, next: () => void): void {
  const isWriting = req.method === 'POST' || req.method === 'PUT' || req.method === 'PATCH';
  if (!isWriting || readable.test(req.headers['content-type']?.trim() ?? '')) next();
  else refuse(res, 415, 'Send the body with Content-Type application/scim+json, in UTF-8.');
}

function answerScimErrors(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const status = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status === 413) refuse(res, 413, `The body is larger than ${largestBody}.`);
    else if (status >= 400 && status < 500)
      refuse(res, status, 'The request cannot be read, or not all of it arrived.');
    else {
      logger.error({ error }, 'a SCIM request failed');
      refuse(res, 503, 'It could not be written down. Send it again later.');
    }
  };
}
