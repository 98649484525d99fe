import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { errorBody, type Judge } from './graph/judge-request.ts';
import { Refusal } from './graph/refusal.ts';
import type { Answer, Desk, GraphRequest } from './graph/route.ts';
import { showPage } from './show-page.ts';

const jsonType = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** The web side of the sandbox: the page for people, and Graph below `/v1.0`. */
export function serveWorld(desk: Desk, parts: { judge: Judge; countRequest: () => void }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/', (_request, response) => {
    response
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
      .type('html')
      .send(showPage(desk.world));
  });
  app.use('/v1.0', express.text({ type: () => true, limit: '4mb' }));
  app.use('/v1.0', async (request, response) => {
    parts.countRequest();
    const breaks = desk.faults.current().connectionReset;
    const isBroken = desk.faults.befalls('connectionReset', { method: request.method, path: request.url });
    if (isBroken && breaks?.after !== true) return void request.socket.destroy();
    const body = readBody(request.body);
    const answer = body.isReadable
      ? await parts.judge(toGraphRequest(request, body.value))
      : refuse(
          desk,
          'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
        );
    if (isBroken) return void request.socket.destroy();
    send(response, answer);
  });
  app.use((_request, response) => send(response, refuse(desk, 'Invalid version.')));
  app.use((_thrown: unknown, _request: Request, response: Response, _next: NextFunction) =>
    send(response, refuse(desk, 'The request cannot be read.')),
  );
  return app;
}

function readBody(text: unknown): { isReadable: boolean; value?: unknown } {
  if (typeof text !== 'string' || text === '') return { isReadable: true };
  try {
    return { isReadable: true, value: JSON.parse(text) };
  } catch {
    return { isReadable: false };
  }
}

function toGraphRequest(request: Request, body: unknown): GraphRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers[name] = String(value);
  return { method: request.method, url: request.url, headers, body };
}

function refuse(desk: Desk, message: string): Answer {
  return { status: 400, body: errorBody(new Refusal(400, 'BadRequest', message), {}, desk.now()) };
}

function send(response: Response, { status, headers = {}, body }: Answer): void {
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else response.set('Content-Type', jsonType).end(JSON.stringify(body));
}
