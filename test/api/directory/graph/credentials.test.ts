import assert from 'node:assert/strict';
import type { GetTokenOptions, TokenCredential } from '@azure/identity';
import { createTokenSource } from '../../../../api/directory/graph/token-source.ts';
import { refuse } from './create-graph-world.ts';
import { openScriptedGraph, type ScriptedGraph } from './open-scripted-graph.ts';
import { openTestDirectory } from './open-test-directory.ts';

/** A credential that hands out `token-1`, `token-2` and so on. */
function countTokens() {
  const asked: Array<{ scope: string | string[]; options: GetTokenOptions | undefined }> = [];
  const credential: TokenCredential = {
    async getToken(scope, options) {
      asked.push({ scope, options });
      return { token: `token-${asked.length}`, expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  return { credential, asked };
}

describe('credentials for Graph', () => {
  let graph: ScriptedGraph;
  beforeEach(async () => {
    graph = await openScriptedGraph();
  });
  afterEach(() => graph.close());

  it('travel with every request, for the cloud that is asked', async () => {
    const { credential, asked } = countTokens();
    await openTestDirectory(graph.baseUrl, { credential }).directory.readBack(['nobody']);
    assert.equal(graph.calls[0]?.headers.authorization, 'Bearer token-1');
    assert.equal(asked[0]?.scope, `${graph.baseUrl}/.default`);
  });

  it('are renewed once when they are not taken, answering what Entra asks for', async () => {
    const { credential, asked } = countTokens();
    const claims = Buffer.from('{"access_token":{}}').toString('base64');
    graph.script((call) =>
      call.headers.authorization === 'Bearer token-1'
        ? {
            ...refuse(401, 'InvalidAuthenticationToken', 'expired'),
            headers: { 'www-authenticate': `Bearer claims="${claims}"` },
          }
        : undefined,
    );
    const { directory, logged } = openTestDirectory(graph.baseUrl, { credential });
    await directory.readBack(['nobody']);
    assert.deepEqual(asked[1]?.options, { claims: '{"access_token":{}}' });

    graph.script(() => refuse(401, 'InvalidAuthenticationToken', 'no'));
    const before = asked.length;
    await assert.rejects(directory.readBack(['nobody']), (thrown: Error & { code?: string }) => {
      assert.equal(thrown.code, 'directory-refused');
      assert.doesNotMatch(thrown.message, /token-\d/);
      return true;
    });
    assert.equal(asked.length, before + 2);
    assert.doesNotMatch(logged(), /token-\d/);
  });

  it('that cannot be had stop everything, with advice', async () => {
    const failing = (error: object): TokenCredential => ({
      getToken: async () => {
        throw error;
      },
    });
    const refused = Object.assign(new Error('AADSTS7000215: Invalid client secret.\nTrace'), { statusCode: 401 });
    const down = Object.assign(new Error('getaddrinfo ENOTFOUND'), { name: 'AuthenticationError' });
    const read = (error: object) =>
      openTestDirectory(graph.baseUrl, { credential: failing(error) }).directory.read({
        groups: [],
        applications: [],
        previous: null,
      });
    await assert.rejects(read(refused), {
      code: 'directory-refused',
      message: 'Entra gives us no token: AADSTS7000215: Invalid client secret.',
    });
    await assert.rejects(read(down), { code: 'directory-unreachable', retryable: true });
    assert.equal(graph.calls.length, 0);
  });

  it('never go out in the open, and may only be missing on this machine', () => {
    const { credential } = countTokens();
    assert.throws(() => createTokenSource(new URL('http://graph.microsoft.com'), credential), {
      code: 'configuration',
    });
    assert.throws(() => createTokenSource(new URL('https://graph.microsoft.com'), null), { code: 'configuration' });
    assert.doesNotThrow(() => createTokenSource(new URL('http://localhost:1'), null));
    assert.doesNotThrow(() => createTokenSource(new URL('https://graph.microsoft.us'), credential));
  });
});
