import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLine, type LineOptions } from '../../../api/outbound/line.ts';

describe('a line to one system', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const serve = async (listener: RequestListener): Promise<string> => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  const waits: number[] = [];
  const openLine = (options: Partial<LineOptions> = {}) => {
    waits.length = 0;
    return createLine({
      pace: { atOnce: 2, everyMs: 0 },
      patience: { attempts: 3, firstWaitMs: 10, longestWaitMs: 100 },
      timeoutMs: 2000,
      mostBytes: 1000,
      sleep: async (ms) => void waits.push(ms),
      random: () => 0,
      ...options,
    });
  };

  it('never has more requests under way than the system bears', async () => {
    let [underWay, most] = [0, 0];
    const url = await serve((_, response) => {
      most = Math.max(most, ++underWay);
      setTimeout(() => {
        underWay--;
        response.end('ok');
      }, 5);
    });
    const line = openLine();
    const answers = await Promise.all(Array.from({ length: 8 }, () => line.send({ url })));
    assert.deepEqual([most, answers.every(({ text }) => text === 'ok')], [2, true]);
  });

  it('keeps the time between two requests that the system wants', async () => {
    const url = await serve((_, response) => response.end('ok'));
    const line = openLine({ pace: { atOnce: 3, everyMs: 600 }, now: () => 0 });
    await Promise.all([line.send({ url }), line.send({ url }), line.send({ url })]);
    assert.deepEqual(waits.map(Math.round), [600, 1200]);
  });

  it('asks again after 429 and 503 as the system says, and hands back what it says last', async () => {
    const statuses = [429, 503];
    const url = await serve((_, response) => {
      response.writeHead(statuses.shift() ?? 200, { 'retry-after': '2' }).end('body');
    });
    const answer = await openLine().send({ url });
    assert.deepEqual([answer.status, answer.text], [200, 'body']);
    assert.ok(waits.includes(2000));
  });

  it('does not repeat a POST whose answer leaves open what happened, unless that is harmless', async () => {
    let count = 0;
    const url = await serve((_, response) => {
      count++;
      response.writeHead(500).end();
    });
    assert.equal((await openLine().send({ url, method: 'POST', body: '{}' })).status, 500);
    assert.equal(count, 1);
    await openLine().send({ url, method: 'POST', body: '{}', repeatable: true });
    assert.equal(count, 4);
  });

  it('throws for an answer that is cut, too large, or no UTF-8, rather than hand back a part', async () => {
    const bodies: RequestListener[] = [
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => response.destroy(), 5);
      },
      (_, response) => response.end('x'.repeat(2000)),
      (_, response) => response.end(Buffer.from([0x61, 0xff, 0x62])),
    ];
    let body: RequestListener = () => {};
    const url = await serve((request, response) => body(request, response));
    for (body of bodies) await assert.rejects(openLine().send({ url }));
  });

  it('asks for leave before each attempt, and sends nothing without it', async () => {
    let count = 0;
    const url = await serve((_, response) => {
      count++;
      response.writeHead(503).end();
    });
    let left = 2;
    const permit = async (): Promise<void> => {
      if (left-- === 0) throw new Error('no more today');
    };
    await assert.rejects(openLine().send({ url, permit }), /no more today/);
    assert.equal(count, 2);
  });

  it('follows no redirect with the credentials it carries', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/else') response.end('followed');
      else response.writeHead(302, { location: '/else' }).end();
    });
    await assert.rejects(openLine().send({ url }));
  });
});
