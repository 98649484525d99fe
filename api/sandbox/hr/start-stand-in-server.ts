import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StandInAnswer, StandInCall, StandInFault } from './hr-stand-in.ts';

export interface StandInServer {
  baseUrl: string;
  setFaults(faults: readonly StandInFault[]): void;
  calls(): readonly StandInCall[];
  close(): Promise<void>;
}

/**
 * What every stand-in shares: a server on loopback that notes each call, lets faults go first, and answers with what `answer` says.
 * @param options.port - 0, and the usual: any free one
 */
export async function startStandInServer(options: {
  port?: number;
  now: () => Date;
  answer: (call: StandInCall) => StandInAnswer | Promise<StandInAnswer>;
}): Promise<StandInServer> {
  const calls: StandInCall[] = [];
  let faults: { fault: StandInFault; left: number }[] = [];
  const faultFor = (call: StandInCall): StandInFault | null => {
    const entry = faults.find(({ fault, left }) => left > 0 && fault.concerns(call));
    if (entry === undefined) return null;
    entry.left--;
    return entry.fault;
  };
  const server = createServer(async (request, response) => {
    const call = await readCall(request, options.now());
    calls.push(call);
    const fault = faultFor(call);
    if (fault === null) return write(response, await options.answer(call));
    if (fault.with === 'silent') return;
    if (fault.with === 'cut') return cut(response, await options.answer(call));
    write(response, fault.with);
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setFaults: (next) => {
      faults = next.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }));
    },
    calls: () => calls,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readCall(request: IncomingMessage, now: Date): Promise<StandInCall> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    at: now.toISOString(),
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(pieces).toString('utf8'),
  };
}

function write(response: ServerResponse, { status, headers = {}, body }: StandInAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Half of the answer, under a length that promises all of it. */
function cut(response: ServerResponse, { status, headers = {}, body }: StandInAnswer): void {
  const whole = Buffer.from(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    ...headers,
    'content-length': String(whole.length),
  });
  response.write(whole.subarray(0, Math.max(1, whole.length >> 1)), () => response.destroy());
}
