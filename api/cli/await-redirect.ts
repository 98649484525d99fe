import { once } from 'node:events';
import { createServer } from 'node:http';
import { InstroomError } from '../../models/errors.ts';

const page = (text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Instroom</title><p>${text}</p></html>`;

/**
 * Waits on this machine for the address that a browser is sent back to.
 * @param redirectUri - the address without query, on loopback
 * @param options.isAnswer - whether an address is the one that is waited for; others are told off, and waited on for
 * @param options.onListening - told when a browser may be sent
 * @returns the whole address
 * @throws InstroomError `configuration` when the port is taken, or when nobody came in time
 */
export async function awaitRedirect(
  redirectUri: string,
  options: { isAnswer(address: URL): Promise<boolean>; onListening(): void; timeoutMs: number },
): Promise<string> {
  const { hostname, port, pathname, origin } = new URL(redirectUri);
  const server = createServer();
  const answer = new Promise<string>((resolve) => {
    server.on('request', async (request, response) => {
      // What is asked for may be no address at all, such as two slashes.
      const { url = '/', method } = request;
      const address = URL.canParse(url, origin) ? new URL(url, origin) : null;
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        connection: 'close',
      };
      const isIt =
        method === 'GET' && address?.pathname === pathname && (await options.isAnswer(address).catch(() => false));
      response.writeHead(isIt ? 200 : 404, headers);
      response.end(
        page(isIt ? 'Thank you. Instroom goes on in the terminal; you can close this page.' : 'Nothing here.'),
      );
      if (isIt && address !== null) resolve(address.href);
    });
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    server.listen(Number(port || 80), hostname.replace(/^\[|\]$/g, ''));
    await once(server, 'listening').catch((cause: unknown) => {
      throw new InstroomError('configuration', `Nothing can listen on ${origin}.`, {
        advice: 'Free that port, or take the code by hand with --code.',
        cause,
      });
    });
    options.onListening();
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(nobodyCame(redirectUri)), options.timeoutMs);
    });
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    server.close();
    server.closeIdleConnections();
  }
}

export const isOnThisMachine = (redirectUri: string): boolean =>
  /^(127\.0\.0\.1|localhost|\[::1\])$/.test(new URL(redirectUri).hostname);

const nobodyCame = (redirectUri: string) =>
  new InstroomError('configuration', `Nobody came back to ${redirectUri} in time.`, {
    advice: 'Begin anew. Where the browser is on another machine, take the code by hand with --code.',
  });
