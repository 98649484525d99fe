import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../api/clock.ts';
import { createSyncParts } from '../../api/create-sync-parts.ts';
import { createGraphDirectory } from '../../api/directory/graph/create-graph-directory.ts';
import { createPolicyLoader } from '../../api/policy/load-policy.ts';
import { startSandbox } from '../../api/sandbox/start-sandbox.ts';
import { applyNow } from '../../api/sync/apply-now.ts';
import { startEmbeddedStore } from '../../models/store/embedded/start-embedded-store.ts';
import { openStores } from '../../models/store/open-stores.ts';
import { noSourcePlace } from '../fakes/no-source-place.ts';
import { organisationSeed, writeOrganisation } from '../organisation/write-organisation.ts';

const quiet = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

/**
 * The first load of so many people: HTTP requests to the sandbox, writes as Graph counts them, and how long it took from reading HR
 * to the end of the run, over the embedded store.
 */
export async function measureLoad(count: number): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), 'instroom-bench-'));
  const sandbox = await startSandbox({ seed: organisationSeed() });
  const engine = await startEmbeddedStore({ folder: join(folder, 'store') });
  const stores = await openStores({ uri: engine.uri, logger: quiet });
  try {
    const policyPath = await writeOrganisation(folder, count);
    const common = { clock: systemClock, logger: quiet };
    const directory = createGraphDirectory({
      baseUrl: sandbox.baseUrl,
      credential: null,
      tenantKey: 'bench',
      name: 'bench',
      isSandbox: true,
      ...common,
    });
    const sync = createSyncParts({
      policies: { load: createPolicyLoader(policyPath) },
      stores,
      directory,
      notifier: { tell: async () => {} },
      sources: noSourcePlace,
      ...common,
    });
    const startedAt = performance.now();
    const run = await applyNow(
      { by: { kind: 'cli', id: 'bench', name: 'bench' }, owner: 'bench', approve: true },
      sync,
    );
    const ms = performance.now() - startedAt;
    const { requests, writes } = sandbox.world.counters();
    const { done, failed, skipped } = run.results;
    return {
      people: count,
      operations: done,
      failed: failed + skipped,
      requests,
      writes,
      writesPerPerson: Math.round((writes / count) * 100) / 100,
      ms: Math.round(ms),
    };
  } finally {
    await stores.close();
    await engine.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}
