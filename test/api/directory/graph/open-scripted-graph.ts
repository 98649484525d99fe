import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraphWorld, type Reply, type ScriptedWorld } from './create-graph-world.ts';

/**
 * One call as the script sees it; `path` starts after `/v1.0`. Inner calls of a batch come one by one, after the batch
 * itself.
 */
export interface ScriptedCall {
  method: string;
  path: string;
  body: Record<string, unknown> | undefined;
  headers: Record<string, unknown>;
  isInner: boolean;
}

/**
 * What goes wrong with a call: an answer in place of the right one, which is carried out all the same when `happens`; a
 * lost connection; or text that is sent as it is. Undefined: nothing.
 */
export type Script = (
  call: ScriptedCall,
) => (Reply & { happens?: boolean }) | { reset: true; happens?: boolean } | { text: string } | undefined;

export interface ScriptedGraph {
  baseUrl: string;
  world: ScriptedWorld;
  /** Every call that came in, in order. */
  calls: ScriptedCall[];
  /** Writes, counted as Graph counts them. */
  countWrites(): number;
  script(script: Script): void;
  close(): Promise<void>;
}

/** A small Graph on this machine that does exactly what a test tells it to. */
export async function openScriptedGraph(): Promise<ScriptedGraph> {
  const calls: ScriptedCall[] = [];
  let script: Script = () => undefined;
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = createGraphWorld(`${baseUrl}/v1.0`);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const path = decodeURIComponent((request.url ?? '').replace('/v1.0', ''));
    const body = text === '' ? undefined : JSON.parse(text);
    const call = { method: request.method ?? '', path, body, headers: request.headers, isInner: false };
    calls.push(call);
    const fault = script(call);
    if (fault !== undefined && 'text' in fault) return void response.writeHead(200).end(fault.text);
    const right = fault === undefined || ('happens' in fault && fault.happens === true);
    const reply = right ? answer(call) : undefined;
    if (fault !== undefined && 'reset' in fault) return void request.socket.destroy();
    send(response, fault ?? reply ?? { status: 500 });
  }

  function answer(call: ScriptedCall): Reply {
    if (call.path !== '/$batch') return world.serve(call);
    const requests = (call.body?.requests ?? []) as Array<Record<string, unknown>>;
    const responses = requests.flatMap((inner) => {
      const reply = answerInner({
        method: String(inner.method),
        path: decodeURIComponent(String(inner.url)),
        body: inner.body as Record<string, unknown> | undefined,
        headers: (inner.headers ?? {}) as Record<string, unknown>,
        isInner: true,
      });
      return reply === null ? [] : [{ id: inner.id, ...reply }];
    });
    return { status: 200, body: { responses: responses.reverse() } };
  }

  function answerInner(call: ScriptedCall): Reply | null {
    calls.push(call);
    const fault = script(call);
    if (fault === undefined) return world.serve(call);
    if ('text' in fault) return null;
    if (fault.happens === true) world.serve(call);
    return 'reset' in fault ? null : { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
  }

  return {
    baseUrl,
    world,
    calls,
    countWrites: () => calls.filter((call) => call.method !== 'GET' && call.path !== '/$batch').length,
    script(next) {
      script = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? '' : JSON.stringify(body));
}
