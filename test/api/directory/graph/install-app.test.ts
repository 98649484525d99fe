import assert from 'node:assert/strict';
import { installApp } from '../../../../api/directory/graph/install-app.ts';

describe('putting the app into Teams', () => {
  const open = (answers: Record<string, number> = {}) => {
    const asked: string[] = [];
    const catalogue = new Map<string, string>();
    const batcher = {
      ask: async ({ method, url }: { method: string; url: string }) => {
        asked.push(`${method} ${decodeURIComponent(url)}`);
        const body = method === 'GET' ? { value: [{ id: 'app-7' }] } : {};
        return { status: answers[url] ?? (method === 'GET' ? 200 : 201), body, headers: {} } as never;
      },
    };
    const install = (accountId: string) =>
      installApp({ accountId, manifestId: 'm1' }, { batcher, root: 'https://graph/v1.0', catalogue });
    return { install, asked };
  };
  const look = "GET /appCatalogs/teamsApps?$filter=externalId eq 'm1'";
  const give = (who: string) => `POST /users/${who}/teamwork/installedApps`;

  it('looks into the catalogue once, however many people there are', async () => {
    const { install, asked } = open();
    for (const who of ['anna', 'bram', 'cas']) assert.deepEqual(await install(who), { kind: 'installed' });
    assert.deepEqual(asked, [look, ...['anna', 'bram', 'cas'].map(give)]);
  });

  it('looks again after a refusal: the app may have come back under another id', async () => {
    const { install, asked } = open({ '/users/bram/teamwork/installedApps': 404 });
    assert.deepEqual(await install('anna'), { kind: 'installed' });
    assert.deepEqual(await install('bram'), { kind: 'refused', status: 404 });
    assert.deepEqual(await install('cas'), { kind: 'installed' });
    assert.deepEqual(asked, [look, give('anna'), give('bram'), look, give('cas')]);
  });
});
